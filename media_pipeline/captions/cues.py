"""One caption, and the one form in which its text is kept."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from media_pipeline.captions.bidi import closed

# What a caption file may hold at most; an hour of quick speech has about a thousand captions.
MOST_BYTES = 1_000_000
MOST_LINES = 100_000
LONGEST_TEXT = 2_000

LINE_FEEDS = str.maketrans({"\r": "\n", "\v": "\n", "\f": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n"})


@dataclass(frozen=True, order=True)
class Cue:
    """``text`` is shown from ``start`` to ``end``, in milliseconds of the recording as it plays."""

    start: int
    end: int
    text: str


def plain_text(text: str) -> str:
    """``text`` as it is kept: NFC, lines without margins, no empty line, no mark that could reach beyond its line.

    ``plain_text(plain_text(x)) == plain_text(x)``.
    """
    whole = text.replace("\r\n", "\n").translate(LINE_FEEDS).replace("\t", " ")
    written = "".join(sign for sign in whole if sign == "\n" or unicodedata.category(sign) not in ("Cc", "Cs"))
    lines = unicodedata.normalize("NFC", written.replace("\ufeff", "")).split("\n")
    return "\n".join(line for line in map(_plain_line, lines) if line)


def _plain_line(line: str) -> str:
    """Empty when nothing of it can be seen."""
    plain = " ".join(closed(line).split())
    return plain if any(unicodedata.category(sign) not in ("Cf", "Zs") for sign in plain) else ""


def in_order(cues: Iterable[Cue]) -> tuple[Cue, ...]:
    """The cues as they come one after the other; those that begin together in the order in which they end."""
    return tuple(sorted(cues, key=lambda cue: (cue.start, cue.end)))


def all_words(cues: Iterable[Cue]) -> str:
    """Everything that is said, one caption a line."""
    return "\n".join(cue.text for cue in cues)
