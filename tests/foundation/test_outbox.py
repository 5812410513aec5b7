"""The outbox on the phone: kept first, sent when there is a link, forgotten when the server holds it."""

import gzip
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings
from pydantic import BaseModel

import lms.foundation
from lms.foundation.api import Event, Refused, verb
from lms.foundation.inbox import registry
from lms.foundation.models import InboxEvent
from lms.foundation.offline.phone import PHONE
from tests.factories.running import make_person
from tests.phones import Phone, events_of, phone_at, sent, until, waiting

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page, Route

OUTBOX = Path(lms.foundation.__file__).parent / "static/hunar_foundation/outbox.js"
# Once on a phone; the name of the file changes with what is in it, so it is not fetched again.
MOST_BYTES = 3_800


class Words(BaseModel):
    words: str


@pytest.fixture
def faults() -> list[str]:
    """Put a word in here and the server fails on it."""
    return []


@pytest.fixture(autouse=True)
def _verbs(monkeypatch: pytest.MonkeyPatch, faults: list[str]) -> None:
    monkeypatch.setattr(registry, "_verbs", dict(registry._verbs))

    @verb("test.say", Words)
    def say(event: Event, payload: Words) -> dict[str, Any]:
        if payload.words in faults:
            raise RuntimeError("a fault of ours")
        if payload.words == "no":
            raise Refused("no", "The door is shut.")
        return {"said": payload.words}


@pytest.fixture
def phone_of(live_server: Any, phone: "BrowserContext") -> Iterator[Phone]:
    with phone_at(live_server.url, phone) as found:
        yield found


def put(page: "Page", words: str, options: str = "{}") -> str:
    """Keep a word; return the event's id once it is on the phone."""
    # A page that found another's things loads itself once more.
    until(page, "async () => !!self.hunarOutbox")
    return str(page.evaluate(f"(words) => hunarOutbox.put('test.say', {{words}}, {options})", words))


def said() -> list[str]:
    """What the server holds, in the order of the phone's sequence."""
    return [row.payload["words"] for row in InboxEvent.objects.order_by("sequence")]


