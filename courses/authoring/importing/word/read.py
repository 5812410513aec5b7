"""A Word file becomes an outline."""

import re
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from courses.authoring.importing.html.surroundings import Target
from courses.authoring.importing.html.tree import Node, parse
from courses.authoring.importing.html_to_blocks import nodes_to_blocks
from courses.authoring.importing.markdown.page import from_name
from courses.authoring.importing.minutes import minutes
from courses.authoring.importing.outline import Block, LessonOutline, ModuleOutline, Outline, Problem
from courses.authoring.importing.pictures import picture_fault
from courses.authoring.importing.texts import one_line, plain
from courses.authoring.importing.word.convert import Converted, convert
from courses.authoring.importing.word.guard import NoWordFile
from courses.authoring.importing.word.lessons import Nodes, Section, cut, title_of

OUT = frozenset({"http", "https", "mailto", "tel"})


def read_word(data: bytes, name: str) -> Outline:
    """Everything a Word file holds as a course; never fails. Problems and lessons are called by ``name``."""
    reading = _Reading(name)
    try:
        converted = convert(data, lambda sentence: reading.problem(0, sentence))
        return reading.outline(converted)
    except NoWordFile as reason:
        sentence = str(reason)
    except RecursionError:
        sentence = _("Its parts stand within each other more than a hundred times. Copy the text into a new file.")
    return stopped(name, sentence)


def stopped(name: str, sentence: str) -> Outline:
    """An outline of nothing, and why."""
    return Outline(from_name(name), "", (), problems=(Problem(name, 0, sentence, stops=True),))


class _Reading:
    """One document; it is its own surroundings while its HTML becomes blocks."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.where = ""
        self.pictures: dict[str, bytes] = {}
        self.taken: dict[str, bytes] = {}
        self.problems: dict[Problem, None] = {}
        self.sources: dict[str, int] = {}

    def outline(self, converted: Converted) -> Outline:
        """Modules and lessons; words above the first heading are a lesson of their own."""
        self.pictures = converted.pictures
        root = parse(plain(converted.html))
        title = title_of(root) or from_name(self.name)
        _with_captions(root)
        whole = cut(root)
        if not whole.sections:
            self.problem(
                0, _("It has no headings, so it became one lesson. Use the styles “Heading 1” and “Heading 2”.")
            )
        modules = self.modules(whole, title)
        if not modules:
            self.problem(0, _("There is no text in it."), stops=True)
        return Outline(title, "", tuple(modules), files=self.taken, problems=tuple(self.problems))

    def modules(self, whole: Section, title: str) -> list[ModuleOutline]:
        """A module for each section that has lessons; sections without are lessons of the course's own module."""
        own = [Section(title, whole.nodes), *(section for section in whole.sections if not section.sections)]
        if any(section.sections for section in whole.sections):
            grouped = [Section(title, [], [own[0]]), *(self.with_words(section) for section in whole.sections)]
        else:
            grouped = [Section(title, [], own)]
        made = [self.module(section) for section in grouped]
        return [module for module in made if module.lessons]

    def with_words(self, section: Section) -> Section:
        """A module whose own words are its first lesson."""
        return Section(section.title, [], [Section(section.title, section.nodes), *section.sections])

    def module(self, section: Section) -> ModuleOutline:
        """A module and its lessons; those without a word are left out."""
        source = self.source(f"module/{section.title}")
        lessons = [self.lesson(section.title, below) for below in section.sections]
        return ModuleOutline(source, section.title, tuple(filter(None, lessons)))

    def lesson(self, module: str, section: Section) -> LessonOutline | None:
        """One lesson, known by the titles it stands under."""
        self.where = section.title
        blocks: tuple[Block, ...] = nodes_to_blocks(section.nodes, self)
        if not blocks:
            return None
        source = self.source(f"{module}/{section.title}")
        return LessonOutline(source, section.title, blocks, minutes({}, blocks))

    def source(self, words: str) -> str:
        """A name that is nobody else's in this document."""
        bare = re.sub(r"[^\w/]+", "-", words.casefold()).strip("-")
        name = f"{self.name}#{bare}"[:400]
        self.sources[name] = self.sources.get(name, 0) + 1
        return name if self.sources[name] == 1 else f"{name}-{self.sources[name]}"

    def problem(self, line: int, sentence: str, *, stops: bool = False) -> None:
        """Something a person should look at; a document has no lines, so its heading is named."""
        where = f"“{one_line(self.where, 60)}”: " if self.where else ""
        self.problems[Problem(self.name, 0, where + sentence, stops)] = None

    def picture(self, address: str, line: int) -> str | None:
        """A picture of the document that can be shown."""
        data = self.pictures.get(address)
        if data is None:
            return None
        fault = self.fault(address, data)
        if fault:
            self.problem(line, fault)
            return None
        path = f"{self.name}/{PurePosixPath(address).name}"
        self.taken[path] = data
        return path

    def fault(self, address: str, data: bytes) -> str:
        """Why a picture cannot be shown; empty when it can."""
        if address.endswith((".emf", ".wmf", ".bin")):
            return _("A picture is of a kind that only Word shows. Copy it, and insert it as PNG.")
        return picture_fault(address, data)

    def link(self, address: str, line: int) -> Target | None:
        """An address on the web; places inside the document lose their link."""
        if address.startswith("#"):
            return None
        try:
            scheme = urlsplit(address).scheme.lower()
        except ValueError:
            scheme = ""
        if scheme in OUT:
            return Target(web=address)
        self.problem(
            line, _("A link to “%s” leads to nothing that was brought in. Its words were kept.") % address[:100]
        )
        return None


def _with_captions(node: Node) -> None:
    """A line in the style of captions belongs to the picture or table it stands beside."""
    kept: Nodes = []
    for child in node.children:
        if not (isinstance(child, Node) and child.tag == "x-caption"):
            kept.append(child)
            continue
        pictures = (
            [each for each in kept[-1].everything() if each.tag == "img"] if kept and isinstance(kept[-1], Node) else []
        )
        if len(pictures) == 1 and child.text().strip():
            pictures[0].attributes["data-caption"] = one_line(child.text())
        else:
            child.tag = "p"
            kept.append(child)
    node.children = kept
    for child in node.elements():
        _with_captions(child)
