"""From the bytes of a file to its text, or to the reason why it is none (MP001)."""

from __future__ import annotations

import pytest

from mvpplan.text.decoding import MAX_BYTES, as_far_as_readable, decode
from mvpplan.text.nodes import Fault, Source


def refusal(data: bytes) -> str:
    fault = decode("a.yaml", data)
    assert isinstance(fault, Fault)
    assert fault.code == "MP001"
    return f"{fault.message} | {fault.hint}"


def test_utf_8_is_read_with_and_without_a_byte_order_mark() -> None:
    assert decode("a.yaml", "title: é😀\r\n".encode()) == Source("a.yaml", "title: é😀\r\n")
    assert decode("a.yaml", b"\xef\xbb\xbftitle: a\n") == Source("a.yaml", "title: a\n", bom=True)
    assert decode("a.yaml", b"\xef\xbb\xbf") == Source("a.yaml", "", bom=True)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_named(encoding: str) -> None:
    mark = b"" if encoding == "utf-16" else "\ufeff".encode(encoding)
    assert (
        refusal(mark + "title: a\n".encode(encoding))
        == "the file is UTF-16, not UTF-8 | save it again as UTF-8"
    )


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("text", ["title: a\n", "title: „Prüfung“ – a\n" + "due: 1\n" * 50])
def test_wide_letters_are_named_without_a_byte_order_mark(encoding: str, text: str) -> None:
    data = text.encode(encoding)
    assert refusal(data) == (
        f"the file is {encoding[:6].upper()}, not UTF-8 | save it again as UTF-8"
    )
    assert as_far_as_readable(data) == text


@pytest.mark.parametrize("encoding", ["utf-32", "utf-32-be"])
def test_utf_32_is_not_taken_for_utf_16(encoding: str) -> None:
    mark = b"" if encoding == "utf-32" else "\ufeff".encode(encoding)
    assert refusal(mark + "title: a\n".encode(encoding)).startswith("the file is UTF-32,")


@pytest.mark.parametrize("data", [b"\0" * 8, b"title: a\0b\n", b"a\0b\0", b"\0"])
def test_a_zero_byte_in_plain_text_is_no_other_encoding(data: bytes) -> None:
    decoded = decode("a.yaml", data)
    assert isinstance(decoded, Source) or data == b"a\0b\0"


def test_another_encoding_is_named_by_its_line_and_byte() -> None:
    assert refusal("owner: ana\ntitle: Prüfung\n".encode("latin-1")) == (
        "the file is not UTF-8: line 2 holds the byte 0xFC | "
        "save it again as UTF-8; in an editor this is often 'Save with encoding'"
    )


def test_a_lone_surrogate_is_no_utf_8() -> None:
    assert refusal(b"title: \xed\xa0\xbd\n").startswith("the file is not UTF-8: line 1")


def test_a_file_of_exactly_one_mebibyte_is_read() -> None:
    assert isinstance(decode("a.yaml", b"a: " + b"x" * (MAX_BYTES - 3)), Source)


def test_a_larger_file_is_refused_with_its_size() -> None:
    assert refusal(b"x" * (MAX_BYTES * 3 // 2)) == (
        "the file has 1.5 MiB; a plan file has at most 1 MiB | put fewer records into one file"
    )


def test_a_file_that_is_just_too_large_does_not_seem_to_be_small_enough() -> None:
    assert "the file has 1.0 MiB" not in refusal(b"x" * (MAX_BYTES + 1))


def test_another_encoding_behind_a_byte_order_mark_is_named_by_its_line_and_byte() -> None:
    fault = decode("a.yaml", b"\xef\xbb\xbfowner: ana\ntitle: Pr\xfcfung\n")
    assert isinstance(fault, Fault)
    assert fault.offset == len("owner: ana\ntitle: Pr")
    assert fault.message == "the file is not UTF-8: line 2 holds the byte 0xFC"
