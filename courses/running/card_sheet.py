"""Attendance cards on paper: eight on an A4 sheet, in English and Urdu. A username stands on them, no name."""

from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

from django.utils import translation
from django.utils.translation import gettext as _

from courses.running.actions.cards import sign_of
from courses.running.models import TraineeCard
from lms.foundation.api import group_code
from lms.people.api import SheetError, set_on_paper

TEMPLATE = Path(__file__).with_name("cards.typ")
QUIET = 4


def render_cards(cards: Iterable[TraineeCard]) -> bytes:
    """Return a PDF of A4 sheets with these cards; ``SheetError`` with a sentence when it cannot be made."""
    data = {"cards": [card_data(card) for card in cards], "texts": {code: texts(code) for code in ("en", "ur")}}
    return set_on_paper(TEMPLATE, data)


def card_data(card: TraineeCard) -> dict[str, str]:
    """Return what stands on one card."""
    account = card.enrolment.person.user
    return {
        "username": account.get_username() if account else "",
        "batch": card.enrolment.cohort.name,
        "code": group_code(card.code, 4),
        "square": square(sign_of(card)),
    }


def square(text: str) -> str:
    """Return a QR code as an SVG text."""
    try:
        import segno
    except ImportError as missing:
        raise SheetError("Cards need segno, which is not installed here: install hunar[certificates].") from missing
    drawn = BytesIO()
    code = segno.make_qr(text, error="m", boost_error=False)
    code.save(drawn, kind="svg", border=QUIET, xmldecl=False, svgclass=None, lineclass=None, dark="#000", light="#fff")
    return drawn.getvalue().decode()


def texts(language: str) -> dict[str, str]:
    """Return the words on a card."""
    with translation.override(language):
        return {
            "title": _("Attendance card"),
            "show": _("Show this square to the trainer when you come to class."),
            "lost": _("If you lose it, tell your centre: a new card makes this one worthless."),
        }
