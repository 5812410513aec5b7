"""Slide changes found against slide changes marked: precision and recall within two seconds.

The marks of a recording stand in ``NAME.json`` beside it, or in ``benchmarks/marks`` for those marked by looking.
"""

import json
from pathlib import Path

from media_pipeline.ffmpeg import Tool
from media_pipeline.pipeline.changes import find_changes, measure_movement
from media_pipeline.pipeline.probe import Facts
from media_pipeline.pipeline.samples import samples

MARKS = Path(__file__).with_name("marks")
NEAR = 2.0


def marks_of(source: Path) -> list[float] | None:
    """Seconds at which a new picture stands, or None when nobody marked this recording."""
    for folder in (source.parent, MARKS):
        path = folder / f"{source.stem}.json"
        if path.exists():
            return [float(mark["t"]) for mark in json.loads(path.read_text())]
    return None


def changes_of(source: Path, facts: Facts, *, tool: Tool, folder: Path) -> list[float]:
    """What the pipeline finds, whatever it then names the recording."""
    movement = measure_movement(samples(source, facts, tool=tool, folder=folder))
    return find_changes(samples(source, facts, tool=tool, folder=folder), movement.left_out)


def hits(found: list[float], marks: list[float]) -> int:
    """How many marks have a change of their own within two seconds."""
    left = list(found)
    count = 0
    for mark in marks:
        near = min(((abs(each - mark), each) for each in left), default=None)
        if near is not None and near[0] <= NEAR:
            left.remove(near[1])
            count += 1
    return count


def judged(found: list[float], marks: list[float] | None) -> dict[str, float | int | None]:
    """Precision and recall of ``found``; null without marks."""
    if not marks:
        return {"found": len(found), "marked": None, "precision": None, "recall": None}
    hit = hits(found, marks)
    return {
        "found": len(found),
        "marked": len(marks),
        "precision": round(hit / len(found), 3) if found else None,
        "recall": round(hit / len(marks), 3),
    }
