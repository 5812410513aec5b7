"""A trainer drops a file into the page: she sees it go, stops it, comes back, and ends on the recording's page."""

import gzip
import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, Route, expect
from pytest_django.live_server_helper import LiveServer
from wagtail.models import Collection

import media_pipeline
from lms.foundation.api import stored_path
from lms.people.models import Person
from media_pipeline.models import Recording, Upload
from tests.factories.media import ready_recording, trainer
from tests.media.test_ffmpeg_process import wait_for
from tests.media.uploads.conftest import Sender
from tests.media.uploads.site_process import SiteProcess

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]
MEBIBYTE = 1024 * 1024
LECTURE = random.Random(3).randbytes(11 * MEBIBYTE + 77)
# A machine may be busy with other things: only a page that hangs takes this long (milliseconds).
PATIENCE = 120_000
ADD, EDIT = "hunar_media_recordings:add", "hunar_media_recordings:edit"


@pytest.fixture
def lecture(tmp_path: Path) -> str:
    path = tmp_path / "Two_signs.mp4"
    path.write_bytes(LECTURE)
    return str(path)


@pytest.fixture
def staff(desktop: Page, live_server: LiveServer, amina: Person) -> Iterator[Page]:
    """Her browser, signed in, at the page."""
    expect.set_options(timeout=PATIENCE)
    client = Client()
    client.force_login(amina.user)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    desktop.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
    desktop.goto(live_server.url + reverse(ADD))
    yield desktop
    desktop.unroute_all(behavior="ignoreErrors")


def arrived() -> bytes:
    return stored_path(Recording.objects.get().original).read_bytes()  # type: ignore[union-attr]


def let_pieces(page: Page, count: int) -> None:
    """Let so many pieces of a file through; then the link is gone."""
    passed = []

    def piece(route: Route) -> None:
        if route.request.method == "PATCH":
            passed.append(1)
        if len(passed) > count:
            route.abort()
        else:
            route.continue_()

    page.route("**/recordings/uploads/*-*", piece)


def test_a_dropped_file_is_sent_and_ends_on_its_page(staff: Page) -> None:
    drop = """([box, bytes]) => {
        const carried = new DataTransfer();
        carried.items.add(new File([new Uint8Array(bytes)], "Dropped here.mp4", {type: "video/mp4"}));
        box.dispatchEvent(new DragEvent("drop", {dataTransfer: carried, bubbles: true, cancelable: true}));
    }"""
    staff.evaluate(drop, [staff.query_selector("[data-hunar-upload]"), list(LECTURE[:2000])])
    expect(staff.get_by_label("Title")).to_have_value("Dropped here")
    staff.get_by_role("button", name="Upload", exact=True).click()
    expect(staff).to_have_url(re.compile("/inspect/"))
    made = Recording.objects.get()
    assert (made.title, arrived()) == ("Dropped here", LECTURE[:2000])
    upload = Upload.objects.get()
    assert upload.checksum.startswith("blocks:")
    assert upload.state == "done"


def test_she_pauses_and_resumes(staff: Page, lecture: str) -> None:
    staff.locator("input[type=file]").set_input_files(lecture)
    let_pieces(staff, 1)
    staff.get_by_role("button", name="Upload", exact=True).click()
    status = staff.locator("[data-hunar-upload] [role=status]")
    expect(status).to_contain_text("No link just now")
    staff.get_by_role("button", name="Pause").click()
    expect(status).to_contain_text("Paused")
    assert Upload.objects.get().offset == 5 * MEBIBYTE
    staff.unroute_all()
    staff.get_by_role("button", name="Resume").click()
    expect(staff).to_have_url(re.compile("/inspect/"))
    assert arrived() == LECTURE


def test_the_link_comes_back_by_itself(staff: Page, lecture: str) -> None:
    staff.locator("input[type=file]").set_input_files(lecture)
    let_pieces(staff, 1)
    staff.get_by_role("button", name="Upload", exact=True).click()
    expect(staff.locator("[data-hunar-upload] [role=status]")).to_contain_text("What has arrived is kept")
    staff.unroute_all()
    expect(staff).to_have_url(re.compile("/inspect/"))
    assert arrived() == LECTURE


def test_after_a_reload_the_same_file_goes_on_where_it_was(staff: Page, lecture: str) -> None:
    staff.locator("input[type=file]").set_input_files(lecture)
    let_pieces(staff, 1)
    staff.get_by_role("button", name="Upload", exact=True).click()
    expect(staff.locator("[data-hunar-upload] [role=status]")).to_contain_text("What has arrived is kept")
    staff.reload()
    staff.unroute_all()
    unfinished = staff.get_by_role("region", name="Unfinished uploads")
    expect(unfinished).to_contain_text("Two_signs.mp4")
    expect(unfinished).to_contain_text("5.3 MB of 11.6 MB is here")
    sent: list[str] = []
    staff.on("request", lambda request: sent.append(request.headers.get("upload-offset", "")))
    staff.locator("input[type=file]").set_input_files(lecture)
    staff.get_by_label("Title").fill("Two signs, one word")
    staff.get_by_role("button", name="Upload", exact=True).click()
    expect(staff).to_have_url(re.compile("/inspect/"))
    assert next(offset for offset in sent if offset) == str(5 * MEBIBYTE)
    assert Recording.objects.get().title == "Two signs, one word"
    assert arrived() == LECTURE


