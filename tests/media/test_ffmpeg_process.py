"""No ffmpeg outlives what started it, nor its limits."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from media_pipeline import ffmpeg
from media_pipeline.ffmpeg import FfmpegError, Limits, Tool, find_binary
from tests.factories.media import Clips

SLOW = {"c:v": "libx264", "preset": "veryslow", "vf": "scale=1920:1080,noise=alls=80:allf=t,fps=60", "format": "mp4"}
STARTER = """
import json, sys
from pathlib import Path
from media_pipeline import ffmpeg
source, target, options = Path(sys.argv[1]), Path(sys.argv[2]), json.loads(sys.argv[3])
ffmpeg.make(source, target, streams=("V:0",), options=options, tool=ffmpeg.Tool(ffmpeg.find_binary()))
"""


def children_of(pid: int) -> list[int]:
    """Processes whose parent is ``pid``."""
    path = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(each) for each in path.read_text().split()] if path.exists() else []


def alive(pid: int) -> bool:
    """Whether the process still runs (a zombie does not)."""
    status = Path(f"/proc/{pid}/stat")
    try:
        return status.read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def wait_for(condition: "object", seconds: float = 60) -> bool:
    """Poll until the condition holds."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():  # type: ignore[operator]
            return True
        time.sleep(0.05)
    return False


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel's parent-death signal is Linux's")
def test_it_dies_with_a_worker_that_is_killed(clips: Clips, tmp_path: Path) -> None:
    target = tmp_path / "out.mp4"
    command = [sys.executable, "-c", STARTER, str(clips.path("slides.mp4")), str(target), json.dumps(SLOW)]
    worker = subprocess.Popen(command, env=os.environ | {"PYTHONPATH": str(Path.cwd())})
    try:
        assert wait_for(target.exists)
        (child,) = children_of(worker.pid)
        assert alive(child)
    finally:
        worker.send_signal(signal.SIGKILL)
        worker.wait()
    assert wait_for(lambda: not alive(child))


def test_it_is_stopped_at_its_wall_clock_limit(clips: Clips, tmp_path: Path) -> None:
    tool = Tool(find_binary(), Limits(wall_seconds=0.5))
    before = children_of(os.getpid())
    with pytest.raises(FfmpegError) as caught:
        ffmpeg.make(clips.path("slides.mp4"), tmp_path / "out.mp4", streams=("V:0",), options=SLOW, tool=tool)
    assert caught.value.reason == "wall"
    assert children_of(os.getpid()) == before


def test_it_is_stopped_when_it_makes_no_progress(clips: Clips, tmp_path: Path) -> None:
    sleeper = tmp_path / "sleeper"
    sleeper.write_text("#!/bin/sh\nexec sleep 60\n")
    sleeper.chmod(0o700)
    tool = Tool(str(sleeper), Limits(stall_seconds=0.5))
    with pytest.raises(FfmpegError) as caught:
        ffmpeg.make(clips.path("slides.mp4"), tmp_path / "out.mp4", streams=("V:0",), options=SLOW, tool=tool)
    assert caught.value.reason == "stall"


def test_progress_that_only_repeats_itself_is_no_progress(clips: Clips, tmp_path: Path) -> None:
    babbler = tmp_path / "babbler"
    babbler.write_text("#!/bin/sh\nwhile :; do echo out_time_us=5; echo progress=continue; sleep 0.1; done\n")
    babbler.chmod(0o700)
    tool = Tool(str(babbler), Limits(stall_seconds=0.5, wall_seconds=60))
    with pytest.raises(FfmpegError) as caught:
        ffmpeg.make(clips.path("slides.mp4"), tmp_path / "out.mp4", streams=("V:0",), options=SLOW, tool=tool)
    assert caught.value.reason == "stall"


def test_it_gets_no_environment_and_no_input(clips: Clips, tmp_path: Path) -> None:
    teller = tmp_path / "teller"
    teller.write_text("#!/bin/sh\nenv > told; pwd >> told; cat >> told; exit 0\n")
    teller.chmod(0o700)
    ffmpeg.make(clips.path("slides.mp4"), tmp_path / "out.mp4", streams=("V:0",), options=SLOW, tool=Tool(str(teller)))
    told = (tmp_path / "told").read_text().splitlines()
    names = {line.partition("=")[0] for line in told if "=" in line}
    assert names <= {"LC_ALL", "TMPDIR", "PWD", "SHLVL", "_"}
    assert told[-1] == str(tmp_path)


def test_an_error_names_no_path(tmp_path: Path, tool: Tool) -> None:
    bad = tmp_path / "secret-name.mp4"
    bad.write_bytes(b"no recording at all")
    with pytest.raises(FfmpegError) as caught:
        ffmpeg.make(bad, tmp_path / "out.mp4", streams=("V:0",), options={"format": "mp4"}, tool=tool)
    assert caught.value.reason == "exit"
    assert "secret-name" not in str(caught.value)
