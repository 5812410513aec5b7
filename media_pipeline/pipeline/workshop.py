"""Makes what the plan says, one rendition at a time, in a folder of its own."""

from collections.abc import Callable
from pathlib import Path

import PIL

from media_pipeline import ffmpeg
from media_pipeline.errors import Refusal
from media_pipeline.ffmpeg import FfmpegError, Progress, Tool
from media_pipeline.pipeline import recipes, refusals
from media_pipeline.pipeline.changes import find_changes, measure_movement
from media_pipeline.pipeline.codecs import video_codec
from media_pipeline.pipeline.content import Survey, name_content, still_moments
from media_pipeline.pipeline.outputs import Made, Output
from media_pipeline.pipeline.plan import Plan, Step, make_plan
from media_pipeline.pipeline.probe import Facts, probe
from media_pipeline.pipeline.recipes import Recipe
from media_pipeline.pipeline.samples import samples
from media_pipeline.pipeline.stills import take_still, write_still

Report = Callable[[float], None]
SOUND = {"audio": ("mp4", "opus"), "audio-fallback": ("m4a", "mp4a.40.2")}


class Workshop:
    """Turns ``source`` into renditions inside ``folder``, which must exist and belong to this run alone.

    ``plan`` first, then ``make`` for each step wanted. Every method raises Refusal with a sentence for the uploader.
    ``identity`` names the source in the hash of each recipe: another source, another hash.
    """

    def __init__(self, source: Path, folder: Path, *, tool: Tool, max_seconds: float, identity: str = "") -> None:
        self.source = source.resolve()
        self.folder = folder.resolve()
        self.tool = tool
        self.max_seconds = max_seconds
        self.identity = identity
        self._voice: tuple[Output, ...] = ()

    @property
    def tools(self) -> str:
        """The programs and versions that make the bytes."""
        return f"ffmpeg {ffmpeg.version(self.tool.binary)}, Pillow {PIL.__version__}"

    def plan(self) -> Plan:
        """Look at the whole recording once and decide."""
        facts = probe(self.source, tool=self.tool, folder=self.folder, max_seconds=self.max_seconds)
        return make_plan(facts, self._survey(facts), made_from=f"{self.tools}, {self.identity}")

    def _survey(self, facts: Facts) -> Survey:
        if not facts.has_picture:
            return Survey("audio")
        try:
            movement = measure_movement(samples(self.source, facts, tool=self.tool, folder=self.folder))
            starts = find_changes(samples(self.source, facts, tool=self.tool, folder=self.folder), movement.live)
        except FfmpegError as error:
            raise refusals.picture_unreadable() from error
        return name_content(
            starts or [0.0], seconds=facts.seconds, live_share=movement.live_share, busy_share=movement.busy_share
        )

    def make(self, plan: Plan, step: Step, report: Report) -> Made:
        """The files of one step, each complete; ``report`` hears the share done, 0 to 1."""
        try:
            if step.rung == "video":
                return Made("video", tuple(self._video(plan, step.recipe, report)))
            voice = self._make_voice(plan.facts, step.recipe, report) if plan.facts.has_sound else ()
            if step.rung == "audio":
                return Made("audio", voice)
            return Made("slides", (*voice, *self._stills(plan, step.recipe, report)))
        except FfmpegError as error:
            raise self._refusal(error, step.rung) from error

    def _refusal(self, error: FfmpegError, rung: str) -> Refusal:
        return refusals.part_failed(rung) if error.reason == "exit" else refusals.took_too_long()

    def _make_voice(self, facts: Facts, recipe: Recipe, report: Report) -> tuple[Output, ...]:
        if not self._voice:
            self._voice = tuple(
                Output(
                    role,
                    self._encode(f"voice.{suffix}", ("a:0",), recipe[role], facts, report),
                    suffix,
                    "audio/mp4",
                    codecs,
                )
                for role, (suffix, codecs) in SOUND.items()
            )
        return self._voice

    def _stills(self, plan: Plan, recipe: Recipe, report: Report) -> list[Output]:
        outputs: list[Output] = []
        starts = plan.survey.starts
        for position, moment in enumerate(still_moments(starts, plan.facts.seconds)):
            image = take_still(self.source, plan.facts, moment, tool=self.tool, folder=self.folder)
            outputs += write_still(image, recipe, self.folder, position=position, start=starts[position])
            report((position + 1) / len(starts))
        return outputs

    def _video(self, plan: Plan, recipe: Recipe, report: Report) -> list[Output]:
        facts = plan.facts
        streams = ("V:0", "a:0") if facts.has_sound else ("V:0",)
        outputs = []
        for index, (role, sound) in enumerate((("video", "opus"), ("video-fallback", "mp4a.40.2"))):

            def heard(share: float, before: int = index) -> None:
                report((before + share) / 2)

            path = self._encode(f"{role}.mp4", streams, recipe[role], facts, heard)
            codecs = f"{video_codec(path)}, {sound}" if facts.has_sound else video_codec(path)
            width, height = _size_of(recipe[role])
            outputs.append(Output(role, path, "mp4", "video/mp4", codecs, width=width, height=height))
        return outputs

    def _encode(self, name: str, streams: tuple[str, ...], options: Recipe, facts: Facts, report: Report) -> Path:
        """One file from beginning to end; only a whole one keeps its name."""
        target = self.folder / name

        def heard(progress: Progress) -> None:
            report(min(1.0, progress.seconds / facts.seconds))

        unfinished = target.with_name(f"unfinished-{name}")
        everything = options | recipes.WHOLE
        ffmpeg.make(self.source, unfinished, streams=streams, options=everything, tool=self.tool, report=heard)
        return unfinished.replace(target)


def _size_of(recipe: Recipe) -> tuple[int, int]:
    """Width and height that a video recipe scales to."""
    width, height = recipe["vf"].rpartition("scale=")[2].split(":")[:2]
    return int(width), int(height)
