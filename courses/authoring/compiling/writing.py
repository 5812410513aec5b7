"""One activity from its pages to its bytes, with a note of what it asked and of what stands against it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from courses.authoring.compiling.asleep import awake
from courses.authoring.compiling.compile import written
from courses.authoring.compiling.context import CompileContext
from courses.authoring.compiling.credits import Credits
from courses.authoring.compiling.facts import ActivityBytes, ActivityFacts
from courses.authoring.compiling.files import CourseFiles, PageFiles, Question
from courses.authoring.models import ActivityPage
from media_pipeline.api import NotReady

# An activity's pages by language, that of the source language first.
Versions = Mapping[str, ActivityPage]


@dataclass
class Writing:
    """Writes one activity of a course. ``places`` are the keys of its activities by page number."""

    course_key: UUID
    places: Mapping[int, UUID]
    files: CourseFiles
    asked: set[Question] = field(default_factory=set)
    problems: list[tuple[ActivityPage, str]] = field(default_factory=list)
    shown: set[str] = field(default_factory=set)

    def activity(self, versions: Versions, named: Credits) -> ActivityBytes:
        """The activity in every language in which it is fit to be read; always in the source language."""
        with awake(*versions.values()):
            facts = self._facts(versions, named)
        return written(facts, sorted(self.shown))

    def _facts(self, versions: Versions, named: Credits) -> ActivityFacts:
        (language, page), *others = versions.items()
        self.problems += [(page, sentence) for sentence in page.release_problems()]
        fit = {language: page} | {other: each for other, each in others if not each.release_problems()}
        context = self._context(language)
        words = {each: self._words(version, each, translated=version is not page) for each, version in fit.items()}
        return ActivityFacts(
            key=page.key,
            kind=page.kind,
            minutes=page.minutes,
            required=page.required,
            titles={each: version.title for each, version in fit.items()},
            fragments={each: html for each, (html, _files) in words.items()},
            lectures=self._lectures(fit),
            extra=page.compile_extra(context),
            sealed=page.compile_sealed(context),
            files={each: files for each, (_html, files) in words.items() if files},
            licence=named.licence,
            attribution=named.attribution,
        )

    def _words(self, page: ActivityPage, language: str, *, translated: bool) -> tuple[bytes, list[dict[str, Any]]]:
        """The fragment's bytes and its files; a problem when a link leads nowhere or a file is missing."""
        dead: list[int] = []
        files = PageFiles(self.files, self.asked)
        context = self._context(language, dead, files)
        html = page.compile_fragment(replace(context, by_machine=translated and page.by_machine))
        if dead:
            sentence = _("A link in it leads to a page that is not in this course. Choose another or remove it.")
            self.problems.append((page, sentence))
        self.problems += [(page, sentence) for sentence in dict.fromkeys(files.problems)]
        self.shown |= files.used.keys()
        return html.encode(), list(files.used.values())

    def _lectures(self, versions: Versions) -> dict[str, dict[str, Any]]:
        """The lecture of each language that has one; a problem when one is not ready."""
        entries = {}
        for language, page in versions.items():
            recording = page.lecture_recording
            if recording is None:
                continue
            self.asked.add(("recording", recording.pk))
            source = self.files.answer("recording", recording.pk)
            try:
                entries[language] = source.entry()
            except NotReady as reason:
                self.problems.append((page, str(reason)))
            else:
                self.shown |= {stored.sha256 for stored in source.stored()}
        return entries

    def _context(self, language: str, dead: list[int] | None = None, files: PageFiles | None = None) -> CompileContext:
        """What a page may know; numbers of pages that no link can reach are put into ``dead``."""

        def link(number: int) -> str | None:
            self.asked.add(("page", number))
            key = self.places.get(number)
            if key is None and dead is not None:
                dead.append(number)
            return f"../{key}/" if key else None

        plain = CompileContext(language, self.course_key, link)
        if files is None:
            return plain
        return replace(plain, picture=files.picture, document=files.document, recording=files.recording)
