"""What ``manage.py check`` says about the way in."""

from typing import Any

from lms.people.checks import BACKEND, MIDDLEWARE, one_way_in


def found() -> list[str | None]:
    return [message.id for message in one_way_in()]


def test_this_site_is_in_order() -> None:
    assert found() == []


def test_a_second_backend_past_the_limiter_is_refused(settings: Any) -> None:
    settings.AUTHENTICATION_BACKENDS = [BACKEND, "django.contrib.auth.backends.ModelBackend"]
    assert found() == ["hunar_people.E001"]


def test_a_limiter_that_locks_the_holder_out_is_refused(settings: Any) -> None:
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if name != MIDDLEWARE]
    assert found() == ["hunar_people.E002"]


def test_a_host_with_its_own_sign_in_is_left_alone(settings: Any) -> None:
    settings.AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
    settings.MIDDLEWARE = []
    assert found() == []
