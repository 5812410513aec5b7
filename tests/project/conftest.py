"""The foreign site of a how-to: a test file names its how-to as ``HOW_TO``."""

from collections.abc import Iterator

import pytest

from tests.project.following import Followed, build_wheel
from tests.project.foreign_site import ForeignSite


@pytest.fixture(scope="module")
def how_to(request: pytest.FixtureRequest) -> Followed:
    """The how-to that this test file follows."""
    return request.module.HOW_TO


@pytest.fixture(scope="module")
def site(how_to: Followed, tmp_path_factory: pytest.TempPathFactory) -> ForeignSite:
    """The foreign site after the how-to."""
    wheel = build_wheel(tmp_path_factory.mktemp("wheel"))
    python = how_to.python(wheel, tmp_path_factory.mktemp("environment"))
    return how_to.site(wheel, python, tmp_path_factory.mktemp("foreign"))


@pytest.fixture
def address(how_to: Followed, site: ForeignSite) -> Iterator[str]:
    """Where it answers."""
    with how_to.running(site) as place:
        yield place
