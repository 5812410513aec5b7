"""Real workers on the tests' own database, quick to start and meant to be killed.

A process that has everything loaded is asked for workers: each is a fork of it and takes jobs from the ledger. What
they encode and what they keep stands in ``log``, one line each, in the order in which it happened.
"""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from django.conf import settings
from django.db import connection

SCRIPT = """
import importlib, json, os, signal, sys, time
from dataclasses import replace
from pathlib import Path

given = json.loads(sys.argv[1])
module = importlib.import_module(os.environ["DJANGO_SETTINGS_MODULE"])
module.DATABASES["default"].update(given["database"])
module.HUNAR_FOUNDATION.update(given["foundation"])
module.HUNAR_MEDIA_PIPELINE = given["media"]
import django
django.setup()

from lms.foundation.work import registry
from lms.foundation.work.hand import LedgerHand
from lms.foundation.work.reaper import reap
from media_pipeline.actions import make_pieces
from media_pipeline.pipeline.workshop import Workshop
from tests.media.conftest import hurry
from tests.media.workers import be_patient

hurry(setattr)
be_patient(registry._kinds.__setitem__, registry._kinds)
log = Path(given["log"])

def note(*words):
    with log.open("ab", buffering=0) as lines:
        lines.write((" ".join(map(str, words)) + "\\n").encode())

part, keep = Workshop.part, make_pieces.keep_piece

def noting_part(self, plan, piece, position, report):
    note("encodes", piece.hash, position)
    return part(self, plan, piece, position, report)

def noting_keep(run, recording, plan, piece, position, path):
    keep(run, recording, plan, piece, position, path)
    note("kept", piece.hash, position)

Workshop.part, make_pieces.keep_piece = noting_part, noting_keep
signal.signal(signal.SIGCHLD, signal.SIG_IGN)
print("ready", flush=True)
for line in sys.stdin:
    worker = os.fork()
    if worker:
        print(worker, flush=True)
        continue
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    hand = LedgerHand(["media"], ask_to_stop=lambda: os._exit(0), after_each=reap)
    while True:
        reap()
        hand.empty_queues()
        time.sleep(0.3)
"""


def be_patient(put: Any, kinds: dict[str, Any]) -> None:
    """Jobs that may be tried as often as a storm kills them, and a worker that is missed after seconds."""
    from dataclasses import replace

    for name, kind in list(kinds.items()):
        if name.startswith("media."):
            put(name, replace(kind, max_attempts=10_000, lease_seconds=5))


class Workers:
    """Starts workers and ends them; all are gone at the end of the block."""

    def __init__(self, log: Path, *, media: dict[str, Any]) -> None:
        """Workers with the options ``media`` of this room."""
        given = {
            "database": {"NAME": str(connection.settings_dict["NAME"])},
            "foundation": settings.HUNAR_FOUNDATION | {"HEARTBEAT_SECONDS": 0.5, "RETRY_SECONDS": 0},
            "media": media,
            "log": str(log),
        }
        self._living: list[int] = []
        environment = {**os.environ, "HUNAR_DATA": str(settings.DATA), "PYTHONPATH": str(Path.cwd())}
        self._process = subprocess.Popen(
            [sys.executable, "-c", SCRIPT, json.dumps(given)],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> Self:
        assert self._said() == "ready"
        return self

    def __exit__(self, _type: type | None, _value: object, _traceback: TracebackType | None) -> None:
        for worker in list(self._living):
            self.kill(worker)
        self._process.kill()
        self._process.communicate()

    def start(self) -> int:
        """One more worker; its process id."""
        assert self._process.stdin is not None
        self._process.stdin.write("one more\n")
        self._process.stdin.flush()
        self._living.append(int(self._said()))
        return self._living[-1]

    def kill(self, worker: int) -> None:
        """End a worker as the kernel does when memory runs out."""
        os.kill(worker, signal.SIGKILL)
        self._living.remove(worker)

    def _said(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()
