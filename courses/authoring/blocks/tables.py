"""Tables that a phone can show."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock

from courses.authoring.blocks.base import CompiledPreview, paragraph


class TableBlock(CompiledPreview, TypedTableBlock):
    """Rows and columns of short texts; on a narrow screen a wide table becomes one block a row."""

    def __init__(self, **options: Any) -> None:
        """Cells of rich text."""
        super().__init__([("text", paragraph(label=_("Text")))], **options)

    class Meta:
        icon = "table"
        label = _("Table")
        description = _("A small table; four columns or more are shown row by row on a phone.")
        preview_value = {
            "columns": [{"type": "text", "heading": _("Size")}, {"type": "text", "heading": _("Use")}],
            "rows": [{"values": ["<p>A4</p>", _("<p>Letters</p>")]}, {"values": ["<p>A5</p>", _("<p>Leaflets</p>")]}],
            "caption": "",
        }
