"""What a host must not do is said by `manage.py check`, with a number that stays."""

import ast
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.test import override_settings

import courses.authoring
from courses.authoring.checks import DOORS, TABLES, base_page_is_wagtails, doors_are_closed, tables_can_be_edited

ROOM = Path(courses.authoring.__file__).parent


def test_a_host_with_another_base_page_is_refused_with_a_sentence() -> None:
    with override_settings(WAGTAIL_PAGE_MODEL="shop.BasePage"):
        (error,) = base_page_is_wagtails()
    assert error.id == "hunar_courses.E001"
    assert "shop.BasePage" in error.msg
    assert base_page_is_wagtails() == []


def test_a_host_that_leaves_the_doors_open_is_refused() -> None:
    without = [each for each in settings.MIDDLEWARE if each != DOORS]
    with override_settings(MIDDLEWARE=without):
        (error,) = doors_are_closed()
    assert error.id == "hunar_courses.E002"
    with override_settings(MIDDLEWARE=[*without, DOORS]):
        assert doors_are_closed() == []


def test_a_host_without_wagtails_tables_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    assert tables_can_be_edited() == []
    monkeypatch.setattr(apps, "is_installed", lambda name: name != TABLES)
    (error,) = tables_can_be_edited()
    assert error.id == "hunar_courses.E003"
    assert TABLES in error.hint


def imports_page(path: Path) -> bool:
    """Whether a module takes ``Page`` from Wagtail."""
    found = ast.walk(ast.parse(path.read_text()))
    taken = [each for each in found if isinstance(each, ast.ImportFrom) and (each.module or "").startswith("wagtail")]
    return any(name.name == "Page" for each in taken for name in each.names)


def test_wagtails_page_is_imported_in_one_place() -> None:
    assert [path.relative_to(ROOM).as_posix() for path in ROOM.rglob("*.py") if imports_page(path)] == [
        "models/base.py"
    ]
