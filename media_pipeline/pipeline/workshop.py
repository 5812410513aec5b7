"""Makes what the plan says in a folder of its own, each step from a file of that name."""

import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import PIL

from media_pipeline import ffmpeg
from media_pipeline.ffmpeg import FfmpegError, Tool
from media_pipeline.pipeline import refusals
from media_pipeline.pipeline.choices import Choices
from media_pipeline.pipeline.content import Survey
from media_pipeline.pipeline.join import join_video
from media_pipeline.pipeline.outputs import Made, Output
from media_pipeline.pipeline.parts import can_be_cut, make_part
from media_pipeline.pipeline.plan import Piece, Plan, Step, make_plan
from media_pipeline.pipeline.probe import Facts, probe
from media_pipeline.pipeline.slides import make_slides
from media_pipeline.pipeline.survey import survey
from media_pipeline.pipeline.tuning import tune
from media_pipeline.pipeline.voice import make_sound, suffix_of, voice_outputs
from media_pipeline.reader import Reader, find_reader

Report = Callable[[float], None]
# Where the finished pieces of a rendition lie, by hash and position.
Pieces = Mapping[tuple[str, int], Path]
PART_SECONDS = 120


def tools_of(tool: Tool) -> str:
    """The programs and versions that make the bytes."""
    return f"ffmpeg {ffmpeg.version(tool.binary)}, Pillow {PIL.__version__}"


def made_from(tool: Tool, identity: str) -> str:
    """What a plan is for: these tools, and the source of this name."""
    return f"{tools_of(tool)}, {identity}"


def silent(_share: float) -> None:
    """For work whose progress nobody hears."""


class Workshop:
    """Turns ``source`` into renditions inside ``folder``, which must exist and belong to this run alone.

    ``plan`` first; then ``sound`` and ``part`` for each piece of it and ``assemble`` for each step, anywhere and in any
    order that has the pieces; or ``make``, which does all for one step. Every method raises Refusal with a sentence for
    the uploader. ``identity`` names the source in the hash of each recipe: another source, another hash.
    """

    def __init__(
        self,
        source: Path,
        folder: Path,
        *,
        tool: Tool,
        max_seconds: float,
        identity: str = "",
        part_seconds: int = PART_SECONDS,
        reader: Reader | None = None,
    ) -> None:
        self.source = source.resolve()
        self.folder = folder.resolve()
        self.tool = tool
        self.max_seconds = max_seconds
        self.identity = identity
        self.part_seconds = part_seconds
        self.reader = reader or find_reader()
        self._made: dict[tuple[str, int], Path] = {}

    def plan(self) -> Plan:
        """Look at the whole recording once and decide."""
        facts = probe(self.source, tool=self.tool, folder=self.folder, max_seconds=self.max_seconds)
        seen = survey(self.source, facts, tool=self.tool, folder=self.folder)
        return make_plan(
            facts,
            seen,
            self._tune(facts, seen),
            made_from=made_from(self.tool, self.identity),
            part_seconds=self.part_seconds if can_be_cut(self.source) else 0,
        )

    def _tune(self, facts: Facts, seen: Survey) -> Choices:
        with _refusing("video"):
            return tune(self.source, facts, seen, tool=self.tool, folder=self.folder, reader=self.reader)

    def sound(self, plan: Plan, piece: Piece, report: Report) -> Path:
        """A sound of the plan."""
        target = self.place(piece, 0)
        with _refusing("sound"):
            return make_sound(self.source, target, piece.recipe, facts=plan.facts, tool=self.tool, report=report)

    def part(self, plan: Plan, piece: Piece, position: int, report: Report) -> Path:
        """One part of a moving picture of the plan."""
        with _refusing("video"):
            return make_part(
                self.source,
                self.place(piece, position),
                piece.recipe,
                position,
                facts=plan.facts,
                part_seconds=plan.part_seconds,
                tool=self.tool,
                report=report,
            )

    def place(self, piece: Piece, position: int) -> Path:
        """Where in the folder a piece lies."""
        suffix = suffix_of(piece.recipe) if "c:a" in piece.recipe else "mp4"
        return self.folder / f"{piece.hash[:16]}-{position:03d}.{suffix}"

    def assemble(self, plan: Plan, step: Step, pieces: Pieces, report: Report) -> Made:
        """A rendition from its finished ``pieces``, which lie in the folder; ``report`` hears the share done."""
        with _refusing(step.rung):
            if step.pictures:
                videos = tuple(self._video(plan, step, role, pieces) for role in step.pictures)
                return Made(step.rung, videos, plan.choices.readable_in(step.rung))
            voice = self._voice(step, pieces)
            if step.rung == "audio":
                return Made("audio", tuple(voice))
            stills, readable = self._slides(plan, step, voice, report)
            return Made(step.rung, (*voice, *stills), readable)

    def _slides(self, plan: Plan, step: Step, voice: list[Output], report: Report) -> tuple[list[Output], float | None]:
        sound = next((output.path for output in voice if output.role == "audio-fallback"), None)
        return make_slides(
            self.source,
            plan,
            step,
            voice=sound,
            tool=self.tool,
            folder=self.folder,
            reader=self.reader,
            report=report,
        )

    def make(self, plan: Plan, step: Step, report: Report) -> Made:
        """One rendition, its pieces one after the other; a piece that another rendition had is not made again."""
        pieces = plan.sounds() | plan.pictures()
        missing = [place for place in dict.fromkeys(step.places()) if place not in self._made]
        for done, (name, position) in enumerate(missing):

            def heard(share: float, done: int = done) -> None:
                report((done + share) / (len(missing) + 1))

            piece = pieces[name]
            sounds = "c:a" in piece.recipe
            path = self.sound(plan, piece, heard) if sounds else self.part(plan, piece, position, heard)
            self._made[name, position] = path
        return self.assemble(plan, step, self._made, report)

    def _voice(self, step: Step, pieces: Pieces) -> list[Output]:
        sounds = {}
        for role, piece in step.sounds.items():
            named = self.folder / f"voice.{suffix_of(piece.recipe)}"
            shutil.copyfile(pieces[piece.hash, 0], named)
            sounds[role] = (piece.recipe, named)
        return voice_outputs(sounds)

    def _video(self, plan: Plan, step: Step, role: str, pieces: Pieces) -> Output:
        picture, sound = step.pictures[role], step.sounds.get(role)
        parts = [pieces[picture.hash, position] for position in range(picture.count)]
        voice = pieces[sound.hash, 0] if sound else None
        return join_video(plan, step, role, parts, voice, tool=self.tool, folder=self.folder)


@contextmanager
def _refusing(doing: str) -> Iterator[None]:
    """What ffmpeg could not do, in words for the uploader."""
    try:
        yield
    except FfmpegError as error:
        raise (refusals.part_failed(doing) if error.reason == "exit" else refusals.took_too_long()) from error
