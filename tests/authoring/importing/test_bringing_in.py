"""An outline becomes drafts: once, all of it or nothing, and never over somebody's head."""

from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import uuid5

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import PageLogEntry

from courses.authoring.actions import import_material as action
from courses.authoring.actions.import_material import NotImportable, foreseen, import_material
from courses.authoring.importing.outline import LessonOutline, ModuleOutline, Outline, Problem
from courses.authoring.models import ImportedSource, LessonPage, ModulePage, Page
from courses.authoring.rights import collection_of
from tests.authoring.importing.material import outline, picture
from tests.factories.authoring import make_course, make_locale, make_person, make_trainer, translate

pytestmark = pytest.mark.django_db
FILES: dict[str, str | bytes] = {
    "docs/1-cut/a.md": "# Saws\n\nSee [the rasp](../2-file/b.md) and [the sheet](sheet.pdf).\n\n![A saw](saw.png)",
    "docs/1-cut/sheet.pdf": b"%PDF",
    "docs/1-cut/saw.png": picture(),
    "docs/2-file/b.md": "# Rasps\n\nBack to [saws](../1-cut/a.md).\n\n![The same saw](again.png)",
    "docs/2-file/again.png": picture(),
}


def lesson(title: str) -> LessonPage:
    return LessonPage.objects.get(title=title)


def test_every_lesson_is_a_draft_in_its_module_and_nothing_is_published(tmp_path: Path) -> None:
    course = make_course()
    result = import_material(outline(tmp_path, FILES), course, by=None)
    assert result.made == ("docs/1-cut/a.md", "docs/2-file/b.md")
    modules = ModulePage.objects.child_of(course).order_by("path")
    assert [(page.title, page.live) for page in modules] == [("Cut", False), ("File", False)]
    assert [page.title for page in Page.objects.child_of(modules[0])] == ["Saws"]
    assert not LessonPage.objects.live().exists()
    assert lesson("Saws").get_latest_revision_as_object().title == "Saws"
    assert lesson("Saws").key == uuid5(course.key, "import:docs/1-cut/a.md")


def test_links_lead_to_pages_and_the_same_picture_is_kept_once(tmp_path: Path) -> None:
    course = make_course()
    import_material(outline(tmp_path, FILES), course, by=None)
    first, file, drawn = lesson("Saws").body.get_prep_value()
    assert f'<a linktype="page" id="{lesson("Rasps").pk}">the rasp</a>' in first["value"]
    assert f'id="{lesson("Saws").pk}"' in lesson("Rasps").body.get_prep_value()[0]["value"]
    image = get_image_model().objects.get()
    document = get_document_model().objects.get()
    assert drawn["value"]["image"] == lesson("Rasps").body.get_prep_value()[1]["value"]["image"] == image.pk
    assert file["value"]["document"] == document.pk
    assert image.collection == document.collection == collection_of(course.key)


def test_the_same_again_changes_nothing_also_after_an_edit(tmp_path: Path) -> None:
    course = make_course()
    found = outline(tmp_path, FILES)
    import_material(found, course, by=None)
    edited = lesson("Saws")
    edited.title = "Saws and knives"
    edited.save_revision(user=make_person(superuser=True).user)
    before = list(Page.objects.order_by("pk").values_list("pk", "latest_revision", "path", "draft_title"))
    assert foreseen(found, course).unchanged == ("docs/1-cut/a.md", "docs/2-file/b.md")
    result = import_material(found, course, by=None)
    assert (result.made, result.changed, result.problems) == ((), (), ())
    assert list(Page.objects.order_by("pk").values_list("pk", "latest_revision", "path", "draft_title")) == before
    assert PageLogEntry.objects.filter(page=course.pk, action=action.ACTION).count() == 1


def test_a_changed_source_is_a_new_revision_on_top_and_a_published_page_stays_as_it_is(tmp_path: Path) -> None:
    course = make_course()
    import_material(outline(tmp_path, FILES), course, by=None)
    page = lesson("Saws")
    page.get_latest_revision().publish()
    found = outline(tmp_path, FILES | {"docs/1-cut/a.md": "# Saws\n\nNew words."})
    assert foreseen(found, course).changed == ("docs/1-cut/a.md",)
    result = import_material(found, course, by=None)
    assert (result.changed, result.problems) == (("docs/1-cut/a.md",), ())
    page.refresh_from_db()
    assert page.live
    assert "New words" not in str(page.body.get_prep_value())
    assert "New words" in str(page.get_latest_revision_as_object().body.get_prep_value())
    assert page.has_unpublished_changes


