"""Events are heard in order, once each, all or nothing for each."""

import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import Group
from pydantic import BaseModel

from lms.foundation.api import Event, Refused, TooMany, receive, verb
from lms.foundation.inbox import registry
from lms.foundation.models import InboxEvent
from tests.foundation.threads import at_once

PERSON = uuid.UUID(int=7)
heard: list[Any] = []


class Words(BaseModel):
    words: str


@pytest.fixture(autouse=True)
def _verbs(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(registry, "_verbs", {})
    heard.clear()

    @verb("test.say", Words)
    def say(event: Event, payload: Words) -> dict[str, Any]:
        heard.append(payload.words)
        Group.objects.create(name=f"{payload.words} {event.uuid}")
        return {"said": payload.words, "times": len(heard)}

    @verb("test.hear", Words)
    def hear(event: Event, payload: Words) -> dict[str, Any]:
        return {}

    @verb("test.no", Words)
    def no(event: Event, payload: Words) -> dict[str, Any]:
        Group.objects.create(name="never kept")
        raise Refused("shut", "The door is shut.")

    @verb("test.break", Words)
    def breaks(event: Event, payload: Words) -> dict[str, Any]:
        Group.objects.create(name="never kept")
        raise RuntimeError("a fault of ours")

    @verb("test.once", Words)
    def once(event: Event, payload: Words) -> dict[str, Any]:
        if Group.objects.filter(name=payload.words).exists():
            raise Refused("already", "This was done already.")
        Group.objects.create(name=payload.words)
        return {"done": payload.words}

    return


def event(name: str = "test.say", sequence: int = 1, **values: Any) -> dict[str, Any]:
    base = {"uuid": str(uuid.uuid4()), "verb": name, "sequence": sequence, "payload": {"words": "hello"}}
    return {**base, **values}


def send(*events: Any, person: uuid.UUID = PERSON) -> list[Any]:
    return receive(list(events), person=person, device="phone-1")


@pytest.mark.django_db
class TestOneByOne:
    def test_an_event_is_kept_with_its_reply(self) -> None:
        sent = event(at="2020-01-01T10:00:00+05:00")
        verdict = send(sent)[0]
        assert (verdict.status, verdict.reply) == ("stored", {"said": "hello", "times": 1})
        row = InboxEvent.objects.get()
        assert str(row.uuid) == sent["uuid"] == verdict.uuid
        assert (row.person, row.device, row.sequence, row.reply) == (PERSON, "phone-1", 1, verdict.reply)
        assert row.happened_at is not None
        assert row.happened_at.year == 2020
        assert verdict.saved_at == row.received_at
        assert row.received_at.year > 2020

    def test_a_replay_gets_the_first_reply_and_is_not_heard(self) -> None:
        sent = event()
        first = send(sent)[0]
        again = send(sent)[0]
        assert (again.status, again.reply, again.saved_at) == ("duplicate", first.reply, first.saved_at)
        assert Group.objects.count() == Group.objects.filter(name__startswith="hello").count() + 2
        assert InboxEvent.objects.count() == 1

    def test_a_replay_of_what_may_be_done_once_is_a_duplicate_not_a_refusal(self) -> None:
        sent = event("test.once")
        assert send(sent)[0].status == "stored"
        again = send(sent)[0]
        assert (again.status, again.reply) == ("duplicate", {"done": "hello"})
        assert send(event("test.once"))[0].reason == "already"

    def test_another_persons_event_tells_nothing(self) -> None:
        sent = event()
        send(sent)
        verdict = send(sent, person=uuid.UUID(int=8))[0]
        assert (verdict.status, verdict.reply, verdict.saved_at) == ("refused", {}, None)
        assert InboxEvent.objects.get().person == PERSON

    def test_events_are_heard_by_sequence_and_answered_as_they_came(self) -> None:
        words = [event(sequence=number, payload={"words": str(number)}) for number in (3, 1, 2)]
        verdicts = send(*words)
        assert heard == ["1", "2", "3"]
        assert [verdict.reply["said"] for verdict in verdicts] == ["3", "1", "2"]

    def test_a_refusal_keeps_nothing_and_takes_nothing_from_the_others(self) -> None:
        verdicts = send(event(sequence=1), event("test.no", 2), event(sequence=3))
        assert [verdict.status for verdict in verdicts] == ["stored", "refused", "stored"]
        assert (verdicts[1].reason, verdicts[1].message) == ("shut", "The door is shut.")
        assert not Group.objects.filter(name="never kept").exists()
        assert InboxEvent.objects.count() == 2

    def test_a_fault_of_ours_is_said_and_keeps_nothing(self, caplog: pytest.LogCaptureFixture) -> None:
        verdicts = send(event("test.break", 1), event(sequence=2))
        assert [(verdict.status, verdict.reason) for verdict in verdicts] == [("refused", "fault"), ("stored", "")]
        assert not Group.objects.filter(name="never kept").exists()
        assert "test.break" in caplog.text

    @pytest.mark.parametrize(
        "spoilt",
        [
            {"uuid": "no"},
            {"verb": ""},
            {"sequence": -1},
            {"sequence": 2**63},
            {"payload": []},
            {"payload": {}},
            {"payload": {"words": float("nan")}},
            {"payload": {"words": "x", "more": float("inf")}},
            {"payload": {"words": "\ud800"}},
            {"payload": {"words": "a\x00b"}},
            {"at": "yesterday"},
            {"more": 1},
        ],
    )
    def test_what_is_no_event_is_refused(self, spoilt: dict[str, Any]) -> None:
        assert send({**event(), **spoilt})[0].reason == "malformed"
        assert not InboxEvent.objects.exists()

    @pytest.mark.parametrize("spoilt", [None, 3, "text", [], {}])
    def test_neither_is_anything_else(self, spoilt: Any) -> None:
        assert send(spoilt, event())[0].reason == "malformed"

    def test_a_backslash_is_just_a_sign(self) -> None:
        assert send(event(payload={"words": "\\u0000"}))[0].status == "stored"

    def test_an_unknown_verb_is_refused(self) -> None:
        assert send(event("test.unknown"))[0].reason == "unknown_verb"

    def test_a_payload_has_a_limit(self) -> None:
        assert send(event("test.hear", payload={"words": "x" * (16 * 1024 - 13)}))[0].status == "stored"
        assert send(event("test.hear", payload={"words": "x" * (16 * 1024)}))[0].reason == "too_large"
        assert send(event("test.hear", payload={"words": "ہ" * (9 * 1024)}))[0].reason == "too_large"

    def test_a_batch_has_a_limit(self) -> None:
        assert len(send(*[event(sequence=number) for number in range(200)])) == 200
        with pytest.raises(TooMany):
            send(*[event() for _ in range(201)])


@pytest.mark.django_db(transaction=True)
def test_twenty_threads_with_one_event_keep_it_once() -> None:
    sent = event()
    verdicts = [verdict for (verdict,) in at_once(20, lambda _: send(sent))]
    assert sorted(verdict.status for verdict in verdicts) == ["duplicate"] * 19 + ["stored"]
    assert len({verdict.saved_at for verdict in verdicts}) == 1
    assert len({str(verdict.reply) for verdict in verdicts}) == 1
    assert InboxEvent.objects.count() == 1
    assert Group.objects.filter(name__startswith="hello").count() == 1
