"""Bytes to text, and the refusals with their two lines."""

from __future__ import annotations

import pytest

from hmic_tracker.documents.sources.text_decoding import LARGEST, MOST_LINES, decode
from hmic_tracker.errors import InputError


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("a – b".encode(), "a – b"),
        ("a – b".encode("utf-8-sig"), "a – b"),
        ("a – ‘b’".encode("cp1252"), "a – ‘b’"),
        ("a – b".encode("utf-16"), "a – b"),
        (b"a\r\nb\rc\n", "a\nb\nc\n"),
        (b"caf\xe9 \x81", "café \ufffd"),
        ("a – b, and more".encode("utf-16-le"), "a – b, and more"),
        ("a – b, and more".encode("utf-16-be"), "a – b, and more"),
    ],
)
def test_text_is_read_in_the_encodings_reports_come_in(data: bytes, text: str) -> None:
    assert decode(data, "x.txt") == (text, [])


def test_a_stray_byte_is_left_out_with_a_remark_and_changes_no_other_letter() -> None:
    data = "a – ‘b’\nc".encode().replace(b"c", b"c\xff d")
    assert decode(data, "x.txt") == (
        "a – ‘b’\nc d",
        [(2, "a byte that is no letter was left out")],
    )


@pytest.mark.parametrize(
    ("data", "message", "hint"),
    [
        (b"", "x is empty", "paste"),
        (b" \r\n\t\n", "x is empty", "paste"),
        (b"\xef\xbb\xbf", "x is empty", "paste"),
        (b"%PDF-1.4 ...", "x is a PDF, not text", "pdftotext"),
        (b"PK\x03\x04...", "x is a Word document or another ZIP file, not text", "plain text"),
        (b"\xd0\xcf\x11\xe0...", "x is an old Word or Excel document, not text", "plain text"),
        (b"{\\rtf1 ...", "x is rich text (RTF), not plain text", "plain text"),
        (b"\x1f\x8b\x08", "x is compressed, not text", "unpack"),
        (b"a\0b", "x is not text", "plain text"),
        (b"\xff\xfe\x00\xd8a", "x is not text", "plain text"),
        (b"a" * (LARGEST + 1), "x is over 10 MB of text", "file of their own"),
        (b"a\n" * MOST_LINES, "x has over 200,000 lines", "file of their own"),
    ],
)
def test_what_is_no_text_is_refused_with_what_to_do(data: bytes, message: str, hint: str) -> None:
    with pytest.raises(InputError) as caught:
        decode(data, "x")
    assert caught.value.message == message
    assert hint in caught.value.hint
    assert "\n" not in caught.value.hint
