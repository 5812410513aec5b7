"""The original and what a trainee gets, one over the other."""

from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy
from wagtail.admin.views import generic

from lms.foundation.api import serve_stored
from media_pipeline.actions.take_frame import is_frame_near, take_frame
from media_pipeline.ffmpeg import FfmpegError
from media_pipeline.staff import comparing
from media_pipeline.staff.comparing import Moment
from media_pipeline.staff.page import renditions
from media_pipeline.staff.views import Narrowed


class CompareView(Narrowed, generic.InspectView):
    """Two pictures of one moment at the size of a phone, with a slider between them."""

    page_title = gettext_lazy("Compare with the original")
    template_name = "hunar_media/staff/compare.html"
    fields = ["title"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The moment that is looked at, the others, and what the rendition costs."""
        shown = {each.choice.rung: each for each in renditions(self.object) if each.comparable}
        places = comparing.moments(self.object)
        rung = self.kwargs["rung"]
        if rung not in shown or not places:
            raise Http404
        asked = self.request.GET.get("at", "")
        moment = next((each for each in places if str(each.number) == asked), places[len(places) // 2])
        return super().get_context_data(**kwargs) | {
            "recording": self.object,
            "shown": shown[rung],
            "others": [each for name, each in shown.items() if name != rung],
            "moments": places,
            "moment": moment,
            "near": is_frame_near(self.object, *comparing.source_of(self.object, comparing.ORIGINAL, moment)),
        }


class FrameView(Narrowed, generic.InspectView):
    """One picture of a pair."""

    def get(self, request: HttpRequest, *_: Any, rung: str, number: int, **__: Any) -> HttpResponseBase:
        """The picture of ``rung``, or of the original, at the numbered moment; 404 when it cannot be had."""
        places = comparing.moments(self.object)
        if not 1 <= number <= len(places):
            raise Http404
        try:
            response = serve_stored(request, self._picture(rung, places[number - 1]))
        except (LookupError, FfmpegError) as error:
            raise Http404 from error
        # The address names a moment, not bytes: after a cut it is another picture.
        response["Cache-Control"] = "private, no-cache"
        return response

    def _picture(self, rung: str, moment: Moment) -> Any:
        source, at = comparing.source_of(self.object, rung, moment)
        if source.content_type.startswith("image/"):
            return source
        if not is_frame_near(self.object, source, at):
            raise LookupError(rung)
        return take_frame(self.object, source, at)
