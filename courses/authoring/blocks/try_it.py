"""Something to do now."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from courses.authoring.blocks.base import CompiledPreview, paragraph
from courses.authoring.blocks.basic import basic_stream


class TryItBlock(CompiledPreview, blocks.StructBlock):
    """A task, a list to tick off, and an answer that waits for a tap."""

    task = paragraph(required=False, label=_("what to do"))
    more = basic_stream(_("more"))
    steps = blocks.ListBlock(blocks.CharBlock(label=_("step")), required=False, default=[], label=_("list to tick off"))
    solution = basic_stream(_("answer, shown after a tap"))

    class Meta:
        icon = "edit"
        label = _("Try it yourself")
        description = _("A task done on the spot, with a list to tick off and an answer that waits for a tap.")
        preview_value: dict[str, Any] = {
            "task": _("<p>Draw the sign of your street.</p>"),
            "more": [],
            "steps": [_("Draw three"), _("Keep one")],
            "solution": [],
        }
