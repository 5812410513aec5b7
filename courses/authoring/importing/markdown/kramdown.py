"""``{: .challenge}`` or ``{ .challenge }`` below a block says what the block is (Kramdown, Python-Markdown)."""

import re

from courses.authoring.importing.html.tree import Node
from courses.authoring.importing.markdown.lines import Line, each_outside

# Letters of classes that one element may gather.
MOST = 500
INSIDE = r"\{(?::\s*|\s*(?=[.#]))([^{}]*)\}\s*$"
ATTRIBUTES = re.compile(r"^([\s>]*)" + INSIDE)
ALONE = re.compile(r"^\s*" + INSIDE)


def set_apart(lines: list[Line]) -> list[Line]:
    """Each such line in a paragraph of its own, so that it is not read as more words of the block above."""

    def change(line: Line) -> list[Line]:
        found = ATTRIBUTES.match(line.text)
        empty = line.with_text(found[1].rstrip()) if found else line
        return [empty, line, empty] if found else [line]

    return each_outside(lines, change)


def obey(node: Node) -> None:
    """Give every element below ``node`` the classes that stand behind it, and take the lines away."""
    kept: list[Node | str] = []
    before: Node | None = None
    for child in node.children:
        found = ALONE.match(child.text()) if isinstance(child, Node) and child.tag == "p" else None
        if not found:
            kept.append(child)
            before = child if isinstance(child, Node) else before
        elif before and found[1].strip() == "toc":
            kept, before = [each for each in kept if each is not before], None
        elif before and len(before.attributes.get("class", "")) < MOST:
            words = [word.lstrip(".") for word in found[1].split() if word.startswith(".")]
            before.attributes["class"] = " ".join([*before.classes, *words])
    node.children = kept
    for child in node.elements():
        obey(child)
