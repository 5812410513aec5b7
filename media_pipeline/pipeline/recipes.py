"""The options of every file we make, as plain data: the same data always makes the same bytes with the same tools."""

import hashlib
import json
from dataclasses import dataclass
from math import ceil
from typing import Any

from media_pipeline.pipeline.probe import Facts

Recipe = dict[str, Any]

VERSION = 5
SHORT_SIDE = 720
CAMERA_SHORT_SIDE = 480
CAMERA_FALLBACK_SHORT_SIDE = 360
# On screens preset 4 takes a sixth off the bytes of preset 6 and reads better, for three processor seconds a minute
# (0024); a camera's many pictures would cost far more.
AV1_SCREEN_PRESET, AV1_CAMERA_PRESET = 4, 6
# Of larger pictures the encoder, looking ahead, would fill more than its gigabyte of memory.
AV1_LOOKS_AHEAD_PIXELS = 1280 * 720
KEY_FRAME_SECONDS, AV1_KEY_FRAME_SECONDS = 20, 30
SCREEN_FALLBACK_BITS = 31_500
CAMERA_FALLBACK_BITS = 160_000
# How long a quiet picture may save for a busy one: a whole slide fits, and a short recording is not overdrawn.
SAVED_SECONDS = 20
WHOLE = {"map_metadata": "-1", "movflags": "+faststart", "fflags": "+bitexact", "format": "mp4"}

# Encodings of stills from the smallest; the first that can be read like its source is taken. Colour at full resolution
# costs a twentieth and saves words that differ from their ground in colour alone.
AVIF: Recipe = {
    "common": {
        "speed": 4,
        "max_threads": 1,
        "subsampling": "4:4:4",
        "advanced": {"tune": "psnr", "tune-content": "screen"},
    },
    "draft": {"speed": 8},
    "steps": [{"quality": quality} for quality in (14, 20, 30, 45, 60, 75)],
}
WEBP: Recipe = {
    "steps": [
        {"colours": 16, "effort": 75},
        {"colours": 64, "effort": 75},
        {"quality": 30, "method": 6},
        {"quality": 50, "method": 6},
        {"quality": 80, "method": 6},
    ]
}
# The file to keep: a picture a second is enough to come in at any slide, and old players seek well in it. The encoder
# gives a picture that stands for long far more than its quantiser says: at 42 its letters are still sharp (0024).
KEEP: Recipe = {
    "rate": 1,
    "lines": SHORT_SIDE,
    "picture": {
        "c:v": "libx264",
        "profile:v": "high",
        "preset": "medium",
        "tune": "stillimage",
        "crf": 42,
        "g": 120,
        "bf": 0,
        "threads": 2,
    },
}
# On a screen the encoder's eye for grain is wasted, and what stands for long needs no more than what moves: both reads
# as well in little more than half the bytes (measured on slides, an editor and a terminal, 0024).
SCREEN_H264: Recipe = {"preset": "veryslow", "psy": 0, "qcomp": 0.8}
# What counts as read like the source: by the strokes (``legibility``), and by the words where there is a reader, which
# misses one now and then for no reason that an encoder knows.
LEGIBLE = 0.9
LOST_WORDS = 0.015
READABLE_VIDEO, READABLE_NEAR = 0.97, 0.02
STILL_PIXELS = 2560 * 1600


@dataclass(frozen=True)
class Picture:
    """What is chosen for the picture of one video: its short side, frames a second, and the encoder's quantiser."""

    lines: int
    rate: int
    crf: int
    camera: bool = False


def digest(recipe: Recipe, made_from: str) -> str:
    """The name of a recipe with the tools that follow it and the source: sha256 in hexadecimal."""
    text = json.dumps(
        {"version": VERSION, "made_from": made_from, "recipe": recipe}, sort_keys=True, separators=(",", ":")
    )
    return hashlib.sha256(text.encode()).hexdigest()


def _voice_filter(rate: int) -> str:
    """Level the voice before a low-rate codec sees it, and let silence stand where the track has holes."""
    return f"highpass=f=80,loudnorm=I=-18:TP=-2:LRA=11,aresample={rate}:async=1:first_pts=0"


