"""A file's bytes to text: UTF-8, with or without a byte order mark, of at most 1 MiB (MP001)."""

from __future__ import annotations

from mvpplan.text.nodes import Fault, Source

MAX_BYTES = 1024 * 1024

_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def decode(path: str, data: bytes) -> Source | Fault:
    """Turn a file's bytes into text, or say why they are not plan text (MP001)."""
    if len(data) > MAX_BYTES:
        return too_large(len(data), data[:MAX_BYTES])
    if data.startswith(_UTF16):
        return Fault("MP001", 0, "the file is UTF-16, not UTF-8", "save it again as UTF-8", data)
    try:
        text = data.removeprefix(b"\xef\xbb\xbf").decode()
    except UnicodeDecodeError as error:
        before = data[: error.start].removeprefix(b"\xef\xbb\xbf").decode()
        line = before.count("\n") + 1
        return Fault(
            "MP001",
            len(before),
            f"the file is not UTF-8: line {line} holds the byte 0x{data[error.start]:02X}",
            "save it again as UTF-8; in an editor this is often 'Save with encoding'",
            data,
        )
    return Source(path, text)


def as_far_as_readable(data: bytes) -> str:
    """The text of a file that is refused, with signs for what cannot be read."""
    if data.startswith(_UTF16):
        return data.decode("utf-16", errors="replace")
    return data.removeprefix(b"\xef\xbb\xbf").decode(errors="replace")


def too_large(size: int, held: bytes = b"") -> Fault:
    """The fault of a file of ``size`` bytes that is over the limit."""
    return Fault(
        "MP001",
        0,
        f"the file has {-(-size * 10 // MAX_BYTES) / 10} MiB; a plan file has at most 1 MiB",
        "put fewer records into one file",
        held,
    )
