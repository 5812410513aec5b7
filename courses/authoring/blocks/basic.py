"""Blocks that may also stand inside another one: text, code, pictures, tables."""

from typing import Any

from wagtail import blocks

from courses.authoring.blocks.base import SubheadingBlock, TextBlock
from courses.authoring.blocks.code import CodeBlock
from courses.authoring.blocks.pictures import ImageBlock
from courses.authoring.blocks.tables import TableBlock


def basic_blocks() -> list[tuple[str, blocks.Block]]:
    """The blocks of a remark, a task or an answer."""
    return [
        ("paragraph", TextBlock()),
        ("subheading", SubheadingBlock()),
        ("image", ImageBlock()),
        ("code", CodeBlock()),
        ("table", TableBlock()),
    ]


def basic_stream(label: Any) -> blocks.StreamBlock:
    """An optional list of basic blocks below a block's own text."""
    return blocks.StreamBlock(basic_blocks(), required=False, label=label, default=[])
