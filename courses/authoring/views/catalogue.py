"""The list of courses: what was asked for, what may be asked for, a few at a time."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from courses.authoring.cards import BOTH, PHONE, ROOM, CourseCard, language_name
from courses.authoring.finding import Asked, find
from courses.authoring.models import CataloguePage
from courses.authoring.querysets import course_cards, guides_for, in_every_language

# So many courses come at once: the first view has to fit the first window of a connection.
AT_ONCE = 8
MODES = {BOTH: _("In the room and on the phone"), ROOM: _("In the room alone"), PHONE: _("On the phone alone")}
WORDS = {
    "track": (_("Trade"), _("Any trade")),
    "language": (_("Language"), _("Any language")),
    "mode": (_("Where it is taught"), _("Anywhere")),
}
# ``(value, what people read, its language or empty)``.
Options = list[tuple[str, Any, str]]


@dataclass(frozen=True)
class Choice:
    """One list of the form; ``any`` is what it says while nothing is chosen."""

    name: str
    label: Any
    any: Any
    options: Options
    chosen: str


def catalogue_context(catalogue: CataloguePage, request: HttpRequest) -> dict[str, Any]:
    """Courses as cards in the reader's language, the form, and what to do when nothing fits."""
    language = catalogue.locale.language_code
    catalogues = in_every_language(catalogue)
    cards = course_cards(catalogues, language)
    offers = offered(cards)
    asked = Asked.of(request.GET).only(**{name: [option[0] for option in options] for name, options in offers.items()})
    found = find(cards, asked)
    page = Paginator(found, AT_ONCE).get_page(request.GET.get("page"))
    return {
        "courses": page,
        "count": len(found),
        "asked": asked,
        "choices": choices(offers, asked),
        "with_form": len(cards) > 1,
        "without_choices": len(find(cards, asked.words_alone())) if asked.narrowed and not found else 0,
        "words_alone": asked.words_alone().address(),
        "next_page": asked.address(page=page.next_page_number()) if page.has_next() else "",
        "previous_page": asked.address(page=page.previous_page_number()) if page.has_previous() else "",
        "guides": guides_for(catalogues, language) if page.number == 1 and not asked.anything else [],
    }


def offered(cards: list[CourseCard]) -> dict[str, Options]:
    """What may be chosen of each kind; a kind of which there is but one is no choice."""
    offers = {"track": track_options(cards), "language": language_options(cards), "mode": mode_options(cards)}
    return {name: options if len(options) > 1 else [] for name, options in offers.items()}


def choices(offers: dict[str, Options], asked: Asked) -> list[Choice]:
    """The lists of the form with what is chosen now."""
    return [
        Choice(name, *WORDS[name], options=options, chosen=getattr(asked, name))
        for name, options in offers.items()
        if options
    ]


def track_options(cards: Iterable[CourseCard]) -> Options:
    """Tracks that have a course, in the order staff gave them."""
    found = {card.track for card in cards if card.track}
    ordered = sorted(found, key=lambda track: (track.order, track.name.casefold()))
    return [(str(track.uuid), track.title(get_language() or ""), "") for track in ordered]


def language_options(cards: Iterable[CourseCard]) -> Options:
    """Languages in which there is a course, each as it calls itself."""
    codes = sorted({code for card in cards for code in card.languages})
    return [(code, language_name(code), code) for code in codes]


def mode_options(cards: Iterable[CourseCard]) -> Options:
    """Ways of teaching that some course has."""
    found = {card.mode for card in cards}
    return [(mode, label, "") for mode, label in MODES.items() if mode in found]
