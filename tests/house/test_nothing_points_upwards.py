"""What import-linter cannot see: relations, migrations, templates, addresses and signals only point downwards."""

import re

import pytest
from django.apps import apps
from django.conf import settings
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.migration import SwappableTuple
from django.dispatch import Signal

from tests.house.rooms import PACKAGES, ROOT, files, may_lean_on

TEMPLATE = re.compile(r"{%\s*(?:extends|include)\s+[\"']([^\"'/]+)/")
ADDRESS = re.compile(r"(?:reverse(?:_lazy)?\(|redirect\(|{%\s*url\s+)[\"'](hunar_\w+):")
labels = pytest.mark.parametrize("label", PACKAGES)


def test_the_two_shared_packages_are_empty() -> None:
    assert [(ROOT / name / "__init__.py").read_text() for name in ("lms", "courses")] == ["", ""]


@labels
def test_labels_stand_in_the_code(label: str) -> None:
    assert apps.get_app_config(label).name == PACKAGES[label]


@labels
def test_no_relation_points_upwards(label: str) -> None:
    user = apps.get_model(settings.AUTH_USER_MODEL)
    relations = [
        f"{model.__name__}.{field.name}"
        for model in apps.get_app_config(label).get_models()
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and (other := field.related_model) and other is not user
        if other._meta.app_label in PACKAGES and not may_lean_on(label, other._meta.app_label)
    ]
    assert relations == []


@labels
def test_no_migration_waits_for_a_higher_room(label: str) -> None:
    migrations = MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    upwards = [
        (name, other)
        for (app, name), migration in migrations.items()
        if app == label
        for dependency in migration.dependencies
        if not isinstance(dependency, SwappableTuple)  # whichever app the site's user model lives in
        if (other := dependency[0]) in PACKAGES and not may_lean_on(label, other)
    ]
    assert upwards == []


@labels
def test_no_template_leans_on_a_higher_room(label: str) -> None:
    upwards = [
        (path.name, other)
        for path in files(label, "*.html")
        for other in TEMPLATE.findall(path.read_text(encoding="utf-8"))
        if other in PACKAGES and not may_lean_on(label, other)
    ]
    assert upwards == []


@labels
def test_no_address_of_a_higher_room_is_asked_for(label: str) -> None:
    upwards = [
        (path.name, other)
        for pattern in ("*.py", "*.html")
        for path in files(label, pattern)
        for other in ADDRESS.findall(path.read_text(encoding="utf-8"))
        if other in PACKAGES and not may_lean_on(label, other)
    ]
    assert upwards == []


@labels
def test_no_signal_is_heard_from_above(label: str) -> None:
    package = PACKAGES[label]
    heard: list[tuple[str, str]] = []
    for other, name in PACKAGES.items():
        if may_lean_on(label, other):
            continue
        module = __import__(f"{name}.signals", fromlist=["signals"]) if files(other, "signals.py") else None
        for signal in vars(module).values() if module else ():
            if isinstance(signal, Signal):
                receivers = [receiver() if callable(receiver) else receiver for _, receiver, *_ in signal.receivers]
                heard += [
                    (name, str(each)) for each in receivers if getattr(each, "__module__", "").startswith(package)
                ]
    assert heard == []
