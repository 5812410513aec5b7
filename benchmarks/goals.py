"""What we set out to reach, and what a recording missed of it: pure."""

from collections.abc import Iterator
from typing import Any

# Most MB an hour, least share of words, least intelligibility of the voice, for recordings of slides and screens.
GOALS: dict[str, tuple[float, float | None, float | None]] = {
    "slides, first choice": (7, 0.98, 0.93),
    "slides, plays everywhere": (11, None, 0.92),
    "slides, file to keep": (12, None, None),
    "video, first choice": (12, 0.97, None),
    "video, plays everywhere": (22, None, None),
}
LEAST_OF_CHANGES = 0.95
MOST_CPU = 60


def missed(recording: dict[str, Any]) -> Iterator[str]:
    """A sentence for every goal that this recording missed; what was not measured is not judged."""
    rows = {row["what"]: row for row in recording["rows"]}
    for what, (most, words, voice) in GOALS.items():
        row = rows.get(what)
        if row is None:
            continue
        if row["mb_per_hour"] > most:
            yield f"{what}: {row['mb_per_hour']} MB/h, the goal is at most {most}"
        for name, figure, least in (("words read", row["ocr"], words), ("ESTOI", row["estoi"], voice)):
            if least is not None and figure is not None and figure < least:
                yield f"{what}: {name} {figure}, the goal is at least {least}"
    yield from _less_read_than_kolibri(rows)
    for name in ("precision", "recall"):
        figure = recording["changes"][name]
        if figure is not None and figure < LEAST_OF_CHANGES:
            yield f"slide changes: {name} {figure}, the goal is at least {LEAST_OF_CHANGES}"
    cost = recording["all_rungs_cpu_seconds_a_minute"]
    if cost is not None and cost > MOST_CPU:
        yield f"all rungs together: {cost} CPU seconds a minute, the goal is at most {MOST_CPU}"


def _less_read_than_kolibri(rows: dict[str, Any]) -> Iterator[str]:
    ours, theirs = (rows.get(what, {}).get("ocr") for what in ("video, plays everywhere", "Kolibri"))
    if ours is not None and theirs is not None and ours < theirs:
        yield f"video, plays everywhere: words read {ours}, Kolibri's {theirs}"
