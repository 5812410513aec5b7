"""What a revision says to readers, without what an editor adds of itself. Pure.

Wagtail's editor saves by itself, gives every paragraph and block a key, and fills in what was left empty. Somebody who
only opened a page wrote none of its words.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Field
from wagtail.blocks import BaseStreamBlock, BaseStructBlock, Block, ListBlock, RichTextBlock
from wagtail.contrib.typed_table_block.blocks import BaseTypedTableBlock
from wagtail.fields import RichTextField, StreamField

from courses.authoring.compiling.richtext import clean


def wording(content: Mapping[str, Any], fields: Iterable[Field[Any, Any]]) -> dict[str, Any]:
    """The title and these fields of a revision's content, in one form: two revisions that say the same are equal."""
    # Keys and the like are no author's.
    fields = [each for each in fields if each.editable and not each.primary_key]
    said = {each.name: _field(each, content[each.name]) for each in fields if each.name in content}
    # A revision from before there was this field.
    default = {each.name: _field(each, _default(each)) for each in fields if each.name not in content}
    return {"title": content.get("title")} | said | default


def _default(field: Field[Any, Any]) -> Any:
    return None if isinstance(field, StreamField) else field.get_default()


def _field(field: Field[Any, Any], value: Any) -> Any:
    if isinstance(field, StreamField):
        return _block(field.stream_block, json.loads(value) if isinstance(value, str) else value)
    if isinstance(field, RichTextField):
        return _rich(value)
    return _folded(value)


def _block(block: Block | None, value: Any) -> Any:
    """One value as its block stores it; only rich text is read as readers get it: elsewhere a tag may be the lesson."""
    if isinstance(block, RichTextBlock):
        return _rich(value)
    if isinstance(block, BaseTypedTableBlock):
        return _table(block, value or {})
    if isinstance(block, BaseStreamBlock):
        return [(each["type"], _block(block.child_blocks.get(each["type"]), each["value"])) for each in value or ()]
    if isinstance(block, ListBlock):
        return [_block(block.child_block, _bare(each)) for each in value or ()]
    if isinstance(block, BaseStructBlock):
        inside = {name: _block(block.child_blocks.get(name), each) for name, each in (value or {}).items()}
        return {name: each for name, each in inside.items() if each or each is True}
    return _folded(value)


def _table(block: BaseTypedTableBlock, value: Any) -> Any:
    """Each cell as its column's block stores it."""
    columns = value.get("columns") or []
    kinds = [block.child_blocks.get(column["type"]) for column in columns]
    lines = [row["values"] for row in value.get("rows") or []]
    rows = [[_block(kind, cell) for kind, cell in zip(kinds, line, strict=False)] for line in lines]
    heads = [(column["type"], _folded(column.get("heading") or "")) for column in columns]
    return [heads, rows, _folded(value.get("caption") or "")]


def _rich(html: str | None) -> str:
    """As readers get it; the editor breaks lines otherwise than whoever brought the text in."""
    return " ".join(clean(html or "", str).split())


def _folded(value: Any) -> Any:
    """Browsers send two signs for the end of a line."""
    return value.replace("\r\n", "\n") if isinstance(value, str) else value


def _bare(item: Any) -> Any:
    """An item of a list without the key that newer editors store beside it."""
    return item["value"] if isinstance(item, dict) and item.get("type") == "item" else item
