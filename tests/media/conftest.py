"""Clips and a store of their own for the tests of this room."""

from pathlib import Path
from typing import Any

import pytest

from media_pipeline.ffmpeg import Tool, find_binary
from tests.factories.media import Clips


@pytest.fixture(scope="session")
def clips(tmp_path_factory: pytest.TempPathFactory) -> Clips:
    """Small recordings, made when first asked for."""
    return Clips(tmp_path_factory.mktemp("clips"))


@pytest.fixture
def tool() -> Tool:
    """The ffmpeg that comes with the site."""
    return Tool(find_binary())


@pytest.fixture(autouse=True)
def own_store(settings: Any, tmp_path: Path) -> None:
    """A content store and a working folder for this test alone."""
    folders = {"CONTENT_ROOT": str(tmp_path / "content"), "WORK_ROOT": str(tmp_path / "working")}
    settings.HUNAR_FOUNDATION = settings.HUNAR_FOUNDATION | folders
