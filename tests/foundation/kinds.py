"""Kinds of jobs that the worker tests run in processes of their own."""

import signal
import subprocess
import sys
import time
from pathlib import Path

from lms.foundation.api import JobRun, job


def write(run: JobRun, path: str) -> None:
    """Say that it ran."""
    with Path(path).open("a") as stream:
        stream.write(f"attempt {run.attempt}\n")


def slow(run: JobRun, path: str) -> None:
    """Be long about it the first time, with a child process as a transcode has one; quick the second time."""
    mark = Path(path)
    if mark.exists():
        mark.write_text("done")
        return
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    try:
        mark.write_text(str(child.pid))
        time.sleep(60)
    finally:
        child.send_signal(signal.SIGKILL)
        child.wait()


def register() -> None:
    """Make the kinds known: in the worker's process, and in the test's while it lasts."""
    job("tests.write", lease_seconds=2)(write)
    job("tests.slow", queue="media", lease_seconds=2)(slow)
