"""A folder of Markdown becomes an outline."""

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from django.utils.translation import gettext as _

from courses.authoring.importing.folder import Folder
from courses.authoring.importing.html.boxes import note
from courses.authoring.importing.html_to_blocks import nodes_to_blocks
from courses.authoring.importing.markdown.page import MarkdownPage, read_page
from courses.authoring.importing.markdown.structured import words
from courses.authoring.importing.minutes import minutes
from courses.authoring.importing.notebook import as_markdown
from courses.authoring.importing.outline import Block, LessonOutline, ModuleOutline, Outline
from courses.authoring.importing.sites import carpentries, listed, tree
from courses.authoring.importing.sites.about import About, about
from courses.authoring.importing.sites.around import PageAround
from courses.authoring.importing.sites.plan import Entry, Part, Plan, is_index, is_of_the_project, is_page

ATTRIBUTION = 500


def read_folder(place: Path) -> Outline:
    """Everything the folder holds as a course. Reads only regular files below it; writes nothing; never fails."""
    return _Reading(Folder(place)).outline()


class _Reading:
    def __init__(self, folder: Folder) -> None:
        self.folder = folder
        self.about: About = about(folder)
        title = self.about.title
        self.plan: Plan = carpentries.plan(folder, title) or listed.plan(folder, title) or tree.plan(folder, title)
        paths = [entry.path for part in self.plan.parts for entry in part.entries]
        self.sources = frozenset(paths)
        self.tell_of_the_project()
        self.taken: dict[str, bytes] = {}
        self.authors: dict[str, None] = {}

    def tell_of_the_project(self) -> None:
        """Name the texts about the project itself: they are no lessons."""
        for path in self.folder.files:
            if is_page(path) and is_of_the_project(path) and path not in self.sources:
                self.folder.tell(path, _("It is about the project, not of the course. It was left out."))

    def outline(self) -> Outline:
        """Modules in order; the notes of a whole course stand in its first lesson."""
        modules = [self.module(part) for part in self.plan.parts]
        modules = self.with_notes([module for module in modules if module.lessons])
        if not modules:
            self.folder.tell(".", _("No lesson was found. Give the folder that holds the course's texts."), stops=True)
        return Outline(
            title=self.about.title,
            language=self.about.language,
            modules=tuple(modules),
            licence=self.about.licence,
            attribution=self.attribution(),
            files=self.taken,
            problems=tuple(sorted(set(self.folder.problems))),
        )

    def attribution(self) -> str:
        """Whom to name for the whole, or the authors that single files name."""
        return (self.about.attribution or ", ".join(self.authors))[:ATTRIBUTION]

    def module(self, part: Part) -> ModuleOutline:
        """The lessons of a part; files without a word are told and left out."""
        return ModuleOutline(part.source, part.title, tuple(filter(None, map(self.lesson, part.entries))))

    def lesson(self, entry: Entry) -> LessonOutline | None:
        """One file."""
        page = self.page(entry.path)
        blocks = self.blocks(entry.path, page)
        if not blocks:
            # The page of a folder may be there for its title alone.
            if not is_index(entry.path):
                self.folder.tell(entry.path, _("There is no text in it. It was left out."))
            return None
        author = words(page.front.get("author") or page.front.get("authors") or page.front.get("contributors"), 200)
        if author:
            self.authors[author] = None
        return LessonOutline(entry.path, entry.title or page.title, blocks, minutes(page.front, blocks))

    def page(self, path: str) -> MarkdownPage:
        """The text of a file, with what belongs below every text."""

        def tell(line: int, sentence: str) -> None:
            self.folder.tell(path, sentence, line=line)

        text = self.folder.text(path)
        if PurePosixPath(path).suffix.lower() == ".ipynb":
            text = as_markdown(text, tell)
        return read_page(path, f"{text}\n\n{self.plan.below}" if self.plan.below and text.strip() else text, tell)

    def blocks(self, path: str, page: MarkdownPage) -> tuple[Block, ...]:
        """The blocks of a file; none and told when it is nested beyond reason."""
        around = PageAround(self.folder, path, self.sources, self.taken)
        try:
            return nodes_to_blocks(page.body.children, around)
        except RecursionError:
            self.folder.tell(path, _("Its parts stand within each other more than a hundred times. It was left out."))
            return ()

    def with_notes(self, modules: list[ModuleOutline]) -> list[ModuleOutline]:
        """Files for trainers as notes of the first lesson, where nobody else reads them."""
        notes = list(self.notes())
        if not modules or not notes:
            return modules
        first, *others = modules[0].lessons
        told = LessonOutline(first.source, first.title, (*notes, *first.blocks), first.minutes)
        return [ModuleOutline(modules[0].source, modules[0].title, (told, *others)), *modules[1:]]

    def notes(self) -> Iterator[Block]:
        """One note for each file that is for trainers alone."""
        for path in self.plan.for_trainers:
            page = self.page(path)
            blocks = self.blocks(path, page)
            if blocks:
                self.folder.tell(
                    path, _("It is for trainers. It became a note of the first lesson, hidden from trainees.")
                )
                yield from note(page.title, list(blocks))
