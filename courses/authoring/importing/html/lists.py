"""Lists: as rich text where it can hold them, as steps with pictures, else as numbered paragraphs."""

from typing import TYPE_CHECKING

from courses.authoring.importing.html.basic import numbered
from courses.authoring.importing.html.inline import INLINE
from courses.authoring.importing.html.tree import Node
from courses.authoring.importing.outline import Block
from courses.authoring.importing.texts import one_line

if TYPE_CHECKING:
    from courses.authoring.importing.html.writer import Writer

LISTS = frozenset({"ul", "ol", "menu", "dir"})
SIMPLE = INLINE | LISTS | {"li", "p", "div", "input"}
TICKS = {"[ ] ": "☐ ", "[x] ": "☑ ", "[X] ": "☑ "}


def listed(writer: "Writer", node: Node) -> list[Block]:
    """A list of any depth."""
    items = _items(node)
    if all(_simple(item) for item in items):
        written = rich_list(writer, node)
        return [*([{"type": "paragraph", "value": written}] if written else []), *writer.gathered_files()]
    if node.tag == "ol" and all(_is_step(item) for item in items):
        return [{"type": "steps", "value": [step for item in items for step in _step(writer, item)]}]
    if node.tag == "ol":
        return [block for number, item in enumerate(items, _first(node)) for block in _item(writer, item, number)]
    return [
        block for item in items for block in (listed_alone(writer, item) if _simple(item) else _item(writer, item, 0))
    ]


def listed_alone(writer: "Writer", item: Node) -> list[Block]:
    """A list of one item."""
    return [{"type": "paragraph", "value": f"<ul>{_rich_item(writer, item)}</ul>"}, *writer.gathered_files()]


def rich_list(writer: "Writer", node: Node) -> str:
    """A list that holds only words and lists."""
    tag = "ol" if node.tag == "ol" else "ul"
    inside = "".join(_rich_item(writer, item) for item in _items(node))
    return f"<{tag}>{inside}</{tag}>" if inside else ""


def _items(node: Node) -> list[Node]:
    """The items; what stands between them by mistake is an item too."""
    return [
        child if isinstance(child, Node) and child.tag == "li" else Node("li", {}, [child], node.line)
        for child in node.children
        if isinstance(child, Node) or child.strip()
    ]


def _simple(item: Node) -> bool:
    return all(node.tag in SIMPLE for node in item.everything())


def _rich_item(writer: "Writer", item: Node) -> str:
    """``<li>``: its paragraphs become lines, its lists follow."""
    lines: list[str] = []
    below: list[str] = []
    run: list[Node | str] = []
    for child in _opened(item):
        if isinstance(child, Node) and child.tag in LISTS:
            below.append(rich_list(writer, child))
        elif isinstance(child, Node) and child.tag == "p":
            lines += [writer.inline.write(run), writer.inline.write(child.children)]
            run = []
        else:
            run.append(child)
    lines.append(writer.inline.write(run))
    words = "<br>".join(filter(None, lines))
    for typed, shown in TICKS.items():
        words = shown + words[len(typed) :] if words.startswith(typed) else words
    return f"<li>{words}{''.join(below)}</li>" if words or below else ""


def _opened(item: Node) -> list[Node | str]:
    """The children, those of a ``div`` in its place."""
    found: list[Node | str] = []
    for child in item.children:
        if isinstance(child, Node) and (child.tag == "div" or (child.tag == "p" and _holds_list(child))):
            found += _opened(child)
        elif isinstance(child, str) or child.tag != "input":
            found.append(child)
    return found


def _holds_list(node: Node) -> bool:
    return any(each.tag in LISTS for each in node.everything())


def _is_step(item: Node) -> bool:
    """Words and at most one picture."""
    pictures = sum(node.tag == "img" for node in item.everything())
    return pictures < 2 and all(node.tag in SIMPLE - LISTS or node.tag == "img" for node in item.everything())


def _step(writer: "Writer", item: Node) -> list[Block]:
    blocks = writer.blocks(item.children)
    text = "".join(block["value"] for block in blocks if block["type"] == "paragraph")
    drawn = next((block["value"] for block in blocks if block["type"] == "image"), None)
    if not text and drawn is None:
        return []
    if drawn and drawn["caption"]:
        text += f"<p>{one_line(drawn['caption'])}</p>"
    return [{"text": text, "image": drawn["image"] if drawn else None, "alt": drawn["alt"] if drawn else ""}]


def _item(writer: "Writer", item: Node, number: int) -> list[Block]:
    """An item that holds more than words: its own blocks, the number or bullet in the first."""
    blocks = writer.blocks(item.children)
    first = blocks[0] if blocks and blocks[0]["type"] == "paragraph" else None
    rest = blocks[1:] if first else blocks
    if number:
        return [*numbered(number, first["value"] if first else ""), *rest]
    if first and first["value"].count("<p>") == 1 and first["value"].startswith("<p>"):
        return [first | {"value": f"<ul><li>{first['value'][3:-4]}</li></ul>"}, *rest]
    return blocks


def _first(node: Node) -> int:
    start = node.attributes.get("start", "1")
    return int(start) if start.isascii() and start.isdigit() and len(start) < 6 else 1
