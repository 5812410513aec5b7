"""What a visitor learns about a course before she opens it."""

import re
from dataclasses import dataclass

from django.utils.translation import get_language_info

from courses.authoring.compiling.context import CompileContext
from courses.authoring.editions.weight import Weight
from courses.authoring.models import CoursePage, EditionListing, Track

# How a course is taught; what people read of it stands in ``views.catalogue``.
BOTH, ROOM, PHONE = "both", "room", "phone"
MEASURE = re.compile(r"(\d[\d.,]*) ?([A-Z][A-Za-z]*)")


@dataclass(frozen=True)
class CourseCard:
    """A course as ``page`` tells it; ``pages`` are its published pages in every language, ``page`` among them."""

    page: CoursePage
    pages: tuple[CoursePage, ...]
    listing: EditionListing | None

    @property
    def source(self) -> CoursePage:
        """The page that decides track, hours and weeks: that in the source language, when it is published."""
        own = (page for page in self.pages if page.locale.language_code == page.source_language)
        return next(own, self.page)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the newest edition, or before the first release that of the page."""
        return tuple(self.listing.languages) if self.listing else (self.page.locale.language_code,)

    @property
    def weight(self) -> Weight | None:
        """What the whole course costs in the page's language; None before the first release."""
        if self.listing is None:
            return None
        weights = self.listing.weights
        return Weight(*weights.get(self.page.locale.language_code, weights[self.languages[0]]))

    @property
    def mode(self) -> str:
        """Where it is taught, by its hours and weeks; empty when neither is given."""
        room, phone = bool(self.source.room_hours), bool(self.source.online_weeks)
        if room and phone:
            return BOTH
        return ROOM if room else PHONE if phone else ""

    @property
    def track(self) -> Track | None:
        """The trade it belongs to."""
        return self.source.track

    @property
    def direction(self) -> str:
        """The direction of the page's own words."""
        return CompileContext(self.page.locale.language_code).direction

    @property
    def outcomes(self) -> list[str]:
        """What she will be able to do, one text each."""
        return self._readable(self.page.outcome_lines)

    @property
    def needs(self) -> list[str]:
        """What she must bring, one text each."""
        return self._readable(self.page.need_lines)

    def _readable(self, texts: list[str]) -> list[str]:
        """A measure is never torn apart; in a text from right to left marks keep it from turning round (“GB 2”)."""
        kept = "\u2066\\1\u00a0\\2\u2069" if self.direction == "rtl" else "\\1\u00a0\\2"
        return [MEASURE.sub(kept, text) for text in texts]

    @property
    def language_names(self) -> list[tuple[str, str, int]]:
        """``(code, name in that language, lessons it lacks)`` of every language the course is written in."""
        missing = self.listing.missing if self.listing else {}
        return [(code, language_name(code), missing.get(code, 0)) for code in self.languages]


def language_name(code: str) -> str:
    """How a language calls itself; its code when Django does not know it."""
    try:
        name: str = get_language_info(code)["name_local"]
    except KeyError:
        return code
    return name
