"""The demo's words as they lie in the tree."""

import json
from pathlib import Path
from typing import Any

import pytest

from lms.project.demo.lectures import CONTENT

FOLDERS = sorted(path.parent for path in (CONTENT / "courses").glob("*/course.json"))


@pytest.fixture(params=FOLDERS, ids=lambda folder: folder.name)
def folder(request: pytest.FixtureRequest) -> Path:
    """The folder of each course in turn."""
    return request.param


@pytest.fixture
def course(folder: Path) -> dict[str, Any]:
    """A course as its file says it."""
    return json.loads((folder / "course.json").read_text(encoding="utf-8"))


@pytest.fixture
def bank(folder: Path, course: dict[str, Any]) -> list[dict[str, Any]]:
    """The questions of a course."""
    return json.loads((folder / course["bank"]).read_text(encoding="utf-8"))
