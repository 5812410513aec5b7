"""Which jobs a recording needs, which of them can run now, what each costs, and who goes first: pure."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from math import floor, log2
from typing import Any

from media_pipeline.pipeline.plan import Plan, Step

# Seconds of one processor for a minute of recording, measured on 720 lines.
COSTS = {"libsvtav1": 24.0, "libx264": 18.0, "libopus": 0.9, "aac": 0.7}
STILL = 2.5
JOIN = 1.0
# Who goes first among the jobs of one recording: what lets trainees begin soonest.
RANKS = {"media.voice": 4, "media.stills": 3, "media.join": 3, "media.part": 1}
LEVELS = 19

Places = Collection[tuple[str, int]]


@dataclass(frozen=True)
class Task:
    """One job to be: its kind, the end of its key, what its body is told, its cost in seconds of one processor."""

    kind: str
    name: str
    cost: float
    told: dict[str, Any] = field(default_factory=dict)


def all_tasks(plan: Plan) -> list[Task]:
    """Every job between the plan and the last rendition."""
    voice = [_voice(plan)] if plan.sounds() else []
    return [*voice, *_parts(plan), *(_rendition(plan, step) for step in plan.steps)]


def due(plan: Plan, *, pieces: Places, renditions: Collection[str]) -> list[Task]:
    """The jobs whose work is missing and can be done now, in order.

    ``pieces`` are the hash and position of what is there, ``renditions`` the hashes of those that are whole.
    """
    steps = [step for step in plan.steps if step.hash not in renditions]
    needed = [place for step in steps for place in step.places()]
    missing = set(needed).difference(pieces)
    found = [_voice(plan)] if any((name, 0) in missing for name in plan.sounds()) else []
    found += [part for part in _parts(plan) if (part.told["piece"], part.told["position"]) in missing]
    return found + [_rendition(plan, step) for step in steps if missing.isdisjoint(step.places())]


def _voice(plan: Plan) -> Task:
    cost = sum(COSTS[piece.recipe["c:a"]] for piece in plan.sounds().values()) * plan.facts.seconds / 60
    return Task("media.voice", f"voice/{_short(plan.steps[0].hash)}", cost)


def _parts(plan: Plan) -> Iterator[Task]:
    for piece in plan.pictures().values():
        cost = COSTS[piece.recipe["c:v"]] * plan.facts.seconds / 60 / piece.count
        for position in range(piece.count):
            name = f"part/{_short(piece.hash)}/{position}"
            yield Task("media.part", name, cost, {"piece": piece.hash, "position": position})


def _rendition(plan: Plan, step: Step) -> Task:
    slides = step.rung == "slides"
    cost = JOIN + (STILL * len(plan.survey.starts) if slides else 0)
    return Task(
        "media.stills" if slides else "media.join", f"{step.rung}/{_short(step.hash)}", cost, {"rung": step.rung}
    )


def _short(name: str) -> str:
    return name[:16]


def priority(kind: str, seconds: float) -> int:
    """Of a job of a recording of that length, from -95 to 99: twice as long goes ten behind, whatever its kind."""
    level = floor(LEVELS - 2 * log2(max(1.0, seconds / 30)))
    return 5 * max(-LEVELS, min(LEVELS, level)) + RANKS.get(kind, 4)


def likely_seconds(size: int) -> float:
    """How long a recording of so many bytes may be, before it was looked at: as a phone records in 720 lines."""
    return size * 8 / 2e6
