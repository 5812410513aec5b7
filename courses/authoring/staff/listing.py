"""Which courses a staff member sees, and what is known of each."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from courses.authoring.doors import visible_pages
from courses.authoring.editions.read import latest_edition
from courses.authoring.models import CoursePage, Edition
from courses.authoring.permissions import may
from courses.authoring.querysets import language_name
from lms.people.models import Person


@dataclass(frozen=True)
class CourseRow:
    """One course of the listing, in its source language."""

    page: CoursePage
    languages: list[str]
    edition: Edition | None
    may_release: bool


def visible_courses(user: Any) -> "QuerySet[CoursePage]":
    """Course pages that the account may work on in Wagtail."""
    return CoursePage.objects.filter(pk__in=visible_pages(user).values("pk")).select_related("locale")


def course_rows(user: Any, person: Person | None) -> list[CourseRow]:
    """Each course once, by title."""
    by_key: dict[UUID, list[CoursePage]] = {}
    for page in visible_courses(user).order_by("path"):
        by_key.setdefault(page.key, []).append(page)
    rows = [course_row(pages, person) for pages in by_key.values()]
    return sorted(rows, key=lambda row: row.page.title.casefold())


def course_row(pages: list[CoursePage], person: Person | None) -> CourseRow:
    """The row of one course from its pages."""
    page = next((each for each in pages if each.locale.language_code == each.source_language), pages[0])
    names = [language_name(each.locale.language_code) for each in pages]
    return CourseRow(page, names, latest_edition(page.key), may(person, "release", page))
