"""Captions as files: the same cues always give the same bytes (UTF-8, LF, one line feed at the end)."""

from collections.abc import Iterable

from media_pipeline.captions.cues import Cue, in_order
from media_pipeline.captions.marks import escaped_for_srt, escaped_for_webvtt
from media_pipeline.captions.times import written

WEBVTT_TYPE = "text/vtt"
SRT_TYPE = "application/x-subrip"


def to_webvtt(cues: Iterable[Cue]) -> bytes:
    """The file that phones get."""
    blocks = [
        f"{written(cue.start)} --> {written(cue.end)}\n{escaped_for_webvtt(cue.text)}\n" for cue in in_order(cues)
    ]
    return "\n".join(["WEBVTT\n", *blocks]).encode()


def to_srt(cues: Iterable[Cue]) -> bytes:
    """The file that programs for subtitles open."""
    blocks = [
        f"{number}\n{written(cue.start, ',')} --> {written(cue.end, ',')}\n{escaped_for_srt(cue.text)}\n"
        for number, cue in enumerate(in_order(cues), start=1)
    ]
    return "\n".join(blocks).encode()
