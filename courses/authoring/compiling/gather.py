"""From published pages to facts, and everything that keeps them from being released."""

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from courses.authoring.compiling.context import CompileContext
from courses.authoring.compiling.credits import credits_of
from courses.authoring.compiling.facts import ActivityFacts, CourseFacts, ModuleFacts
from courses.authoring.compiling.files import CourseFiles, PageFiles
from courses.authoring.compiling.findings import Finding, Findings
from courses.authoring.compiling.pages import CoursePages, read_pages, source_of, translations_of
from courses.authoring.models import ActivityPage, CoursePage, Page
from courses.authoring.prerequisites import in_a_circle, kept_requirements
from lms.foundation.models import StoredFile
from media_pipeline.api import NotReady, edition_entry
from media_pipeline.models import Recording


@dataclass
class Gathered:
    """A course as facts, the recordings and files it shows, the pages it was read from, and what was found."""

    facts: CourseFacts
    recordings: list[Recording]
    stored: list[StoredFile]
    pages: list[tuple[str, Page]]
    findings: Findings


def gather(course: CoursePage) -> Gathered:
    """Read the course in all its languages; the source language decides what there is and in which order."""
    source = source_of(course)
    gathering = _Gathering(read_pages(source), translations_of(source))
    return gathering.result()


@dataclass
class _Gathering:
    source: CoursePages
    translations: list[CoursePages]
    findings: Findings = field(default_factory=Findings)
    recordings: list[Recording] = field(default_factory=list)
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
        facts = CourseFacts(
            key=course.key,
            languages=tuple(pages.language for pages in (self.source, *self.translations)),
            titles=self.titles(course),
            modules=self.modules(),
            licence=course.licence,
            attribution=course.attribution,
        )
        return Gathered(facts, self.recordings, list(self.files.stored.values()), self.pages(), self.findings)

    def modules(self) -> tuple[ModuleFacts, ...]:
        """Every module that has anything, with what it waits for; a problem for those that could never open."""
        taught = [(module, activities) for module, activities in self.source.modules if activities]
        present = [module.key for module, _activities in taught]
        requires = {key: kept_requirements(self.source.asked.get(key, ()), key, present) for key in present}
        stuck = in_a_circle(requires)
        for module, _activities in taught:
            if module.key in stuck:
                self.problem(module, _("It waits for a module that waits for it. Untick one of the two."))
        return tuple(
            ModuleFacts(module.key, self.titles(module), tuple(map(self.activity, activities)), requires[module.key])
            for module, activities in taught
        )

    def pages(self) -> list[tuple[str, Page]]:
        """Every page that was read, with its language."""
        read = (self.source, *self.translations)
        return [(pages.language, page) for pages in read for page in (pages.course, *pages.everything)]

    def titles(self, page: Any) -> dict[str, str]:
        """The page's titles, as far as it is translated."""
        found = {pages.language: pages.title_of(page.key) for pages in self.translations}
        return {self.source.language: page.title} | {language: title for language, title in found.items() if title}

    def activity(self, page: ActivityPage) -> ActivityFacts:
        """One activity in every language it is written in."""
        for sentence in page.release_problems():
            self.problem(page, sentence)
        pages = {self.source.language: page} | self.filled(page)
        context = self.context(self.source.language)
        written = {language: self.words(each, language) for language, each in pages.items()}
        licence, attribution = self.credits(page)
        return ActivityFacts(
            key=page.key,
            kind=page.kind,
            minutes=page.minutes,
            required=page.required,
            titles={language: each.title for language, each in pages.items()},
            fragments={language: words for language, (words, _files) in written.items()},
            lectures=self.lectures(pages),
            extra=page.compile_extra(context),
            sealed=page.compile_sealed(context),
            files={language: files for language, (_words, files) in written.items() if files},
            licence=licence,
            attribution=attribution,
        )

    def filled(self, page: ActivityPage) -> dict[str, ActivityPage]:
        """The activity's translations that are fit to be read; a warning for each that is missing."""
        found = {}
        for pages in self.translations:
            other = pages.written.get(page.key)
            if isinstance(other, ActivityPage) and other.kind == page.kind and not other.release_problems():
                found[pages.language] = other
            else:
                name = pages.course.locale.get_display_name()
                self.warning(other or page, _("It is not translated into %s; readers get the original.") % name)
        return found

    def words(self, page: ActivityPage, language: str) -> tuple[bytes, list[dict[str, Any]]]:
        """The fragment's bytes and its files; a problem when a link leads nowhere or a file is missing."""
        dead: list[int] = []
        files = PageFiles(self.files)
        html = page.compile_fragment(self.context(language, dead, files))
        if dead:
            self.problem(
                page, _("A link in it leads to a page that is not in this course. Choose another or remove it.")
            )
        for sentence in dict.fromkeys(files.problems):
            self.problem(page, sentence)
        return html.encode(), list(files.used.values())

    def credits(self, page: ActivityPage) -> tuple[str, str]:
        """The licence and whom to name; a problem when the licence cannot stand in this course."""
        own = credits_of(page, self.source, translated=bool(self.languages_of(page)))
        if own.conflict:
            self.problem(page, own.conflict)
        return own.licence, own.attribution

    def languages_of(self, page: ActivityPage) -> list[str]:
        """The languages this page is translated into."""
        return [pages.language for pages in self.translations if page.key in pages.written]

    def lectures(self, pages: dict[str, ActivityPage]) -> dict[str, dict[str, Any]]:
        """The lecture of each language that has one; a problem when one is not ready."""
        entries = {}
        for language, page in pages.items():
            recording = page.lecture_recording
            if recording is None:
                continue
            try:
                entries[language] = edition_entry(recording)
            except NotReady as reason:
                self.problem(page, str(reason))
            else:
                self.recordings.append(recording)
        return entries

    def context(self, language: str, dead: list[int] | None = None, files: PageFiles | None = None) -> CompileContext:
        """What a page may know; numbers of pages that no link can reach are put into ``dead``."""

        def link(number: int) -> str | None:
            key = self.places.get(number)
            if key is None and dead is not None:
                dead.append(number)
            return f"../{key}/" if key else None

        plain = CompileContext(language, self.source.course.key, link)
        if files is None:
            return plain
        return replace(plain, picture=files.picture, document=files.document, recording=files.recording)

    @cached_property
    def places(self) -> dict[int, Any]:
        """The key of every activity that the edition will hold, by page number."""
        held = {page.key for page in self.source.everything if isinstance(page, ActivityPage)}
        everything = [page for pages in (self.source, *self.translations) for page in pages.everything]
        return {page.pk: page.key for page in everything if page.key in held}

    def problem(self, page: Page, sentence: str) -> None:
        self.findings.problems.append(Finding(page.pk, page.title, sentence))

    def warning(self, page: Page, sentence: str) -> None:
        self.findings.warnings.append(Finding(page.pk, page.title, sentence))
