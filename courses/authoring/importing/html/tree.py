"""Tags and texts as a tree of bounded depth, every element with the line it came from."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Union

from courses.authoring.compiling.html_tokens import Token, tokens
from courses.authoring.importing.texts import names

VOID = names("area base br col embed hr img input link meta param source track wbr x-line")
LINES = names(
    "address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hr li main menu nav ol p pre section summary table tbody td tfoot th "
    "thead tr ul x-box x-note"
)
# An element that is closed by the beginning of one of these.
ENDED_BY = {
    "p": LINES,
    "li": frozenset({"li"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
    "tr": frozenset({"tr", "tbody", "tfoot", "thead"}),
    "td": frozenset({"td", "th", "tr", "tbody", "tfoot"}),
    "th": frozenset({"td", "th", "tr", "tbody", "tfoot"}),
    "option": frozenset({"option"}),
}
# Only the table's own tags end what was begun outside of a cell; nothing at all ends what was begun outside of a box
# of ours: what is set apart stays set apart, whatever stands in it.
CELLS = frozenset({"td", "th"})
OF_TABLES = frozenset({"table", "tbody", "tfoot", "thead", "tr"})
BOX = "x-box"
DEEPEST = 80


@dataclass
class Node:
    """An element; its children are elements and texts."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Union["Node", str]] = field(default_factory=list)
    line: int = 0

    def elements(self) -> Iterator["Node"]:
        """The children that are elements."""
        return (child for child in self.children if isinstance(child, Node))

    def everything(self) -> Iterator["Node"]:
        """This element and all below it, in the order of the text."""
        yield self
        for child in self.elements():
            yield from child.everything()

    def text(self) -> str:
        """All words below this element."""
        return "".join(child if isinstance(child, str) else child.text() for child in self.children)

    @property
    def classes(self) -> list[str]:
        """The words of ``class``, in lower case."""
        return self.attributes.get("class", "").lower().split()


def parse(html: str) -> Node:
    """The tree of ``html`` under one nameless element."""
    builder = _Builder()
    for token in tokens(html):
        builder.take(token)
    return builder.root


class _Builder:
    def __init__(self) -> None:
        self.root = Node("")
        self.open = [self.root]
        self.line = 0

    def take(self, token: Token) -> None:
        if not token.tag:
            self.open[-1].children.append(token.text)
            self.line += token.text.count("\n")
        elif token.closing:
            self.close(token.tag)
        else:
            self.begin(token)

    def begin(self, token: Token) -> None:
        """Put an element where it belongs; one that is too deep gives its place to its content."""
        said = token.attributes.pop("data-line", "")
        if said.isascii() and said.isdigit() and len(said) < 9:
            self.line = int(said)
        while token.tag in ENDED_BY.get(self.open[-1].tag, ()):
            self.open.pop()
        node = Node(token.tag, token.attributes, [], self.line)
        if token.tag == "x-line" or (len(self.open) > DEEPEST and token.tag != BOX):
            return
        self.open[-1].children.append(node)
        if token.tag not in VOID and not (token.alone and token.tag not in LINES):
            self.open.append(node)

    def close(self, tag: str) -> None:
        """End the innermost element of this name, if it stands on this side of a wall."""
        for depth in range(len(self.open) - 1, 0, -1):
            if self.open[depth].tag == tag:
                del self.open[depth:]
                return
            wall = self.open[depth].tag
            if wall == BOX or (wall in CELLS and tag not in OF_TABLES):
                return
