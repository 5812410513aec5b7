"""What ``manage.py check`` finds, by its stable id."""

from pathlib import Path
from typing import Any

import pytest
from django.core import checks

from lms.foundation import checks as ours
from lms.foundation.api import job
from lms.foundation.work import registry

GOOD = "k" * 32


def found() -> set[str]:
    return {message.id for message in checks.run_checks() if message.id and message.id.startswith("hunar")}


def test_this_site_is_in_order() -> None:
    assert found() == set()


def test_a_stranger_under_our_name_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "certificates"
    package.mkdir()
    (package / "__init__.py").touch()
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(__import__("sys").modules, "certificates", raising=False)
    (message,) = [message for message in ours.our_packages() if message.id == "hunar.E001"]
    assert str(package) in message.msg


@pytest.mark.parametrize(
    "pairs",
    [
        [],
        None,
        ["a:b"],
        [("a", "short")],
        [("a", GOOD), ("a", GOOD + "2")],
        [("a-b", GOOD)],
        [("", GOOD)],
    ],
)
def test_keys_that_keep_nothing_are_refused(settings: Any, pairs: Any) -> None:
    settings.HUNAR_KEYS = pairs
    assert "hunar_foundation.E002" in found()
    settings.DEBUG = True
    assert "hunar_foundation.E002" not in found()


def test_the_secret_key_is_no_key(settings: Any) -> None:
    settings.SECRET_KEY = GOOD
    settings.HUNAR_KEYS = [("a", GOOD)]
    assert "hunar_foundation.E002" in found()


def test_an_option_nobody_knows_is_named(settings: Any) -> None:
    settings.HUNAR_FOUNDATION = {**settings.HUNAR_FOUNDATION, "HEARTBEET": 1}
    assert found() == {"hunar.E003"}


def test_pages_without_a_base_template_are_told(settings: Any) -> None:
    options = {"context_processors": ["django.template.context_processors.request"]}
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "OPTIONS": options}]
    assert [message.id for message in ours.base_template()] == ["hunar_foundation.W005"]


def test_phones_that_forget_nobody_are_told(settings: Any) -> None:
    assert ours.shared_phone() == []
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if not name.endswith("SharedPhone")]
    assert [message.id for message in ours.shared_phone()] == ["hunar_foundation.W009"]


@pytest.fixture
def recordings_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a site where no installed room has pages of trainees."""
    monkeypatch.setattr(ours, "serves_trainees", lambda: False)


@pytest.mark.usefixtures("recordings_alone")
def test_a_site_without_trainees_needs_no_keys_and_no_base_template(settings: Any) -> None:
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "OPTIONS": {}}]
    del settings.HUNAR_KEYS
    assert ours.base_template() + ours.keys() == []
    settings.HUNAR_KEYS = [("a", "short")]
    assert [message.id for message in (*ours.keys(),)] == ["hunar_foundation.E002"]


def test_a_queue_the_site_does_not_know_is_named(settings: Any) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    (message,) = [message for message in checks.run_checks() if message.id == "hunar_foundation.E008"]
    assert message.msg == "TASKS knows no queue media."


@pytest.mark.parametrize("beat", [0, -1, 31])
def test_a_heart_slower_than_a_lease_is_refused(settings: Any, monkeypatch: pytest.MonkeyPatch, beat: int) -> None:
    monkeypatch.setattr(registry, "_kinds", {})
    job("test.kind", lease_seconds=60)(lambda _: None)
    settings.HUNAR_FOUNDATION = {**settings.HUNAR_FOUNDATION, "HEARTBEAT_SECONDS": beat}
    assert found() == {"hunar_foundation.E004"}
