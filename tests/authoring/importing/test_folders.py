"""Which files of a folder are lessons, in which order, under which titles; and what is never read."""

import os
from pathlib import Path

import pytest

from tests.authoring.importing.material import folder, outline, picture, sentences

SHAPES = {
    "carpentries": {
        "config.yaml": "title: Wood\nlicense: CC-BY 4.0\ncarpentry: lc\nlang: en\nepisodes:\n- b.md\n- a.md\n",
        "episodes/a.md": "---\ntitle: Second\nteaching: 10\nexercises: 5\n---\nTwo",
        "episodes/b.md": "---\ntitle: First\n---\nOne",
    },
    "older carpentries": {
        "_config.yml": "title: Wood\nlicense: CC-BY 4.0\nauthor: Library Carpentry\nlang: en\n",
        "_episodes/01-b.md": "---\ntitle: First\n---\nOne",
        "_episodes/02-a.md": "---\ntitle: Second\nteaching: 15\n---\nTwo",
    },
    "docusaurus": {
        "docusaurus.config.js": "const c = {\n  title: 'Wood',\n  i18n: {defaultLocale: 'en'}};",
        "docs/b.md": "---\nsidebar_position: 1\n---\n# First\nOne",
        "docs/a.md": "---\nsidebar_position: 2\nduration: 15\n---\n# Second\nTwo",
    },
    "hugo": {
        "hugo.toml": 'title = "Wood"\nlanguageCode = "en"\n',
        "content/b.md": '+++\ntitle = "First"\nweight = 1\n+++\nOne',
        "content/a.md": '+++\ntitle = "Second"\nweight = 2\nminutes = 15\n+++\nTwo',
    },
    "mkdocs": {
        "mkdocs.yml": "site_name: Wood\ntheme:\n  language: en\nplugins: [!!python/name:os.system "
        "x]\nnav:\n- First: b.md\n- a.md\n",
        "docs/b.md": "# Whatever\nOne",
        "docs/a.md": "---\nminutes: 15\n---\n# Second\nTwo",
    },
    "jupyter book": {
        "_config.yml": "title: Wood\nauthor: Somebody\nlang: en\n",
        "_toc.yml": "format: jb-book\nroot: b\nchapters:\n- file: a\n",
        "b.md": "# First\nOne",
        "a.md": "---\nminutes: 15\n---\n# Second\nTwo",
    },
    "summary": {
        "book.toml": '[book]\ntitle = "Wood"\nlanguage = "en"\n',
        "src/SUMMARY.md": "# Summary\n\n- [First](b.md)\n- [Second](a.md)\n",
        "src/b.md": "# First\nOne",
        "src/a.md": "---\nminutes: 15\n---\n# Second\nTwo",
    },
    "plain": {"wood/1-first.md": "One", "wood/10-second.md": "---\nminutes: 15\n---\nTwo", "wood/2-first-b.md": ""},
}


@pytest.mark.parametrize("files", SHAPES.values(), ids=SHAPES)
def test_each_shape_gives_its_lessons_in_their_order(tmp_path: Path, files: dict[str, str]) -> None:
    found = outline(tmp_path / "wood", files)
    (module,) = found.modules
    assert [lesson.title for lesson in module.lessons] == ["First", "Second"]
    assert (found.title, module.title, module.lessons[1].minutes) == ("Wood", "Wood", 15)
    assert found.language in ("en", "")
    assert not found.stopped


def test_folders_are_modules_under_their_own_titles_and_positions(tmp_path: Path) -> None:
    found = outline(
        tmp_path,
        {
            "docs/intro.md": "# Welcome\nWords",
            "docs/01-z/_category_.json": '{"label": "Cutting", "position": 2}',
            "docs/01-z/a.md": "# Saw\nWords",
            "docs/02-a/_category_.yml": "label: Measuring\nposition: 1\n",
            "docs/02-a/a.md": "# Rule\nWords",
            "docs/03-c/_index.md": "---\ntitle: Gluing\n---\n",
            "docs/03-c/deep/a.md": "# Clamp\nWords",
        },
    )
    assert [module.title for module in found.modules][1:] == ["Measuring", "Cutting", "Deep"]


