"""The options of every file we make, as plain data: the same data always makes the same bytes with the same tools."""

import hashlib
import json
from math import ceil
from typing import Any

from media_pipeline.pipeline.probe import Facts

VERSION = 1
SHORT_SIDE = 720
CAMERA_SHORT_SIDE = 480
CAMERA_FALLBACK_SHORT_SIDE = 360
KEY_FRAME_SECONDS = 20
SCREEN_FALLBACK_BITS = 32_000
CAMERA_FALLBACK_BITS = 160_000
WHOLE = {"map_metadata": "-1", "movflags": "+faststart", "fflags": "+bitexact", "format": "mp4"}

AVIF = {"quality": 75, "speed": 4, "max_threads": 1}
WEBP = {"quality": 75, "method": 6}
WEBP_LOSSLESS = {"lossless": True, "quality": 75, "method": 4}
STILL_PIXELS = 2560 * 1600

Recipe = dict[str, Any]


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
    """Speech at 12 kbit/s; frames of 60 ms, because at this rate headers are a tenth of the file."""
    return {
        "c:a": "libopus",
        "application": "voip",
        "b:a": "12k",
        "ac": 1,
        "ar": 48000,
        "frame_duration": 60,
        "af": _voice_filter(48000),
    }


def aac() -> Recipe:
    """The twin that plays everywhere."""
    return {"c:a": "aac", "b:a": "16k", "ac": 1, "ar": 16000, "af": _voice_filter(16000)}


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


def av1(facts: Facts, content_class: str) -> Recipe:
    """AV1 for browsers that have it: few frames, full resolution for text."""
    camera = content_class == "camera"
    rate = frame_rate(facts, 15 if camera else 8)
    tuning = "tune=0:lp=2" if camera else "scm=1:tune=0:lp=2"
    return {
        "rate": rate,
        "vf": _picture_filter(facts, CAMERA_SHORT_SIDE if camera else SHORT_SIDE),
        "c:v": "libsvtav1",
        "preset": 5,
        "crf": 50,
        "g": rate * KEY_FRAME_SECONDS,
        "svtav1-params": tuning,
    }


def h264(facts: Facts, content_class: str) -> Recipe:
    """H.264 for everything else; capped, so that a restless screen does not cost more than a camera picture."""
    camera = content_class == "camera"
    rate = frame_rate(facts, 15 if camera else 8)
    source_bits = facts.bytes * 8 / facts.seconds
    most = int(min(CAMERA_FALLBACK_BITS if camera else SCREEN_FALLBACK_BITS, max(16_000, source_bits * 0.7)))
    recipe: Recipe = {
        "rate": rate,
        "vf": _picture_filter(facts, CAMERA_FALLBACK_SHORT_SIDE if camera else SHORT_SIDE),
        "c:v": "libx264",
        "profile:v": "high",
        "preset": "veryslow",
        "crf": 30 if camera else 32,
        "maxrate": most,
        "bufsize": most * KEY_FRAME_SECONDS,
        "g": rate * KEY_FRAME_SECONDS,
        "keyint_min": rate * KEY_FRAME_SECONDS,
        "sc_threshold": 0,
        "force_key_frames": f"expr:gte(t,n_forced*{KEY_FRAME_SECONDS})",
        "bf": 8,
        "b_strategy": 2,
        "threads": 2,
    }
    return recipe if camera else recipe | {"tune": "animation"}


def standard(facts: Facts) -> Recipe:
    """H.264 for Wi-Fi: the movement of the source, up to 25 frames a second."""
    rate = frame_rate(facts, 25)
    return {
        "rate": rate,
        "vf": _picture_filter(facts, SHORT_SIDE),
        "c:v": "libx264",
        "profile:v": "high",
        "preset": "medium",
        "crf": 26,
        "g": rate * KEY_FRAME_SECONDS,
        "keyint_min": rate * KEY_FRAME_SECONDS,
        "sc_threshold": 0,
        "threads": 2,
    }


def standard_sound() -> Recipe:
    """AAC at 48 kbit/s: the whole voice."""
    return {"c:a": "aac", "b:a": "48k", "ac": 1, "ar": 44100, "af": _voice_filter(44100)}
