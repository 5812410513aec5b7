"""What is known of each edition of a course."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Prefetch

from courses.authoring.editions.readers import readers_of
from courses.authoring.models import Edition, EditionPage
from lms.people.api import person_of_user


@dataclass(frozen=True)
class EditionRow:
    """One edition, who reads it, and the names behind its pages."""

    edition: Edition
    readers: list[str]
    writers: list[str]
    approvers: list[str]


def edition_rows(course_key: UUID) -> list[EditionRow]:
    """Every edition of a course, newest first."""
    readers: dict[int, list[str]] = defaultdict(list)
    for reader in readers_of(course_key):
        readers[reader.edition].append(reader.name)
    hands = Prefetch("pages", EditionPage.objects.select_related("written_by", "approved_by"))
    editions = Edition.objects.filter(course_key=course_key)
    found = editions.select_related("released_by", "corrects").prefetch_related(hands).order_by("-number")
    return [_row(edition, readers[edition.pk]) for edition in found]


def _row(edition: Edition, readers: list[str]) -> EditionRow:
    pages = list(edition.pages.all())
    return EditionRow(
        edition,
        readers,
        _names(page.written_by for page in pages),
        _names(page.approved_by for page in pages),
    )


def _names(users: object) -> list[str]:
    """Display names, each once, by alphabet; accounts without a person are not named."""
    persons = {person_of_user(user) for user in users if user is not None}  # type: ignore[attr-defined]
    return sorted(person.display_name for person in persons if person is not None)
