"""From published pages to the bytes of each activity, and everything that keeps them from being released."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from courses.authoring.compiling.asleep import fingerprint, questions_of
from courses.authoring.compiling.credits import Credits, credits_of
from courses.authoring.compiling.facts import ActivityBytes, CourseFacts, ModuleFacts
from courses.authoring.compiling.files import CourseFiles, Question
from courses.authoring.compiling.findings import Finding, Findings
from courses.authoring.compiling.pages import CoursePages, read_pages, source_of, translations_of
from courses.authoring.compiling.remembered import Remembered
from courses.authoring.compiling.warnings import DeadLinks, dead_links, warnings_of
from courses.authoring.compiling.writing import Writing
from courses.authoring.models import ActivityPage, CoursePage, Page
from courses.authoring.prerequisites import in_a_circle, kept_requirements
from lms.foundation.models import StoredFile


@dataclass
class Gathered:
    """A course as facts, the pages it was read from (their bodies asleep), and what was found."""

    facts: CourseFacts
    pages: list[tuple[str, Page]]
    findings: Findings

    @property
    def stored(self) -> list[StoredFile]:
        """Every file that its activities show: pictures, handouts, recordings."""
        inside = (activity for module in self.facts.modules for activity in module.activities)
        names = {name for activity in inside if isinstance(activity, ActivityBytes) for name in activity.files}
        return list(StoredFile.objects.in_bulk(sorted(names), field_name="sha256").values())


def gather(course: CoursePage) -> Gathered:
    """Read the course in all its languages; the source language decides what there is and in which order."""
    source = source_of(course)
    gathering = _Gathering(read_pages(source), translations_of(source))
    return gathering.result()


@dataclass
class _Activity:
    """One activity on its way: its pages by language and whom to name.

    ``made_from`` names what it is made from beside the answers; it is empty where more than that counts.
    """

    versions: dict[str, ActivityPage]
    credits: Credits
    made_from: list[str]
    made: ActivityBytes | None = None

    @property
    def page(self) -> ActivityPage:
        """The page in the source language."""
        return next(iter(self.versions.values()))


@dataclass
class _Gathering:
    source: CoursePages
    translations: list[CoursePages]
    findings: Findings = field(default_factory=Findings)
    files: CourseFiles = field(default_factory=CourseFiles)

    def result(self) -> Gathered:
        """Everything, in the order of the source language."""
        course = self.source.course
        if not course.live:
            self.problem(course, _("The course page is not published, so there is nothing to release yet."))
        if not any(activities for _module, activities in self.source.modules):
            self.problem(course, _("No lesson is published in it. Publish at least one, then release."))
        for page in self.source.repeated():
            self.problem(page, _("Its key stands twice in this course. Delete one of the two, or copy it anew."))
        for pages in (self.source, *self.translations):
            for page in pages.left_out:
                self.warning(page, _("Its module is not published, so it is left out. Publish the module too."))
        facts = CourseFacts(
            key=course.key,
            languages=tuple(pages.language for pages in (self.source, *self.translations)),
            titles=self.titles(course),
            modules=self.modules(),
            licence=course.licence,
            attribution=course.attribution,
        )
        return Gathered(facts, self.pages(), self.findings)

    def modules(self) -> tuple[ModuleFacts, ...]:
        """Every module that has anything, with what it waits for; a problem for those that could never open."""
        taught = [(module, activities) for module, activities in self.source.modules if activities]
        present = [module.key for module, _activities in taught]
        requires = {key: kept_requirements(self.source.asked.get(key, ()), key, present) for key in present}
        stuck = in_a_circle(requires)
        for module, _activities in taught:
            if module.key in stuck:
                self.problem(module, _("It waits for a module that waits for it. Untick one of the two."))
        made = {page.pk: activity for page, activity in self.activities()}
        return tuple(
            ModuleFacts(module.key, self.titles(module), tuple(made[page.pk] for page in inside), requires[module.key])
            for module, inside in taught
        )

    def pages(self) -> list[tuple[str, Page]]:
        """Every page that was read, with its language."""
        read = (self.source, *self.translations)
        return [(pages.language, page) for pages in read for page in (pages.course, *pages.everything)]

    def titles(self, page: Any) -> dict[str, str]:
        """The page's titles, as far as it is translated."""
        found = {pages.language: pages.title_of(page.key) for pages in self.translations}
        return {self.source.language: page.title} | {language: title for language, title in found.items() if title}

    def activities(self) -> Iterator[tuple[ActivityPage, ActivityBytes]]:
        """Each activity: remembered, or compiled now."""
        remembered = Remembered(self.source.course, self.answer)
        self.files.learn(remembered.questions())
        activities = [self.begin(page) for page in self.source.everything if isinstance(page, ActivityPage)]
        for each in activities:
            each.made = remembered.recall(each.page.key, each.made_from) if each.made_from else None
        new = [page for each in activities if each.made is None for page in each.versions.values()]
        self.files.prepare(questions_of(new))
        for each in activities:
            made = each.made or self.compile(each, remembered)
            self.warn_of_missing(each.page, made)
            for language, sentence in warnings_of(made, self.dead):
                self.warning(each.versions[language], sentence)
            yield each.page, made
        remembered.save(each.page.key for each in activities if each.made_from)

    def begin(self, page: ActivityPage) -> _Activity:
        """An activity with its translations, before anything of it is written."""
        versions = {self.source.language: page}
        for pages in self.translations:
            other = pages.written.get(page.key)
            if isinstance(other, ActivityPage) and other.kind == page.kind:
                versions[pages.language] = other
        own = credits_of(page, self.source, translated=bool(self.languages_of(page)))
        made_from = [str(self.source.course.key), own.licence, own.attribution]
        alone = all(each.compiled_from_row for each in versions.values()) and not own.conflict
        made_from += [f"{language} {fingerprint(each)}" for language, each in versions.items()] if alone else []
        return _Activity(versions, own, made_from if alone else [])

    def compile(self, activity: _Activity, remembered: Remembered) -> ActivityBytes:
        """Write an activity; it is remembered when nothing stands against it."""
        writing = Writing(self.source.course.key, self.places, self.files)
        made = writing.activity(activity.versions, activity.credits)
        for page, sentence in writing.problems:
            self.problem(page, sentence)
        if activity.credits.conflict:
            self.problem(activity.page, activity.credits.conflict)
        if activity.made_from and not writing.problems:
            remembered.keep(made, activity.made_from, writing.asked)
        return made

    def warn_of_missing(self, page: ActivityPage, made: ActivityBytes) -> None:
        """A warning for each language in which the activity cannot be read."""
        for pages in self.translations:
            if pages.language not in made.fragments:
                name = pages.course.locale.get_display_name()
                sentence = _("It is not translated into %s; readers get the original.") % name
                self.warning(pages.written.get(page.key) or page, sentence)

    def languages_of(self, page: ActivityPage) -> list[str]:
        """The languages this page is translated into."""
        return [pages.language for pages in self.translations if page.key in pages.written]

    def answer(self, question: Question) -> Any:
        """What a page that asks this is told."""
        name, number = question
        return self.places.get(number) if name == "page" else self.files.answer(name, number)

    @cached_property
    def dead(self) -> DeadLinks:
        """Links out of any course that did not answer when they were last tried."""
        return dead_links()

    @cached_property
    def places(self) -> dict[int, UUID]:
        """The key of every activity that the edition will hold, by page number."""
        held = {page.key for page in self.source.everything if isinstance(page, ActivityPage)}
        everything = [page for pages in (self.source, *self.translations) for page in pages.everything]
        return {page.pk: page.key for page in everything if page.key in held}

    def problem(self, page: Page, sentence: str) -> None:
        self.findings.problems.append(Finding(page.pk, page.title, sentence))

    def warning(self, page: Page, sentence: str) -> None:
        self.findings.warnings.append(Finding(page.pk, page.title, sentence))
