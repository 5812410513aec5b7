"""Reads the process environment once, twelve-factor style; knows nothing of Django."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def read_env_file(path: Path) -> None:
    """Put ``NAME=value`` lines of ``path`` into the environment; what is already set wins."""
    if not path.is_file():
        return
    for line in path.read_text(encoding="utf-8").splitlines():
        name, separator, value = line.strip().partition("=")
        if separator and not name.startswith("#"):
            os.environ.setdefault(name.strip(), value.strip().strip('"'))


def text(name: str, default: str = "") -> str:
    """The variable ``name``, or ``default`` when it is unset or empty."""
    return os.environ.get(name, "").strip() or default


def switch(name: str, *, default: bool = False) -> bool:
    """True for ``1``, ``true``, ``yes`` or ``on``."""
    return text(name, str(default)).lower() in {"1", "true", "yes", "on"}


def items(name: str, default: str = "") -> list[str]:
    """The comma-separated parts of the variable, none of them empty."""
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def keys(name: str) -> list[tuple[str, str]]:
    """``id:key`` pairs of the variable, newest first."""
    pairs = (part.partition(":") for part in items(name))
    return [(identifier, key) for identifier, _, key in pairs if key]
