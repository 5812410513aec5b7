"""Taking one picture out of a file, so that a trainer can lay it beside another."""

import io
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

from PIL import Image

from lms.foundation.api import enqueue, open_stored, store_bytes, stored_path
from lms.foundation.models import StoredFile
from media_pipeline import ffmpeg
from media_pipeline.conf import tool
from media_pipeline.models import Part, Recording
from media_pipeline.pipeline.parts import lead_of
from media_pipeline.pipeline.plan import read_plan

# Pixels as they are meant to be seen: some cameras write narrow ones.
SQUARE = "scale=trunc(iw*sar/2)*2:ih,setsar=1"
LARGEST = (1920, 1920)
QUALITY = 90
SECONDS = 30
FETCHED_AT_ONCE = 30 * 10**6


def take_frame(recording: Recording, source: StoredFile, at: int) -> StoredFile:
    """The picture of ``source`` (a file of ``recording``) at the millisecond ``at``, as WebP.

    Made once, then kept with the recording under the name of its source. Raises FfmpegError when there is no picture.
    """
    known = _known(recording, source, at)
    if known is not None:
        return known
    made = store_bytes(_picture(source, at, _lead(recording, source, at)), suffix="webp", content_type="image/webp")
    Part.objects.get_or_create(recording=recording, recipe_hash=_name(source), position=at, defaults={"stored": made})
    return made


def is_frame_near(recording: Recording, source: StoredFile, at: int) -> bool:
    """True when ``take_frame`` is a matter of a second or two; else a job is queued that fetches ``source`` for it.

    A large original in a bucket has to come to a worker first: nobody's page waits for that.
    """
    near = stored_path(source) is not None or source.bytes <= FETCHED_AT_ONCE
    if near or _known(recording, source, at) is not None:
        return True
    enqueue(
        "media.frame",
        key=f"media-frame/{recording.uuid}/{recording.version}/{source.sha256[:16]}/{at}",
        payload={"recording": str(recording.uuid), "source": source.sha256, "at": at},
    )
    return False


def _name(source: StoredFile) -> str:
    return f"frame-{source.sha256[:58]}"


def _known(recording: Recording, source: StoredFile, at: int) -> StoredFile | None:
    kept = Part.objects.filter(recording=recording, recipe_hash=_name(source), position=at).select_related("stored")
    found = kept.first()
    return found.stored if found is not None else None


def _lead(recording: Recording, source: StoredFile, at: int) -> float:
    """How many seconds before ``at`` the picture of then may have come: known of what renditions are made from."""
    plan = read_plan(recording.plan)
    if source != recording.source or plan is None:
        return ffmpeg.LONGEST_STANDING
    return lead_of(plan.facts, at / 1000)


def _picture(source: StoredFile, at: int, lead: float) -> bytes:
    looking = tool().probing
    quick = replace(looking, limits=replace(looking.limits, wall_seconds=SECONDS, stall_seconds=SECONDS))
    with tempfile.TemporaryDirectory(prefix="hunar-frame-") as name:
        folder = Path(name)
        path = stored_path(source) or _local_copy(source, folder / "source")
        png = ffmpeg.picture(path, at_seconds=at / 1000, lead=lead, filters=SQUARE, tool=quick, folder=folder)
    with Image.open(io.BytesIO(png)) as image:
        image.thumbnail(LARGEST, Image.Resampling.LANCZOS)
        written = io.BytesIO()
        image.convert("RGB").save(written, "WEBP", quality=QUALITY)
    return written.getvalue()


def _local_copy(source: StoredFile, path: Path) -> Path:
    """The file on this machine, for a storage that is elsewhere."""
    with open_stored(source) as stream, path.open("wb") as copy:
        shutil.copyfileobj(stream, copy)
    return path
