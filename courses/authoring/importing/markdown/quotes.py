"""Quotations that are boxes: ``> [!NOTE]``, as GitHub and Obsidian have it."""

import re

from courses.authoring.importing.html.tree import Node

ALERT = re.compile(r"^\s*\[!(\w+)\][+-]?[ \t]*([^\n]*)\n?")


def name_quotes(node: Node) -> None:
    """Make a box of every quotation below ``node`` that begins with the mark of an alert."""
    for child in node.elements():
        name_quotes(child)
        first = next(child.elements(), None) if child.tag == "blockquote" else None
        begin = first.children[0] if first and first.tag == "p" and first.children else None
        found = ALERT.match(begin) if isinstance(begin, str) else None
        if first and isinstance(begin, str) and found:
            first.children[0] = begin[found.end() :]
            child.tag = "x-box"
            child.attributes |= {"data-kind": found[1].lower(), "data-title": found[2].strip()}
