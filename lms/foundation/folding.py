"""One spelling for letters and digits that look alike, for comparing and searching; never for showing."""

import unicodedata

_DIGITS = {ord(mark): str(value) for marks in ("۰۱۲۳۴۵۶۷۸۹", "٠١٢٣٤٥٦٧٨٩") for value, mark in enumerate(marks)}
_LETTERS = {
    ord(found): wanted
    for wanted, variants in {
        "ی": "يىېۍئے",
        "ک": "كڪګ",
        "ہ": "ةهۀەۂۃ",
        "و": "ؤ",
        "ا": "أإآٱ",
    }.items()
    for found in variants
    if found not in "ئےېۍګآ"  # letters of their own in Urdu and Pashto
}
_SILENT = dict.fromkeys([0x0640, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x061C, 0xFEFF])


def fold_digits(text: str) -> str:
    """``text`` with Urdu (۰-۹) and Arabic (٠-٩) digits as 0-9; all else as it was."""
    return text.translate(_DIGITS)


def fold(text: str) -> str:
    """The form under which two spellings of the same words are equal.

    NFC, lower case, one space between words, digits 0-9, Arabic letters as Urdu writes them (ي→ی, ك→ک, ة→ہ),
    vowel signs, stretching and invisible marks left out. ``fold(fold(x)) == fold(x)``.
    """
    plain = unicodedata.normalize("NFKC", text).translate(_DIGITS | _LETTERS | _SILENT).casefold()
    plain = "".join(mark for mark in plain if not ("\u064b" <= mark <= "\u065f" or mark == "\u0670"))
    return unicodedata.normalize("NFC", " ".join(plain.split()))
