"""Which renditions a recording gets, in which order, and which of them are worth keeping: pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from media_pipeline.pipeline import recipes
from media_pipeline.pipeline.content import Survey
from media_pipeline.pipeline.probe import Facts
from media_pipeline.pipeline.recipes import Recipe

RUNGS = ("audio", "slides", "video")
WORTH_IT = 0.8
MOVING = ("screen", "camera")


@dataclass(frozen=True)
class Step:
    """One rendition to make. ``recipe`` holds the options of each of its files by name."""

    rung: str
    recipe: Recipe
    hash: str


@dataclass(frozen=True)
class Plan:
    """Steps in the order in which trainees should get them."""

    facts: Facts
    survey: Survey
    steps: tuple[Step, ...]


def make_plan(facts: Facts, survey: Survey, *, made_from: str) -> Plan:
    """Slides and sound first, the slow video last; slides of a restless screen wait until its video can be compared."""
    order = {
        "slides": ("slides", "audio", "video"),
        "screen": ("audio", "video", "slides") if survey.starts else ("audio", "video"),
        "camera": ("audio", "video"),
        "audio": ("audio",),
    }[survey.content_class]
    wanted = [rung for rung in order if rung != "audio" or facts.has_sound]
    made = ((rung, _recipe(rung, facts, survey)) for rung in wanted)
    return Plan(facts, survey, tuple(Step(rung, recipe, recipes.digest(recipe, made_from)) for rung, recipe in made))


def _recipe(rung: str, facts: Facts, survey: Survey) -> Recipe:
    voice: Recipe = {"audio": recipes.opus(), "audio-fallback": recipes.aac()} if facts.has_sound else {}
    if rung == "audio":
        return voice
    if rung == "slides":
        stills = {"still": recipes.AVIF, "still-fallback": {"lossy": recipes.WEBP, "lossless": recipes.WEBP_LOSSLESS}}
        return voice | stills
    kind = survey.content_class
    first, second = recipes.av1(facts, kind), recipes.h264(facts, kind)
    sound = (recipes.opus(), recipes.aac()) if facts.has_sound else ({"an": None}, {"an": None})
    return {"video": first | sound[0], "video-fallback": second | sound[1]}


@dataclass(frozen=True)
class LeftOut:
    """A rendition that is not offered.

    ``instead`` is what gives more for no more bytes, a rung or ``source``; ``movement`` when nothing stands still.
    """

    rung: str
    instead: str


def settle(labels: Mapping[str, int], *, source_bytes: int, content_class: str) -> list[LeftOut]:
    """Which finished renditions to leave out: none may cost as much as the next better one, or as the source.

    ``labels`` are bytes by rung. When nothing would be left, the last rung stays even if the source is smaller still:
    it plays on any phone, which the source may not.
    """
    left_out = [LeftOut("slides", "movement")] if content_class in MOVING and "slides" not in labels else []
    limit, above = float(source_bytes), "source"
    made = [rung for rung in reversed(RUNGS) if rung in labels]
    for rung in made:
        share = WORTH_IT if (rung, above, content_class) == ("slides", "video", "screen") else 1.0
        last_hope = rung == made[-1] and above == "source"
        if labels[rung] >= limit * share and not last_hope:
            left_out.append(LeftOut(rung, above))
        else:
            limit, above = labels[rung], rung
    return left_out
