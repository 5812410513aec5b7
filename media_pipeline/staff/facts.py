"""What is known of a recording, in words for its trainer."""

from typing import Any, NamedTuple

from django.template.defaultfilters import filesizeformat
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from lms.foundation.templatetags.hunar import clock
from media_pipeline.models import Recording

# Loudness in LUFS below and above which a listener would reach for the volume; trainees get all of it evened out.
QUIET, LOUD = -28, -12
CONTENT = {
    "slides": gettext_lazy("Slides: the picture stands still and changes now and then"),
    "screen": gettext_lazy("A screen at work: something changes most of the time"),
    "inset": gettext_lazy("A screen with a speaker in the corner"),
    "camera": gettext_lazy("A camera: the picture moves all the time"),
    "audio": gettext_lazy("Sound only"),
}


class Fact(NamedTuple):
    """One line: what, and how it is here."""

    label: str
    value: str | SafeString


def facts(recording: Recording) -> list[Fact]:
    """The lines for the recording's page; what is not known yet has none."""
    person = recording.uploaded_by_person
    found = [
        Fact(_("Length"), clock(recording.seconds) if recording.seconds else ""),
        Fact(_("Picture"), str(CONTENT.get(recording.content_class, ""))),
        Fact(_("Sound"), _sound(recording.plan)),
        Fact(_("Spoken language"), recording.get_language_display() if recording.language else _("Not said")),
        Fact(_("Voice"), _("Made by a computer; trainees are told so") if recording.synthetic_voice else ""),
        Fact(_("Original"), f"{filesizeformat(recording.original.bytes)}, {recording.original.suffix.upper()}"),
        Fact(_("Used of it"), _used(recording)),
        Fact(_("Collection"), recording.collection.name),
        Fact(_("Uploaded by"), person.display_name if person else ""),
    ]
    return [fact for fact in found if fact.value]


def _sound(plan: dict[str, Any]) -> str:
    """How loud the original is; empty while nobody measured it."""
    known = plan.get("facts", {})
    if known.get("has_sound") is False:
        return _("None: this recording is silent")
    loudness = known.get("loudness")
    if loudness is None:
        return ""
    if loudness < QUIET:
        return _("Quiet. It is made louder for trainees; speak closer to the microphone next time")
    if loudness > LOUD:
        return _("Loud. It is made softer for trainees")
    return _("Well heard")


def _used(recording: Recording) -> str:
    if not recording.stretches:
        return ""
    count = len(recording.stretches)
    told = ngettext(
        "One stretch; the rest was cut away and is kept",
        "%(count)d stretches; the rest was cut away and is kept",
        count,
    )
    return told % {"count": count}
