"""The inbox's opening: session, CSRF, JSON, and no hints."""

import uuid
from typing import Any

import pytest
from django.core.cache import cache
from django.http import HttpRequest
from django.test import Client
from django.urls import reverse
from pydantic import BaseModel

from lms.foundation.api import Event, verb
from lms.foundation.inbox import floods, registry
from lms.foundation.models import InboxEvent

PERSON = uuid.UUID(int=9)


def somebody(request: HttpRequest) -> uuid.UUID | None:
    return PERSON if request.headers.get("X-Test-Person") else None


class Empty(BaseModel):
    pass


@pytest.fixture(autouse=True)
def _heard(monkeypatch: pytest.MonkeyPatch, settings: Any, db: None) -> None:
    monkeypatch.setattr(registry, "_verbs", {})
    settings.HUNAR_FOUNDATION = {**settings.HUNAR_FOUNDATION, "PERSON_OF_REQUEST": f"{__name__}.somebody"}

    @verb("test.who", Empty)
    def who(event: Event, payload: Empty) -> dict[str, Any]:
        return {"person": str(event.person)}


def post(client: Client, body: Any, *, person: bool = True, **headers: str) -> Any:
    known = {"X-Test-Person": "yes"} if person else {}
    return client.post(
        reverse("hunar_foundation:inbox"), body, content_type="application/json", headers={**known, **headers}
    )


def batch(count: int = 1) -> dict[str, Any]:
    events = [
        {"uuid": str(uuid.uuid4()), "verb": "test.who", "sequence": number, "payload": {}} for number in range(count)
    ]
    return {"device": "phone", "events": events}


def test_each_event_gets_its_verdict(client: Client) -> None:
    response = post(client, batch(2))
    assert response.status_code == 200
    verdicts = response.json()["verdicts"]
    assert [verdict["status"] for verdict in verdicts] == ["stored", "stored"]
    assert verdicts[0]["reply"] == {"person": str(PERSON)}
    assert set(verdicts[0]) == {"uuid", "status", "reply", "reason", "message", "saved_at"}
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("body", [batch(), {"device": "phone", "events": []}, "nonsense", {}])
def test_signed_out_reads_the_same_whatever_was_sent(client: Client, body: Any) -> None:
    response = post(client, body, person=False)
    assert response.status_code == 401
    assert set(response.json()) == {"reason", "message"}
    assert response.json()["reason"] == "signed_out"


@pytest.mark.parametrize(
    "body",
    [
        "nonsense",
        "[]",
        "{}",
        '{"device":1,"events":[]}',
        '{"device":"x","events":{}}',
        '{"device":"\\u0000","events":[]}',
    ],
)
def test_what_is_no_batch_is_refused(client: Client, body: str) -> None:
    response = post(client, body)
    assert (response.status_code, response.json()["reason"]) == (400, "malformed")


def test_too_many_at_once_are_refused(client: Client) -> None:
    assert post(client, batch(201)).status_code == 413


def test_a_call_names_whose_events_it_brings(client: Client) -> None:
    assert post(client, batch() | {"person": str(PERSON)}).status_code == 200
    for other in (str(uuid.UUID(int=10)), "x", 9, ""):
        refused = post(client, batch() | {"person": other})
        assert (refused.status_code, refused.json()["reason"]) == (409, "other_person")
    assert InboxEvent.objects.count() == 1


def test_a_call_of_more_than_64_kilobytes_is_refused_whole(client: Client) -> None:
    refused = post(client, batch() | {"more": "x" * 64 * 1024})
    assert (refused.status_code, refused.json()["reason"]) == (413, "too_much")
    assert not InboxEvent.objects.exists()


def test_a_flood_is_slowed_and_told_when_to_come_back(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(floods, "CALLS", 3)
    cache.clear()
    answers = [post(client, batch()) for _ in range(5)]
    assert [answer.status_code for answer in answers][:3] == [200, 200, 200]
    slowed = answers[-1]
    assert (slowed.status_code, slowed.json()["reason"]) == (429, "too_often")
    assert 0 < int(slowed["Retry-After"]) <= 60


def test_the_token_goes_to_whoever_is_signed_in_and_names_her(client: Client) -> None:
    address = reverse("hunar_foundation:token")
    assert client.get(address).status_code == 401
    told = client.get(address, headers={"X-Test-Person": "yes"})
    assert told.json()["person"] == str(PERSON)
    assert told.json()["csrf"]
    assert "no-store" in told["Cache-Control"]


def test_nothing_is_heard_by_get(client: Client) -> None:
    assert client.get(reverse("hunar_foundation:inbox")).status_code == 405


def test_a_foreign_page_cannot_post() -> None:
    assert post(Client(enforce_csrf_checks=True), batch()).status_code == 403
