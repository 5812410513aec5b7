"""Bytes and letters from elsewhere into text that every part of Hunar can keep."""

import re
from unicodedata import normalize

from django.utils.translation import gettext as _

MARKS = [
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
]
# Control characters that no database column and no page can hold, and halves of letters.
UNFIT = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def names(words: str) -> frozenset[str]:
    """A table of names that are written beside each other."""
    return frozenset(words.split())


def plain(text: str) -> str:
    """``text`` in NFC with one kind of line end, without what cannot be kept."""
    tidy = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0c", "\n")
    return normalize("NFC", UNFIT.sub("", tidy))


def one_line(text: str, most: int = 0) -> str:
    """``plain`` with every run of white space made one space; cut with an ellipsis after ``most`` letters."""
    words = " ".join(plain(text).split())
    return f"{words[: most - 1].rstrip()}…" if most and len(words) > most else words


def decoded(data: bytes) -> tuple[str, str]:
    """The text of a file, and a sentence when its letters had to be guessed or some were lost."""
    for mark, name in MARKS:
        if data.startswith(mark):
            text = data.decode(name, errors="replace")
            return plain(text), _lost(text) if "\ufffd" in text else ""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
        guessed = _(
            "It is not written in UTF-8; its letters were guessed as Western European. Look at names and accents."
        )
        return plain(text), guessed
    return plain(text), _("It holds zero bytes, as pictures do; they were left out.") if "\0" in text else ""


def _lost(text: str) -> str:
    return _("%d letters of it could not be read. Save it as UTF-8 and try again.") % text.count("\ufffd")
