"""Ten thousand damaged files: never an error, nothing outside, nothing half brought in. A tenth of them every day."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from courses.authoring.actions.import_material import import_material
from courses.authoring.importing.outline import Outline
from courses.authoring.importing.site import read_folder
from courses.authoring.importing.word.read import read_word
from courses.authoring.models import ImportedSource, LessonPage, Page
from tests.authoring.importing.material import fragment, picture
from tests.authoring.importing.seeds import MARKDOWN, MARKDOWN_WORDS, SETTINGS, WORD, WORD_WORDS
from tests.factories.authoring import make_course
from tests.mutations import mutated, rounds

pytestmark = pytest.mark.django_db

WHOLE = 10_000
# Bringing in takes longer than reading, and its own rules have tests of their own.
BROUGHT_IN = 40


@pytest.fixture
def damaged_markdown(tmp_path: Path) -> Iterator[Iterator[Outline]]:
    """Outlines of folders in which one file was damaged: mostly a text, sometimes its settings or a picture."""
    outside = tmp_path / "outside.md"
    outside.write_text("SECRET")
    place = tmp_path / "course"
    (place / "docs").mkdir(parents=True)

    def outlines() -> Iterator[Outline]:
        for number, data in enumerate(mutated(MARKDOWN, rounds(WHOLE) // 2, words=MARKDOWN_WORDS)):
            (place / "docs" / "a.md").write_bytes(data)
            (place / "docs" / "b.md").write_bytes(b"# Next\n\nWords\n")
            (place / "docs" / "a.png").write_bytes(picture())
            if number % 10 == 0:
                (settings,) = mutated([SETTINGS[number // 10 % 3]], 1, words=MARKDOWN_WORDS, first=number)
                (place / ["config.yaml", "docs/_category_.json", "mkdocs.yml"][number // 10 % 3]).write_bytes(settings)
                (drawn,) = mutated([picture()], 1, first=number)
                (place / "docs" / "a.png").write_bytes(drawn)
            yield read_folder(place)

    yield outlines()
    assert outside.read_text() == "SECRET"
    assert {path.name for path in tmp_path.iterdir()} == {"outside.md", "course"}


def readable(outline: Outline) -> None:
    """Everything can be stored, counted and compiled, and nothing lies outside of the material."""
    titles = [outline.title, *(module.title for module in outline.modules)]
    assert all(title.strip() and len(title) <= 200 for title in titles)
    json.dumps(titles, ensure_ascii=False).encode()
    for module in outline.modules:
        for lesson in module.lessons:
            fragment(list(lesson.blocks))
            assert lesson.title.strip()
            assert len(lesson.title) <= 200
            assert 0 < (lesson.minutes or 0) <= 600
            json.dumps(lesson.blocks, ensure_ascii=False).encode()
    assert outline.stopped or outline.modules
    assert not any(".." in path.split("/") or path.startswith("/") for path in outline.files)
    assert "SECRET" not in str(outline)
    str([str(problem) for problem in outline.problems]).encode()


def brought_in(outline: Outline) -> None:
    """All of an outline becomes drafts; then the tree is given back."""
    with transaction.atomic():
        course = make_course(live=True)
        import_material(outline, course, by=None)
        lessons = sum(len(module.lessons) for module in outline.modules)
        assert LessonPage.objects.descendant_of(course).filter(live=False).count() == lessons
        for lesson in LessonPage.objects.descendant_of(course):
            lesson.get_latest_revision_as_object().full_clean()
        transaction.set_rollback(True)


def test_damaged_markdown_is_read_or_told(damaged_markdown: Iterator[Outline]) -> None:
    make_course()
    for number, outline in enumerate(damaged_markdown):
        readable(outline)
        if number % BROUGHT_IN == 0 and not outline.stopped:
            brought_in(outline)
    assert not ImportedSource.objects.exists()


def test_damaged_word_files_are_read_or_told(tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.chdir(tmp_path)
    make_course()
    pages = Page.objects.count()
    for number, data in enumerate(mutated([WORD], rounds(WHOLE) // 2, words=WORD_WORDS)):
        outline = read_word(data, "wood.docx")
        readable(outline)
        if number % BROUGHT_IN == 0 and not outline.stopped:
            brought_in(outline)
    assert Page.objects.count() == pages
    assert list(tmp_path.iterdir()) == []
