"""Blocks of an outline as a page stores them: files by their number, lessons by their page. Pure."""

import re
from collections.abc import Callable
from html import unescape
from typing import Any

from courses.authoring.importing.outline import Block

LINK = re.compile(r'<a data-source="([^"]*)">(.*?)</a>', re.DOTALL)
# Where rich text stands; the same letters elsewhere are shown as they are.
RICH = frozenset({"text", "task", "meaning", "paragraph", "values"})
# The number of a file, by its path and by whether it is an image or a document.
File = Callable[[str, str], int | None]
Lesson = Callable[[str], int | None]


def settled(blocks: list[Block], file: File, lesson: Lesson) -> list[Block]:
    """The blocks with numbers. Pictures that got none are taken out, links that lead nowhere lose their link."""
    made = [_block(block, file, lesson) for block in blocks]
    return [block for block in made if not _is_empty(block)]


def _block(block: Block, file: File, lesson: Lesson) -> Block:
    value = block["value"]
    if block["type"] == "paragraph":
        return {"type": "paragraph", "value": _linked(value, lesson)}
    return {"type": block["type"], "value": _inside(value, "", file, lesson)}


def _inside(value: Any, name: str, file: File, lesson: Lesson) -> Any:
    if isinstance(value, str):
        return _linked(value, lesson) if name in RICH else value
    if isinstance(value, dict):
        if set(value) == {"file"}:
            return file(value["file"], name)
        return {key: _inside(each, key, file, lesson) for key, each in value.items()}
    if isinstance(value, list):
        if value and all(isinstance(each, dict) and set(each) == {"type", "value"} for each in value):
            return settled(value, file, lesson)
        return [_inside(each, name, file, lesson) for each in value]
    return value


def _linked(html: str, lesson: Lesson) -> str:
    def change(found: re.Match[str]) -> str:
        number = lesson(unescape(found[1]))
        return f'<a linktype="page" id="{number}">{found[2]}</a>' if number else found[2]

    return LINK.sub(change, html)


def _is_empty(block: Block) -> bool:
    names = {"image": "image", "download": "document"}
    return block["type"] in names and block["value"][names[block["type"]]] is None
