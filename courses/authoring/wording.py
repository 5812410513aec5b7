"""What a revision says to readers, without what an editor adds of itself. Pure.

Wagtail's editor saves by itself, gives every paragraph and block a key, and fills in what was left empty. Somebody who
only opened a page wrote none of its words.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Field
from wagtail.blocks import BaseStreamBlock, BaseStructBlock, Block, ListBlock, RichTextBlock
from wagtail.fields import RichTextField, StreamField

from courses.authoring.compiling.richtext import clean


def wording(content: Mapping[str, Any], fields: Iterable[Field[Any, Any]]) -> dict[str, Any]:
    """The title and these fields of a revision's content, in one form: two revisions that say the same are equal."""
    return {"title": content.get("title")} | {each.name: _field(each, content.get(each.name)) for each in fields}


def _field(field: Field[Any, Any], value: Any) -> Any:
    if isinstance(field, StreamField):
        return _block(field.stream_block, json.loads(value) if isinstance(value, str) else value)
    if isinstance(field, RichTextField):
        return clean(value or "", str)
    return value


def _block(block: Block | None, value: Any) -> Any:
    """One value as its block stores it; only rich text is read as readers get it: elsewhere a tag may be the lesson."""
    if isinstance(block, RichTextBlock):
        return clean(value or "", str)
    if isinstance(block, BaseStreamBlock):
        return [(each["type"], _block(block.child_blocks.get(each["type"]), each["value"])) for each in value or ()]
    if isinstance(block, ListBlock):
        return [_block(block.child_block, _bare(each)) for each in value or ()]
    if isinstance(block, BaseStructBlock):
        inside = {name: _block(block.child_blocks.get(name), each) for name, each in (value or {}).items()}
        return {name: each for name, each in inside.items() if each or each is True}
    return value


def _bare(item: Any) -> Any:
    """An item of a list without the key that newer editors store beside it."""
    return item["value"] if isinstance(item, dict) and item.get("type") == "item" else item
