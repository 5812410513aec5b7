"""Prepare the site, start it, say where it is, show the work going on; Ctrl-C ends all of it."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import NoReturn

from lms.project import environment
from lms.project.serve.children import Children
from lms.project.serve.secrets import demo_environment

ROOT = environment.ROOT
PREPARATION = (
    ("Preparing the database", ("migrate", "--verbosity", "0")),
    ("Gathering styles and scripts", ("collectstatic", "--noinput", "--verbosity", "0")),
)


def stop(sentence: str) -> NoReturn:
    """End with one line for the person at the keyboard."""
    print(sentence, file=sys.stderr)
    raise SystemExit(1)


def chosen_port() -> int:
    """``PORT`` or 8000; a busy or impossible one ends here, in words."""
    wanted = environment.text("PORT", "8000")
    if not wanted.isdigit() or not 0 < int(wanted) < 65536:
        stop(f"PORT={wanted} is no port. Choose a number from 1024 to 65535, for example: PORT=8080 make run")
    port = int(wanted)
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except PermissionError:
            stop(f"Port {port} may only be opened by root. Choose another one: PORT=8080 make run")
        except OSError:
            stop(f"Port {port} is in use by another program. Choose another one: PORT={port + 1} make run")
    return port


def manage(*arguments: str) -> list[str]:
    """The command line of one management command."""
    return [sys.executable, str(ROOT / "manage.py"), *arguments]


def prepare(data: Path) -> None:
    """Run what must be done before the site answers; each step says its name, a failure its log."""
    log = data / "log" / "prepare.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    for sentence, arguments in PREPARATION:
        step(sentence, arguments, log)


def step(sentence: str, arguments: tuple[str, ...], log: Path) -> None:
    """One preparation, its output kept in ``log``."""
    print(f"{sentence} ...", flush=True)
    with log.open("ab") as stream:
        if subprocess.run(manage(*arguments), stdout=stream, stderr=stream, check=False).returncode:
            print(log.read_text(encoding="utf-8", errors="replace")[-1500:], file=sys.stderr)
            stop(f"{sentence}: it did not work. Nothing was lost; all of its words are in {log}")


def wait_until_it_answers(address: str, children: Children, patience: float = 120) -> None:
    """Return when ``/healthz`` answers; end in words when a child died or the time is up."""
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        if name := children.ended():
            stop(f"The {name} process ended by itself; its words are in var/log/{name}.log")
        try:
            with urllib.request.urlopen(f"{address}/healthz", timeout=2):  # noqa: S310
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.3)
    stop("The site does not answer after two minutes; look into var/log/web.log")


def start_all(children: Children, port: int) -> None:
    """Web and one worker a queue, so that no transcode blocks short work."""
    gunicorn = ["-m", "gunicorn", "lms.project.wsgi", "--bind", f"127.0.0.1:{port}", "--workers", "2", "--threads", "4"]
    children.start("web", [sys.executable, *gunicorn, "--graceful-timeout", "5"])
    children.start("worker", manage("work", "--queues", "default"))
    children.start("media-worker", manage("work", "--queues", "media"))


def main() -> None:
    """The whole of ``make run``."""
    port = chosen_port()
    data = Path(environment.text("HUNAR_DATA", str(ROOT / "var"))).resolve()
    site_file = ROOT / ".env"
    if not site_file.exists():
        os.environ["HUNAR_ENV_FILE"] = str(data / "demo.env")
        demo_environment(data / "demo.env", port=port)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lms.project.settings")
    os.environ.setdefault("PYTHONPATH", str(ROOT))
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    # A shell starts background commands with Ctrl-C ignored; the supervisor always listens to it.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    prepare(data)
    demo = not site_file.exists()
    if demo:
        step("Loading the demo", ("demo",), data / "log" / "prepare.log")
    address = f"http://127.0.0.1:{port}"
    with Children(os.environ, data / "log") as children:
        try:
            start_all(children, port)
            wait_until_it_answers(address, children)
            from lms.project.serve import watch

            watch.announce(address, demo=demo)
            watch.until_interrupted(children)
        except KeyboardInterrupt:
            print("\nStopping ...", flush=True)
    print("Stopped. Everything is kept; the next `make run` goes on from here.")


if __name__ == "__main__":
    main()
