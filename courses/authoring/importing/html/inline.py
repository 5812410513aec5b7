"""Words with the few styles of rich text."""

import re
from html import escape

from django.utils.translation import gettext as _

from courses.authoring.importing.html.surroundings import Surroundings, Target
from courses.authoring.importing.html.tree import Node
from courses.authoring.importing.texts import names, plain

STYLES = {"b": "b", "strong": "b", "i": "i", "em": "i", "cite": "i", "var": "i", "dfn": "i"}
STYLES |= {"code": "code", "kbd": "code", "samp": "code", "tt": "code", "sub": "sub", "sup": "sup"}
# Words that stand in a line without a style of their own.
BARE = names(
    "a abbr acronym bdi bdo big br center data font ins label mark nobr output picture q rb rp rt ruby small "
    "span time u wbr x-note-ref"
)
STRUCK = frozenset({"s", "del", "strike"})
INLINE = frozenset(STYLES) | BARE | STRUCK
SPACES = re.compile(r"[ \t\n]+")


class InlineWriter:
    """Writes words; files that links lead to are gathered in ``files`` for a block of their own."""

    def __init__(self, around: Surroundings) -> None:
        self.around = around
        self.files: list[tuple[str, str]] = []

    def write(self, nodes: list[Node | str]) -> str:
        """The HTML of these nodes; white space as a browser shows it, none at either end."""
        written = SPACES.sub(" ", "".join(map(self._one, nodes)))
        return re.sub(r" ?<br> ?", "<br>", written).strip().removesuffix("<br>").removeprefix("<br>").strip()

    def _one(self, node: Node | str) -> str:
        if isinstance(node, str):
            return escape(plain(node), quote=False)
        if node.tag == "br":
            return "<br>"
        inside = "".join(map(self._one, node.children))
        if node.tag == "a":
            return self._link(node, inside)
        if node.tag in STRUCK and inside.strip():
            self.around.problem(
                node.line, _("Struck-through words are shown as plain words. Remove them if they are out of date.")
            )
        style = STYLES.get(node.tag)
        if not style or not inside.strip():
            return inside
        return inside if f"<{style}>" in inside else f"<{style}>{inside}</{style}>"

    def _link(self, node: Node, inside: str) -> str:
        address = plain(node.attributes.get("href", "")).strip()
        if not address or "<a " in inside:
            return inside
        target = self.around.link(address, node.line)
        if target is None:
            return inside
        if target.file:
            self.files.append((target.file, " ".join(node.text().split())))
            return inside
        return f"<a {_said(target)}>{inside if inside.strip() else escape(address)}</a>"


def _said(target: Target) -> str:
    if target.lesson:
        return f'data-source="{escape(target.lesson)}"'
    return f'href="{escape(target.web)}"'
