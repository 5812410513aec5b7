"""A Python environment that holds the closure of one requirement and nothing else, without a network."""

import subprocess
import venv
from importlib.metadata import Distribution, distribution, distributions
from pathlib import Path

from packaging.requirements import Requirement


def closure(requirements: list[str], extras: set[str]) -> list[Distribution]:
    """The installed distributions that these lines of ``Requires-Dist`` lead to with ``extras``, each once.

    Raises PackageNotFoundError for one that is not installed here.
    """
    found: dict[str, Distribution] = {}
    seen: set[tuple[str, str]] = set()
    waiting = [(line, extra) for line in requirements for extra in ("", *extras)]
    while waiting:
        line, extra = waiting.pop()
        wanted = Requirement(line)
        if wanted.marker is not None and not wanted.marker.evaluate({"extra": extra}):
            continue
        known = distribution(wanted.name)
        found[known.name] = known
        for more in {"", *wanted.extras} - {name for key, name in seen if key == known.name}:
            seen.add((known.name, more))
            waiting += [(each, more) for each in known.requires or []]
    return list(found.values())


def make(folder: Path, distributions: list[Distribution]) -> Path:
    """An environment in ``folder`` that knows these distributions alone; returns its Python.

    Their folders are links to the running environment's, so nothing is copied and nothing is fetched.
    """
    venv.create(folder, symlinks=True, with_pip=False)
    python = folder / "bin/python"
    command = [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    site = Path(subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip())
    for each in distributions:
        for name in {file.parts[0] for file in each.files or []} - {"..", "__pycache__"}:
            target = site / name
            if not target.is_symlink():
                target.symlink_to(Path(str(each.locate_file(name))).resolve())
    return python


def requirements_of(wheel: Path) -> list[str]:
    """The lines ``Requires-Dist`` of a wheel that is not installed."""
    (found,) = distributions(name="hunar", path=[str(wheel)])
    return found.requires or []
