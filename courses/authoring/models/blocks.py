"""The few blocks a lesson is made of. Migrations keep no copy of them: old rows open with today's blocks."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

FEATURES = ["bold", "italic", "ol", "ul", "link"]


def paragraph(**options: Any) -> blocks.RichTextBlock:
    """Rich text with the few styles that a phone page carries."""
    return blocks.RichTextBlock(features=FEATURES, **options)


class CalloutBlock(blocks.StructBlock):
    """A remark set apart from the text."""

    kind = blocks.ChoiceBlock(
        choices=[("tip", _("Good to know")), ("careful", _("Take care")), ("example", _("Example"))],
        default="tip",
        label=_("kind"),
    )
    text = paragraph(label=_("text"))

    class Meta:
        icon = "warning"
        label = _("Remark")
        description = _("One thing to remember, set apart from the text.")
        preview_value = {"kind": "tip", "text": _("<p>Save your work every ten minutes.</p>")}


class CodeBlock(blocks.StructBlock):
    """A few lines of code, left to right in every language."""

    caption = blocks.CharBlock(required=False, label=_("what it is"))
    code = blocks.TextBlock(label=_("code"))

    class Meta:
        icon = "code"
        label = _("Code")
        description = _("Lines a trainee types or copies; they run left to right in every language.")
        preview_value = {"caption": "style.css", "code": "h1 { color: green; }"}


class TryItBlock(blocks.StructBlock):
    """Something to do now, with steps."""

    task = paragraph(label=_("what to do"))
    steps = blocks.ListBlock(blocks.CharBlock(label=_("step")), required=False, default=[], label=_("steps"))

    class Meta:
        icon = "edit"
        label = _("Try it yourself")
        description = _("A task with steps, done on the spot.")
        preview_value = {"task": _("<p>Draw the sign of your street.</p>"), "steps": [_("Draw three"), _("Keep one")]}


def lesson_blocks() -> list[tuple[str, blocks.Block]]:
    """The blocks of a lesson, in the order an author meets them."""
    return [
        ("paragraph", paragraph(label=_("Text"), icon="pilcrow", description=_("A paragraph or two; lists, links."))),
        (
            "heading",
            blocks.CharBlock(label=_("Heading"), icon="title", description=_("A line that says what follows.")),
        ),
        ("callout", CalloutBlock()),
        ("try_it", TryItBlock()),
        ("code", CodeBlock()),
    ]


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