def opus() -> Recipe:
    """Speech at 11 kbit/s; frames of 60 ms, because at this rate headers are a tenth of the file."""
    return {
        "c:a": "libopus",
        "application": "audio",
        "b:a": "11k",
        "ac": 1,
        "ar": 48000,
        "frame_duration": 60,
        "af": _voice_filter(48000),
    }


def aac() -> Recipe:
    """The twin that plays everywhere."""
    return {"c:a": "aac", "b:a": "16500", "ac": 1, "ar": 16000, "af": _voice_filter(16000)}


def fit(width: int, height: int, short_side: int) -> tuple[int, int]:
    """Even width and height with the short side at most ``short_side``; never larger than the source."""
    scale = min(1.0, short_side / min(width, height))
    return max(2, round(width * scale / 2) * 2), max(2, round(height * scale / 2) * 2)


def _picture_filter(facts: Facts, short_side: int) -> str:
    width, height = fit(facts.width, facts.height, short_side)
    return f"{facts.square}scale={width}:{height}:flags=lanczos,setsar=1,format=yuv420p"


def frame_rate(facts: Facts, most: int) -> int:
    """Whole frames a second: ``most``, or the mean of the source when that is lower."""
    return max(1, min(most, ceil(facts.frames_per_second - 0.01)))


def av1(facts: Facts, picture: Picture) -> Recipe:
    """AV1 for browsers that have it: few frames, full resolution for text.

    The encoder's ``lp`` never changes a byte. Large pictures fit into its memory with one thread and no look-ahead.
    """
    width, height = fit(facts.width, facts.height, picture.lines)
    large = width * height > AV1_LOOKS_AHEAD_PIXELS
    params = ["tune=0", *([] if picture.camera else ["scm=1"]), *(["lp=1", "lookahead=0"] if large else ["lp=2"])]
    return {
        "rate": picture.rate,
        "vf": _picture_filter(facts, picture.lines),
        "c:v": "libsvtav1",
        "preset": AV1_CAMERA_PRESET if picture.camera else AV1_SCREEN_PRESET,
        "crf": picture.crf,
        "g": picture.rate * AV1_KEY_FRAME_SECONDS,
        "svtav1-params": ":".join(params),
    }


def h264(facts: Facts, picture: Picture) -> Recipe:
    """H.264 for everything else; capped, so that a restless screen does not cost more than a camera picture.

    One thread: holding to a rate, several share out the bits as the machine has time, and no two runs are alike.
    """
    source_bits = facts.bytes * 8 / facts.seconds
    cap = CAMERA_FALLBACK_BITS if picture.camera else SCREEN_FALLBACK_BITS
    most = int(min(cap, max(16_000, source_bits * 0.7)))
    recipe: Recipe = {
        "rate": picture.rate,
        "vf": _picture_filter(facts, picture.lines),
        "c:v": "libx264",
        "profile:v": "high",
        "preset": "slow",
        "crf": picture.crf,
        "maxrate": most,
        "bufsize": most * SAVED_SECONDS,
        "g": picture.rate * KEY_FRAME_SECONDS,
        "keyint_min": picture.rate * KEY_FRAME_SECONDS,
        "sc_threshold": 0,
        "force_key_frames": f"expr:gte(t,n_forced*{KEY_FRAME_SECONDS})",
        "bf": 8,
        "b_strategy": 2,
        "threads": 1,
    }
    return recipe if picture.camera else recipe | SCREEN_H264


def standard(facts: Facts) -> Recipe:
    """H.264 for Wi-Fi: the movement of the source, up to 25 frames a second."""
    rate = frame_rate(facts, 25)
    return {
        "rate": rate,
        "vf": _picture_filter(facts, SHORT_SIDE),
        "c:v": "libx264",
        "profile:v": "high",
        "preset": "veryfast",
        "crf": 26,
        "g": rate * KEY_FRAME_SECONDS,
        "keyint_min": rate * KEY_FRAME_SECONDS,
        "sc_threshold": 0,
        "threads": 2,
    }


def standard_sound() -> Recipe:
    """AAC at 48 kbit/s: the whole voice."""
    return {"c:a": "aac", "b:a": "48k", "ac": 1, "ar": 44100, "af": _voice_filter(44100)}
