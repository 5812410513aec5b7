"""Texts set apart: remarks, definitions, notes for trainers."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from courses.authoring.blocks.base import CompiledPreview, paragraph
from courses.authoring.blocks.basic import basic_stream

KINDS = [
    ("tip", _("Good to know")),
    ("careful", _("Take care")),
    ("example", _("Example")),
    ("aim", _("What you will learn")),
    ("recall", _("To remember")),
]


class CalloutBlock(CompiledPreview, blocks.StructBlock):
    """A remark set apart from the text."""

    kind = blocks.ChoiceBlock(choices=KINDS, default="tip", label=_("kind"))
    title = blocks.CharBlock(required=False, max_length=200, label=_("title"), help_text=_("In place of the kind."))
    text = paragraph(required=False, label=_("text"))
    more = basic_stream(_("more"))

    class Meta:
        icon = "warning"
        label = _("Remark")
        description = _("One thing to remember, set apart from the text.")
        preview_value: dict[str, Any] = {
            "kind": "tip",
            "title": "",
            "text": _("<p>Save your work every ten minutes.</p>"),
            "more": [],
        }


class DefinitionBlock(CompiledPreview, blocks.StructBlock):
    """A word and what it means."""

    term = blocks.CharBlock(max_length=200, label=_("word"))
    meaning = paragraph(label=_("what it means"))

    class Meta:
        icon = "openquote"
        label = _("Definition")
        description = _("A word of the trade and what it means.")
        preview_value = {"term": _("Contrast"), "meaning": _("<p>How far light and dark lie apart.</p>")}


class TrainerNoteBlock(CompiledPreview, blocks.StructBlock):
    """A note for whoever teaches this lesson: it never leaves the servers."""

    text = paragraph(label=_("note"))
    more = basic_stream(_("more"))

    class Meta:
        icon = "user"
        label = _("Note for trainers")
        description = _("Seen by those who teach, never by trainees.")
        preview_value: dict[str, Any] = {"text": _("<p>Let two of them show their signs.</p>"), "more": []}
