"""Recordings inside a text, and files to take home."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock

from courses.authoring.blocks.base import CompiledPreview
from media_pipeline.blocks import RecordingChooserBlock


class RecordingBlock(CompiledPreview, blocks.StructBlock):
    """A short recording inside the text; nothing of it is fetched before the tap."""

    recording = RecordingChooserBlock(label=_("recording"))
    caption = blocks.CharBlock(required=False, max_length=300, label=_("what it shows"))

    class Meta:
        icon = "media"
        label = _("Recording")
        description = _("A short film or voice inside the text. The lecture itself has a place of its own above.")
        preview_value: dict[str, Any] = {"recording": None, "caption": _("How to hold the pen")}


class DownloadBlock(CompiledPreview, blocks.StructBlock):
    """A file to take home; its kind and size stand on the button."""

    document = DocumentChooserBlock(label=_("file"))
    label = blocks.CharBlock(required=False, max_length=200, label=_("what it is"))

    class Meta:
        icon = "download"
        label = _("File to download")
        description = _("A template or sheet to work with; kind and size are shown before the tap.")
        preview_value: dict[str, Any] = {"document": None, "label": _("Price list to fill in")}
