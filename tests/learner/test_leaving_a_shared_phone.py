"""After somebody left, on line and off, the phone holds nothing of hers, and the next person never speaks for her."""

from contextlib import suppress
from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.sessions.models import Session

from lms.foundation.models import InboxEvent
from tests.faults import rounds
from tests.phones import Phone, phone_at, sent, until, waiting
from tests.running.test_roll_off_line import Class, tap

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

Error = pytest.importorskip("playwright.sync_api").Error
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]
ROUNDS = rounds(100)


def canaries(held: Class) -> list[str]:
    """Words that stand on her pages, and her own id."""
    return [held.session.title, str(held.trainer.uuid), *(person.display_name for person in held.people)]


def found_on(text: str, held: Class) -> list[str]:
    return [word for word in canaries(held) if word in text]


@pytest.fixture
def families(chromium: "Browser", live_server: Any) -> Any:
    """Fresh phones, each with its own link."""

    def fresh() -> Any:
        return chromium.new_context(viewport={"width": 360, "height": 640}, accept_downloads=True)

    return lambda: phone_at(live_server.url, fresh())


@pytest.fixture
def two(live_server: Any) -> tuple[Class, Class]:
    """Two classes with a trainer each, so that every word of the first is foreign to the second."""
    first, second = Class(3), Class(2)
    for number, person in enumerate(first.people):
        person.display_name = f"Canary{number}"
        person.save()
    first.session.title = "CanaryClass"
    first.session.save()
    return first, second


def kept_page(phone: Phone, held: Class) -> "Page":
    """Her roll, open and kept, and the page that leaves kept too."""
    page = phone.signed_in(held.trainer).open(held.path)
    phone.keeps(page, held.path)
    phone.keeps(page, "/sign-out/")
    return page


def look_back(page: "Page", held: Class) -> list[str]:
    """What shows of her after going back and forward; where there is no link there is no page, as is wanted."""
    seen: list[str] = []
    for step in (page.go_back, page.go_back, page.go_forward, page.go_back):
        with suppress(Error):
            step(timeout=2000)
        page.wait_for_timeout(100)
        with suppress(Error):
            seen += found_on(page.content(), held)
    return seen


@pytest.mark.parametrize("round_", range(ROUNDS))
@pytest.mark.parametrize("linked", [True, False], ids=["on line", "off line"])
def test_nothing_of_hers_stays_and_nobody_speaks_for_her(
    families: Any, two: tuple[Class, Class], linked: bool, round_: int
) -> None:
    first, second = two
    with families() as phone:
        page = kept_page(phone, first)
        if not linked:
            phone.dark()
        tap(page, first.people[round_ % 3], "Away")
        if linked:
            sent(page)
        assert waiting(page) == int(not linked)
        assert found_on(phone.holds(page), first)
        page.locator("header").get_by_text("Leave").click()
        if linked:
            page.wait_for_url("**/sign-in/**")
        else:
            page.get_by_role("button", name="Throw it away and leave").click()
            page.get_by_text("You have left").wait_for()
        until(page, "async () => (await caches.keys()).length === 0 && (await indexedDB.databases()).length === 0")
        assert found_on(phone.holds(page), first) == []
        assert look_back(page, first) == []
        phone.light()
        page.goto(f"{phone.address}/")
        assert "/sign-in/" in page.url
        assert Session.objects.count() == 0
        hers = phone.signed_in(second.trainer).open(second.path)
        tap(hers, second.people[0], "Away")
        sent(hers)
        assert found_on(phone.holds(hers), first) == []
        assert InboxEvent.objects.filter(person=second.trainer.uuid).count() == 1
        assert not InboxEvent.objects.filter(person=second.trainer.uuid, payload__session=str(first.session.uuid))
        assert InboxEvent.objects.filter(person=first.trainer.uuid).count() == int(linked)


@pytest.mark.parametrize("round_", range(ROUNDS))
def test_events_of_one_are_never_sent_under_another(families: Any, two: tuple[Class, Class], round_: int) -> None:
    first, second = two
    with families() as phone:
        page = kept_page(phone, first)
        phone.dark()
        tap(page, first.people[round_ % 3], "Away")
        assert waiting(page) == 1
        # Her session ran out; somebody else signs in on the same phone, while her own page is still open.
        phone.signed_in(second.trainer)
        phone.light()
        page.evaluate("hunarOutbox.flush()")
        other = phone.open(second.path)
        tap(other, second.people[0], "Away")
        sent(other)
        assert found_on(phone.holds(other), first) == []
        assert {row.person for row in InboxEvent.objects.all()} == {second.trainer.uuid}
        assert first.minutes() == [None] * 3
        assert second.minutes()[0] == 0


def test_what_is_not_sent_is_sent_taken_along_or_thrown_away(
    families: Any, two: tuple[Class, Class], tmp_path: Any
) -> None:
    first, second = two
    with families() as phone:
        page = kept_page(phone, first)
        phone.dark()
        tap(page, first.people[0], "Away")
        page.locator("header").get_by_text("Leave").click()
        page.get_by_text("1 not sent yet").wait_for()
        page.get_by_role("button", name="Send it now").click()
        page.get_by_text("No link just now").wait_for()
        with page.expect_download() as download:
            page.get_by_role("button", name="closed file").click()
        file = tmp_path / download.value.suggested_filename
        download.value.save_as(file)
        sealed = file.read_text()
        assert found_on(sealed, first) == []
        assert str(first.session.uuid) not in sealed
        page.locator("form.card").get_by_role("button", name="Leave").click()
        page.get_by_text("You have left").wait_for()
        phone.light()
        phone.open("/").close()
        for held, words in (
            (second, "cannot be opened here"),
            (first, "1 is saved on the server"),
            (first, "1 is saved"),
        ):
            page = phone.signed_in(held.trainer).open("/inbox/file/")
            page.locator("input[type=file]").set_input_files(file)
            page.get_by_role("button", name="Hand it in").click()
            page.get_by_text(words).wait_for()
            page.close()
        assert first.minutes() == [0, None, None]
        assert InboxEvent.objects.count() == 1
        page = kept_page(phone, first)
        # A dead link that the phone has not noticed.
        phone.link.cut()
        tap(page, first.people[1], "Away")
        assert waiting(page) == 1
        page.locator("header").get_by_text("Leave").click()
        page.get_by_role("button", name="Send it now").click()
        page.get_by_text("No link just now").wait_for()
        phone.link.mend()
        page.get_by_role("button", name="Send it now").click()
        page.locator("form.card").get_by_role("button", name="Leave").click()
        page.wait_for_url("**/sign-in/**")
        assert first.minutes() == [0, 0, None]