def test_another_picture_under_the_same_name_is_a_change_and_the_same_under_another_is_none(tmp_path: Path) -> None:
    course = make_course()
    import_material(outline(tmp_path, FILES), course, by=None)
    moved = outline(
        tmp_path,
        FILES
        | {
            "docs/2-file/b.md": "# Rasps\n\nBack to [saws](../1-cut/a.md).\n\n![The same saw](third.png)",
            "docs/2-file/third.png": picture(),
        },
    )
    assert foreseen(moved, course).changed == ()
    other = outline(tmp_path, FILES | {"docs/1-cut/saw.png": picture("red")})
    assert foreseen(other, course).changed == ("docs/1-cut/a.md",)


def test_a_page_that_was_edited_since_is_told(tmp_path: Path) -> None:
    course = make_course()
    import_material(outline(tmp_path, FILES), course, by=None)
    lesson("Rasps").save_revision(user=make_person().user)
    changed = {name: text + " More." for name, text in FILES.items() if isinstance(text, str)}
    result = import_material(outline(tmp_path, FILES | changed), course, by=None)
    assert len(result.changed) == 2
    (problem,) = result.problems
    assert problem.file == "docs/2-file/b.md"
    assert "edited here since" in problem.sentence


def test_what_is_gone_deleted_moved_or_locked_is_left_and_told(tmp_path: Path) -> None:
    course = make_course()
    files = FILES | {"docs/1-cut/c.md": "# Knives\n\nWords"}
    import_material(outline(tmp_path, files), course, by=None)
    lesson("Saws").delete()
    ModulePage.objects.get(title="Cut").refresh_from_db()
    lesson("Knives").move(ModulePage.objects.get(title="File"), pos="last-child")
    locked = lesson("Rasps")
    locked.locked = True
    locked.save()
    (tmp_path / "docs/1-cut/c.md").unlink()
    result = import_material(outline(tmp_path, FILES | {"docs/2-file/b.md": "# Rasps\n\nOther."}), course, by=None)
    assert sorted(result.left) == ["docs/1-cut/a.md", "docs/1-cut/c.md", "docs/2-file/b.md"]
    assert len(result.problems) == 3
    assert lesson("Knives").get_parent().title == "File"
    assert not LessonPage.objects.filter(title="Saws").exists()
    assert "Other" not in str(lesson("Rasps").get_latest_revision_as_object().body.get_prep_value())


def test_a_new_lesson_stands_where_it_stands_in_the_material(tmp_path: Path) -> None:
    course = make_course()
    import_material(outline(tmp_path, {"docs/m/2.md": "# Two\n\nx", "docs/m/4.md": "# Four\n\nx"}), course, by=None)
    files = {
        f"docs/m/{number}.md": f"# {name}\n\nx"
        for number, name in enumerate(["One", "Two", "Three", "Four", "Five"], 1)
    }
    import_material(outline(tmp_path, files), course, by=None)
    titles = [page.title for page in Page.objects.child_of(ModulePage.objects.get())]
    assert titles == ["One", "Two", "Three", "Four", "Five"]
    assert Page.find_problems() == ([], [], [], [], [])


def test_the_same_files_in_another_language_are_its_translation(tmp_path: Path) -> None:
    course = make_course()
    found = outline(tmp_path, {"docs/a.md": "# Saws\n\nWords"})
    import_material(found, course, by=None)
    urdu = translate(course, "ur")
    import_material(outline(tmp_path, {"docs/a.md": "# آری\n\nالفاظ"}), urdu, by=None)
    assert lesson("آری").key == lesson("Saws").key
    assert lesson("آری").translation_key == lesson("Saws").translation_key
    assert lesson("آری").locale == make_locale("ur")


def test_titles_without_a_letter_and_twice_the_same_title(tmp_path: Path) -> None:
    course = make_course()
    import_material(
        outline(tmp_path, {"a.md": "# !!!\n\nx", "b.md": "# !!!\n\nx", "c.md": "# آری\n\nx", "d.md": "# آری\n\nx"}),
        course,
        by=None,
    )
    assert LessonPage.objects.count() == 4


