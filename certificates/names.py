"""Names as they are printed and as they are shown. Pure."""

import unicodedata
from dataclasses import dataclass
from typing import Literal

LONGEST_NAME = 200
LONGEST_WORD = 40
# The joiners of Arabic script are invisible and meant; every other invisible sign is dropped.
JOINERS = "\u200c\u200d"
# Letters that only Pashto has; Pashto is set in Naskh.
PASHTO_LETTERS = frozenset("ټځڅډړږښګڼۍې")

Face = Literal["nastaliq", "naskh"]


@dataclass(frozen=True)
class CleanName:
    """A name fit for paper, and the signs that were left out of it, in their order."""

    text: str
    dropped: tuple[str, ...] = ()


def clean_name(typed: str) -> CleanName:
    """Return ``typed`` in NFC with single spaces, without control signs, emoji and other pictures."""
    kept: list[str] = []
    dropped: list[str] = []
    for sign in unicodedata.normalize("NFC", typed):
        if sign.isspace():
            kept.append(" ")
        elif printable(sign):
            kept.append(sign)
        else:
            dropped.append(sign)
    return CleanName(" ".join("".join(kept).split()).strip(JOINERS), tuple(dropped))


def printable(sign: str) -> bool:
    """Whether a sign belongs in a name: letters, marks, digits, punctuation, and the joiners of Arabic script."""
    return unicodedata.category(sign)[0] in "LMNP" or sign in JOINERS


def has_letter(name: str) -> bool:
    """Whether a name has anything to read."""
    return any(unicodedata.category(sign)[0] == "L" for sign in name)


def longest_word(name: str) -> int:
    """Return the length of the longest word, which no line break can help."""
    return max(map(len, name.split()), default=0)


def face_of(name: str) -> Face:
    """Return the hand a name in Arabic script is set in: Naskh where a letter is Pashto's own, else Nastaliq."""
    return "naskh" if PASHTO_LETTERS.intersection(name) else "nastaliq"


def initials(name: str) -> str:
    """Return the first letters of the words of ``name``: "Z. G." for "Zarmina Gul"; a word without letters has none."""
    firsts = [first_letter(word) for word in name.split()]
    return " ".join(f"{letter}." for letter in firsts if letter)


def first_letter(word: str) -> str:
    """Return the first letter of a word in upper case, with the marks that belong to it; "" when there is none."""
    for place, sign in enumerate(word):
        if unicodedata.category(sign) in ("Lu", "Ll", "Lt", "Lo"):
            marks = ""
            for following in word[place + 1 :]:
                if not unicodedata.combining(following):
                    break
                marks += following
            return sign.upper()[:1] + marks
    return ""
