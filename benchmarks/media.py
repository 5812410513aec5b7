"""What recordings cost a trainee, and how well they can be read and heard: ours beside Kolibri's, from one run.

``python -m benchmarks.media --clips FOLDER`` prints JSON. Kolibri's options are those that ricecooker, which
prepares its channels, uses by default: 480 lines, H.264 baseline CRF 32, AAC mono 32 kbit/s. Reading needs tesseract,
hearing needs pystoi; without them the figures are null and ``not_measured`` says why.
"""

import argparse
import io
import json
import os
import platform
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PIL import Image

from benchmarks import hearing, reading
from media_pipeline import ffmpeg
from media_pipeline.ffmpeg import Tool, find_binary
from media_pipeline.pipeline.content import still_moments
from media_pipeline.pipeline.outputs import FALLBACK, Made, Output
from media_pipeline.pipeline.plan import Plan
from media_pipeline.pipeline.probe import Facts
from media_pipeline.pipeline.recipes import WHOLE
from media_pipeline.pipeline.stills import take_still
from media_pipeline.pipeline.workshop import Workshop

KOLIBRI = {
    "c:v": "libx264",
    "profile:v": "baseline",
    "level": "3.0",
    "preset": "slow",
    "crf": 32,
    "pix_fmt": "yuv420p",
}
KOLIBRI_SOUND = {"c:a": "aac", "b:a": "32k", "ac": 1}
KOLIBRI_HEIGHT = 480
FRAMES = 5
ENDINGS = {".mkv", ".mp4", ".webm", ".mov"}
TWINS = (("first choice", False), ("plays everywhere", True))
Row = dict[str, Any]


