"""What every kind of activity has in common; a room adds a kind by subclassing."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.core.validators import MaxValueValidator
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from courses.authoring.compiling.context import CompileContext
from courses.authoring.models.base import Page, UnservedPage
from courses.authoring.panels import ReadingPanel, TranslationPanel

if TYPE_CHECKING:
    from media_pipeline.models import Recording

DATA_SAVER = "data-saver"
PHONE_SIZES = [
    {"name": "phone", "icon": "mobile-alt", "device_width": 360, "label": _("As a phone shows it")},
    {"name": "large-phone", "icon": "mobile-alt", "device_width": 412, "label": _("As a large phone shows it")},
    {"name": "tablet", "icon": "tablet-alt", "device_width": 768, "label": _("As a tablet shows it")},
]


class ActivityPage(UnservedPage):
    """An activity of a module. Subclass it, give ``kind``, and answer the ``compile_…`` questions.

    Compiling must be pure: the same words give the same bytes, whatever the clock, the process language or ids.
    """

    kind = ""
    # What travels with the page to another site; a subclass adds its own.
    portable_fields: tuple[str, ...] = ("minutes", "required", "by_machine")
    # For kinds of this room alone: True where the ``compile_…`` answers and ``release_problems`` hang on nothing but
    # this page's title, language, own fields and what the context answers. Unchanged, it is then not compiled again.
    compiled_from_row = False

    minutes = models.PositiveSmallIntegerField(
        _("minutes"), default=10, validators=[MaxValueValidator(600)], help_text=_("How long a trainee needs.")
    )
    required = models.BooleanField(_("required"), default=True, help_text=_("Needed to pass the course."))
    by_machine = models.BooleanField(
        _("translated by a machine"),
        default=False,
        help_text=_("Readers are told so, until somebody has checked the words and takes this tick away."),
    )

    parent_page_types = ["hunar_courses.ModulePage"]
    subpage_types: list[str] = []
    content_panels = [
        ReadingPanel(),
        *Page.content_panels,
        MultiFieldPanel([FieldPanel("minutes"), FieldPanel("required"), TranslationPanel("by_machine")]),
    ]

    class Meta:
        abstract = True

    @property
    def course_key(self) -> Any:
        """The key of the course or library this page stands in, or None outside."""
        from courses.authoring.trees import home_of

        course = home_of(self)
        return course.key if course else None

    @property
    def lecture_recording(self) -> "Recording | None":
        """The recording a trainee may play here, if any."""
        return None

    def compile_fragment(self, context: CompileContext) -> str:
        """The page's words as safe HTML in its own language, with relative addresses only."""
        raise NotImplementedError

    def compile_extra(self, context: CompileContext) -> dict[str, Any]:
        """JSON-ready facts anybody may read; asked once, of the source language's page."""
        return {}

    def compile_sealed(self, context: CompileContext) -> dict[str, Any]:
        """JSON-ready facts for servers alone (keys, feedback); if any, a random ``salt`` must stand in them."""
        return {}

    def hands_beside(self, released: Mapping[str, Any]) -> list[tuple[str, int]]:
        """What this page compiles beside its own words, and the account that wrote it: ``("question 4", account)``.

        Without what the page's ``extra`` in the newest edition, ``released``, holds. Asked in the source language.
        """
        return []

    def release_problems(self) -> list[str]:
        """Sentences for the author: what keeps this page out of an edition. Empty when nothing does."""
        return []

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        """As most read it, and as somebody reads it who pays for every byte."""
        return [("", _("As trainees read it")), (DATA_SAVER, _("In data-saver, on a slow link"))]

    @property
    def preview_sizes(self) -> list[dict[str, Any]]:
        """Phones first: that is where it will be read."""
        return PHONE_SIZES

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """The preview, all of it in the page's own language; what is said to the author stays in hers."""
        from courses.authoring.reading import reading_of

        reading = reading_of(self)
        with translation.override(self.locale.language_code):
            response: TemplateResponse = super().serve_preview(request, mode_name)
            response.context_data = (response.context_data or {}) | {"reading": reading}
            return response.render()

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        """The trainee's page, with staff addresses in it."""
        return "hunar_courses/preview.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        """The fragment as it would be compiled from what is in the editor now."""
        from courses.authoring.previews import preview_context

        return super().get_preview_context(request, mode_name) | preview_context(self, mode_name)
