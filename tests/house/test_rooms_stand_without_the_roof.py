"""Each closed set of rooms installs into somebody else's site, on Django's own user model."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.rooms import ROOT

SETS = ("media", "courses", "assessments", "certificates")


# One process a site: starting Django is what costs.
LOOK = """
import django
from django.core.management import call_command
django.setup()
call_command("check", fail_level="WARNING")
call_command("makemigrations", check_changes=True, dry_run=True)
"""
MIGRATE = 'call_command("migrate", verbosity=0)'


def look(project: str, data: Path, more: str = "") -> subprocess.CompletedProcess[str]:
    """Start the foreign site in a process of its own and look at it."""
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": f"tests.projects.{project}",
        "FOREIGN_DATA": str(data),
        "PYTHONPATH": str(ROOT),
    }
    return subprocess.run(
        [sys.executable, "-W", "error::UserWarning", "-c", LOOK + more],
        env=environment,
        cwd=data,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("project", SETS)
def test_it_checks_and_its_migrations_are_complete(project: str, tmp_path: Path) -> None:
    # The largest set is also migrated from nothing.
    looked = look(project, tmp_path, MIGRATE if project == SETS[-1] else "")
    assert looked.returncode == 0, looked.stdout + looked.stderr