class Bench:
    """Measures one recording in a folder of its own."""

    def __init__(self, source: Path, folder: Path, tool: Tool, stills: int) -> None:
        self.source, self.folder, self.tool, self.stills = source, folder, tool, stills
        self.workshop = Workshop(source, folder, tool=tool, max_seconds=4 * 3600)
        self.plan: Plan = self.workshop.plan()
        self._read: dict[float, reading.Words] = {}

    @property
    def facts(self) -> Facts:
        """Of the source."""
        return self.plan.facts

    def rows(self, rungs: Sequence[str]) -> list[Row]:
        """One row for each rung and twin, and Kolibri's."""
        rows = []
        for step in self.plan.steps:
            if step.rung in rungs:
                made = self.workshop.make(self.plan, step, lambda _share: None)
                rows += [self._ours(made, name, fallback=fallback) for name, fallback in TWINS]
        return [*rows, self._kolibri()]

    def _ours(self, made: Made, name: str, *, fallback: bool) -> Row:
        outputs = [output for output in made.outputs if output.role.endswith(FALLBACK) is fallback]
        parts: dict[str, int] = {}
        for output in outputs:
            part = output.role.removesuffix(FALLBACK)
            parts[part] = parts.get(part, 0) + output.bytes
        row = self._row(f"{made.rung}, {name}", parts, codecs=[each.codecs or each.suffix for each in outputs])
        sound = next((output.path for output in outputs if output.role.startswith(("audio", "video"))), None)
        row |= self._heard(sound)
        stills = [output for output in outputs if output.role.startswith("still")]
        video = next((output.path for output in outputs if output.role.startswith("video")), None)
        row["ocr"] = self._stills_read(stills) if stills else self._video_read(video)
        return row

    def _kolibri(self) -> Row:
        height = min(KOLIBRI_HEIGHT, self.facts.height) // 2 * 2
        streams = ("V:0", "a:0") if self.facts.has_sound else ("V:0",)
        sound = KOLIBRI_SOUND if self.facts.has_sound else {"an": None}
        target = self.folder / "kolibri.mp4"
        options = {"vf": f"scale=-2:{height}"} | KOLIBRI | sound | WHOLE
        ffmpeg.make(self.source, target, streams=streams, options=options, tool=self.tool)
        row = self._row("Kolibri", {"video": target.stat().st_size}, codecs=["avc1 baseline", "mp4a.40.2"])
        return row | self._heard(target) | {"ocr": self._video_read(target)}

    def _row(self, name: str, parts: dict[str, int], *, codecs: list[str]) -> Row:
        total = sum(parts.values())
        rates = {part: self._rate(size) for part, size in parts.items()}
        return {
            "what": name,
            "codecs": ", ".join(dict.fromkeys(codecs)),
            "bytes": total,
            "mb_per_hour": self._rate(total),
            "parts_mb_per_hour": rates,
        }

    def _rate(self, size: int) -> float:
        return round(size * 3600 / 1e6 / self.facts.seconds, 2)

    def _heard(self, path: Path | None) -> Row:
        if path is None or not self.facts.has_sound or hearing.why_not():
            return {"stoi": None, "estoi": None}
        return dict(hearing.intelligibility(self.source, path, tool=self.tool, folder=self.folder))

    def _reference(self, moment: float) -> reading.Words:
        if moment not in self._read:
            image = take_still(self.source, self.facts, moment, tool=self.tool, folder=self.folder)
            self._read[moment] = reading.words(image, (self.facts.width, self.facts.height))
        return self._read[moment]

    def _stills_read(self, stills: list[Output]) -> float | None:
        if reading.why_not():
            return None
        moments = still_moments(self.plan.survey.starts, self.facts.seconds)
        step = max(1, len(stills) // self.stills)
        pairs = []
        for still in stills[::step][: self.stills]:
            with Image.open(still.path) as image:
                found = reading.words(image, (self.facts.width, self.facts.height))
            pairs.append((self._reference(moments[still.position]), found))
        return reading.share(pairs)

    def _video_read(self, path: Path | None) -> float | None:
        if path is None or reading.why_not():
            return None
        moments = [self.facts.seconds * (number + 0.5) / FRAMES for number in range(FRAMES)]
        pairs = []
        for moment in moments:
            png = ffmpeg.picture(path, at_seconds=moment, filters="null", tool=self.tool, folder=self.folder)
            with Image.open(io.BytesIO(png)) as image:
                found = reading.words(image, (self.facts.width, self.facts.height))
            pairs.append((self._reference(moment), found))
        return reading.share(pairs)


def measure(source: Path, tool: Tool, *, rungs: Sequence[str], stills: int) -> Row:
    """Every row of one recording."""
    with tempfile.TemporaryDirectory() as name:
        bench = Bench(source, Path(name), tool, stills)
        return {
            "recording": source.name,
            "seconds": round(bench.facts.seconds, 1),
            "class": bench.plan.survey.content_class,
            "stills": len(bench.plan.survey.starts),
            "rows": bench.rows(rungs),
        }


def main(arguments: list[str]) -> None:
    """Measure every recording in the folder, or those named by ``--only``."""
    parser = argparse.ArgumentParser(description="What recordings cost, ours beside Kolibri's.")
    parser.add_argument("--clips", type=Path, required=True, metavar="FOLDER", help="folder with recordings")
    parser.add_argument("--only", nargs="*", default=[], metavar="NAME", help="measure only these files of it")
    parser.add_argument("--rungs", nargs="*", default=["slides", "audio", "video"], help="which renditions to make")
    parser.add_argument("--stills", type=int, default=12, help="how many stills of a recording to read")
    given = parser.parse_args(arguments)
    tool = Tool(find_binary(os.environ.get("HUNAR_FFMPEG", "")))
    clips = sorted(path for path in given.clips.iterdir() if path.suffix in ENDINGS)
    wanted = [path for path in clips if not given.only or path.name in given.only]
    missing = [reason for reason in (reading.why_not(), hearing.why_not()) if reason]
    result = {
        "benchmark": "media",
        "machine": f"{platform.machine()}, {os.cpu_count()} cores",
        "ffmpeg": ffmpeg.version(tool.binary),
        "not_measured": missing,
        "recordings": [measure(path, tool, rungs=given.rungs, stills=given.stills) for path in wanted],
    }
    print(json.dumps(result, indent=2))


if __name__ == "__main__":
    main(sys.argv[1:])