@pytest.mark.browser
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
class TestOnAPage:
    @pytest.fixture
    def person(self) -> Any:
        return make_person()

    @pytest.fixture
    def page(self, phone_of: Phone, person: Any) -> "Page":
        # A phone on which our scripts have run, so every page carries the outbox.
        cookie = {"name": PHONE, "value": f"{person.uuid}.0", "url": phone_of.address}
        phone_of.signed_in(person).context.add_cookies([cookie])
        return phone_of.open("/sign-out/")

    def test_it_is_on_the_phone_before_it_is_sent_and_gone_when_the_server_holds_it(
        self, page: "Page", phone_of: Phone, person: Any
    ) -> None:
        phone_of.dark()
        name = put(page, "hello")
        assert waiting(page) == 1
        assert [row["event"]["uuid"] for row in events_of(page)] == [name]
        assert "hello" in phone_of.holds(page)
        assert not InboxEvent.objects.exists()
        phone_of.light()
        sent(page)
        row = InboxEvent.objects.get()
        assert (str(row.uuid), row.person, row.payload) == (name, person.uuid, {"words": "hello"})
        assert "hello" not in phone_of.holds(page)

    def test_a_page_that_dies_leaves_it_to_the_next(self, page: "Page", phone_of: Phone) -> None:
        phone_of.dark()
        put(page, "hello")
        page.close()
        phone_of.light()
        # Home has nothing to send; it carries the script because the phone says that something waits.
        sent(phone_of.open("/"))
        assert said() == ["hello"]

    def test_the_worker_sends_when_the_link_comes_back_and_no_page_is_open(self, page: "Page", phone_of: Phone) -> None:
        put(page, "first")
        sent(page)
        phone_of.keeps(page, "/sign-out/")
        phone_of.dark()
        put(page, "second")
        session: Any = phone_of.context.new_cdp_session(page)
        known: list[Any] = []
        session.on("ServiceWorker.workerRegistrationUpdated", lambda event: known.extend(event["registrations"]))
        session.send("ServiceWorker.enable")
        while not known:
            page.wait_for_timeout(20)
        registration = next(each for each in known if each["scopeURL"].endswith("/sign-out/"))
        # No page of ours is open when the browser tells the worker of the link.
        page.goto("about:blank")
        phone_of.light()
        assert said() == ["first"]
        told = {"registrationId": registration["registrationId"], "tag": "hunar-outbox", "lastChance": True}
        session.send("ServiceWorker.dispatchSyncEvent", {"origin": phone_of.address, **told})
        for _ in range(100):
            if len(said()) == 2:
                break
            page.wait_for_timeout(50)
        assert said() == ["first", "second"]

    def test_what_is_not_sent_under_a_name_is_replaced_and_the_rest_stays(self, page: "Page", phone_of: Phone) -> None:
        phone_of.dark()
        for words in ("one", "two", "three"):
            put(page, words, "{slot: 'place'}")
        put(page, "other")
        phone_of.light()
        sent(page)
        assert said() == ["three", "other"]

    def test_a_refusal_waits_to_be_read_and_is_not_sent_again(self, page: "Page") -> None:
        put(page, "no")
        sent(page)
        (row,) = events_of(page)
        assert row["refused"] == "The door is shut."
        put(page, "yes")
        sent(page)
        assert said() == ["yes"]
        page.evaluate("(slot) => hunarOutbox.drop(slot)", row["slot"])
        assert events_of(page) == []

    def test_a_fault_of_the_server_loses_nothing_and_holds_nobody_up(self, page: "Page", faults: list[str]) -> None:
        faults.append("bad")
        put(page, "bad")
        put(page, "good")
        until(page, "async () => (await hunarOutbox.flush()) === 1")
        assert said() == ["good"]
        faults.clear()
        sent(page)
        assert sorted(said()) == ["bad", "good"]

    @pytest.mark.parametrize("reply", ["page", "500", "other event", "nothing"])
    def test_only_a_verdict_of_the_server_makes_it_forget(self, page: "Page", reply: str) -> None:
        def spoil(route: "Route") -> None:
            verdict = {"uuid": str(uuid.uuid4()), "status": "stored", "reply": {}}
            if reply == "page":
                route.fulfill(status=200, body="<html>Sign in to this network</html>")
            elif reply == "500":
                route.fulfill(status=500, json={"verdicts": [verdict]})
            else:
                route.fulfill(json={"verdicts": [verdict] if reply == "other event" else []})

        page.route("**/inbox/", spoil)
        put(page, "hello")
        page.evaluate("hunarOutbox.flush()")
        assert waiting(page) == 1
        page.unroute("**/inbox/")
        sent(page)
        assert said() == ["hello"]

    def test_a_page_older_than_its_session_gets_a_fresh_token(self, page: "Page", phone_of: Phone) -> None:
        phone_of.context.clear_cookies(name=settings.CSRF_COOKIE_NAME)
        put(page, "hello")
        sent(page)
        assert said() == ["hello"]

    def test_many_go_in_calls_that_the_inbox_takes(self, page: "Page", phone_of: Phone) -> None:
        phone_of.dark()
        page.evaluate(
            "async () => { const words = 'x'.repeat(400);"
            " for (let n = 0; n < 230; n += 1) await hunarOutbox.put('test.say', {words}); }"
        )
        calls: list[tuple[int, int]] = []

        def note(request: Any) -> None:
            if request.url.endswith("/inbox/"):
                calls.append((len(request.post_data_json["events"]), len(request.post_data)))

        page.on("request", note)
        phone_of.light()
        sent(page)
        assert InboxEvent.objects.count() == 230
        assert all(count <= 200 and size <= 64 * 1024 for count, size in calls), calls
        assert len(calls) <= 6

    def test_the_order_goes_on_when_the_phones_clock_goes_back(self, page: "Page", phone_of: Phone) -> None:
        for years in (0, 10, -10):
            page.evaluate(f"(now => {{ Date.now = () => now + {years} * 31536000000; }})(Date.now())")
            put(page, str(years))
        sent(page)
        assert said() == ["0", "10", "-10"]

    def test_what_lies_there_of_another_is_gone_before_anything_and_never_sent(
        self, page: "Page", phone_of: Phone, person: Any
    ) -> None:
        phone_of.dark()
        put(page, "canary")
        page.close()
        other = make_person()
        phone_of.signed_in(other)
        phone_of.light()
        page = phone_of.open("/sign-out/")
        put(page, "mine")
        sent(page)
        held = phone_of.holds(page)
        assert "canary" not in held
        assert str(person.uuid) not in held
        assert [(row.person, row.payload["words"]) for row in InboxEvent.objects.all()] == [(other.uuid, "mine")]


def test_it_is_small() -> None:
    assert len(gzip.compress(OUTBOX.read_bytes(), 9)) <= MOST_BYTES
