"""The published pages of a course, language by language. Drafts are not even read."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from uuid import UUID

from courses.authoring.compiling.asleep import asleep
from courses.authoring.models import (
    ActivityPage,
    CoursePage,
    ModulePage,
    Page,
    SharedModulePage,
    UnservedPage,
)
from courses.authoring.models.ordering import WaitingPage, stood_for
from courses.authoring.trees import unserved_models

# A module and its activities.
Taken = tuple[ModulePage, tuple[ActivityPage, ...]]


@dataclass(frozen=True)
class CoursePages:
    """One course page and everything published below it, in order; ``asked`` is what each module waits for, by key.

    ``left_out`` are published activities whose module is not.
    """

    course: CoursePage
    modules: tuple[Taken, ...]
    asked: Mapping[UUID, list[str]] = field(default_factory=dict)
    left_out: tuple[ActivityPage, ...] = ()

    @property
    def language(self) -> str:
        """The language these pages are written in."""
        return str(self.course.locale.language_code)

    @cached_property
    def everything(self) -> tuple[UnservedPage, ...]:
        """Modules and activities in one row."""
        return tuple(page for module, activities in self.modules for page in (module, *activities))

    @cached_property
    def module_of(self) -> dict[int, ModulePage]:
        """The module of each activity, by the activity's page number."""
        return {page.pk: module for module, activities in self.modules for page in activities}

    @cached_property
    def written(self) -> dict[UUID, UnservedPage]:
        """Each page that somebody wrote in this language, by its key; an alias is untranslated text."""
        return {page.key: page for page in self.everything if not page.alias_of_id}

    def title_of(self, key: UUID) -> str:
        """The title of the course, a module or an activity as written in this language; empty when it is not."""
        if key == self.course.key:
            return "" if self.course.alias_of_id else self.course.title
        return self.written[key].title if key in self.written else ""

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


def translations_of(source: CoursePage) -> list[CoursePages]:
    """The same course in other languages, by language code, where anything is published and written in them.

    A lesson may be translated while its module and course are still aliases.
    """
    others = CoursePage.objects.live().filter(key=source.key).exclude(pk=source.pk).select_related("locale")
    shared = shared_modules(source)
    everywhere = [read_pages(page, shared) for page in sorted(others, key=lambda page: page.locale.language_code)]
    return [pages for pages in everywhere if pages.written or not pages.course.alias_of_id]


def published_pages(source: CoursePage) -> list[tuple[str, Page]]:
    """Every published page of a course with its language: what a release would read."""
    everywhere = (read_pages(source), *translations_of(source))
    return [(pages.language, page) for pages in everywhere for page in (pages.course, *pages.everything)]


def shared_modules(course: CoursePage) -> list[SharedModulePage]:
    """The published pages of ``course`` that point at modules of the library."""
    return list(SharedModulePage.objects.child_of(course).live().select_related("module").order_by("path"))


def taken_in(shared: SharedModulePage, course: CoursePage) -> Taken | None:
    """A module of the library with its activities, in the course's language; None when it is not published there."""
    module = shared.in_language(course.locale_id)
    if module is None:
        return None
    return module, tuple(page for page in published_below(module) if isinstance(page, ActivityPage))


def published_below(page: Page) -> list[UnservedPage]:
    """Every published page below this one, in order; bodies are asleep."""
    found = [each for model in unserved_models() for each in asleep(model.objects.descendant_of(page).live())]
    return sorted(found, key=lambda each: str(each.path))


def read_pages(course: CoursePage, also: Iterable[SharedModulePage] = ()) -> CoursePages:
    """What is published below ``course``; for a translation, ``also`` are the shared modules of its source."""
    below = published_below(course)
    activities = [page for page in below if isinstance(page, ActivityPage)]
    modules: list[Taken | None] = []
    for page in below:
        if isinstance(page, ModulePage):
            modules.append((page, tuple(each for each in activities if each.path.startswith(page.path))))
        elif isinstance(page, SharedModulePage):
            modules.append(taken_in(page, course))
    found = [taken for taken in modules if taken]
    # A translation need not point at the modules that its source points at.
    here = {module.key for module, _inside in found}
    found += [taken for page in also if (taken := taken_in(page, course)) and taken[0].key not in here]
    asked = {stood_for(page).key: page.requires for page in below if isinstance(page, WaitingPage)}
    read = {page.pk for _module, inside in found for page in inside}
    left_out = tuple(page for page in activities if page.pk not in read)
    return CoursePages(course, tuple(found), asked, left_out)
