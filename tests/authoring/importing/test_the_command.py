"""``manage.py import_course``: tells every problem by file and line, and changes nothing unless it is asked to."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from courses.authoring.models import CoursePage, LessonPage, ModulePage, Page
from tests.authoring.importing.material import folder, line, word
from tests.factories.authoring import make_catalogue, make_course

pytestmark = pytest.mark.django_db
WOOD = {"mkdocs.yml": "site_name: Wood\n", "docs/a.md": "# Saws\n\nWords\n\n![A saw](gone.png)"}


def said(*arguments: str | Path) -> str:
    out = StringIO()
    call_command("import_course", *map(str, arguments), stdout=out)
    return out.getvalue()


def test_a_dry_run_tells_problems_and_changes_nothing(tmp_path: Path) -> None:
    course = make_course()
    told = said(folder(tmp_path, WOOD), "--dry-run", "--course", course.slug)
    assert "docs/a.md:5: The picture “gone.png” is not in the folder." in told
    assert "“Wood”: 1 modules, 1 lessons, 0 pictures and files, 1 problems." in told
    assert "to be made: docs/a.md" in told
    assert not LessonPage.objects.exists()
    assert told == said(tmp_path, "--course", str(course.key))


def test_applying_brings_it_in_and_applying_again_says_that_nothing_changed(tmp_path: Path) -> None:
    course = make_course()
    assert "made: docs/a.md" in said(folder(tmp_path, WOOD), "--apply", "--course", course.slug)
    assert "0 made, 0 changed, 1 unchanged, 0 left" in said(tmp_path, "--apply", "--course", course.slug)
    assert LessonPage.objects.get().title == "Saws"


def test_a_new_course_has_the_materials_modules_alone(tmp_path: Path) -> None:
    make_catalogue()
    said(folder(tmp_path, WOOD | {"LICENSE": "MIT License\nCopyright 2020 A. Joiner"}), "--apply", "--new")
    course = CoursePage.objects.get(title="Wood")
    assert (course.live, course.licence, course.attribution) == (False, "mit", "“Wood”, A. Joiner")
    assert ModulePage.objects.get().title == "Wood"
    assert ModulePage.objects.get().licence == ""
    assert course.get_latest_revision_as_object().licence == "mit"
    assert Page.find_problems() == ([], [], [], [], [])


def test_a_word_file_goes_into_a_course(tmp_path: Path) -> None:
    place = tmp_path / "wood.docx"
    place.write_bytes(word(line("Saws", "Heading1") + line("Words")))
    said(place, "--apply", "--course", make_course().slug)
    assert LessonPage.objects.get().title == "Saws"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--apply"], "Say where to"),
        (["--apply", "--course", "nowhere"], "no course “nowhere”"),
        (["--apply", "--new", "--language", "xx"], "another one with --language"),
    ],
)
def test_it_says_what_is_missing(tmp_path: Path, arguments: list[str], sentence: str) -> None:
    make_catalogue()
    with pytest.raises(CommandError, match=sentence):
        said(folder(tmp_path, WOOD), *arguments)
    assert not CoursePage.objects.exists()


@pytest.mark.parametrize("name", ["empty", "nothing", "text.txt", "broken.docx"])
def test_what_cannot_be_read_ends_with_an_error(tmp_path: Path, name: str) -> None:
    folder(tmp_path, {"empty/.keep": "", "text.txt": "x", "broken.docx": "x"})
    with pytest.raises(CommandError, match="keeps this material out"):
        said(tmp_path / name)
