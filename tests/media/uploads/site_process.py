"""The site as a process of its own, on this test's database and folders, that may be killed and started again."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.test import Client

# A machine may be busy with other things: only a site that hangs takes this long.
PATIENCE = 300
TOKEN = "t" * 32


class SiteProcess:
    """Use as a context manager; ``url`` stays the same over deaths."""

    def __init__(self, data: Path, **environment: str) -> None:
        """``data`` is the folder that HUNAR_DATA names."""
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        own = {"DATABASE_URL": _database(), "HUNAR_DATA": str(data), "DJANGO_SETTINGS_MODULE": "tests.settings"}
        self.environment = os.environ | own | {"PYTHONPATH": str(Path.cwd())} | environment

    def __enter__(self) -> "SiteProcess":
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()

    def start(self) -> None:
        """Run it and wait until it answers."""
        gunicorn = [sys.executable, "-W", "ignore", "-m", "gunicorn", "lms.project.wsgi", "--log-level", "error"]
        arguments = ["--bind", f"127.0.0.1:{self.port}", "--workers", "1", "--threads", "4", "--timeout", "600"]
        self.process = subprocess.Popen([*gunicorn, *arguments], env=self.environment, start_new_session=True)
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if self.answers():
                return
            time.sleep(0.05)
        raise AssertionError("The site never answered.")

    def answers(self) -> bool:
        """Whether it lives."""
        request = urllib.request.Request(f"{self.url}/recordings/uploads/", method="OPTIONS")
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
                return bool(answer.status == 204)
        except (urllib.error.URLError, ConnectionError):
            return False

    def kill(self) -> None:
        """End it and its children without a word."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def most_memory(self) -> int:
        """The most bytes that its worker held at once."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        status = Path(f"/proc/{children[0]}/status").read_text()
        return next(int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("VmHWM"))


def headers_of(person: Any) -> dict[str, str]:
    """What a client of hers sends along with every request."""
    client = Client()
    client.force_login(person.user)
    session = f"{settings.SESSION_COOKIE_NAME}={client.session.session_key}"
    return {"Cookie": f"{session}; {settings.CSRF_COOKIE_NAME}={TOKEN}", "X-CSRFToken": TOKEN}


def _database() -> str:
    given = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{given['NAME']}"
    return f"postgres://{given['USER']}:{given['PASSWORD']}@{given['HOST']}:{given['PORT']}/{given['NAME']}"
