"""What a course's public page says."""

from typing import Any

from django.utils import timezone
from django.utils.translation import get_language

from courses.authoring.intakes import Intake, are_told, next_intakes
from courses.authoring.models import CoursePage
from courses.authoring.querysets import course_card


def course_context(page: CoursePage) -> dict[str, Any]:
    """Its card, and when it begins as far as anybody tells."""
    return {
        "card": course_card(page),
        "intakes": [intake_words(intake) for intake in next_intakes(page.key)],
        "intakes_are_told": are_told(),
    }


def intake_words(intake: Intake) -> dict[str, Any]:
    """A first day for the template; the year is named when it is another one."""
    this_year = intake.starts_on.year == timezone.localdate().year
    return {
        "day": intake.starts_on,
        "format": "j F" if this_year else "j F Y",
        "place": intake.where(get_language() or ""),
        "women_only": intake.women_only,
    }
