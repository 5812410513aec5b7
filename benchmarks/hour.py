"""One long recording from upload to its end: the memory of a worker, the disk, and whether every file is whole.

``python -m benchmarks.hour FILE`` repeats FILE until it is an hour (``--seconds``), gives it to a site of its own with
one worker (``--workers``), watches every process and every folder twice a second and prints JSON.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from math import ceil
from pathlib import Path
from typing import Any

from benchmarks.watching import Watch, bytes_under
from media_pipeline.ffmpeg import Tool, find_binary
from media_pipeline.pipeline.probe import Facts, probe

PAUSE = 0.5
MIB = 2**20
LONGEST = 6 * 3600


def repeat(source: Path, target: Path, seconds: int, tool: Tool) -> None:
    """Write ``source`` again and again into ``target`` until it lasts ``seconds``; nothing is encoded."""
    times = ceil(seconds / facts_of(source, tool, target.parent).seconds)
    rows = ["-stream_loop", str(times - 1), "-i", str(source), "-t", str(seconds), "-c", "copy"]
    subprocess.run([tool.binary, "-v", "error", "-nostdin", "-y", *rows, str(target)], check=True)


def facts_of(source: Path, tool: Tool, folder: Path) -> Facts:
    """What the pipeline itself sees in a file."""
    return probe(source, tool=tool, folder=folder, max_seconds=LONGEST)


def work(data: Path, workers: int) -> Watch:
    """Let workers empty the queue, and watch them."""
    command = [sys.executable, "manage.py", "work", "--queues", "media", "--until-empty"]
    running = [subprocess.Popen(command) for _ in range(workers)]
    watch = Watch(data)
    while any(worker.poll() is None for worker in running):
        watch.look(worker.pid for worker in running)
        time.sleep(PAUSE)
    return watch


def files_of(recording: Any, tool: Tool, folder: Path) -> list[dict[str, Any]]:
    """Every moving or sounding file: how long its picture and its sound are, and whether a picture is missing."""
    from lms.foundation.api import stored_path
    from media_pipeline.models import RenditionFile

    rows = []
    for row in RenditionFile.objects.filter(rendition__recording=recording).select_related("stored", "rendition"):
        if not row.role.startswith(("audio", "video", "keep")):
            continue
        facts = facts_of(Path(str(stored_path(row.stored))), tool, folder)
        rows.append(
            {
                "file": f"{row.rendition.rung}/{row.role}",
                "bytes": row.stored.bytes,
                "picture_seconds": [round(facts.picture_start, 3), round(facts.picture_end, 3)],
                "sound_seconds": [round(facts.sound_start, 3), round(facts.sound_end, 3)],
                "frames_per_second": round(facts.frames_per_second, 4),
                "uneven": facts.variable_rate,
                "gaps": len(facts.gaps),
            }
        )
    return rows


def main(arguments: list[str]) -> None:
    """Measure once."""
    parser = argparse.ArgumentParser(description="One long recording, watched from its upload to its end.")
    parser.add_argument("source", type=Path, help="a recording to repeat")
    parser.add_argument("--seconds", type=int, default=3600)
    parser.add_argument("--workers", type=int, default=1)
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="hunar-hour-") as name:
        data = Path(name) / "site"
        os.environ |= {"DJANGO_SETTINGS_MODULE": "tests.settings", "HUNAR_DATA": str(data)}
        print(json.dumps(measure(given, Path(name), data), indent=2))


def measure(given: argparse.Namespace, folder: Path, data: Path) -> dict[str, Any]:
    """Make a site in ``data``, take the recording in, wait for its end."""
    import django

    django.setup()
    from django.core.management import call_command

    from media_pipeline.actions.add_recording import add_recording
    from media_pipeline.models import Recording, Slide

    data.mkdir()
    call_command("migrate", verbosity=0)
    tool, long = Tool(find_binary(os.environ.get("HUNAR_FFMPEG", ""))), folder / f"long{given.source.suffix}"
    repeat(given.source.resolve(), long, given.seconds, tool)
    size = long.stat().st_size
    recording = add_recording(long, title="An hour", by=None)
    long.unlink()
    before, begun = bytes_under(data) - size, time.monotonic()
    watch = work(data, given.workers)
    recording = Recording.objects.get(pk=recording.pk)
    return {
        "benchmark": "hour",
        "state": recording.state,
        "failure": recording.failure,
        "source_bytes": size,
        "minutes": round((time.monotonic() - begun) / 60, 1),
        "worker_mib": round(watch.worker / MIB, 1),
        "beside_ffmpeg_mib": round(watch.beside / MIB, 1),
        "programs_mib": {name: round(most / MIB, 1) for name, most in sorted(watch.programs.items()) if name},
        "disk_beside_the_source_bytes": watch.disk - before - size,
        "disk_times_the_source": round((watch.disk - before - size) / size, 3),
        "slides": Slide.objects.filter(recording=recording).count(),
        "slides_with_words": Slide.objects.filter(recording=recording).exclude(text="").count(),
        "files": files_of(recording, tool, folder),
    }


if __name__ == "__main__":
    main(sys.argv[1:])
