"""A door that classes open says which class, and for how long it stays open then, in days or in months."""

from datetime import UTC, date, datetime

import pytest
from django.utils import translation
from django.utils.html import strip_tags

from courses.running.access.facts import AccessFacts, Window
from courses.running.access.rule import access
from courses.running.access.words import door_words

NOON = datetime(2026, 11, 3, 12, tzinfo=UTC)


def words(window: Window, language: str = "en") -> list[str]:
    facts = AccessFacts(cohort_open=True, starts_on=date(2026, 11, 2), time_zone="Asia/Karachi", window=window)
    with translation.override(language):
        said = door_words(access(facts, NOON), facts)
    return [strip_tags(part) for part in (said.why, said.until)]


@pytest.mark.parametrize(
    ("window", "why", "until"),
    [
        (
            Window("minutes_reached", days=30, minutes=240),
            "Opens after 4 hours in class. You have 0 minutes.",
            "Until you have them. Then it stays open for 30 days.",
        ),
        (
            Window("minutes_reached", months=1, minutes=240),
            "Opens after 4 hours in class. You have 0 minutes.",
            "Until you have them. Then it stays open for 1 month.",
        ),
        (
            Window("first_session", months=2),
            "Opens after your first class.",
            "Until you have been to it. Then it stays open for 2 months.",
        ),
    ],
)
def test_it_says_which_class_and_how_long(window: Window, why: str, until: str) -> None:
    assert words(window) == [why, until]


def test_in_urdu_too() -> None:
    assert words(Window("first_session", days=30), "ur") == [
        "پہلی کلاس کے بعد کھلے گا۔",
        "جب تک اس میں حاضری نہ ہو۔ پھر 30 دن کھلا رہے گا۔",
    ]
