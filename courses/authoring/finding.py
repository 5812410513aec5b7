"""Which courses a visitor asked for, the likeliest first. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from courses.authoring.cards import CourseCard
from courses.authoring.searching import LONGEST, holds, searchable, terms

FILTERS = ("track", "language", "mode")
IN_TITLE, IN_WORDS, IN_LESSONS = range(3)


@dataclass(frozen=True)
class Asked:
    """What stands in the form: words, and one choice of each kind; empty means any."""

    words: str = ""
    track: str = ""
    language: str = ""
    mode: str = ""

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "Asked":
        """As an address says it."""
        chosen = {name: query.get(name, "")[:LONGEST] for name in FILTERS}
        return cls(words=" ".join(query.get("q", "")[:LONGEST].split()), **chosen)

    @property
    def anything(self) -> bool:
        """Whether anything was asked for."""
        return self != Asked()

    @property
    def narrowed(self) -> bool:
        """Whether a choice was made besides the words."""
        return bool(self.track or self.language or self.mode)

    def words_alone(self) -> "Asked":
        """The same words without the choices."""
        return Asked(self.words)

    def only(self, **known: Iterable[str]) -> "Asked":
        """Without choices that are offered nowhere: an old address then still finds something."""
        gone = {name: "" for name, offered in known.items() if getattr(self, name) not in offered}
        return replace(self, **gone)

    def address(self, **more: object) -> str:
        """The same question as the query of an address, with ``more`` behind it."""
        parts: dict[str, Any] = {"q": self.words} | {name: getattr(self, name) for name in FILTERS} | more
        return "?" + urlencode({name: value for name, value in parts.items() if value})


@dataclass(frozen=True)
class Found:
    """A course that fits, and where the words stand in it."""

    card: CourseCard
    rank: int = IN_TITLE

    @property
    def in_lessons(self) -> bool:
        """Whether only titles inside the course have the words."""
        return self.rank == IN_LESSONS


def find(cards: Iterable[CourseCard], asked: Asked) -> list[Found]:
    """The courses that fit: words in a title first, then in what the page says, then in the titles of lessons."""
    wanted = terms(asked.words)
    found = [Found(card, rank) for card in cards if fits(card, asked) and (rank := rank_of(card, wanted)) is not None]
    return sorted(found, key=lambda each: each.rank)


def fits(card: CourseCard, asked: Asked) -> bool:
    """Whether the course is what was chosen."""
    return (
        (not asked.track or (card.track is not None and str(card.track.uuid) == asked.track))
        and (not asked.language or asked.language in card.languages)
        and (not asked.mode or card.mode == asked.mode)
    )


def rank_of(card: CourseCard, wanted: list[str]) -> int | None:
    """Where all the words stand, in whichever of its languages; None when they do not."""
    if not wanted:
        return IN_TITLE
    titles = searchable(*(page.title for page in card.pages))
    if holds(titles, wanted):
        return IN_TITLE
    said = titles + searchable(*(text for page in card.pages for text in (page.summary, page.outcomes)))
    if holds(said, wanted):
        return IN_WORDS
    lessons = card.listing.words if card.listing else ""
    return IN_LESSONS if holds(said + lessons, wanted) else None
