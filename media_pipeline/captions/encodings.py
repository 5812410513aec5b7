"""In which encoding a caption file was saved."""

import codecs
import re
import unicodedata

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Of the letters next to each other that are beyond ASCII, the share that reads as Arabic script in Windows-1256.
MOSTLY = 0.5
SAMPLE = 4096


def decode(data: bytes) -> str | None:
    """The text of a file: Unicode in any form, Windows-1256 (Urdu, Arabic) or Windows-1252; None for none of these."""
    name = _marked(data) or _utf16_by_its_zeros(data) or "utf-8"
    try:
        return data.decode(name)
    except UnicodeDecodeError:
        if name != "utf-8":
            return None
    try:
        return data.decode(_old_windows(data))
    except UnicodeDecodeError:
        return None


def _marked(data: bytes) -> str | None:
    return next((name for mark, name in MARKS if data.startswith(mark)), None)


def _utf16_by_its_zeros(data: bytes) -> str | None:
    """UTF-16 without its mark: digits, arrows and line ends have a zero in every second byte."""
    start = data[:SAMPLE]
    first, second = start[0::2].count(0), start[1::2].count(0)
    if max(first, second) * 5 < len(start) // 2:
        return None
    return "utf-16-be" if first > second else "utf-16-le"


def _old_windows(data: bytes) -> str:
    """Words in Arabic script have many letters beyond ASCII in a row; Western words seldom have two."""
    beyond = re.findall(rb"[\x80-\xff]{2,}", data)
    letters = b"".join(beyond)[:SAMPLE].decode("cp1256")
    arabic = sum(unicodedata.name(sign, "").startswith("ARABIC LETTER") for sign in letters)
    return "cp1256" if letters and arabic >= MOSTLY * len(letters) else "cp1252"
