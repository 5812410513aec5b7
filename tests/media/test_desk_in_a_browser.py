"""In a real browser: a recording is cut on a phone, split at a slide, stopped and taken up; a slider lays it bare."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from pytest_django.live_server_helper import LiveServer
from wagtail.models import Collection

from lms.foundation.api import jobs_under, store_path
from lms.people.models import Person
from media_pipeline.actions.add_recording import start_processing
from media_pipeline.models import Recording, RenditionFile
from tests.factories.media import Clips, ffmpeg, ready_recording, recording, trainer

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def mine() -> Collection:
    return Collection.get_first_root_node().add_child(name="Mine")


@pytest.fixture
def amina(mine: Collection) -> Person:
    return trainer("amina", mine)


@pytest.fixture
def lecture(mine: Collection, clips: Clips, amina: Person) -> Recording:
    """Sixteen seconds with slides at 0:00 and 0:08, and a video that every Chromium plays."""
    clip = clips.path("slides.mp4")
    film = clip.with_name("film.webm")
    if not film.exists():
        ffmpeg("-i", clip, "-an", "-vf", "scale=160:90,fps=4", "-c:v", "libvpx", film)
    made = ready_recording(
        collection=mine,
        title="Contrast",
        seconds=16.0,
        original=store_path(clip, suffix="mp4", content_type="video/mp4"),
        uploaded_by_person=amina,
    )
    played = store_path(film, suffix="webm", content_type="video/webm")
    RenditionFile.objects.filter(rendition__recording=made, role="video").update(stored=played, codecs="vp8")
    RenditionFile.objects.filter(rendition__recording=made, position=1).update(at_seconds=8.0)
    return made


@pytest.fixture
def enter(live_server: LiveServer, amina: Person) -> "Callable[[BrowserContext], None]":
    """Sign the trainer in on a phone or desk."""

    def put(context: "BrowserContext") -> None:
        client = Client()
        client.force_login(amina.user)
        value = client.cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": live_server.url}])

    return put


def address(server: LiveServer, name: str, made: Recording, *more: str) -> str:
    return "/".join([f"{server.url}/cms/recordings", name, str(made.pk), *more, ""])


def play_until(page: "Page", seconds: float) -> None:
    """Put the player at a place, as a finger on its bar does."""
    page.locator("[data-hunar-watch]").wait_for()
    page.evaluate(
        """(seconds) => new Promise((done) => {
            const player = document.querySelector("[data-hunar-watch]");
            const go = () => { player.addEventListener("seeked", done, { once: true }); player.currentTime = seconds; };
            if (player.readyState) go(); else { player.addEventListener("loadedmetadata", go); player.load(); }
            player.preload = "metadata";
        })""",
        seconds,
    )


def test_the_beginning_is_trimmed_on_a_phone(
    page: "Page", live_server: LiveServer, enter: Any, lecture: Recording
) -> None:
    enter(page.context)
    page.goto(address(live_server, "inspect", lecture))
    page.get_by_role("link", name="Cut or split").click()
    play_until(page, 4.0)
    page.get_by_role("button", name="Begin here").click()
    assert page.get_by_label("Begin at").input_value() == "0:04"
    assert page.evaluate(TOO_WIDE) <= 0
    page.get_by_role("button", name="Keep only this").click()
    page.get_by_text("The new version is being made").wait_for()
    page.get_by_text("version 2").wait_for()
    assert page.get_by_role("button", name="Make whole again").is_visible()
    lecture.refresh_from_db()
    assert (lecture.stretches, lecture.version, lecture.state) == ([[4.0, 16.0]], 2, "waiting")


def test_a_split_at_a_slide_is_two_taps(page: "Page", live_server: LiveServer, enter: Any, lecture: Recording) -> None:
    enter(page.context)
    page.goto(address(live_server, "cut", lecture))
    page.get_by_role("button", name="Split at slide 2").click()
    page.get_by_role("heading", name="Contrast, part 2", exact=True).wait_for()
    second = Recording.objects.get(title="Contrast, part 2")
    lecture.refresh_from_db()
    assert (lecture.stretches, second.stretches) == ([[0.0, 8.0]], [[8.0, 16.0]])
    page.get_by_role("link", name="Contrast", exact=True).click()
    page.get_by_text("The second part became its own recording").wait_for()


def test_the_work_is_stopped_and_taken_up_again(
    page: "Page", live_server: LiveServer, enter: Any, mine: Collection
) -> None:
    made = recording(collection=mine, title="Long lecture")
    start_processing(made, by=None)
    enter(page.context)
    page.goto(address(live_server, "inspect", made))
    page.get_by_role("button", name="Stop").click()
    page.get_by_text("Stopped. The recording and what is finished are kept").wait_for()
    assert set(jobs_under(made.job_prefix).values_list("state", flat=True)) == {"cancelled"}
    page.get_by_role("button", name="Try again").click()
    page.get_by_role("button", name="Stop").wait_for()
    made.refresh_from_db()
    assert made.state == "waiting"
    assert set(jobs_under(made.job_prefix).values_list("state", flat=True)) == {"waiting"}


def test_without_script_a_stretch_is_cut_out_by_its_times(
    chromium: Any, live_server: LiveServer, enter: Any, lecture: Recording
) -> None:
    context = chromium.new_context(viewport={"width": 1280, "height": 800}, java_script_enabled=False)
    enter(context)
    page = context.new_page()
    page.goto(address(live_server, "cut", lecture))
    assert page.get_by_role("button", name="Begin here").count() == 0
    page.get_by_label("Cut out from").fill("0:04")
    page.get_by_label("Cut out up to").fill("0:08")
    page.get_by_role("button", name="Cut this out").click()
    assert page.get_by_text("The new version is being made").is_visible()
    lecture.refresh_from_db()
    assert lecture.stretches == [[0.0, 4.0], [8.0, 16.0]]
    context.close()


def test_the_slider_works_by_keyboard_and_both_pictures_stand_without_it(
    page: "Page", chromium: Any, live_server: LiveServer, enter: Any, lecture: Recording
) -> None:
    enter(page.context)
    page.goto(address(live_server, "compare", lecture, "video"))
    slider = page.get_by_role("slider")
    seen = "getComputedStyle(document.querySelector('.hunar-before img')).clipPath"
    before = page.evaluate(seen)
    slider.focus()
    page.keyboard.press("Home")
    assert page.evaluate(seen) != before
    pictures = page.locator(".hunar-compare img")
    assert [pictures.nth(each).evaluate("image => image.naturalWidth") for each in (0, 1)] == [640, 160]
    boxes = [pictures.nth(each).bounding_box() for each in (0, 1)]
    assert boxes[0] == boxes[1]
    assert page.evaluate(TOO_WIDE) <= 0
    context = chromium.new_context(viewport={"width": 360, "height": 640}, java_script_enabled=False)
    enter(context)
    plain = context.new_page()
    plain.goto(page.url)
    assert plain.get_by_role("slider").count() == 0
    first, second = (plain.locator(".hunar-compare img").nth(each).bounding_box() for each in (0, 1))
    assert first["y"] + first["height"] <= second["y"]
    context.close()


@pytest.mark.parametrize("size", [(360, 640), (1280, 800)])
def test_no_screen_has_a_stumbling_block(
    chromium: Any, live_server: LiveServer, enter: Any, lecture: Recording, mine: Collection, size: tuple[int, int]
) -> None:
    failed = recording(collection=mine, title="Broken", state="failed", failure="This file is empty.")
    context = chromium.new_context(viewport={"width": size[0], "height": size[1]})
    enter(context)
    page = context.new_page()
    screens = [
        f"{live_server.url}/cms/recordings/",
        address(live_server, "inspect", lecture),
        address(live_server, "inspect", failed),
        address(live_server, "cut", lecture),
        address(live_server, "compare", lecture, "video"),
        address(live_server, "delete", lecture),
    ]
    for screen in screens:
        page.goto(screen)
        found = Axe().run(page).response["violations"]
        serious = [
            (each["id"], each["nodes"][0]["html"]) for each in found if each["impact"] in ("serious", "critical")
        ]
        assert serious == [], screen
        assert page.evaluate(TOO_WIDE) <= 0, screen
    context.close()
