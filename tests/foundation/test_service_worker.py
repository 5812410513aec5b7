"""The one service worker: small, never for the whole site, and silent about whatever was not given to it."""

import gzip
from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client, RequestFactory
from django.utils import timezone

from courses.running.models import Enrolment
from lms.foundation.api import keep_offline
from lms.foundation.offline.phone import PHONE
from lms.people.models import RoleAssignment
from tests.factories.running import make_enrolment, make_person
from tests.phones import Phone, phone_at, until
from tests.running.test_roll_off_line import Class

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext

Error = pytest.importorskip("playwright.sync_api").Error
AT = "/hunar-worker.js"
MOST_BYTES = 3 * 1024


@pytest.mark.django_db
def test_it_is_small_stands_at_one_address_and_is_not_fetched_twice(client: Client) -> None:
    first = client.get(AT)
    assert first.status_code == 200
    assert first["Content-Type"].startswith("text/javascript")
    assert first["Cache-Control"] == "no-cache"
    assert len(gzip.compress(first.content, 9)) <= MOST_BYTES
    assert client.get(AT, headers={"if-none-match": first["ETag"]}).status_code == 304


@pytest.mark.parametrize("prefix", ["", "/", "learn/", "/learn", "//"])
def test_a_hosts_own_pages_are_never_looked_after(prefix: str) -> None:
    request, until_then = RequestFactory().get("/"), timezone.now()
    with pytest.raises(ValueError, match="folder of ours"):
        keep_offline(request, prefix=prefix, person=make_uuid(), until=until_then, files=[])


def make_uuid() -> Any:
    import uuid

    return uuid.uuid4()


@pytest.mark.django_db
def test_only_pages_whose_view_said_so_may_be_kept(client: Client) -> None:
    held, enrolment = Class(1), make_enrolment(make_person())
    client.force_login(held.trainer.user)
    assert str(held.trainer.uuid) in client.get(held.path)["Hunar-Keep"]
    assert not client.get("/sign-out/").has_header("Hunar-Keep")
    client.cookies[PHONE] = f"{held.trainer.uuid}.0"
    assert str(held.trainer.uuid) in client.get("/sign-out/")["Hunar-Keep"]
    del client.cookies[PHONE]
    client.force_login(enrolment.person.user)
    for address in ("/", f"/learn/{enrolment.uuid}/", held.path, "/inbox/file/"):
        assert not client.get(address).has_header("Hunar-Keep"), address
    assert Enrolment.objects.count() == 2


@pytest.mark.browser
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
class TestOnAPhone:
    @pytest.fixture
    def held(self, live_server: Any) -> Class:
        return Class(2)

    @pytest.fixture
    def phone_of(self, live_server: Any, phone: "BrowserContext") -> Iterator[Phone]:
        with phone_at(live_server.url, phone) as found:
            yield found

    def test_without_a_link_it_answers_with_what_is_kept_and_nothing_else(self, phone_of: Phone, held: Class) -> None:
        page = phone_of.signed_in(held.trainer).open(held.path)
        phone_of.keeps(page, held.path)
        phone_of.keeps(page, "/sign-out/")
        scopes = page.evaluate(
            "async () => (await navigator.serviceWorker.getRegistrations()).map((each) => each.scope)"
        )
        assert sorted(scopes) == [f"{phone_of.address}/learn/roll/", f"{phone_of.address}/sign-out/"]
        phone_of.dark()
        assert "Trainee 00" in phone_of.open(held.path).content()
        unkept = (Class(1).path, "/", "/sign-in/", "/cms/", "/learn/roll/")
        for path in unkept:
            with pytest.raises(Error):
                phone_of.open(path)

    def test_what_has_had_its_time_is_dropped(self, phone_of: Phone, held: Class) -> None:
        page = phone_of.signed_in(held.trainer).open(held.path)
        phone_of.keeps(page, held.path)
        over = int((timezone.now() - timedelta(minutes=1)).timestamp())
        page.evaluate(
            """async ([path, over]) => {
              const cache = await caches.open((await caches.keys())[0]);
              const kept = await cache.match(path);
              const note = { ...JSON.parse(kept.headers.get("Hunar-Keep")), until: over };
              const headers = { "Hunar-Keep": JSON.stringify(note) };
              await cache.put(path, new Response(await kept.text(), { headers }));
            }""",
            [held.path, over],
        )
        phone_of.dark()
        with pytest.raises(Error):
            phone_of.open(held.path)
        until(page, "async (path) => !(await caches.match(path))", held.path)

    def test_a_page_that_is_closed_to_her_now_is_kept_no_longer(self, phone_of: Phone, held: Class) -> None:
        page = phone_of.signed_in(held.trainer).open(held.path)
        phone_of.keeps(page, held.path)
        RoleAssignment.objects.all().delete()
        phone_of.open(held.path)
        until(page, "async (path) => !(await caches.match(path))", held.path)
