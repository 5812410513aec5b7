"""Which share of a picture's words can still be read in another: pure."""

import re
from collections import Counter
from collections.abc import Iterable

Words = Counter[str]
# Shorter ones are as often specks as words.
WORD = re.compile(r"[^\W_]{3,}")
ARABIC = re.compile(r"[\u0600-\u06ff]")
FEWEST = 8


def words(text: str) -> Words:
    """The words of three letters or digits and more, however they are written."""
    return Counter(WORD.findall(text.casefold()))


def enough(found: Words) -> Words:
    """``found``, or nothing when it is too little to compare: a photograph often seems to hold a word or two."""
    return found if found.total() >= FEWEST else Words()


def kept(source: Words, seen: Words) -> int:
    """How many of the source's words stand in what was seen, each as often as it was there."""
    return (source & seen).total()


def share(pairs: Iterable[tuple[Words, Words]]) -> float | None:
    """Share of the words of sources found again, 0 to 1; None when there are too few to speak of."""
    found = total = 0
    for source, seen in pairs:
        found += kept(source, seen)
        total += source.total()
    return round(found / total, 4) if total >= FEWEST else None


def mostly_arabic(text: str) -> bool:
    """True when a tenth of the letters are of the Arabic script, in which Urdu and Pashto are written."""
    letters = sum(each.isalpha() for each in text)
    return letters > 0 and len(ARABIC.findall(text)) >= letters / 10
