"""Writes the command line that starts a program confined."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TypedDict

LAUNCHER = Path(__file__).with_name("launch.py")
HOUSE = LAUNCHER.parents[2]
LIBRARIES = ("/lib", "/lib32", "/lib64", "/usr/lib", "/usr/lib32", "/usr/lib64", "/usr/local/lib", "/nix/store")
# Looked at by the loader, and by encoders that count processors.
MACHINE = (
    *("/etc/ld.so.cache", "/dev/zero", "/dev/random", "/dev/urandom"),
    *("/proc/cpuinfo", "/proc/meminfo", "/sys/devices/system/cpu", "/sys/devices/system/node"),
)
DUSTBIN = "/dev/null"
SHELLS = ("/bin", "/usr/bin")


@dataclass(frozen=True)
class Bounds:
    """What one process may use: seconds of processor time, bytes it may fill, bytes of one file it writes."""

    cpu_seconds: int = 6 * 3600
    memory_bytes: int = 10**9
    file_bytes: int = 4 * 10**9


class Order(TypedDict):
    """What the launcher is told, as JSON."""

    parent: int
    program: list[str]
    cpu_seconds: int
    memory_bytes: int
    file_bytes: int
    run: list[str]
    read: list[str]
    write: list[str]


def confined(program: Sequence[str], *, bounds: Bounds, reads: Sequence[Path], folder: Path) -> list[str]:
    """The command that runs ``program`` so that it reads ``reads`` and its libraries, and writes in ``folder`` alone.

    It dies with the process that starts it. All paths must be absolute.
    """
    return _launch(list(program), bounds, [str(path) for path in reads], [str(folder), DUSTBIN])


@lru_cache(maxsize=1)
def layers() -> tuple[str, ...]:
    """Which layers hold on this machine, of ``limits``, ``network``, ``sockets`` and ``landlock``."""
    command = _launch([], Bounds(), [], [])
    said = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False, env={"LC_ALL": "C"})
    return tuple(said.stdout.split())


def _launch(program: list[str], bounds: Bounds, reads: list[str], writes: list[str]) -> list[str]:
    order = Order(
        parent=os.getpid(),
        program=program,
        run=[*LIBRARIES, *(_runs(Path(program[0])) if program else ())],
        read=[*MACHINE, *reads],
        write=writes,
        cpu_seconds=bounds.cpu_seconds,
        memory_bytes=bounds.memory_bytes,
        file_bytes=bounds.file_bytes,
    )
    return [sys.executable, "-I", "-S", str(LAUNCHER), str(HOUSE), json.dumps(order)]


def _runs(program: Path) -> list[str]:
    """The program, the libraries installed beside it, and the system's programs when it is a script that calls them."""
    with program.open("rb") as stream:
        is_script = stream.read(2) == b"#!"
    return [str(program), str(program.resolve().parent.parent / "lib"), *(SHELLS if is_script else ())]
