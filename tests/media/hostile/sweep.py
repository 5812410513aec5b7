"""Run as a program: probe file after file as a worker would, and print what came of it as one JSON object.

Arguments: a folder to work in, and ``hand`` with a file that holds the paths as a JSON list; or ``bare`` with the same,
to go past our own look at the first bytes straight to ffmpeg; or ``mutated`` with a folder of good recordings, the
first number and how many. ``HOSTILE_FFMPEG`` names another program.
"""

import json
import os
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from media_pipeline import ffmpeg
from media_pipeline.errors import Refusal
from media_pipeline.ffmpeg import FfmpegError, Tool, find_binary
from media_pipeline.ffmpeg.binary import PROBING
from media_pipeline.pipeline.facts import Facts
from media_pipeline.pipeline.probe import probe
from tests.media.hostile.mutations import mutated

AT_ONCE = 2
ANYTHING = Facts(bytes=1, seconds=1.0, has_sound=False, width=1, height=1)
VOICE = {"c:a": "aac", "ar": 16000, "format": "mp4", "t": 2}
LOOK = {"c:v": "libx264", "preset": "ultrafast", "vf": "scale=64:36", "format": "mp4", "t": 2}


def main(work: str, kind: str, *rest: str) -> None:
    """Print outcomes by code, crashes, sizes seen, the slowest file and the largest process."""
    folder = Path(work)
    tool = Tool(find_binary(os.environ.get("HOSTILE_FFMPEG", "")), probe_limits=replace(PROBING, wall_seconds=60))
    if kind == "mutated":
        paths: Iterable[Path] = written(folder, sorted(Path(rest[0]).iterdir()), int(rest[1]), int(rest[2]))
    else:
        paths = [Path(name) for name in json.loads(Path(rest[0]).read_text())]
    outcomes: Counter[str] = Counter()
    told = []
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for name, outcome, sentence, size, seconds in pool.map(lambda path: judged(path, folder, tool, kind), paths):
            outcomes[outcome] += 1
            told.append((name, outcome, sentence, size, seconds))
    crashes = [each for each in told if each[1] == "crash"]
    sentences = {outcome: sentence for _, outcome, sentence, _, _ in told if sentence}
    slowest = max(told, key=lambda each: each[4])
    largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
    sizes = sorted({size for *_, size, _ in told})
    result = {
        "files": len(told), "outcomes": outcomes, "crashes": crashes, "sentences": sentences, "sizes": sizes,
        "slowest": [slowest[0], slowest[4]], "largest_process": largest,
        "by_name": {} if kind == "mutated" else {name: outcome for name, outcome, *_ in told},
    }  # fmt: skip
    sys.stdout.write(json.dumps(result))


def written(folder: Path, good: list[Path], first: int, count: int) -> Iterator[Path]:
    """Spoilt recordings, each on disk when it is asked for."""
    data = [path.read_bytes() for path in good]
    suffixes = [path.suffix for path in good]
    inputs = folder / "inputs"
    inputs.mkdir()
    for number in range(first, first + count):
        path = inputs / f"{number}{suffixes[number % len(good)]}"
        path.write_bytes(mutated(data, number))
        yield path


def judged(path: Path, folder: Path, tool: Tool, kind: str) -> tuple[str, str, str, tuple[int, int], float]:
    """Name, code or ``facts``, sentence, size of the picture, seconds."""
    began = time.monotonic()
    own = folder / f"work-{abs(hash(path))}"
    own.mkdir()
    size, sentence = (0, 0), ""
    try:
        facts = ANYTHING if kind == "bare" else probe(path, tool=tool, folder=own, max_seconds=4 * 3600)
        outcome, size = "facts", (facts.width, facts.height)
        if kind != "mutated":
            outcome = made(path, own, facts, tool)
    except Refusal as refusal:
        outcome, sentence = refusal.code, refusal.message
    except Exception as error:  # noqa: BLE001  (whatever a worker would die of is what this looks for)
        outcome, sentence = "crash", repr(error)
    if kind == "mutated":
        path.unlink()
    return path.name, outcome, sentence, size, round(time.monotonic() - began, 1)


def made(path: Path, own: Path, facts: Facts, tool: Tool) -> str:
    """Make a little of everything that the facts promise."""
    try:
        if facts.has_sound:
            ffmpeg.make(path, own / "voice.mp4", streams=("a:0",), options=VOICE, tool=tool)
        if facts.has_picture:
            ffmpeg.make(path, own / "look.mp4", streams=("V:0",), options=LOOK, tool=tool)
    except FfmpegError:
        return "facts, then part-failed"
    return "facts"


if __name__ == "__main__":
    main(*sys.argv[1:])
