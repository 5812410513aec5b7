"""Options of this room: the setting ``HUNAR_MEDIA_PIPELINE`` (``HUNAR_MEDIA`` is a variable of the site)."""

import os
import tempfile
from dataclasses import replace
from pathlib import Path

from lms.foundation.api import RoomSettings
from lms.foundation.conf import options as ground
from media_pipeline.captions.automatic import Captioner, find_captioner
from media_pipeline.ffmpeg import Bounds, Limits, Tool, find_binary
from media_pipeline.money import Rates

LARGEST_RESULT = 4 * 10**9
# Looking writes to a pipe; a file is never meant.
LARGEST_LOOK = 10**6

options = RoomSettings(
    "HUNAR_MEDIA_PIPELINE",
    {
        # Path of the ffmpeg to run; empty means the variable HUNAR_FFMPEG, else the one in the imageio-ffmpeg wheel.
        "FFMPEG": "",
        # Who besides staff may play a recording on a page outside any course: dotted path to a function
        # (request, recording) -> bool; empty means nobody.
        "MAY_PLAY": "",
        # Longest recording, in seconds.
        "MAX_SECONDS": 4 * 3600,
        # Largest picture, in pixels.
        "MAX_PIXELS": 4096 * 2304,
        # Largest file that is taken in, in bytes.
        "MAX_UPLOAD_BYTES": 4 * 10**9,
        # Most that the unfinished uploads of one account may be together, in bytes.
        "MAX_UNFINISHED_BYTES": 12 * 10**9,
        # Room on the disk that no upload may take, in bytes.
        "UPLOAD_SPARE_BYTES": 10**9,
        # Days an unfinished upload is kept after its last byte came.
        "UPLOAD_DAYS": 7,
        # Seconds one ffmpeg may run at most.
        "WALL_SECONDS": 6 * 3600,
        # Seconds one ffmpeg may run without any progress.
        "STALL_SECONDS": 300,
        # Seconds of processor time one ffmpeg may use, and bytes of memory it may fill (AV1 at 720p fills 0.65 GB).
        "CPU_SECONDS": 6 * 3600,
        "MEMORY_BYTES": 10**9,
        # The same for looking at a file before anything is known of it.
        "PROBE_WALL_SECONDS": 1800,
        "PROBE_CPU_SECONDS": 900,
        "PROBE_MEMORY_BYTES": 512 * 10**6,
        # What a trainee pays for a megabyte, in rupees: in a bundle, and out of it at the cheapest and dearest tariff.
        "RUPEES_PER_MB_IN_BUNDLE": 0.10,
        "RUPEES_PER_MB_LOW": 2.25,
        "RUPEES_PER_MB_HIGH": 5.0,
        # Length of the parts in which video is encoded, in seconds; a multiple of 20.
        "PART_SECONDS": 120,
        # Bytes that copies of originals may take on a worker whose storage is elsewhere.
        "SOURCE_COPIES_BYTES": 20 * 10**9,
        # Dotted path of a class that writes captions (``captions.automatic.Captioner``); empty means nobody does.
        "CAPTIONER": "",
    },
)


def tool() -> Tool:
    """The ffmpeg of this site with its limits."""
    limits = Limits(
        wall_seconds=options["WALL_SECONDS"],
        stall_seconds=options["STALL_SECONDS"],
        max_pixels=options["MAX_PIXELS"],
        bounds=Bounds(options["CPU_SECONDS"], options["MEMORY_BYTES"], LARGEST_RESULT),
    )
    looking = replace(
        limits,
        wall_seconds=options["PROBE_WALL_SECONDS"],
        bounds=Bounds(options["PROBE_CPU_SECONDS"], options["PROBE_MEMORY_BYTES"], LARGEST_LOOK),
    )
    return Tool(find_binary(options["FFMPEG"] or os.environ.get("HUNAR_FFMPEG", "")), limits, looking)


def rates() -> Rates:
    """What trainees of this site pay for a megabyte."""
    return Rates(options["RUPEES_PER_MB_IN_BUNDLE"], options["RUPEES_PER_MB_LOW"], options["RUPEES_PER_MB_HIGH"])


def work_folder(name: str) -> Path:
    """Where half-made files of the job ``name`` live; not made yet."""
    root = Path(ground["WORK_ROOT"] or tempfile.gettempdir())
    return root / "hunar_media" / name


def captioner() -> Captioner:
    """What writes captions on this site."""
    return find_captioner(options["CAPTIONER"])
