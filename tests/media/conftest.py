"""Clips and a store of their own for the tests of this room."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Collection

from media_pipeline.ffmpeg import Tool, find_binary
from media_pipeline.pipeline import recipes, workshop
from media_pipeline.reader import NoReader
from tests.factories.media import Clips, trainer


@pytest.fixture(scope="session")
def clips(tmp_path_factory: pytest.TempPathFactory) -> Clips:
    """Small recordings, made when first asked for."""
    return Clips(tmp_path_factory.mktemp("clips"))


@pytest.fixture
def tool() -> Tool:
    """The ffmpeg that comes with the site."""
    return Tool(find_binary())


def hurry(put: Callable[[Any, str, Any], None]) -> None:
    """Let encoders be at their fastest and nothing be read; ``put`` is ``setattr`` or what undoes itself like it."""
    put(workshop, "find_reader", NoReader)
    # As dear as a slow encoder's would be beside the others: what costs less than it shows is left out.
    dear = {"preset": "ultrafast", "crf": 12}
    av1, h264, standard = recipes.av1, recipes.h264, recipes.standard
    put(recipes, "av1", lambda *facts: av1(*facts) | {"preset": 12})
    put(recipes, "h264", lambda *facts: h264(*facts) | {"preset": "ultrafast"})
    put(recipes, "standard", lambda *facts: standard(*facts) | dear)
    put(recipes, "AVIF", recipes.AVIF | {"common": recipes.AVIF["common"] | {"speed": 9}})
    put(recipes, "KEEP", recipes.KEEP | {"picture": recipes.KEEP["picture"] | {"preset": "ultrafast"}})


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Video encoders at their fastest: these tests ask what happens, not how small it gets."""
    hurry(monkeypatch.setattr)


@pytest.fixture
def mine() -> Collection:
    """The collection of one trainer."""
    return Collection.get_first_root_node().add_child(name="Mine")


@pytest.fixture
def theirs() -> Collection:
    """The collection of another."""
    return Collection.get_first_root_node().add_child(name="Theirs")


@pytest.fixture
def staff(mine: Collection) -> Client:
    """A trainer of one collection, signed in."""
    client = Client()
    client.force_login(trainer("amina", mine).user)
    return client


@pytest.fixture(autouse=True)
def own_store(settings: Any, tmp_path: Path) -> None:
    """A content store and a working folder for this test alone."""
    folders = {"CONTENT_ROOT": str(tmp_path / "content"), "WORK_ROOT": str(tmp_path / "working")}
    settings.HUNAR_FOUNDATION = settings.HUNAR_FOUNDATION | folders