def test_a_trainer_of_the_course_may_and_others_may_not(tmp_path: Path) -> None:
    course = make_course()
    found = outline(tmp_path, FILES)
    for person in (make_person(), make_trainer(make_course())):
        with pytest.raises(PermissionDenied):
            import_material(found, course, by=person)
    trainer = make_trainer(course)
    import_material(found, course, by=trainer)
    assert lesson("Saws").get_latest_revision().user == trainer.user
    entry = PageLogEntry.objects.get(page=course.pk, action=action.ACTION)
    assert (entry.user, entry.data) == (trainer.user, {"course": str(course.key)})


def test_a_stopped_outline_brings_nothing_in() -> None:
    stopped = Outline("x", "", (), problems=(Problem("x", 0, "No.", stops=True),))
    with pytest.raises(NotImportable):
        import_material(stopped, make_course(), by=None)


def test_an_error_half_way_leaves_no_page_no_row_and_no_file(tmp_path: Path, monkeypatch: Any) -> None:
    course = make_course()
    kept = set(default_storage.listdir("original_images")[1]) if default_storage.exists("original_images") else set()
    pages = Page.objects.count()
    whole = action._Import.keep

    def breaks(self: Any, page: Any) -> None:
        if page.title == "Rasps":
            raise OSError
        whole(self, page)

    monkeypatch.setattr(action._Import, "keep", breaks)
    with pytest.raises(OSError):
        import_material(outline(tmp_path, FILES), course, by=None)
    assert Page.objects.count() == pages
    assert not ImportedSource.objects.exists()
    assert not get_image_model().objects.exists()
    assert set(default_storage.listdir("original_images")[1]) == kept


def test_licence_and_names_stand_on_the_modules_and_another_language_is_told(tmp_path: Path) -> None:
    course = make_course()
    found = outline(tmp_path, {"a.md": "# A\n\nx"})
    import_material(replace(found, licence="cc-by", attribution="A. Joiner"), course, by=None)
    module = ModulePage.objects.get()
    assert (module.licence, module.attribution) == ("cc-by", "A. Joiner")
    assert import_material(replace(found, language="cs"), course, by=None).problems[0].file == "."


def test_a_link_to_a_lesson_that_stays_away_loses_its_link_and_is_told(tmp_path: Path) -> None:
    course = make_course()
    import_material(outline(tmp_path, FILES), course, by=None)
    lesson("Rasps").delete()
    result = import_material(
        outline(tmp_path, FILES | {"docs/1-cut/a.md": "# Saws\n\nSee [r](../2-file/b.md)!"}), course, by=None
    )
    assert lesson("Saws").body.get_prep_value()[0]["value"] == "<p>See r!</p>"
    assert {problem.file for problem in result.problems} == {"docs/1-cut/a.md", "docs/2-file/b.md"}


def test_every_block_can_be_kept_opened_and_kept_again() -> None:
    inside = [
        {"type": "code", "value": {"language": "r", "caption": "", "code": "x"}},
        {"type": "paragraph", "value": "<p>y</p>"},
    ]
    blocks = (
        {"type": "heading", "value": "H"},
        {"type": "callout", "value": {"kind": "aim", "title": "T", "text": "<p>x</p>", "more": inside}},
        {"type": "definition", "value": {"term": "T", "meaning": "<p>x</p>"}},
        {
            "type": "steps",
            "value": [
                {"text": "<p>x</p>", "image": {"file": "a.png"}, "alt": "A"},
                {"text": "y", "image": None, "alt": ""},
            ],
        },
        {
            "type": "table",
            "value": {"columns": [{"type": "text", "heading": "H"}], "rows": [{"values": ["<p>x</p>"]}], "caption": ""},
        },
        {"type": "try_it", "value": {"task": "<p>x</p>", "steps": [], "more": inside, "solution": inside}},
        {"type": "trainer_note", "value": {"text": "<p>x</p>", "more": inside}},
    )
    found = Outline(
        "x", "", (ModuleOutline("m", "M", (LessonOutline("a.md", "A", blocks, 3),)),), files={"a.png": picture()}
    )
    import_material(found, make_course(), by=None)
    page = lesson("A")
    stored = page.body.get_prep_value()
    assert [block["type"] for block in stored] == [block["type"] for block in blocks]
    page.save_revision()
    assert page.get_latest_revision_as_object().body.get_prep_value() == stored
