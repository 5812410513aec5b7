"""A lesson: words to read and, when there is one, a lecture to hear."""

from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from courses.authoring.blocks import lesson_blocks
from courses.authoring.compiling.context import CompileContext
from courses.authoring.compiling.fragments import body_fragment
from courses.authoring.compiling.notes import sealed_notes
from courses.authoring.compiling.writers import unknown_kinds
from courses.authoring.fields import BlocksField
from courses.authoring.models.activity import ActivityPage
from courses.authoring.models.base import LicensedPage
from courses.authoring.pictures import keep_files_of

if TYPE_CHECKING:
    from media_pipeline.models import Recording


class LessonPage(ActivityPage, LicensedPage):
    """A lesson of a module."""

    kind = "lesson"
    portable_fields = (*ActivityPage.portable_fields, "recording", "body", "licence", "attribution")
    compiled_from_row = True

    body = BlocksField(lesson_blocks(), verbose_name=_("text"), blank=True)
    # SET_NULL, because drafts hold the number of a recording and must still open when it is gone (Wagtail cannot
    # open a draft with a lost PROTECT key); what a published lesson plays is guarded in ``signals.py``.
    recording = models.ForeignKey(
        "hunar_media.Recording",
        verbose_name=_("lecture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    content_panels = [
        *ActivityPage.content_panels,
        FieldPanel("recording"),
        FieldPanel("body"),
        MultiFieldPanel([FieldPanel("licence"), FieldPanel("attribution")], heading=_("Licence")),
    ]

    class Meta:
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")

    @property
    def lecture_recording(self) -> "Recording | None":
        """The lesson's lecture."""
        return self.recording

    def compile_fragment(self, context: CompileContext) -> str:
        """The lesson's text."""
        return body_fragment(self.body.get_prep_value(), context)

    def compile_sealed(self, context: CompileContext) -> dict[str, Any]:
        """The notes for trainers."""
        notes = sealed_notes(self.body.get_prep_value(), context)
        return {"notes": notes} if notes else {}

    def save_revision(self, *args: Any, **kwargs: Any) -> Any:
        """Keep a draft; the pictures it names become small files now, so that a release need make none."""
        keep_files_of(self.body.get_prep_value())
        return super().save_revision(*args, **kwargs)

    def release_problems(self) -> list[str]:
        """A lesson without text and without lecture teaches nothing; nor do parts that cannot be written."""
        if not self.body and self.recording is None:
            return [_t("It has neither text nor a lecture.")]
        unknown = unknown_kinds(self.body.get_prep_value())
        if unknown:
            told = _t("It holds parts that this version does not know (%s). Open it, save it, and publish it anew.")
            return [told % ", ".join(sorted(unknown))]
        return []
