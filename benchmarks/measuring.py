"""Makes every rendition of one recording, ours and others', and measures each."""

import io
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from PIL import Image

from benchmarks import hearing, reading
from benchmarks.anchors import Anchor, anchors, encode
from benchmarks.cost import measured
from benchmarks.marking import changes_of, judged, marks_of
from benchmarks.moments import quiet_moments
from media_pipeline import ffmpeg
from media_pipeline.ffmpeg import Tool
from media_pipeline.pipeline.codecs import video_codec
from media_pipeline.pipeline.content import still_moments
from media_pipeline.pipeline.outputs import FALLBACK, Made, Output
from media_pipeline.pipeline.plan import Plan
from media_pipeline.pipeline.readable import Words
from media_pipeline.pipeline.samples import samples
from media_pipeline.pipeline.stills import take_still
from media_pipeline.pipeline.workshop import Workshop, silent

FRAMES = 5
STILLS = 12
# Longer ones count for their stills and slide changes alone.
LONG_SECONDS = 900
GROUPS: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("first choice", lambda role: not role.endswith(FALLBACK) and role != "keep"),
    ("plays everywhere", lambda role: role.endswith(FALLBACK)),
    ("file to keep", lambda role: role == "keep"),
)
Row = dict[str, Any]


class Bench:
    """Measures one recording in a folder of its own."""

    def __init__(self, source: Path, folder: Path, tool: Tool) -> None:
        self.source, self.folder, self.tool = source, folder, tool
        self.workshop = Workshop(source, folder, tool=tool, max_seconds=4 * 3600)
        with measured() as cost:
            self.plan: Plan = self.workshop.plan()
        self.facts = self.plan.facts
        self.cost = cost.seconds
        self._read: dict[float, Words] = {}
        self._moments = quiet_moments(list(samples(source, self.facts, tool=tool, folder=folder)), FRAMES)

    def report(self) -> Row:
        """Everything about this recording."""
        long = self.facts.seconds > LONG_SECONDS
        rows = [*self._ours(["slides"] if long else None), *([] if long else self._theirs())]
        found = changes_of(self.source, self.facts, tool=self.tool, folder=self.folder)
        return {
            "recording": self.source.name,
            "seconds": round(self.facts.seconds, 1),
            "class": self.plan.survey.content_class,
            "stills": len(self.plan.survey.starts),
            "changes": judged(found, marks_of(self.source)),
            "all_rungs_cpu_seconds_a_minute": None if long else self._a_minute(self.cost),
            "rows": rows,
        }

    def _ours(self, rungs: Sequence[str] | None) -> Iterator[Row]:
        for step in self.plan.steps:
            if rungs is not None and step.rung not in rungs:
                continue
            with measured() as cost:
                made = self.workshop.make(self.plan, step, silent)
            self.cost += cost.seconds
            for name, belongs in GROUPS:
                outputs = [output for output in made.outputs if belongs(output.role)]
                if outputs:
                    yield self._row(made, name, outputs) | {"cpu_seconds_a_minute": self._a_minute(cost.seconds)}

    def _theirs(self) -> Iterator[Row]:
        for anchor in anchors(self.facts):
            with measured() as cost:
                path = encode(anchor, self.source, self.facts, tool=self.tool, folder=self.folder)
            yield self._anchor_row(anchor, path) | {"cpu_seconds_a_minute": self._a_minute(cost.seconds)}

    def _row(self, made: Made, name: str, outputs: list[Output]) -> Row:
        parts: dict[str, int] = {}
        for output in outputs:
            part = output.role.removesuffix(FALLBACK)
            parts[part] = parts.get(part, 0) + output.bytes
        stills = [output for output in outputs if output.role.startswith("still")]
        moving = next((output.path for output in outputs if output.role.startswith(("video", "keep"))), None)
        sound = next((output.path for output in outputs if output.role.startswith("audio")), moving)
        return {
            "what": f"{made.rung}, {name}",
            "codecs": ", ".join(dict.fromkeys(output.codecs or output.suffix for output in outputs)),
            **self._sizes(parts),
            **self._heard(sound),
            "ocr": self._stills_read(stills) if stills else self._video_read(moving),
            "readable_at_tuning": made.readable,
        }

    def _anchor_row(self, anchor: Anchor, path: Path) -> Row:
        return {
            "what": anchor.name,
            "codecs": video_codec(path) + (", mp4a.40.2" if self.facts.has_sound else ""),
            **self._sizes({"video": path.stat().st_size}),
            **self._heard(path),
            "ocr": self._video_read(path),
            "readable_at_tuning": None,
        }

    def _sizes(self, parts: dict[str, int]) -> Row:
        total = sum(parts.values())
        rates = {part: self._an_hour(size) for part, size in parts.items()}
        return {"bytes": total, "mb_per_hour": self._an_hour(total), "parts_mb_per_hour": rates}

    def _an_hour(self, size: int) -> float:
        return round(size * 3600 / 1e6 / self.facts.seconds, 2)

    def _a_minute(self, seconds: float) -> float:
        return round(seconds * 60 / self.facts.seconds, 1)

    def _heard(self, path: Path | None) -> Row:
        if path is None or not self.facts.has_sound or hearing.why_not():
            return {"stoi": None, "estoi": None}
        return dict(hearing.intelligibility(self.source, path, tool=self.tool, folder=self.folder))

    def _reference(self, moment: float) -> Words:
        if moment not in self._read:
            image = take_still(self.source, self.facts, moment, tool=self.tool, folder=self.folder)
            self._read[moment] = reading.words(image, (self.facts.width, self.facts.height))
        return self._read[moment]

    def _stills_read(self, stills: list[Output]) -> float | None:
        if reading.why_not():
            return None
        moments = still_moments(self.plan.survey.starts, self.facts.seconds)
        pairs = []
        for still in stills[:: -(-len(stills) // STILLS)]:
            with Image.open(still.path) as image:
                found = reading.words(image, (self.facts.width, self.facts.height))
            pairs.append((self._reference(moments[still.position]), found))
        return reading.share(pairs)

    def _video_read(self, path: Path | None) -> float | None:
        if path is None or reading.why_not():
            return None
        pairs = []
        for moment in self._moments:
            png = ffmpeg.picture(path, at_seconds=moment, filters="null", tool=self.tool, folder=self.folder)
            with Image.open(io.BytesIO(png)) as image:
                found = reading.words(image, (self.facts.width, self.facts.height))
            pairs.append((self._reference(moment), found))
        return reading.share(pairs)


def measure(source: Path, tool: Tool) -> Row:
    """Every row of one recording."""
    with tempfile.TemporaryDirectory() as name:
        return Bench(source, Path(name), tool).report()
