"""The published pages of a course, language by language. Drafts are not even read."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from courses.authoring.models import ActivityPage, CoursePage, ModulePage, UnservedPage


@dataclass(frozen=True)
class CoursePages:
    """One course page and everything published below it, in order."""

    course: CoursePage
    modules: tuple[tuple[ModulePage, tuple[ActivityPage, ...]], ...]

    @property
    def language(self) -> str:
        """The language these pages are written in."""
        return self.course.locale.language_code

    @cached_property
    def everything(self) -> tuple[UnservedPage, ...]:
        """Modules and activities in one row."""
        return tuple(page for module, activities in self.modules for page in (module, *activities))

    @cached_property
    def by_key(self) -> dict[UUID, UnservedPage]:
        """Each page by its key."""
        return {page.key: page for page in self.everything}

    def repeated(self) -> list[UnservedPage]:
        """Pages whose key another page of this course has too."""
        counts = Counter(page.key for page in self.everything)
        return [page for page in self.everything if counts[page.key] > 1]


def source_of(course: CoursePage) -> CoursePage:
    """The page of this course in its source language; the page itself when that one is gone."""
    if course.locale.language_code == course.source_language:
        return course
    same = CoursePage.objects.filter(key=course.key, locale__language_code=course.source_language)
    return same.select_related("locale").first() or course


def translations_of(source: CoursePage) -> list[CoursePage]:
    """Published pages of the same course in other languages, by language code; aliases are untranslated text."""
    others = CoursePage.objects.live().filter(key=source.key, alias_of=None).exclude(pk=source.pk)
    return sorted(others.select_related("locale"), key=lambda page: page.locale.language_code)


def read_pages(course: CoursePage, *, aliases: bool = True) -> CoursePages:
    """What is published below ``course``. Without ``aliases`` only pages that somebody wrote in this language."""
    below = [
        page for page in course.get_descendants().live().order_by("path").specific() if aliases or not page.alias_of_id
    ]
    modules = [page for page in below if isinstance(page, ModulePage)]
    activities = [page for page in below if isinstance(page, ActivityPage)]
    return CoursePages(
        course,
        tuple((module, tuple(page for page in activities if page.path.startswith(module.path))) for module in modules),
    )