def test_a_page_in_a_folder_of_its_own_is_a_lesson_and_parts_of_pages_are_none(tmp_path: Path) -> None:
    found = outline(
        tmp_path,
        {
            "content/cut/_index.md": "---\ntitle: Cutting\n---\n",
            "content/cut/2-knife/index.md": "# Knife\n\n![A blade](blade.png)",
            "content/cut/2-knife/blade.png": picture(),
            "content/cut/1-saw/index.md": "# Saw\n\nWords",
            "content/cut/_part.md": "Words",
        },
    )
    (module,) = found.modules
    assert (module.title, [lesson.title for lesson in module.lessons]) == ("Cutting", ["Saw", "Knife"])
    assert [problem.file for problem in found.problems] == ["content/cut/_part.md"]


def test_sections_of_a_list_are_modules(tmp_path: Path) -> None:
    nav = "site_name: Wood\nnav:\n- index.md\n- Cutting:\n  - a.md\n  - Deeper:\n    - b.md\n- Gone: gone.md\n- https://e.org\n"
    files = {
        "mkdocs.yml": nav,
        "docs/index.md": "# Hello\nx",
        "docs/a.md": "# A\nx",
        "docs/b.md": "# B\nx",
        "docs/c.md": "x",
    }
    found = outline(tmp_path, files)
    assert [(module.title, len(module.lessons)) for module in found.modules] == [("Wood", 1), ("Cutting", 2)]
    assert any(problem.startswith("docs/c.md: It is not in the list") for problem in sentences(found))
    assert any("“gone.md” is listed" in problem for problem in sentences(found))


def test_what_is_for_trainers_is_a_note_of_the_first_lesson(tmp_path: Path) -> None:
    files = {"episodes/a.md": "Words", "instructors/notes.md": "# Notes\n\nSECRET\n\n::: solution\nSECRET\n:::"}
    found = outline(tmp_path, files)
    first = found.modules[0].lessons[0].blocks
    assert first[0]["type"] == "trainer_note"
    assert "SECRET" not in str(first[1:])
    assert any(problem.startswith("instructors/notes.md") for problem in sentences(found))


def test_licence_language_and_authors_are_taken_from_where_they_stand(tmp_path: Path) -> None:
    found = outline(
        tmp_path / "w", {"LICENSE": "MIT License\n\nCopyright (c) 2020 A. Joiner\n\nPermission", "a.md": "x"}
    )
    assert (found.licence, found.attribution) == ("mit", "“W”, A. Joiner")
    unknown = outline(tmp_path / "u", {"LICENSE": "The limited permission of my uncle", "a.md": "x"})
    assert unknown.licence == ""
    assert any("was not recognised" in problem for problem in sentences(unknown))


def test_links_and_pictures_are_found_where_websites_find_them(tmp_path: Path) -> None:
    text = (
        "[a](../02-next/) [b](02-next.html#x) [c](/episodes/02-next) [d](02-next.md?x) [e](data/list%20one.csv)\n\n"
        "![A saw](/fig/SAW.png) ![A rasp](../fig/rasp.png)"
    )
    found = outline(
        tmp_path,
        {
            "episodes/01-first.md": text,
            "episodes/02-next.md": "x",
            "episodes/data/list one.csv": "a,b",
            "episodes/fig/saw.png": picture(),
            "fig/rasp.png": picture("red"),
        },
    )
    blocks = found.modules[0].lessons[0].blocks
    assert blocks[0]["value"].count('data-source="episodes/02-next.md"') == 4
    assert blocks[1]["value"]["document"] == {"file": "episodes/data/list one.csv"}
    assert sorted(found.files) == ["episodes/data/list one.csv", "episodes/fig/saw.png", "fig/rasp.png"]
    assert sentences(found) == []


