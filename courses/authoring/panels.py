"""What stands at the top of the editor."""

from typing import Any

from wagtail.admin.panels import FieldPanel, Panel


class ReadingPanel(Panel):
    """What the reviewer wrote who sent it back, which version trainees read, and whether this one reached them."""

    class BoundPanel(Panel.BoundPanel):
        """The sentence for one page; nothing for a page that is only being made."""

        template_name = "hunar_courses/staff/reading.html"

        def is_shown(self) -> bool:
            """There is nothing to say of a page that does not exist yet."""
            return bool(self.instance.pk) and super().is_shown()

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Ask when it is drawn, not when the panel is bound."""
            from courses.authoring.reading import reading_of
            from courses.authoring.reviewing import sent_back

            told = {"reading": reading_of(self.instance), "sent_back": sent_back(self.instance)}
            return super().get_context_data(parent_context) | told


class TranslationPanel(FieldPanel):
    """A field that means something on translations alone; the page the course is written in does not show it."""

    class BoundPanel(FieldPanel.BoundPanel):
        """The field of one page."""

        def is_shown(self) -> bool:
            """Only where the page's language is not the one its course is written in."""
            from courses.authoring.trees import is_translation

            return is_translation(self.instance) and super().is_shown()