def test_the_site_dies_and_comes_back_in_the_middle(desktop: Page, amina: Person, lecture: str, tmp_path: Path) -> None:
    with SiteProcess(tmp_path) as site:
        client = Client()
        client.force_login(amina.user)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
        desktop.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": site.url}])
        desktop.goto(site.url + reverse(ADD))
        let_pieces(desktop, 1)
        desktop.locator("input[type=file]").set_input_files(lecture)
        desktop.get_by_role("button", name="Upload", exact=True).click()
        status = desktop.locator("[data-hunar-upload] [role=status]")
        expect(status).to_contain_text("What has arrived is kept", timeout=PATIENCE)
        site.kill()
        desktop.unroute_all()
        expect(status).to_contain_text("Trying again in \u20664\u2069", timeout=PATIENCE)
        site.start()
        expect(desktop).to_have_url(re.compile("/inspect/"), timeout=PATIENCE)
    assert arrived() == LECTURE


def test_what_cannot_be_taken_is_said_and_another_file_may_follow(staff: Page, tmp_path: Path, lecture: str) -> None:
    notes = tmp_path / "notes.mp4"
    notes.write_bytes(b"%PDF-1.7 not a recording")
    staff.locator("input[type=file]").set_input_files(str(notes))
    staff.get_by_role("button", name="Upload", exact=True).click()
    expect(staff.locator("[data-hunar-upload] [role=status]")).to_contain_text("not a recording")
    staff.locator("input[type=file]").set_input_files(lecture)
    staff.get_by_role("button", name="Upload", exact=True).click()
    expect(staff).to_have_url(re.compile("/inspect/"))
    assert arrived() == LECTURE


def test_a_new_file_takes_the_place_of_the_old(
    staff: Page, live_server: LiveServer, mine: Collection, lecture: str
) -> None:
    made = ready_recording(collection=mine, title="Contrast")
    staff.goto(live_server.url + reverse(EDIT, args=(made.pk,)))
    staff.locator("input[type=file]").set_input_files(lecture)
    staff.get_by_label("Title").fill("Contrast and space")
    staff.get_by_role("button", name="Save").click()
    expect(staff).to_have_url(re.compile("/inspect/"))
    made.refresh_from_db()
    assert (made.title, made.version) == ("Contrast and space", 2)
    assert arrived() == LECTURE


def test_the_page_has_no_stumbling_block_and_fits_a_phone(staff: Page, lecture: str) -> None:
    staff.locator("input[type=file]").set_input_files(lecture)
    let_pieces(staff, 1)
    staff.get_by_role("button", name="Upload", exact=True).click()
    expect(staff.locator("[data-hunar-upload] [role=status]")).to_contain_text("What has arrived is kept")
    staff.get_by_role("button", name="Pause").click()
    staff.set_viewport_size({"width": 360, "height": 640})
    box = staff.locator("[data-hunar-upload]").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360
    found = Axe().run(staff, context="[data-hunar-upload]").response["violations"]
    assert [item["id"] for item in found if item["impact"] in ("serious", "critical")] == []


def test_without_script_the_form_posts_the_file(client: Client, amina: Person, mine: Collection) -> None:
    client.force_login(amina.user)
    page = client.get(reverse(ADD)).content.decode()
    assert re.search(r'<div class="hunar-upload__standing" hidden>', page)
    file = SimpleUploadedFile("a.mp4", b"some bytes", content_type="video/mp4")
    client.post(reverse(ADD), {"title": "Contrast", "language": "en", "collection": mine.pk, "file": file})
    assert arrived() == b"some bytes"


def test_an_unfinished_upload_is_discarded_by_its_owner_alone(client: Client, amina: Person, mine: Collection) -> None:
    Sender(amina).begun(1000)
    address = reverse("hunar_media_recordings:discard_upload", args=(Upload.objects.get().uuid,))
    client.force_login(trainer("bushra", mine).user)
    assert client.post(address).status_code == 404
    client.force_login(amina.user)
    assert client.get(address).status_code == 405
    assert client.post(address)["Location"] == reverse(ADD)
    assert not Upload.objects.exists()


def test_the_script_is_small() -> None:
    script = Path(media_pipeline.__file__).parent / "static/hunar_media/upload.js"
    assert len(gzip.compress(script.read_bytes(), 9)) <= 5000


def test_a_link_that_changes_in_the_middle_starts_no_second_sender(staff: Page, lecture: str) -> None:
    """From Wi-Fi to mobile: the browser says "online" while a piece is on its way."""
    sent: list[int] = []
    held: list[Route] = []

    def piece(route: Route) -> None:
        if route.request.method == "PATCH":
            sent.append(len(route.request.post_data_buffer or b""))
            if len(sent) == 1:
                route.abort()
                return
            if len(sent) == 2:
                held.append(route)
                return
        route.continue_()

    staff.route("**/recordings/uploads/*-*", piece)
    staff.locator("input[type=file]").set_input_files(lecture)
    staff.get_by_role("button", name="Upload", exact=True).click()
    assert wait_for(lambda: staff.evaluate("1") and held, 20)
    staff.evaluate("dispatchEvent(new Event('online'))")
    staff.wait_for_timeout(500)
    held[0].continue_()
    expect(staff).to_have_url(re.compile("/inspect/"))
    assert sum(sent[1:]) == len(LECTURE)
