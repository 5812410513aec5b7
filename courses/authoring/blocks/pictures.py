"""Pictures, alone and in steps."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from courses.authoring.blocks.base import CompiledPreview, paragraph

ALT_HELP = _("What a trainee who cannot see it must know. Leave it empty only when the picture tells nothing new.")


class ImageBlock(CompiledPreview, blocks.StructBlock):
    """One picture, made small for phones; its bytes are shown before it is fetched in data-saver."""

    image = ImageChooserBlock(required=False, label=_("picture"))
    alt = blocks.CharBlock(required=False, max_length=500, label=_("in words"), help_text=ALT_HELP)
    caption = blocks.CharBlock(required=False, max_length=300, label=_("caption"))

    class Meta:
        icon = "image"
        label = _("Picture")
        description = _("A photo, drawing or screenshot; made small by itself.")
        preview_value: dict[str, Any] = {"image": None, "alt": _("A shop sign, green on white"), "caption": ""}

    def clean(self, value: Any) -> Any:
        """A picture block without a picture is left over from something."""
        cleaned = super().clean(value)
        if not cleaned["image"]:
            missing = ValidationError(_("Choose a picture, or remove this block."))
            raise blocks.StructBlockValidationError(block_errors={"image": missing})
        return cleaned


class StepBlock(blocks.StructBlock):
    """One step: what to do, and how it looks."""

    text = paragraph(label=_("what to do"))
    image = ImageChooserBlock(required=False, label=_("picture"))
    alt = blocks.CharBlock(required=False, max_length=500, label=_("in words"), help_text=ALT_HELP)

    class Meta:
        icon = "order"
        label = _("Step")


class StepsBlock(CompiledPreview, blocks.ListBlock):
    """Steps in their order, each with a picture where one helps."""

    def __init__(self, **options: Any) -> None:
        """A list of steps."""
        super().__init__(StepBlock(), **options)

    class Meta:
        icon = "list-ol"
        label = _("Steps with pictures")
        description = _("Numbered steps; a picture beside each where one helps.")
        preview_value = [
            {"text": _("<p>Open the menu.</p>"), "image": None, "alt": ""},
            {"text": _("<p>Choose “Save”.</p>"), "image": None, "alt": ""},
        ]
