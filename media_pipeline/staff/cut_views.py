"""The page for cutting and splitting a recording."""

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.views import generic

from lms.people.api import person_of
from media_pipeline.actions.cut_recording import make_whole_again
from media_pipeline.editing import CannotCut
from media_pipeline.models import Recording
from media_pipeline.staff import cutting
from media_pipeline.staff.views import Narrowed
from media_pipeline.times import write_time


class CutView(Narrowed, generic.InspectView):
    """See the recording with its times; begin and end it elsewhere, cut out of it, or split it."""

    verb = "change_recording"
    page_title = gettext_lazy("Cut or split")
    template_name = "hunar_media/staff/cut.html"
    forms: Any = None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The forms, the player and the slides."""
        recording: Recording = self.object
        context = super().get_context_data(**kwargs) | cutting.shown(recording)
        return context | {
            "recording": recording,
            "ready": recording.state == Recording.State.READY,
            "length": write_time(cutting.length_of(recording)),
            "forms": self.forms or cutting.forms_for(recording),
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Cut as asked, or say beside the form why not; nothing that was typed is lost."""
        self.forms = cutting.forms_for(self.object, _with_slide(request, self.object))
        form = self.forms.get(request.POST.get("do", ""))
        if form is not None and form.is_valid():
            try:
                done = cutting.carry_out(self.object, form, person_of(request), request.user)
            except CannotCut as refusal:
                form.add_error(None, refusal.message)
            else:
                messages.success(request, _("Done. The new version is being made; the original is kept."))
                return redirect("hunar_media_recordings:inspect", done.pk)
        return self.render_to_response(self.get_context_data())


def _with_slide(request: HttpRequest, recording: Recording) -> dict[str, Any]:
    """What was posted; the button of a slide fills in the slide's time."""
    posted = request.POST.dict()
    number = posted.get("slide", "")
    times = {str(each.number): each.at for each in cutting.shown(recording)["slides"]} if number else {}
    if number in times:
        posted["split-at"] = write_time(times[number])
    return posted


class WholeView(Narrowed, generic.InspectView):
    """Use all of the original again."""

    verb = "change_recording"
    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """A new version without any cut."""
        make_whole_again(self.object, by=person_of(request), user=request.user)
        messages.success(request, _("The whole recording is being made again."))
        return redirect("hunar_media_recordings:inspect", self.object.pk)
