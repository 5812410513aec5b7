"""Two hundred files that mean harm and ten thousand that are spoilt: each ends in facts or in a sentence."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.faults import SHARE, rounds
from tests.media.hostile.hand_made import CANARY_SIZE, NAMES, canary, hand_made, tiny
from tests.media.hostile.lists import LISTS

pytestmark = pytest.mark.encodes
GIBIBYTE = 1 << 30
WHOLE_STORM = 10_000
OPENED = re.compile(r'(?:open|openat|openat2)\(.*?"((?:[^"\\]|\\.)*)"')


class Set:
    """The files, the one that nobody may read, and somebody who listens."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in ("good", "hand"):
            (folder / name).mkdir()
        self.server = socket.create_server(("127.0.0.1", 0))
        self.server.setblocking(False)
        self.good = tiny(folder / "good")
        self.secret = canary(folder / "hand")
        self.files = hand_made(folder / "hand", self.good, self.secret, self.server.getsockname()[1])

    def sweep(self, work: Path, *what: str, before: tuple[str, ...] = ()) -> dict[str, Any]:
        """Let a process of its own probe files, and say what came of it."""
        work.mkdir()
        command = [*before, sys.executable, "-m", "tests.media.hostile.sweep", str(work), *what]
        said = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path.cwd())
        told: dict[str, Any] = json.loads(said.stdout)
        return told

    def callers(self) -> int:
        """How many knocked."""
        try:
            self.server.accept()
        except BlockingIOError:
            return 0
        return 1

    def listed(self, files: list[Path]) -> Path:
        """A file with these paths."""
        path = self.folder / f"list-{len(list(self.folder.iterdir()))}.json"
        path.write_text(json.dumps([str(file) for file in files]))
        return path


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Set]:
    """Made once."""
    made = Set(tmp_path_factory.mktemp("hostile"))
    yield made
    made.server.close()


def holds(told: dict[str, Any], hostile: Set) -> None:
    """What must be so after every sweep."""
    assert told["crashes"] == []
    assert hostile.callers() == 0
    assert list(CANARY_SIZE) not in told["sizes"]
    assert told["largest_process"] <= GIBIBYTE
    assert all(re.match(r"[A-Z].*[^.]\.$", sentence) for sentence in told["sentences"].values())


def every(step: int) -> int:
    """Each file under ``make faults``, else one in ``step``."""
    return 1 if rounds(SHARE) == SHARE else step


def test_there_are_two_hundred_and_more(hostile: Set) -> None:
    assert len({file.name for file in hostile.files}) == len(hostile.files) >= 200


def test_files_made_by_hand(hostile: Set, tmp_path: Path) -> None:
    told = hostile.sweep(tmp_path / "work", "hand", str(hostile.listed(hostile.files[:: every(4)])))
    holds(told, hostile)
    assert told["outcomes"]["playlist"] >= 100 // every(4)
    assert "took-too-long" not in told["outcomes"]
    print(json.dumps(told, indent=1))  # noqa: T201


def test_lists_that_come_as_far_as_ffmpeg(hostile: Set, tmp_path: Path) -> None:
    lists = [file for file in hostile.files if file.name.partition("-")[0] in LISTS]
    told = hostile.sweep(tmp_path / "work", "bare", str(hostile.listed(lists[:: every(4)])))
    assert told["outcomes"] == {"facts, then part-failed": told["files"]}
    assert hostile.callers() == 0


def test_an_odd_name_is_no_reason_to_refuse(hostile: Set, tmp_path: Path) -> None:
    files = [file for file in hostile.files if file.name in NAMES]
    told = hostile.sweep(tmp_path / "work", "hand", str(hostile.listed(files)))
    assert told["outcomes"] == {"facts": len(NAMES) - 1, "unreadable-name": 1}


@pytest.mark.parametrize("batch", range(10))
def test_spoilt_recordings(batch: int, hostile: Set, tmp_path: Path) -> None:
    count = rounds(WHOLE_STORM) // 10
    told = hostile.sweep(tmp_path / "work", "mutated", str(hostile.folder / "good"), str(batch * count), str(count))
    holds(told, hostile)
    assert told["files"] == count
    print(json.dumps(told, indent=1))  # noqa: T201


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
def test_no_list_makes_it_try_another_file(hostile: Set, tmp_path: Path) -> None:
    """Not only does nothing reach the canary: nobody even tries to open it, nor to open a connection."""
    files = [file for file in hostile.files if re.match(r"(hls|ffconcat|dref-url)-(absolute|relative)\.", file.name)]
    assert len(files) == 6
    trace = tmp_path / "trace"
    watched = ("strace", "-f", "-qq", "-s", "300", "-e", "trace=open,openat,openat2,connect", "-o", str(trace))
    hostile.sweep(tmp_path / "work", "bare", str(hostile.listed(files)), before=watched)
    opened = {os.path.basename(name) for name in OPENED.findall(trace.read_text())}  # noqa: PTH119
    assert {"dref-url-absolute.mov", "hls-absolute.mp4"} <= opened
    assert hostile.secret.name not in opened
    assert "AF_INET" not in trace.read_text()
