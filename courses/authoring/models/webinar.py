"""A webinar: what it is about, and its recording once there is one. When and where it meets is a batch's matter."""

from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from courses.authoring.blocks import lesson_blocks
from courses.authoring.compiling.context import CompileContext
from courses.authoring.compiling.fragments import body_fragment
from courses.authoring.compiling.notes import sealed_notes
from courses.authoring.compiling.writers import unknown_kinds
from courses.authoring.fields import BlocksField
from courses.authoring.models.activity import ActivityPage
from courses.authoring.pictures import keep_files_of

if TYPE_CHECKING:
    from media_pipeline.models import Recording


class WebinarPage(ActivityPage):
    """A webinar of a module. Its page is shared by all batches, so no date and no link stand on it."""

    kind = "webinar"
    portable_fields = (*ActivityPage.portable_fields, "recording", "body")
    compiled_from_row = True

    body = BlocksField(lesson_blocks(), verbose_name=_("text"), blank=True)
    # SET_NULL for the reason told at ``LessonPage.recording``.
    recording = models.ForeignKey(
        "hunar_media.Recording",
        verbose_name=_("recording"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Once it was held: released as a correction, it takes the place of the live webinar."),
    )

    content_panels = [*ActivityPage.content_panels, FieldPanel("body"), FieldPanel("recording")]

    class Meta:
        verbose_name = _("webinar")
        verbose_name_plural = _("webinars")

    @property
    def lecture_recording(self) -> "Recording | None":
        """What was said, for those who could not come."""
        return self.recording

    def compile_fragment(self, context: CompileContext) -> str:
        """What it is about."""
        return body_fragment(self.body.get_prep_value(), context)

    def compile_sealed(self, context: CompileContext) -> dict[str, Any]:
        """The notes for trainers."""
        notes = sealed_notes(self.body.get_prep_value(), context)
        return {"notes": notes} if notes else {}

    def save_revision(self, *args: Any, **kwargs: Any) -> Any:
        """Keep a draft; its pictures become small files now, as a lesson's do."""
        keep_files_of(self.body.get_prep_value())
        return super().save_revision(*args, **kwargs)

    def release_problems(self) -> list[str]:
        """Nobody comes to a webinar that does not say what it is about."""
        if not self.body:
            return [_t("It does not say what it is about.")]
        unknown = unknown_kinds(self.body.get_prep_value())
        if unknown:
            told = _t("It holds parts that this version does not know (%s). Open it, save it, and publish it anew.")
            return [told % ", ".join(sorted(unknown))]
        return []
