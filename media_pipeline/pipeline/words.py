"""The words of slides: which of what was read is worth keeping, what a slide is called, where words belong. Pure."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

HEADING_LENGTH = 80
# Of the signs of a line that are not spaces, how many must be letters or digits for it to be words.
MOSTLY_WORDS = 0.5
HYPHENATED = re.compile(r"(?<=[^\W\d_]{2})[-\u00ad\u2010]\n(?=[^\W\d_])")
# A word: two letters or digits in a row; single ones are what a reader sees in icons and bullets.
WORD = re.compile(r"[^\W_]{2}")
# How far from its old time the read (not written) text of a slide is taken for that of the same slide, in seconds.
SAME_SLIDE = 1.0


@dataclass(frozen=True)
class SlideText:
    """The words of one slide that begins at ``at`` seconds; ``written`` by a person, or read from its picture."""

    at: float
    text: str = ""
    written: bool = False


def clean(read: str) -> str:
    """What a reader of pictures gave, as text: NFC, one space between words, divided words joined, no noise.

    Lines stay in their order; letters of a line stay in the order in which they are read aloud.
    """
    plain = unicodedata.normalize("NFC", "".join(map(_readable, read.replace("\r\n", "\n"))))
    lines = [" ".join(line.split()) for line in plain.split("\n")]
    return HYPHENATED.sub("", "\n".join(line for line in lines if _is_words(line)))


def _readable(sign: str) -> str:
    if sign in "\n\f\v\r\u2028\u2029\x85":
        return "\n"
    # Marks of direction come from the reader's guess; joiners (Cf too) belong to the spelling of Urdu and Pashto.
    hidden = (
        unicodedata.category(sign) in ("Cc", "Cs", "Co", "Cn") or sign in "\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    )
    return "" if hidden and sign != "\t" else sign


def _is_words(line: str) -> bool:
    signs = [sign for sign in line if not sign.isspace() and not unicodedata.combining(sign)]
    words = sum(sign.isalnum() for sign in signs)
    return bool(signs) and words >= MOSTLY_WORDS * len(signs) and WORD.search(line) is not None


def heading(text: str) -> str:
    """What a slide is called: its first line, cut at a word when it is long; empty when it has no words."""
    line = next((plain for line in text.splitlines() if (plain := " ".join(line.split()))), "")
    if len(line) <= HEADING_LENGTH:
        return line
    return (
        line[:HEADING_LENGTH].rpartition(" ")[0] + "…" if " " in line[:HEADING_LENGTH] else line[:HEADING_LENGTH] + "…"
    )


def languages_to_read(spoken: str, available: Iterable[str]) -> list[str]:
    """In which languages to read slides: that of the voice, and English, in which every program has its buttons.

    Pashto is read as Urdu where no reader knows it: most letters are the same. Unknown speech may be any of two.
    """
    wanted = {"en": ["en"], "ur": ["ur", "en"], "ps": ["ps", "en"]}.get(spoken, ["en", "ur"])
    known = set(available)
    return ["ur" if each == "ps" and "ps" not in known else each for each in wanted]


def carry(old: Iterable[SlideText], starts: Sequence[float]) -> list[SlideText]:
    """The texts of slides that begin at ``starts``, as far as they are known from ``old``.

    Written text goes to the slide nearest in time, none is lost: what meets on one slide stands there in order of
    time. Read text stays with a slide that begins where its own began.
    """
    texts: list[list[str]] = [[] for _ in starts]
    known = sorted(old, key=lambda each: each.at)
    for each in known:
        if each.written and starts:
            texts[_nearest(starts, each.at)].append(each.text)
    written = [bool(each) for each in texts]
    for each in known:
        if not each.written and starts:
            place = _nearest(starts, each.at)
            if not written[place] and abs(starts[place] - each.at) <= SAME_SLIDE:
                texts[place] = [each.text]
    joined = ("\n".join(filter(None, dict.fromkeys(each))) for each in texts)
    return [SlideText(*each) for each in zip(starts, joined, written, strict=True)]


def _nearest(starts: Sequence[float], at: float) -> int:
    return min(range(len(starts)), key=lambda place: abs(starts[place] - at))
