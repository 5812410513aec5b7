"""What a demo lecture says and shows, as text: captions in every language its script exists in, words of its slides."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.db import transaction

from lms.project.demo.voices import times_of
from media_pipeline.api import Cue, put_captions, put_words
from media_pipeline.models import Caption, Recording

SHOWN = ("heading", "lines", "code", "words", "sides", "bars", "swatches", "label", "shown", "note")
COLOUR = re.compile("#[0-9a-f]{6}")


@transaction.atomic
def write_words(recording: Recording, specification: Path) -> None:
    """Give a finished recording the captions of its script, and each slide the words that stand on it."""
    for language, cues in captions(specification).items():
        put_captions(recording, language, cues, Caption.Origin.UPLOADED)
    known = slide_words(specification)
    put_words(recording, {slide.position: words_at(known, slide.at_seconds) for slide in recording.slides.all()})


def words_at(known: list[tuple[float, str]], seconds: float) -> str:
    """The words of the slide that comes nearest to a moment: a change is seen a little before or after it is made."""
    return min(known, key=lambda each: abs(each[0] - seconds))[1]


def captions(specification: Path) -> dict[str, tuple[Cue, ...]]:
    """By language: each line of the script while it is said, and the same lines of its twins in other languages.

    Twins have the same slides and lines, so the n-th line of one is the n-th of the other.
    """
    lecture = _read(specification)
    times = json.loads(times_of(specification.parent / lecture["voice"]).read_text())
    spans = [span for lines in times["lines"] for span in lines]
    name = specification.name.partition(".")[0]
    scripts = [_read(twin) for twin in sorted(specification.parent.glob(f"{name}.*.json"))]
    return {script["language"]: _cues(script, spans) for script in scripts}


def slide_words(specification: Path) -> list[tuple[float, str]]:
    """When each slide comes, in seconds, and the words that stand on it."""
    lecture = _read(specification)
    times = json.loads(times_of(specification.parent / lecture["voice"]).read_text())
    return [(at, "\n".join(_shown(slide))) for at, slide in zip(times["starts"], lecture["slides"], strict=True)]


def _read(specification: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(specification.read_text(encoding="utf-8"))
    return found


def _cues(script: dict[str, Any], spans: list[list[float]]) -> tuple[Cue, ...]:
    lines = [line for slide in script["slides"] for line in slide["say"]]
    return tuple(
        Cue(round(start * 1000), round(end * 1000), line) for line, (start, end) in zip(lines, spans, strict=True)
    )


def _shown(part: Any) -> Iterator[str]:
    """The words of a slide or of a part of one, in the order in which they are read; colours are drawn, not read."""
    if isinstance(part, str):
        yield from () if COLOUR.fullmatch(part) else (part,)
    else:
        for each in part if isinstance(part, list) else [part[name] for name in SHOWN if name in part]:
            yield from _shown(each)
