"""Each closed set of rooms installs into somebody else's site, on Django's own user model."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.rooms import ROOT

SETS = ("media", "courses", "assessments", "certificates")


def manage(project: str, data: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a management command of the foreign site in a process of its own."""
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": f"tests.projects.{project}",
        "FOREIGN_DATA": str(data),
        "PYTHONPATH": str(ROOT),
    }
    return subprocess.run(
        [sys.executable, "-W", "error::UserWarning", "-m", "django", *arguments],
        env=environment,
        cwd=data,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("project", SETS)
def test_it_checks_and_its_migrations_are_complete(project: str, tmp_path: Path) -> None:
    checked = manage(project, tmp_path, "check", "--fail-level", "WARNING")
    assert checked.returncode == 0, checked.stderr
    complete = manage(project, tmp_path, "makemigrations", "--check", "--dry-run")
    assert complete.returncode == 0, complete.stdout + complete.stderr


def test_the_largest_set_migrates_from_nothing(tmp_path: Path) -> None:
    migrated = manage("certificates", tmp_path, "migrate", "--verbosity", "0")
    assert migrated.returncode == 0, migrated.stderr
