"""Which renditions a recording gets, in which order, and of which pieces each is put together: pure."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any, TypeVar

from media_pipeline.pipeline import recipes
from media_pipeline.pipeline.choices import Choices, read_choices, usual
from media_pipeline.pipeline.content import Survey
from media_pipeline.pipeline.parts import part_starts
from media_pipeline.pipeline.probe import Facts
from media_pipeline.pipeline.recipes import Recipe
from media_pipeline.pipeline.sound import repaired

FORMAT = 2
Kind = TypeVar("Kind")


@dataclass(frozen=True)
class Piece:
    """What is made by itself: a sound, always whole, or the picture of a video file, in ``count`` parts.

    ``hash`` names what it is made of and how: two renditions that want the same sound want the same piece.
    """

    hash: str
    recipe: Recipe
    count: int = 1


@dataclass(frozen=True)
class Step:
    """One rendition to make. ``recipe`` holds the options of each of its files by role.

    ``sounds`` and ``pictures`` are the pieces of those files, by role too.
    """

    rung: str
    recipe: Recipe
    hash: str
    sounds: dict[str, Piece] = field(default_factory=dict)
    pictures: dict[str, Piece] = field(default_factory=dict)

    def places(self) -> list[tuple[str, int]]:
        """The hash and position of everything that has to be there before this rendition can be put together."""
        pieces = (*self.sounds.values(), *self.pictures.values())
        return [(piece.hash, position) for piece in pieces for position in range(piece.count)]


@dataclass(frozen=True)
class Plan:
    """Steps in the order in which trainees should get them, as ``choices`` were made for this recording.

    ``made_from`` names source and tools. ``part_seconds`` is the length of a part of a picture; 0 when it is not cut.
    """

    facts: Facts
    survey: Survey
    choices: Choices
    made_from: str
    part_seconds: int
    steps: tuple[Step, ...]

    def step(self, rung: str) -> Step:
        """The step that makes this rung; StopIteration when none does."""
        return next(step for step in self.steps if step.rung == rung)

    def sounds(self) -> dict[str, Piece]:
        """Every sound of every step by its hash."""
        return {piece.hash: piece for step in self.steps for piece in step.sounds.values()}

    def pictures(self) -> dict[str, Piece]:
        """Every moving picture of every step by its hash."""
        return {piece.hash: piece for step in self.steps for piece in step.pictures.values()}

    def as_json(self) -> dict[str, Any]:
        """Plain data, for ``Recording.plan``; ``read_plan`` gives the same plan back."""
        return {"format": FORMAT, **asdict(self)}


def read_plan(data: Mapping[str, Any]) -> Plan | None:
    """The plan that ``as_json`` wrote; None when there is none, or when another release wrote it differently."""
    if data.get("format") != FORMAT:
        return None
    return Plan(
        facts=_read(Facts, data["facts"]),
        survey=_read(Survey, data["survey"]),
        choices=read_choices(data["choices"]),
        made_from=data["made_from"],
        part_seconds=data["part_seconds"],
        steps=tuple(_read_step(step) for step in data["steps"]),
    )


def _read_step(data: Mapping[str, Any]) -> Step:
    sounds, pictures = ({role: Piece(**piece) for role, piece in data[kind].items()} for kind in ("sounds", "pictures"))
    return Step(data["rung"], data["recipe"], data["hash"], sounds, pictures)


def _read(kind: type[Kind], data: Mapping[str, Any]) -> Kind:
    """A flat record; what JSON knows as lists are tuples in it."""
    known = {each.name for each in fields(kind)}  # type: ignore[arg-type]
    return kind(**{name: _as_tuples(value) for name, value in data.items() if name in known})


def _as_tuples(value: Any) -> Any:
    return tuple(_as_tuples(each) for each in value) if isinstance(value, list | tuple) else value


def make_plan(
    facts: Facts, survey: Survey, choices: Choices | None = None, *, made_from: str, part_seconds: int = 0
) -> Plan:
    """Slides and sound first, the slow videos last; slides of a restless screen wait until its video can be compared.

    ``made_from`` names the source and the tools: another one gives other hashes.
    """
    order = {
        "slides": ("slides", "audio", "video", "standard"),
        "inset": ("slides", "audio", "video", "standard"),
        "screen": ("audio", "video", "slides", "standard") if survey.starts else ("audio", "video", "standard"),
        "camera": ("audio", "video", "standard"),
        "audio": ("audio",),
    }[survey.content_class]
    wanted = (rung for rung in order if rung != "audio" or facts.has_sound)
    chosen = choices or usual(facts, survey.content_class)
    plan = Plan(facts, survey, chosen, made_from, part_seconds, steps=())
    return replace(plan, steps=tuple(_steps(wanted, plan)))


def _steps(rungs: Iterator[str], plan: Plan) -> Iterator[Step]:
    made_from = f"{plan.made_from}, parts of {plan.part_seconds} s"
    count = len(part_starts(plan.facts.seconds, plan.part_seconds))
    for rung in rungs:
        recipe = _recipe(rung, plan.facts, plan.choices)
        sounds, pictures = _files(rung, recipe)
        yield Step(
            rung,
            recipe,
            recipes.digest(recipe, made_from),
            {role: Piece(recipes.digest(sound, made_from), sound) for role, sound in sounds.items()},
            {role: Piece(recipes.digest(picture, made_from), picture, count) for role, picture in pictures.items()},
        )


def _files(rung: str, recipe: Recipe) -> tuple[dict[str, Recipe], dict[str, Recipe]]:
    """The sounds and the moving pictures of a rendition's recipe, by role."""
    if rung in ("slides", "audio"):
        return {role: options for role, options in recipe.items() if role.startswith("audio")}, {}
    sounds = {role: both["sound"] for role, both in recipe.items() if both["sound"]}
    return sounds, {role: both["picture"] for role, both in recipe.items()}


def _recipe(rung: str, facts: Facts, choices: Choices) -> Recipe:
    heard = facts.has_sound
    voice = _voice(facts)
    if rung == "audio":
        return voice
    if rung == "slides":
        read = {"languages": list(choices.languages), "reader": choices.reader}
        stills = {"still": recipes.AVIF, "still-fallback": recipes.WEBP, "keep": recipes.KEEP, "read": read}
        return (voice if heard else {}) | stills
    if rung == "standard":
        sound = repaired(recipes.standard_sound(), facts)
        return {"video": {"picture": recipes.standard(facts), "sound": sound if heard else None}}
    return {
        "video": {"picture": recipes.av1(facts, choices.video), "sound": voice["audio"] if heard else None},
        "video-fallback": {
            "picture": recipes.h264(facts, choices.fallback),
            "sound": voice["audio-fallback"] if heard else None,
        },
    }


def _voice(facts: Facts) -> Recipe:
    return {"audio": repaired(recipes.opus(), facts), "audio-fallback": repaired(recipes.aac(), facts)}
