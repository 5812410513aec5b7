"""What the player shows, read from an entry: slides with their words, sources, captions, lighter ways to go on."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from media_pipeline.choices import Choice, choices
from media_pipeline.entry import Entry, captions_of, files_of, slides_of
from media_pipeline.pipeline.outputs import FALLBACK

# In each language's own word, as on the button that chooses it.
NAMES = {"en": "English", "ur": "اردو", "ps": "پښتو"}
# Captions that cost more say so where they are switched on.
DEAR_BYTES = 50_000
LONGEST_TITLE = 80
# What is played instead when the link is too slow, and then instead of that.
DOWN = {"standard": ("video", "audio"), "video": ("audio",), "slides": ("audio",)}


@dataclass(frozen=True)
class Slide:
    """One slide: when it comes, its words, and where its two pictures are; they are empty where it is not shown."""

    number: int
    at: float
    text: str = ""
    avif: str = ""
    webp: str = ""
    width: int = 0
    height: int = 0

    @property
    def name(self) -> str:
        """Its number in words."""
        return _("Slide %(number)s") % {"number": self.number}

    @property
    def title(self) -> str:
        """Its first line, or its number in words."""
        first = self.text.partition("\n")[0] or self.name
        return first if len(first) <= LONGEST_TITLE else first[: LONGEST_TITLE - 1].rstrip() + "…"


@dataclass(frozen=True)
class Source:
    """One of the alternatives that a browser may take."""

    src: str
    type: str


@dataclass(frozen=True)
class Spoken:
    """Captions in one language; ``dear`` when their bytes have to be said before they are fetched."""

    src: str
    language: str
    name: str
    bytes: int
    dear: bool


@dataclass(frozen=True)
class Lighter:
    """A lighter way to go on, and the one it is taken from. Without ``sources`` the sound stays and pictures stop."""

    rung: str
    title: str
    sources: Sequence[Source]
    before: Choice


def address(each: Entry, base: str) -> str:
    """Where a file of an entry is."""
    return f"{base}{each['sha256']}.{each['ext']}"


def sources(files: Sequence[Entry], role: str, base: str) -> list[Source]:
    """The alternatives of one role, the one to try first first."""
    wanted = (role, role + FALLBACK)
    return [Source(address(each, base), each["type"]) for each in files if each["role"] in wanted]


def slides_shown(entry: Entry, files: Sequence[Entry], base: str) -> list[Slide]:
    """The slides of a rung; where it has no stills, the times and words of the slides that were read."""
    words = {each["at"]: each["text"] for each in slides_of(entry)}
    stills = [each for each in files if each["role"] == "still"]
    twins = [each for each in files if each["role"] == "still" + FALLBACK]
    if not stills:
        return [Slide(number, at, text) for number, (at, text) in enumerate(words.items(), start=1)]
    return [
        Slide(
            number,
            one["at"],
            words.get(one["at"], ""),
            address(one, base),
            address(two, base),
            one["width"],
            one["height"],
        )
        for number, (one, two) in enumerate(zip(stills, twins, strict=True), start=1)
    ]


def spoken_words(entry: Entry, base: str) -> list[Spoken]:
    """The captions of a lecture, in every language there is, the reader's own first."""
    found = [
        Spoken(
            address(each, base),
            each["language"],
            NAMES.get(each["language"]) or str(each["language"]),
            each["bytes"],
            each["bytes"] > DEAR_BYTES,
        )
        for each in captions_of(entry)
    ]
    return sorted(found, key=lambda each: each.language != get_language())


def lighter_ways(entry: Entry, rung: str, base: str) -> list[Lighter]:
    """The ways down from a rung, in order; none from the lightest."""
    offered = {each.rung: each for each in choices(entry)}
    ways = []
    before = offered[rung]
    for below in DOWN.get(rung, ()):
        if below not in offered or offered[below].bytes >= before.bytes:
            continue
        files = files_of(entry, below)
        # Slides and voice only have their sound in common: nothing of it is fetched again.
        found = [] if rung == "slides" else sources(files, "video", base) or sources(files, "audio", base)
        ways.append(Lighter(below, offered[below].title, found, before))
        before = offered[below]
    return ways
