"""A converted document cut at its headings: modules and lessons, each with its own footnotes."""

import re
from dataclasses import dataclass, field

from courses.authoring.importing.html.tree import Node
from courses.authoring.importing.texts import one_line

NOTE = re.compile(r"^#?((?:foot|end)note-\d+)$")
BACK = "↑"
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
Nodes = list[Node | str]


@dataclass
class Section:
    """A heading, what stands right below it, and the sections one rank lower."""

    title: str
    nodes: Nodes = field(default_factory=list)
    sections: list["Section"] = field(default_factory=list)


def title_of(root: Node) -> str:
    """The text in the style of a title, taken out of the tree."""
    found = next((node for node in root.elements() if node.tag == "x-title"), None)
    if found is None:
        return ""
    root.children = [child for child in root.children if child is not found]
    return one_line(found.text(), 200)


def cut(root: Node) -> Section:
    """The document by its two highest ranks of headings; by one when there is only one."""
    notes = _notes(root)
    used = [rank for rank in HEADINGS if any(node.tag == rank and node.text().strip() for node in root.elements())]
    modules, lessons = (used[0], used[1]) if len(used) > 1 else ("", used[0] if used else "")
    whole = Section("")
    here = whole
    for child in root.children:
        tag = child.tag if isinstance(child, Node) else ""
        if isinstance(child, Node) and tag in (modules, lessons) and tag and child.text().strip():
            section = Section(one_line(child.text(), 200), _pictures(child))
            above = whole.sections[-1] if tag == lessons and modules and whole.sections else whole
            above.sections.append(section)
            here = section
        else:
            here.nodes.append(child)
    for section in (whole, *whole.sections, *(low for high in whole.sections for low in high.sections)):
        section.nodes += _cited(section.nodes, notes)
    return whole


def _pictures(heading: Node) -> Nodes:
    return [node for node in heading.everything() if node.tag == "img"]


def _notes(root: Node) -> dict[str, Node]:
    """The footnotes, taken from the end of the tree."""
    found: dict[str, Node] = {}
    for child in list(root.children):
        if isinstance(child, Node) and child.tag == "ol":
            items = {item.attributes.get("id", ""): item for item in child.elements()}
            if items and all(NOTE.match(name) for name in items):
                found |= items
                root.children.remove(child)
    for note in found.values():
        for node in list(note.everything()):
            node.children = [each for each in node.children if isinstance(each, str) or each.text() != BACK]
    return found


def _cited(nodes: Nodes, notes: dict[str, Node]) -> Nodes:
    """A list of the footnotes that these nodes name, numbered from one in their order."""
    cited: dict[str, Node] = {}
    for link in [each for node in nodes if isinstance(node, Node) for each in node.everything() if each.tag == "a"]:
        found = NOTE.match(link.attributes.get("href", ""))
        if found and found[1] in notes:
            cited[found[1]] = notes[found[1]]
            link.children = [f"[{list(cited).index(found[1]) + 1}]"]
    return [Node("ol", {}, list(cited.values()))] if cited else []
