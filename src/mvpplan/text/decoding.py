"""A file's bytes to text: UTF-8, with or without a byte order mark, of at most 1 MiB (MP001)."""

from __future__ import annotations

from mvpplan.text.nodes import Fault, Source

MAX_BYTES = 1024 * 1024

_MARKS = {
    b"\xff\xfe\0\0": "utf-32",
    b"\0\0\xfe\xff": "utf-32",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}
_UTF_8_MARK = b"\xef\xbb\xbf"
_BEGINNING = 64
_MOSTLY = str.maketrans("123", "004")  # quarters of the letters


def decode(path: str, data: bytes) -> Source | Fault:
    """Turn a file's bytes into text, or say why they are not plan text (MP001)."""
    if len(data) > MAX_BYTES:
        return too_large(len(data), data[:MAX_BYTES])
    wide = _wide(data)
    if wide:
        message = f"the file is {wide[: len('utf-16')].upper()}, not UTF-8"
        return Fault("MP001", 0, message, "save it again as UTF-8", data)
    written = data.removeprefix(_UTF_8_MARK)
    try:
        text = written.decode()
    except UnicodeDecodeError as error:
        before = written[: error.start].decode()
        line = before.count("\n") + 1
        return Fault(
            "MP001",
            len(before),
            f"the file is not UTF-8: line {line} holds the byte 0x{written[error.start]:02X}",
            "save it again as UTF-8; in an editor this is often 'Save with encoding'",
            data,
        )
    return Source(path, text, data.startswith(_UTF_8_MARK))


def _wide(data: bytes) -> str | None:
    """The encoding of text that takes two or four bytes for each letter, with or without a mark."""
    for mark, encoding in _MARKS.items():
        if data.startswith(mark):
            return encoding
    head = data[: len(data[:_BEGINNING]) // 4 * 4]
    if not head.count(0):
        return None
    zeros = "".join(str(4 * head[place::4].count(0) // len(head[place::4])) for place in range(4))
    return {"0404": "utf-16-le", "4040": "utf-16-be", "0444": "utf-32-le", "4440": "utf-32-be"}.get(
        zeros.translate(_MOSTLY)
    )


def as_far_as_readable(data: bytes) -> str:
    """The text of a file that is refused, with signs for what cannot be read."""
    wide = _wide(data)
    if wide:
        return data.decode(wide, errors="replace")
    return data.removeprefix(_UTF_8_MARK).decode(errors="replace")


def too_large(size: int, held: bytes = b"") -> Fault:
    """The fault of a file of ``size`` bytes that is over the limit."""
    return Fault(
        "MP001",
        0,
        f"the file has {-(-size * 10 // MAX_BYTES) / 10} MiB; a plan file has at most 1 MiB",
        "put fewer records into one file",
        held,
    )
