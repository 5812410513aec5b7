"""The pages for captions: taking a file in, editing row by row, downloading, taking away."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.views import generic

from lms.people.api import person_of
from media_pipeline.actions.ask_for_captions import ask_for_captions
from media_pipeline.actions.keep_captions import delete_captions, length_of, save_captions, upload_captions
from media_pipeline.captions.cues import MOST_BYTES, Cue
from media_pipeline.captions.read import Problem, Unreadable
from media_pipeline.captions.rows import Row, check, command
from media_pipeline.captions.write import SRT_TYPE, WEBVTT_TYPE, to_srt, to_webvtt
from media_pipeline.models import Recording
from media_pipeline.querysets import cues_of
from media_pipeline.staff import captions, cutting
from media_pipeline.staff.views import Narrowed

FORMATS = {"vtt": (to_webvtt, WEBVTT_TYPE), "srt": (to_srt, SRT_TYPE)}
SHOWN_PROBLEMS = 20


class CaptionsView(Narrowed, generic.InspectView):
    """All captions of a recording; a file brings or replaces those of a language."""

    verb = "change_recording"
    page_title = gettext_lazy("Captions")
    template_name = "hunar_media/staff/captions.html"
    problems: tuple[Problem, ...] = ()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The list, and what was wrong with a file."""
        return super().get_context_data(**kwargs) | {
            "recording": self.object,
            "spoken": captions.spoken(self.object),
            "languages": captions.languages(self.object),
            "chosen": self.request.POST.get("language", self.object.language),
            "problems": self.problems[:SHOWN_PROBLEMS],
            "more": max(0, len(self.problems) - SHOWN_PROBLEMS),
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Take the file in, or say line by line why not."""
        file, language = request.FILES.get("file"), request.POST.get("language", "")
        if file is None or language not in Recording.Language.values:
            self.problems = (Problem(0, _("Choose a file and its language.")),)
            return self.render_to_response(self.get_context_data())
        try:
            caption = upload_captions(self.object, language, file.read(MOST_BYTES + 1), user=request.user)
        except Unreadable as unreadable:
            self.problems = unreadable.problems
            return self.render_to_response(self.get_context_data())
        messages.success(request, _("The captions are kept. Look through them once."))
        return redirect("hunar_media_recordings:edit_captions", self.object.pk, caption.language)


class EditCaptionsView(Narrowed, generic.InspectView):
    """The captions of one language as rows: every button works without script, and saves nothing but Save."""

    verb = "change_recording"
    page_title = gettext_lazy("Captions")
    template_name = "hunar_media/staff/edit_captions.html"
    rows: list[Row] | None = None
    notice = ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The rows, as they are kept or as they were posted."""
        language = self.language()
        caption = captions.find_caption(self.object, language)
        rows = captions.rows_of(caption) if self.rows is None else self.rows
        return super().get_context_data(**kwargs) | cutting.shown(self.object) | {
            "recording": self.object,
            "language": language,
            "language_name": Recording.Language(language).label,
            "caption": caption,
            "version": captions.version_of(caption),
            "rows": rows,
            "fits": captions.fits(rows),
            "wrong": [number for number, row in enumerate(rows, start=1) if row.error],
            "notice": self.notice,
        }  # fmt: skip

    def language(self) -> str:
        """That of the address."""
        language: str = self.kwargs["language"]
        if language not in Recording.Language.values:
            raise Http404
        return language

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Save all of it, or do to the rows what a button says and show them again."""
        rows = captions.posted_rows(request.POST)
        name, _dash, place = request.POST.get("do", "save").partition("-")
        if name != "save":
            self.rows = command(rows, name, int(place) if place.isdecimal() and len(place) < 9 else -1)
            self.notice = _("Not saved yet.")
            return self.render_to_response(self.get_context_data())
        cues, self.rows = check(rows, length=length_of(self.object))
        self.notice = self._refusal(cues)
        if self.notice:
            return self.render_to_response(self.get_context_data())
        save_captions(self.object, self.language(), cues, user=request.user)
        messages.success(request, _("The captions are saved."))
        return redirect("hunar_media_recordings:captions", self.object.pk)

    def _refusal(self, cues: Sequence[Cue]) -> str:
        """Why the rows are not saved; empty when they may be."""
        if any(row.error for row in self.rows or ()):
            return _("Nothing was saved yet: the marked rows need a change.")
        if not cues:
            return _("Nothing was saved: there is no caption. To have none, delete them on the page before.")
        present = captions.find_caption(self.object, self.language())
        if self.request.POST.get("version", "") != captions.version_of(present):
            return _("Somebody else saved these captions meanwhile. Yours are below; saving again replaces the others.")
        return ""


class DownloadCaptionsView(Narrowed, generic.InspectView):
    """The captions of one language as a file."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """WebVTT or SRT."""
        caption = captions.find_caption(self.object, kwargs["language"])
        if caption is None or kwargs["suffix"] not in FORMATS:
            raise Http404
        write, kind = FORMATS[kwargs["suffix"]]
        name = f"captions-{caption.language}.{kwargs['suffix']}"
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return HttpResponse(write(cues_of(caption)), content_type=f"{kind}; charset=utf-8", headers=headers)


class DeleteCaptionsView(Narrowed, generic.InspectView):
    """Take the captions of one language away."""

    verb = "change_recording"
    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Gone, or gone before."""
        caption = captions.find_caption(self.object, kwargs["language"])
        if caption is not None:
            delete_captions(caption, user=request.user)
            messages.success(request, _("The captions are deleted."))
        return redirect("hunar_media_recordings:captions", self.object.pk)


class AskForCaptionsView(Narrowed, generic.InspectView):
    """Have a program write the captions of one language."""

    verb = "change_recording"
    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Queue it; 404 for a language that no program here knows."""
        try:
            ask_for_captions(self.object, kwargs["language"], by=person_of(request), user=request.user)
        except LookupError as unknown:
            raise Http404 from unknown
        messages.success(request, _("The captions are being written. Come back later and check them."))
        return redirect("hunar_media_recordings:captions", self.object.pk)


def addresses(common: dict[str, Any]) -> list[Any]:
    """The addresses of these pages; ``common`` is what Wagtail's views of the model take."""
    one = "captions/<int:pk>/<slug:language>/"
    return [
        path("captions/<int:pk>/", CaptionsView.as_view(**common), name="captions"),
        path(one, EditCaptionsView.as_view(**common), name="edit_captions"),
        path(f"{one}delete/", DeleteCaptionsView.as_view(**common), name="delete_captions"),
        path(f"{one}ask/", AskForCaptionsView.as_view(**common), name="ask_for_captions"),
        path(f"{one}<slug:suffix>/", DownloadCaptionsView.as_view(**common), name="download_captions"),
    ]
