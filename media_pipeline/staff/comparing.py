"""Which moments of a recording can be laid beside the original, and from which files their pictures come."""

from dataclasses import dataclass

from lms.foundation.models import StoredFile
from media_pipeline import editing
from media_pipeline.editing import SECOND, milliseconds
from media_pipeline.models import Recording, RenditionFile
from media_pipeline.pipeline.content import still_moments
from media_pipeline.times import write_time

FEW = 6
ORIGINAL = "original"


@dataclass(frozen=True)
class Moment:
    """A place to compare at: its number from 1, its millisecond and how that is written."""

    number: int
    at: int
    time: str


def moments(recording: Recording) -> list[Moment]:
    """Where each slide is complete; without slides, a few places spread over the recording."""
    slides = [file.at_seconds or 0.0 for file in _files(recording, "slides", "still")]
    even = [recording.seconds * (number + 0.5) / FEW for number in range(FEW)]
    places = still_moments(slides, recording.seconds) if slides else even
    return [Moment(n, milliseconds(at), write_time(int(at) * SECOND)) for n, at in enumerate(places, 1)]


def source_of(recording: Recording, rung: str, moment: Moment) -> tuple[StoredFile, int]:
    """The file that holds the picture of ``rung`` at the moment, and the millisecond in it; LookupError without one."""
    if rung == ORIGINAL:
        stretches = editing.read(recording.stretches, recording.seconds)
        return recording.original, editing.to_original(stretches, moment.at)
    if rung == "slides":
        stills = _files(recording, rung, "still-fallback")
        return stills[moment.number - 1].stored, 0
    return _files(recording, rung, "video")[0].stored, moment.at


def _files(recording: Recording, rung: str, role: str) -> list[RenditionFile]:
    found = RenditionFile.objects.filter(rendition__recording=recording, rendition__rung=rung, role=role)
    return list(found.select_related("stored").order_by("position"))
