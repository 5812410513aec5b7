"""`make run` says in one line what is missing, and leaves nothing running behind."""

import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path
from uuid import uuid4

import pytest
from django.utils import timezone

from lms.foundation.models import Job
from lms.project.serve.children import Children
from lms.project.serve.secrets import demo_environment
from lms.project.serve.watch import show_changes
from tests.house.rooms import ROOT

PROGRAMS = ("sh", "cat", "cksum", "tail", "env")


@pytest.fixture
def bare_path(tmp_path: Path) -> Path:
    """A PATH with a shell and nothing of Python."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in PROGRAMS:
        (folder / name).symlink_to(shutil.which(name) or pytest.fail(f"no {name}"))
    return folder


def environment_script(path: Path, home: Path) -> subprocess.CompletedProcess[str]:
    """Run the script that builds the environment, in an empty copy of the tree."""
    (home / "requirements").mkdir(parents=True)
    (home / "requirements/run.txt").write_text("")
    return subprocess.run(
        ["sh", str(ROOT / ".ci/environment"), "run"],
        env={"PATH": str(path), "PYTHON": "", "VENV": ""},
        cwd=home,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_missing_python_is_one_line(bare_path: Path, tmp_path: Path) -> None:
    answer = environment_script(bare_path, tmp_path / "tree")
    assert answer.returncode == 1
    assert answer.stderr == "Python 3.11 or newer is missing. On Debian: apt install python3 python3-venv\n"


def test_a_python_without_venv_is_one_line(bare_path: Path, tmp_path: Path) -> None:
    python = bare_path / "python3"
    python.write_text('#!/bin/sh\ncase "$2" in *ensurepip*) exit 1;; esac\nexit 0\n')
    python.chmod(0o755)
    answer = environment_script(bare_path, tmp_path / "tree")
    assert answer.stderr == "Python's venv module is missing. On Debian: apt install python3-venv\n"


def test_a_dead_network_is_said_and_half_a_build_is_not_believed(bare_path: Path, tmp_path: Path) -> None:
    python = bare_path / "python3"
    python.write_text(
        '#!/bin/sh\ncase "$*" in *"venv .venv"*) mkdir -p .venv/bin; cp "$0" .venv/bin/python;;'
        ' *"pip install"*) echo "no route" >&2; exit 1;; esac\nexit 0\n'
    )
    python.chmod(0o755)
    for name in ("mkdir", "cp"):
        (bare_path / name).symlink_to(shutil.which(name) or "")
    answer = environment_script(bare_path, tmp_path / "tree")
    assert answer.returncode == 1
    assert "The packages could not be fetched. Nothing is lost" in answer.stderr
    assert not (tmp_path / "tree/.venv/.hunar-run").exists()


def test_a_busy_port_is_one_line(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        answer = subprocess.run(
            [sys.executable, "-m", "lms.project.serve"],
            env=os.environ | {"PORT": str(port), "HUNAR_DATA": str(tmp_path), "PYTHONPATH": str(ROOT)},
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
    assert answer.returncode == 1
    assert answer.stderr.startswith(f"Port {port} is in use by another program.")
    assert answer.stderr.count("\n") == 1


def is_gone(pid: int) -> bool:
    """Whether a killed process is dead, given the moment the kernel needs."""
    for _ in range(500):
        state = Path(f"/proc/{pid}/stat")
        try:
            if state.read_text().rsplit(")", 1)[1].split()[0] in "ZX":
                return True
        except FileNotFoundError:
            return True
        time.sleep(0.01)
    return False


def test_children_and_their_children_end_with_the_block(tmp_path: Path) -> None:
    mark = tmp_path / "grandchild"
    command = ["sh", "-c", f"sleep 60 & echo $! > {mark}; wait"]
    with Children(os.environ, tmp_path / "log") as children:
        children.start("parent", command)
        while not mark.exists() or not mark.read_text().strip():
            time.sleep(0.01)
        assert children.ended() is None
    pid = int(mark.read_text())
    assert is_gone(pid)


def test_what_ended_is_started_again_as_it_was(tmp_path: Path) -> None:
    count = tmp_path / "count"
    with Children(os.environ, tmp_path / "log") as children:
        children.start("short", ["sh", "-c", f"echo x >> {count}"])
        for starts in (1, 2):
            while children.ended() is None or count.read_text() != "x\n" * starts:
                time.sleep(0.01)
            if starts == 1:
                children.start_again("short")
    assert count.read_text() == "x\nx\n"


@pytest.mark.django_db
def test_work_is_told_when_it_says_what_it_does_and_in_tens_of_percent(capsys: pytest.CaptureFixture[str]) -> None:
    shown: dict[str, str] = {}
    job = Job.objects.create(kind="demo.lecture", key="x")

    def told(**changed: object) -> str:
        Job.objects.filter(pk=job.pk).update(**changed)
        show_changes(shown)
        return capsys.readouterr().out.strip()

    running = {"state": "running", "lease": uuid4(), "heartbeat_at": timezone.now()}
    assert told() == ""
    assert told(**running) == ""
    assert told(note="Drawing", progress=11) == "Drawing (10 %)"
    assert told(progress=19) == ""
    assert told(progress=20) == "Drawing (20 %)"
    assert told(state="done", lease=None) == "Drawing: Done"


def test_the_demos_keys_are_made_once_and_are_private(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HUNAR_PUBLIC_URL", raising=False)
    file = tmp_path / "demo.env"
    demo_environment(file, port=8000)
    first = file.read_text()
    demo_environment(file, port=8001)
    assert file.read_text() == first
    assert file.stat().st_mode & 0o077 == 0
