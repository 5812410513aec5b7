"""The tag that plays a recording on a page outside any course, and who may."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template import engines
from django.test import Client, RequestFactory
from django.utils import translation
from wagtail.models import Collection

from media_pipeline.models import Recording
from tests.factories.media import ready_recording, recording, trainer

pytestmark = pytest.mark.django_db
TEMPLATE = "{% load hunar_media %}{% hunar_player recording %}"
ANYBODY = {"MAY_PLAY": "media_pipeline.permissions.anybody"}


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """The reader's language, whatever the test before spoke."""
    with translation.override("en"):
        yield


@pytest.fixture
def public(settings: Any) -> None:
    """A site whose recordings are public."""
    settings.HUNAR_MEDIA_PIPELINE = ANYBODY


def page(shown: Recording | None, address: str = "/", user: Any = None) -> str:
    """What a page of the site shows."""
    request = RequestFactory().get(address)
    request.user = user or AnonymousUser()
    return engines["django"].from_string(TEMPLATE).render({"recording": shown}, request)


def files(html: str) -> list[str]:
    return re.findall(r'src="(/[^"]*/files/[^"]+)"', html)


def status(client: Client, address: str) -> int:
    """How the site answers when asked for the file."""
    return client.head(address).status_code


@pytest.mark.usefixtures("public")
def test_the_smallest_way_plays_and_the_others_say_what_they_cost() -> None:
    made = ready_recording()
    html = page(made)
    assert "data-hunar-slides" in html
    assert re.findall(r'href="(\?play[^"]+)"', html) == [
        f"?play=audio#recording-{made.uuid}",
        f"?play=video#recording-{made.uuid}",
    ]
    # What the player says only when the link turns out slow stands in a template.
    seen = re.sub(r"<template.*?</template>", "", html, flags=re.DOTALL)
    assert seen.count(" MB</bdi>") == 3


@pytest.mark.usefixtures("public")
def test_another_way_is_chosen_by_the_address() -> None:
    made = ready_recording()
    assert "<video" in page(made, "/?play=video")
    assert "data-hunar-slides" in page(made, "/?play=nonsense")


def test_a_stranger_reads_a_sentence_and_gets_no_byte(client: Client, settings: Any) -> None:
    made = ready_recording()
    html = page(made)
    assert "sign in" in html
    assert files(html) == []
    settings.HUNAR_MEDIA_PIPELINE = ANYBODY
    address = files(page(made))[0]
    assert status(client, address) == 200
    settings.HUNAR_MEDIA_PIPELINE = {}
    assert status(client, address) == 404


def test_staff_play_what_they_see_in_wagtail(client: Client) -> None:
    collection = Collection.get_first_root_node().add_child(name="Mine")
    user = trainer("amina", collection).user
    html = page(ready_recording(collection=collection), user=user)
    client.force_login(user)
    assert status(client, files(html)[0]) == 200
    assert "sign in" in page(ready_recording(title="Another"), user=user)


@pytest.mark.usefixtures("public")
@pytest.mark.parametrize(("state", "word"), [("working", "Look again"), ("failed", "cannot be played")])
def test_what_is_not_ready_says_so(state: str, word: str) -> None:
    assert word in page(recording(state=state, failure="It is a playlist."))


def test_no_recording_shows_nothing() -> None:
    assert page(None).strip() == ""