def test_names_in_any_script_and_form_are_found(tmp_path: Path) -> None:
    files = {
        "docs/سبق ۱.md": "![کپڑا](تصویریں/کپڑا.png)",
        "docs/تصویریں/کپڑا.png": picture(),
        "docs/Cafe\u0301.md": "[x](caf%C3%A9.md)",
    }
    found = outline(tmp_path, files)
    assert "docs/تصویریں/کپڑا.png" in found.files
    assert {lesson.title for lesson in found.modules[0].lessons} == {"سبق ۱", "Café"}
    assert sentences(found) == []


def test_nothing_outside_of_the_folder_is_read(tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text("SECRET")
    (tmp_path / "secret.png").write_bytes(picture())
    place = folder(
        tmp_path / "course", {"docs/a.md": "![A b](../../secret.png) ![A b](/../secret.png) [x](../../secret.md)"}
    )
    (place / "docs" / "link.md").symlink_to(tmp_path / "secret.md")
    (place / "docs" / "all").symlink_to(tmp_path)
    (place / "docs" / "loop").symlink_to(place)
    os.mkfifo(place / "docs" / "pipe.md")
    found = outline(place, {})
    assert "SECRET" not in str(found.modules)
    assert found.files == {}
    assert sum("link to another place" in problem for problem in sentences(found)) == 3


def test_files_in_other_encodings_are_read_and_told(tmp_path: Path) -> None:
    words = "# Titre\n\nÉté à Noël"
    files: dict[str, str | bytes] = {
        "a.md": b"\xef\xbb\xbf" + words.encode(),
        "b.md": words.encode("utf-16"),
        "c.md": words.encode("latin-1"),
        "d.md": b"x\x00y\x07z",
        "e.md": b"\xff\xfex",
    }
    found = outline(tmp_path, files)
    lessons = found.modules[0].lessons
    assert [lesson.blocks[0]["value"] for lesson in lessons[:3]] == ["<p>Été à Noël</p>"] * 3
    assert lessons[3].blocks[0]["value"] == "<p>xyz</p>"
    assert {problem.file for problem in found.problems} == {"c.md", "d.md", "e.md"}


def test_front_matter_that_is_broken_is_told_with_its_line_and_not_shown(tmp_path: Path) -> None:
    found = outline(tmp_path, {"a.md": "---\ntitle: A\nx: [1, 2\ny: &a [*a, *a]\n---\nWords"})
    (problem,) = found.problems
    assert (problem.file, problem.line) == ("a.md", 4)
    assert found.modules[0].lessons[0].blocks == ({"type": "paragraph", "value": "<p>Words</p>"},)


def test_drafts_stay_out_and_pictures_that_are_none_are_told(tmp_path: Path) -> None:
    files = {"a.md": "---\ndraft: true\n---\nSECRET", "b.md": "Words\n\n![A saw](saw.png)", "saw.png": "no picture"}
    found = outline(tmp_path, files)
    assert "SECRET" not in str(found.modules)
    assert [problem.file for problem in found.problems] == ["a.md", "b.md"]
    assert found.problems[1].line == 3
    assert "A saw" in str(found.modules[0].lessons[0].blocks)


def test_a_notebook_is_text_code_and_answers(tmp_path: Path) -> None:
    cells = (
        '{"cells": [{"cell_type": "markdown", "source": ["# Sums\\n", "Words"]}, {"cell_type": '
        '"code", "source": "1+1", '
        '"outputs": [{"data": {"text/plain": ["2"]}}]}, {"cell_type": "code", "source": "SECRET", "outputs": [], '
        '"metadata": {"tags": ["remove-cell"]}}]}'
    )
    (lesson,) = outline(tmp_path, {"a.ipynb": cells}).modules[0].lessons
    assert lesson.title == "Sums"
    assert [block["type"] for block in lesson.blocks] == ["paragraph", "code", "code", "trainer_note"]


@pytest.mark.parametrize("files", [{}, {"a.txt": "x"}, {"docs/a.md": ""}])
def test_a_folder_without_a_lesson_is_stopped(tmp_path: Path, files: dict[str, str]) -> None:
    assert outline(tmp_path, files).stopped
