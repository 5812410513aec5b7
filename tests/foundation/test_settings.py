"""Options follow the host's settings at once."""

import pytest
from django.test import override_settings

from lms.foundation.api import RoomSettings


@pytest.fixture
def options() -> object:
    yield RoomSettings("HUNAR_TEST_ROOM", {"SIZE": 3, "NAME": "x"})
    del RoomSettings.known["HUNAR_TEST_ROOM"]


def test_defaults_hold_until_the_host_says_otherwise(options: RoomSettings) -> None:
    assert dict(options) == {"SIZE": 3, "NAME": "x"}
    with override_settings(HUNAR_TEST_ROOM={"SIZE": 9}):
        assert dict(options) == {"SIZE": 9, "NAME": "x"}
    assert options["SIZE"] == 3


def test_an_option_without_a_default_does_not_exist(options: RoomSettings) -> None:
    with override_settings(HUNAR_TEST_ROOM={"OTHER": 9}), pytest.raises(KeyError):
        options["OTHER"]
