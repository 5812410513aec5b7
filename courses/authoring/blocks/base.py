"""What all blocks share: rich text with few styles, and a preview that is what a trainee will read."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

FEATURES = ["bold", "italic", "ol", "ul", "link", "code", "blockquote", "superscript", "subscript"]


def paragraph(**options: Any) -> blocks.RichTextBlock:
    """Rich text with the few styles that a phone page carries."""
    return blocks.RichTextBlock(features=FEATURES, **options)


class CompiledPreview:
    """The picker shows a block as the compiler would write it, on the trainee's page."""

    def get_preview_template(self, value: Any, context: dict[str, Any] | None = None) -> str:
        """One page with one block on it."""
        return "hunar_courses/block_preview.html"

    def get_preview_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """The block's fragment, in the language of whoever is choosing."""
        from courses.authoring.previews import block_context

        stored = {"type": self.name, "value": self.get_prep_value(value)}  # type: ignore[attr-defined]
        return (parent_context or {}) | block_context(stored)


class TextBlock(CompiledPreview, blocks.RichTextBlock):
    """A paragraph or two."""

    def __init__(self, **options: Any) -> None:
        """Rich text with our few styles."""
        super().__init__(features=FEATURES, **options)

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        description = _("A paragraph or two; lists, links.")
        preview_value = _("<p>A good sign is read from across the street.</p>")


class HeadingBlock(CompiledPreview, blocks.CharBlock):
    """A line that says what follows."""

    class Meta:
        icon = "title"
        label = _("Heading")
        description = _("A line that says what follows.")
        preview_value = _("Why it works")


class SubheadingBlock(CompiledPreview, blocks.CharBlock):
    """A heading below a heading."""

    class Meta:
        icon = "title"
        label = _("Smaller heading")
        description = _("A heading below a heading.")
        preview_value = _("One step further")
