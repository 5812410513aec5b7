"""The two files beside the slides that say when each comes."""

from django.utils import translation
from django.utils.translation import gettext as _

from lms.foundation.api import store_bytes
from media_pipeline.captions.write import WEBVTT_TYPE
from media_pipeline.models import Recording, Rendition, RenditionFile
from media_pipeline.pipeline.outputs import FALLBACK
from media_pipeline.pipeline.timeline import TimedSlide, chapters, timeline

ROLES = ("timeline", "chapters")


def write_timeline(recording: Recording) -> None:
    """Bring the timeline and the chapters up to date with the slides and their words; within the caller's transaction.

    Nothing to do for a recording without a rendition of slides.
    """
    rendition = recording.renditions.filter(rung=Rendition.Rung.SLIDES).first()
    if rendition is None:
        return
    slides = _timed(recording, rendition)
    with translation.override(recording.language or "en"):
        named = chapters(slides, seconds=recording.seconds, name=_name)
    files = {
        "timeline": store_bytes(
            timeline(slides, seconds=recording.seconds), suffix="json", content_type="application/json"
        ),
        "chapters": store_bytes(named, suffix="vtt", content_type=WEBVTT_TYPE),
    }
    for role in ROLES:
        RenditionFile.objects.update_or_create(rendition=rendition, role=role, defaults={"stored": files[role]})


def _name(number: int) -> str:
    return _("Slide %(number)d") % {"number": number}


def _timed(recording: Recording, rendition: Rendition) -> list[TimedSlide]:
    words = dict(recording.slides.values_list("position", "text"))
    names: dict[str, dict[int, str]] = {"still": {}, "still" + FALLBACK: {}}
    starts: dict[int, float] = {}
    for each in rendition.files.filter(role__in=names).select_related("stored"):
        names[each.role][each.position] = each.stored.name
        starts[each.position] = each.at_seconds or 0.0
    return [
        TimedSlide(starts[place], words.get(place, ""), still, names["still" + FALLBACK].get(place, still))
        for place, still in sorted(names["still"].items())
    ]
