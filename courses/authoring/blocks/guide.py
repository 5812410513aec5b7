"""The blocks of a guide."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from courses.authoring.blocks.base import paragraph


class ScreenBlock(blocks.StructBlock):
    """One screen of a guide."""

    title = blocks.CharBlock(label=_("title"))
    text = paragraph(label=_("text"))

    class Meta:
        icon = "doc-full"
        label = _("Screen")


def guide_blocks() -> list[tuple[str, blocks.Block]]:
    """The blocks of a guide."""
    return [("screen", ScreenBlock())]
