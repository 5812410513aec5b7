"""The result of the media benchmark as a page of tables."""

from collections.abc import Iterable
from typing import Any

from benchmarks.goals import missed

HEAD = "| what | codecs | MB/h | of it | words read | ESTOI | CPU s/min |\n|---|---|---|---|---|---|---|"
DECK_HEAD = "| deck | file | KB a still | character error | of the source |\n|---|---|---|---|---|"


def page(result: dict[str, Any]) -> str:
    """The whole of ``docs/benchmarks.md``."""
    lines = [
        "# Benchmarks",
        "",
        "Written by `make bench`, not by hand: one run on one machine. MB are 10^6 bytes. CPU is user and system time",
        "of a rung with both of its twins. Words are read by tesseract against the source's own picture: 1 is as",
        "readable as the source, and one word in two hundred is 0.005. A dash was not measured.",
        "",
        f"{result['date']}, {result['machine']}, {result['tools']}. Command: `{result['command']}`.",
        *(f"Not measured: {reason}." for reason in result["not_measured"]),
    ]
    for recording in result["recordings"]:
        lines += ["", *_recording(recording)]
    if result["decks"]:
        lines += ["", "## Stills of decks in Urdu and Pashto", "", DECK_HEAD, *map(_deck, result["decks"])]
    return "\n".join(lines) + "\n"


def _recording(recording: dict[str, Any]) -> Iterable[str]:
    yield f"## {recording['recording']}"
    yield ""
    cost = recording["all_rungs_cpu_seconds_a_minute"]
    yield f"{recording['seconds']:.0f} s, {recording['class']}, {recording['stills']} stills" + (
        f"; all our rungs together {cost} CPU seconds a minute." if cost else "."
    )
    changes = recording["changes"]
    if changes["marked"]:
        yield (
            f"Slide changes: {changes['found']} found, {changes['marked']} marked, "
            f"precision {_figure(changes['precision'])}, recall {_figure(changes['recall'])}."
        )
    yield ""
    yield HEAD
    for row in recording["rows"]:
        parts = ", ".join(f"{part} {size}" for part, size in row["parts_mb_per_hour"].items())
        figures = (row["ocr"], row["estoi"], row["cpu_seconds_a_minute"])
        yield f"| {row['what']} | {row['codecs']} | {row['mb_per_hour']} | {parts} | " + (
            " | ".join(_figure(figure) for figure in figures) + " |"
        )

    sentences = list(missed(recording))
    yield ""
    yield f"Missed: {'; '.join(sentences)}." if sentences else "Every goal was reached."


def _deck(row: dict[str, Any]) -> str:
    figures = (row["kb"], row["error"], row["source_error"])
    return f"| {row['deck']} | {row['file']} | " + " | ".join(_figure(figure) for figure in figures) + " |"


def _figure(value: float | None) -> str:
    return "–" if value is None else f"{value:g}"
