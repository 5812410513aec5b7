"""``manage.py work`` on the tests' own database, in a process that may be killed."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.db import connection

# A machine may be busy with other things: only a worker that hangs takes this long.
PATIENCE = 300

SCRIPT = """
import json, os, sys
given = json.loads(sys.argv[1])
import importlib
from django.conf import settings
module = importlib.import_module(os.environ["DJANGO_SETTINGS_MODULE"])
module.DATABASES["default"].update(given["database"])
module.HUNAR_FOUNDATION.update(given["foundation"])
if not given["queue"]:
    del module.TASKS
import django
django.setup()
from tests.foundation import kinds
kinds.register()
from django.core.management import call_command
call_command("work", *given["arguments"])
"""


@contextmanager
def worker(*arguments: str, queue: bool = True) -> Iterator[subprocess.Popen[bytes]]:
    """A running worker; killed at the end if it still lives. Without ``queue`` the site has no setting TASKS."""
    given = {
        "database": {"NAME": str(connection.settings_dict["NAME"])},
        "foundation": {"HEARTBEAT_SECONDS": 0.2, "REAP_SECONDS": 0.3, "RETRY_SECONDS": 0},
        "queue": queue,
        "arguments": ["--pause", "0.1", *arguments],
    }
    environment = {**os.environ, "HUNAR_DATA": str(settings.DATA)}
    process = subprocess.Popen([sys.executable, "-c", SCRIPT, json.dumps(given)], env=environment)
    try:
        yield process
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGKILL)
        process.wait()


def wait_until(condition: Callable[[], Any], seconds: float = PATIENCE) -> Any:
    """The first true answer of ``condition``; the test fails when none comes."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if answer := condition():
            return answer
        time.sleep(0.05)
    raise AssertionError("It never became true.")


def lives(pid: int) -> bool:
    """Whether a process of this number runs (and is no zombie)."""
    try:
        with open(f"/proc/{pid}/stat") as stat:  # noqa: PTH123
            return stat.read().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False
