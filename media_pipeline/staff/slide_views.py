"""The page for the words of slides."""

import re
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages
from wagtail.admin.views import generic

from lms.people.api import person_of
from media_pipeline.actions.read_slides import is_being_read, read_again
from media_pipeline.actions.write_slides import write_slides
from media_pipeline.captions.cues import plain_text
from media_pipeline.models import Recording
from media_pipeline.staff import cutting
from media_pipeline.staff.views import Narrowed

SHORT_NUMBER = re.compile(r"\d{1,9}\Z")


@dataclass(frozen=True)
class SlideRow:
    """A slide with its picture, when it comes, and its words."""

    position: int
    number: int
    time: str
    picture: str
    text: str
    written: bool


def slide_rows(recording: Recording) -> list[SlideRow]:
    """The slides that have a picture, in order."""
    pictures = {each.number: each for each in cutting.shown(recording)["slides"]}
    return [
        SlideRow(each.position, shown.number, shown.time, shown.picture, each.text, each.written)
        for each in recording.slides.all()
        if (shown := pictures.get(each.position + 1)) is not None
    ]


class SlidesView(Narrowed, generic.InspectView):
    """Each slide's picture with its words, all in one form."""

    verb = "change_recording"
    page_title = gettext_lazy("Words of the slides")
    template_name = "hunar_media/staff/slides.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The slides."""
        return super().get_context_data(**kwargs) | {
            "recording": self.object,
            "slides": slide_rows(self.object),
            "being_read": is_being_read(self.object),
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Keep what was changed; what was left alone stays as it is kept, also when it was read meanwhile."""
        changed = write_slides(self.object, _changed(request), user=request.user)
        told = ngettext("The words of %(count)d slide are saved.", "The words of %(count)d slides are saved.", changed)
        messages.success(request, told % {"count": changed} if changed else _("Nothing was changed."))
        return redirect("hunar_media_recordings:inspect", self.object.pk)


class ReadAgainView(Narrowed, generic.InspectView):
    """Have the slides read once more."""

    verb = "change_recording"
    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Queue it; what people wrote stays."""
        person = person_of(request)
        read_again(self.object, created_by=person.uuid if person else None)
        messages.success(request, _("The slides are being read. What people wrote stays."))
        return redirect("hunar_media_recordings:slides", self.object.pk)


def _changed(request: HttpRequest) -> dict[int, str]:
    columns = [request.POST.getlist(name) for name in ("position", "before", "text")]
    return {
        int(position): text
        for position, before, text in zip(*columns, strict=False)
        if SHORT_NUMBER.match(position) and plain_text(text) != plain_text(before)
    }


def addresses(common: dict[str, Any]) -> list[Any]:
    """The addresses of these pages; ``common`` is what Wagtail's views of the model take."""
    return [
        path("slides/<int:pk>/", SlidesView.as_view(**common), name="slides"),
        path("slides/<int:pk>/read/", ReadAgainView.as_view(**common), name="read_slides"),
    ]
