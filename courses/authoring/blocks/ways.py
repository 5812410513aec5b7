"""The blocks of a roadmap."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from courses.authoring.blocks.base import paragraph
from courses.authoring.compiling.words import WAYS, WORDS


class WayBlock(blocks.StructBlock):
    """One way to go on; its heading is its name, which trainees later choose by."""

    way = blocks.ChoiceBlock(choices=[(way, WORDS["en"][way]) for way in WAYS], label=_("way"))
    text = paragraph(label=_("first steps"), help_text=_("What to do this week, whom to ask, where to look."))

    class Meta:
        icon = "arrow-right"
        label = _("Way")


def way_blocks() -> list[tuple[str, blocks.Block]]:
    """The blocks of a roadmap."""
    return [("way", WayBlock())]
