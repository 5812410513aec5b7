"""The wheel carries what the rooms need beside their code: templates, styles, scripts, languages, fonts, the demo."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.house.rooms import PACKAGES, ROOT, files, folder

CARRIED = (".html", ".css", ".js", ".typ", ".ttf", ".json", ".opus", ".svg", ".txt")


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The names in a freshly built wheel."""
    target = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(target)]
    built = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr
    with zipfile.ZipFile(next(Path(target).glob("*.whl"))) as wheel:
        return set(wheel.namelist())


def test_everything_beside_the_code_is_carried(names: set[str]) -> None:
    beside = {
        path.relative_to(ROOT).as_posix()
        for room in ("lms", "courses", "assessments", "certificates", "media_pipeline")
        for path in (ROOT / room).rglob("*")
        if path.suffix in CARRIED
    }
    assert beside - names == set()


@pytest.mark.parametrize("label", PACKAGES)
def test_every_language_is_compiled(label: str, names: set[str]) -> None:
    sources = [path for path in files(label, "*.po") if folder(label) in path.parents]
    assert [path.name for path in sources if path.with_suffix(".mo").relative_to(ROOT).as_posix() not in names] == []


def test_nothing_of_the_tests_travels(names: set[str]) -> None:
    assert not [name for name in names if name.startswith(("tests/", "docs/", "benchmarks/"))]
