"""Every reader keeps the same promises, the one that reads nothing too."""

import subprocess
import tempfile
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from media_pipeline.reader import NoReader, Reader, Tesseract, find_reader
from tests.factories.reader import NoteReader

TESSERACT = Tesseract.installed()
needs_tesseract = pytest.mark.skipif(TESSERACT is None, reason="tesseract is not installed")


def page(words: str, mode: str = "RGB") -> Image.Image:
    """Black words on white."""
    image = Image.new("RGB", (480, 120), "white")
    ImageDraw.Draw(image).text((20, 40), words, fill="black", font=ImageFont.load_default(30))
    image.info["note"] = words
    return image.convert(mode)


@pytest.fixture(params=["none", "notes", pytest.param("tesseract", marks=needs_tesseract)])
def reader(request: pytest.FixtureRequest) -> Reader:
    return {"none": NoReader(), "notes": NoteReader(), "tesseract": TESSERACT}[request.param]  # type: ignore[return-value]


def test_it_says_what_it_can_read_in_the_sites_own_names(reader: Reader) -> None:
    assert reader.languages_available <= {"en", "ur", "ps"}
    assert bool(reader.name) is bool(reader.languages_available)


@pytest.mark.parametrize("mode", ["RGB", "L", "RGBA", "P", "1"])
def test_any_kind_of_picture_is_read_and_left_as_it_is(reader: Reader, mode: str) -> None:
    image = page("Contrast and margin", mode)
    before = image.tobytes()
    text = reader.read(image, ["en"])
    assert ("Contrast" in text) is ("en" in reader.languages_available)
    assert image.tobytes() == before


@pytest.mark.parametrize("size", [(1, 1), (3, 400), (640, 360)])
def test_where_nothing_stands_nothing_is_read(reader: Reader, size: tuple[int, int]) -> None:
    assert reader.read(Image.new("RGB", size, "white"), ["en", "ur", "ps"]) == ""


@pytest.mark.parametrize("languages", [[], ["tlh"]])
def test_an_unknown_language_is_not_guessed(reader: Reader, languages: list[str]) -> None:
    assert reader.read(page("Contrast"), languages) == ""


def test_nothing_is_left_behind(reader: Reader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    reader.read(page("Contrast"), ["en"])
    assert list(tmp_path.iterdir()) == []


def test_a_machine_without_the_program_reads_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    find_reader.cache_clear()
    try:
        assert isinstance(find_reader(), NoReader)
    finally:
        find_reader.cache_clear()


@pytest.mark.parametrize("script", ["sleep 60", "echo eng; exit 1", "kill -9 $$"])
def test_a_program_that_hangs_or_fails_reads_nothing(tmp_path: Path, script: str) -> None:
    program = tmp_path / "tesseract"
    program.write_text(f'#!/bin/sh\ncase "$1" in --*) echo eng ;; *) {script} ;; esac\n')
    program.chmod(0o755)
    assert Tesseract(str(program), seconds=1).read(page("Contrast"), ["en"]) == ""


def test_the_program_sees_nothing_of_our_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUNAR_KEYS", "a:secret")
    program, seen = tmp_path / "tesseract", tmp_path / "seen"
    program.write_text(f'#!/bin/sh\ncase "$1" in --*) echo eng ;; *) env > {seen} ;; esac\n')
    program.chmod(0o755)
    Tesseract(str(program)).read(page("Contrast"), ["en"])
    assert "OMP_THREAD_LIMIT=1" in seen.read_text()
    assert "secret" not in seen.read_text()


@needs_tesseract
def test_the_folder_is_gone_even_when_reading_took_too_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(*_: object, **__: object) -> None:
        raise subprocess.TimeoutExpired("tesseract", 1)

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(subprocess, "run", slow)
    assert TESSERACT is not None
    assert TESSERACT.read(page("Contrast"), ["en"]) == ""
    assert list(tmp_path.iterdir()) == []
