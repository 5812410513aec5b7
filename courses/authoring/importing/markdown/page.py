"""One Markdown file: its title, what stands above its text, and its HTML."""

import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from django.utils.translation import gettext as _

from courses.authoring.importing.html.tree import Node, parse
from courses.authoring.importing.markdown import front_matter, kramdown
from courses.authoring.importing.markdown.admonitions import with_colons
from courses.authoring.importing.markdown.comments import without_comments
from courses.authoring.importing.markdown.components import without_components
from courses.authoring.importing.markdown.lines import Line, Tell, numbered
from courses.authoring.importing.markdown.picture_marks import with_plain_marks
from courses.authoring.importing.markdown.quotes import name_quotes
from courses.authoring.importing.markdown.render import render
from courses.authoring.importing.markdown.shortcodes import without_shortcodes
from courses.authoring.importing.markdown.structured import words
from courses.authoring.importing.texts import one_line

TITLE = 200
NUMBER = re.compile(r"^\d+(?:\.\d+)*[a-z]?[-_. )]+(?=\D)")


@dataclass(frozen=True)
class MarkdownPage:
    """A file that was read: ``front`` is its front matter, ``body`` the tree of its text without the title."""

    title: str
    front: dict[str, Any]
    body: Node


def read_page(path: str, text: str, tell: Tell) -> MarkdownPage:
    """Read a file; a fault of the parser is told, and then the text is kept as it was typed."""
    front, lines = front_matter.split(numbered(text), tell)
    try:
        body = _tree(lines, tell)
    except (RecursionError, IndexError, KeyError, ValueError, TypeError, AttributeError, AssertionError):
        # The parser and its plug-ins are not ours, and files are hostile; what they fail with is not written down.
        tell(0, _("This text could not be understood as Markdown, so it is shown as it was typed. Simplify it."))
        body = Node("", {}, [Node("pre", {}, ["\n".join(line.text for line in lines)])])
    title, body = _titled(front, body)
    return MarkdownPage(title or from_name(path), front, body)


def _tree(lines: list[Line], tell: Tell) -> Node:
    lines = without_comments(lines)
    lines = without_components(without_shortcodes(lines, tell), tell)
    tree = parse(render(kramdown.set_apart(with_colons(with_plain_marks(lines))), tell))
    kramdown.obey(tree)
    name_quotes(tree)
    return tree


def _titled(front: dict[str, Any], body: Node) -> tuple[str, Node]:
    """The title that a reader of the website sees, and the body without it."""
    said = next(filter(None, (words(front.get(name), TITLE) for name in ("title", "Title", "sidebar_label"))), "")
    tops = [node for node in body.elements() if node.tag == "h1" and one_line(node.text())]
    first = next(iter(body.elements()), None)
    if tops and (not said or (len(tops) == 1 and tops[0] is first)):
        title = one_line(tops[0].text())
        if len(title) <= TITLE and not any(node.tag == "img" for node in tops[0].everything()):
            return title, Node("", {}, [child for child in body.children if child is not tops[0]])
    return said, body


def from_name(path: str) -> str:
    """``02-mixing_colours.md`` as a title: ``Mixing colours``."""
    stem = PurePosixPath(path).stem
    if stem.lower() in ("index", "_index", "readme"):
        stem = PurePosixPath(path).parent.name or stem
    words_of_name = one_line(re.sub(r"[-_]+", " ", NUMBER.sub("", stem)), TITLE) or one_line(stem, TITLE) or "…"
    return words_of_name[0].upper() + words_of_name[1:]
