"""Watching a lecture by the doors of a phone: what is kept, what is cut, and when a lesson counts by itself."""

import random
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from courses.running.models import ActivityRecord, Enrolment, WatchedLecture
from courses.running.watching.stretches import united
from lms.foundation.models import InboxEvent
from tests.factories.running import lesson, make_cohort, make_enrolment, make_programme, quiz
from tests.faults import rounds
from tests.running.conftest import Signed
from tests.running.test_finishing import event, first_key, send
from tests.running.test_queries import MOST, queries_of

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 2, 7, tzinfo=UTC)
LECTURE = 1800
STORMS = rounds(200, least=20)


def lecture(title: str = "Talk", seconds: float = LECTURE, **more: Any) -> dict[str, Any]:
    entry = {"seconds": seconds, "synthetic_voice": False, "renditions": []}
    return lesson(title, lectures={"en": entry}, **more)


def watcher(**policy: Any) -> Enrolment:
    """A trainee of a course of one lecture, enrolled at noon; her window opened three days before."""
    with time_machine.travel(NOON, tick=False):
        return make_enrolment(cohort=make_cohort(make_programme(**policy), [lecture()]))


def told(enrolment: Enrolment, *stretches: tuple[int, int], **more: Any) -> dict[str, Any]:
    return event(enrolment, "lecture.watched", first_key(enrolment), stretches=list(stretches), **more)


def counted() -> list[tuple[int, int]]:
    return [tuple(pair) for pair in WatchedLecture.objects.get().counted]


def test_what_was_played_is_kept_once_with_what_is_still_asked_for(signed: Signed) -> None:
    enrolment = watcher(watch_percent=80)
    with time_machine.travel(NOON, tick=False) as clock:
        client = signed(enrolment.person)
        said = told(enrolment, (0, 60), (30, 90))
        verdict = send(client, said)[0]
        assert (verdict["status"], verdict["reply"]) == ("stored", {"seconds": 90, "left": 1350, "done": False})
        clock.shift(60)
        assert send(client, said)[0]["status"] == "duplicate"
        assert send(client, told(enrolment, (0, 90)))[0]["reply"]["seconds"] == 90
    assert counted() == [(0, 90)]
    assert InboxEvent.objects.filter(verb="lecture.watched").count() == 2


def test_to_seek_to_the_end_is_not_to_watch(signed: Signed) -> None:
    enrolment = watcher(watch_percent=80)
    with time_machine.travel(NOON, tick=False):
        client, key = signed(enrolment.person), first_key(enrolment)
        send(client, event(enrolment, "lecture.place", key, seconds=1799.0, rung="audio"))
        send(client, told(enrolment, (1797, 1800)))
    assert counted() == [(1797, 1800)]
    assert not ActivityRecord.objects.exists()


def test_a_minute_later_an_hour_has_not_been_watched(signed: Signed) -> None:
    enrolment = watcher()
    with time_machine.travel(NOON, tick=False) as clock:
        client = signed(enrolment.person)
        send(client, told(enrolment, (0, 10)))
        clock.shift(60)
        assert send(client, told(enrolment, (0, 1800)))[0]["reply"]["seconds"] == 10 + 132
        # Another phone that nobody has heard of is no way around the clock.
        assert send(client, told(enrolment, (0, 1800)), device="another")[0]["reply"]["seconds"] == 142


def test_what_was_told_of_too_early_counts_as_the_clock_goes_on(signed: Signed) -> None:
    enrolment = watcher()
    with time_machine.travel(NOON, tick=False) as clock:
        client = signed(enrolment.person)
        send(client, told(enrolment, (0, 10)))
        clock.shift(60)
        send(client, told(enrolment, (10, 610)))
        assert counted() == [(0, 142)]
        clock.shift(5 * 60)
        send(client, told(enrolment, (610, 615)))
        assert counted() == [(0, 615)]


def test_a_lecture_heard_without_a_link_counts_whole_when_the_phone_comes_home(signed: Signed) -> None:
    enrolment = watcher()
    with time_machine.travel(NOON, tick=False) as clock:
        client = signed(enrolment.person)
        send(client, told(enrolment, (0, 60), sequence=1))
        clock.shift(31 * 60)
        bundle = [told(enrolment, (60 * n, 60 * n + 60), sequence=n + 1) for n in range(1, 30)]
        assert {verdict["status"] for verdict in send(client, *bundle)} == {"stored"}
    assert counted() == [(0, 1800)]


def test_a_second_phone_can_only_add(signed: Signed) -> None:
    enrolment = watcher()
    with time_machine.travel(NOON, tick=False) as clock:
        client = signed(enrolment.person)
        for device in ("hers", "her brother's"):
            send(client, told(enrolment, (0, 1)), device=device)
        clock.shift(20 * 60)
        send(client, told(enrolment, (0, 900)), device="hers")
        # This one lay in a drawer without a link, and is heard at the same moment.
        send(client, told(enrolment, (600, 1500)), device="her brother's")
        assert counted() == [(0, 1500)]
        send(client, told(enrolment, (0, 5)), device="hers")
        assert counted() == [(0, 1500)]


def test_nothing_counts_beyond_the_end_or_without_a_lecture(signed: Signed) -> None:
    enrolment = watcher()
    with time_machine.travel(NOON, tick=False):
        client = signed(enrolment.person)
        assert send(client, told(enrolment, (1700, 5000)))[0]["reply"]["seconds"] == 100
        without = make_enrolment(enrolment.person, make_cohort(activities=[lesson("Words alone")]))
        assert send(client, told(without, (0, 10)))[0]["reason"] == "unknown"


@pytest.mark.parametrize("stretches", [[], [[0]], [[-1, 5]], [[0, 90_000]], [["a", 5]], [[0, 1]] * 201, "0-60"])
def test_a_stretch_that_cannot_be_is_refused(signed: Signed, stretches: Any) -> None:
    enrolment = watcher()
    with time_machine.travel(NOON, tick=False):
        said = event(enrolment, "lecture.watched", first_key(enrolment), stretches=stretches)
        assert send(signed(enrolment.person), said)[0]["reason"] == "malformed"
    assert not WatchedLecture.objects.exists()


def finish(client: Client, enrolment: Enrolment) -> Any:
    address = reverse("hunar_running:finish", args=[enrolment.uuid, first_key(enrolment)])
    page = client.get(reverse("hunar_running:activity", args=[enrolment.uuid, first_key(enrolment)]))
    return client.post(address, {"event": str(page.context["event"])})


@pytest.mark.parametrize(
    ("language", "words"), [("en", "12 minutes of the lecture to go."), ("ur", "لیکچر کے 12 منٹ باقی ہیں۔")]
)
def test_the_button_says_how_much_of_the_lecture_is_missing(signed: Signed, language: str, words: str) -> None:
    enrolment = watcher(watch_percent=80)
    with time_machine.travel(NOON, tick=False):
        client = signed(enrolment.person)
        client.cookies["hunar_project_language"] = language
        send(client, told(enrolment, (0, 720)))
        assert (
            words
            in client.get(
                reverse("hunar_running:activity", args=[enrolment.uuid, first_key(enrolment)])
            ).content.decode()
        )
        refused = finish(client, enrolment)
    assert refused.status_code == 409
    assert words in refused.content.decode()
    assert not ActivityRecord.objects.exists()


def test_to_say_what_is_missing_costs_one_query_more_where_it_is_asked_for(signed: Signed) -> None:
    asked = []
    for policy in ({}, {"watch_percent": 80}):
        enrolment = watcher(**policy)
        with time_machine.travel(NOON, tick=False):
            address = reverse("hunar_running:activity", args=[enrolment.uuid, first_key(enrolment)])
            asked.append(len(queries_of(signed(enrolment.person), address)))
    assert asked[1] == asked[0] + 1 <= MOST


def test_a_lesson_counts_by_itself_when_enough_is_watched(signed: Signed) -> None:
    enrolment = watcher(watch_percent=80, planned_minutes=0, required_minutes=0)
    with time_machine.travel(NOON, tick=False):
        client = signed(enrolment.person)
        send(client, told(enrolment, (0, 1439)))
        assert not ActivityRecord.objects.exists()
        assert send(client, told(enrolment, (1000, 1440)))[0]["reply"] == {"seconds": 1440, "left": 0, "done": True}
        assert ActivityRecord.objects.get().state == "done"
        page = client.get(reverse("hunar_running:activity", args=[enrolment.uuid, first_key(enrolment)]))
    assert "You have finished this lesson." in page.content.decode()
    enrolment.refresh_from_db()
    assert enrolment.completed_at == NOON


def test_the_button_counts_what_waited_for_the_clock(signed: Signed) -> None:
    enrolment = watcher(watch_percent=80)
    with time_machine.travel(NOON, tick=False) as clock:
        client = signed(enrolment.person)
        send(client, told(enrolment, (0, 10)))
        clock.shift(60)
        send(client, told(enrolment, (0, 1800)))
        assert finish(client, enrolment).status_code == 409
        clock.shift(timedelta(minutes=20))
        assert finish(client, enrolment).status_code == 302


def test_where_nobody_asks_for_watching_the_button_is_enough(signed: Signed) -> None:
    enrolment = watcher()
    with time_machine.travel(NOON, tick=False):
        assert finish(signed(enrolment.person), enrolment).status_code == 302


def test_a_quiz_is_never_done_by_watching(signed: Signed) -> None:
    with time_machine.travel(NOON, tick=False):
        marked = quiz(lectures=lecture()["lectures"])
        enrolment = make_enrolment(cohort=make_cohort(make_programme(watch_percent=1), [marked]))
        send(signed(enrolment.person), told(enrolment, (0, 1800)))
    assert not ActivityRecord.objects.exists()


def test_a_closed_door_hears_nothing(signed: Signed) -> None:
    enrolment = watcher()
    with time_machine.travel(NOON + timedelta(days=60), tick=False):
        assert send(signed(enrolment.person), told(enrolment, (0, 60)))[0]["reason"] == "over"
    assert not WatchedLecture.objects.exists()


@pytest.mark.parametrize("seed", range(STORMS))
def test_however_a_bundle_is_shuffled_doubled_and_cut_the_union_is_exact(signed: Signed, seed: int) -> None:
    chance = random.Random(seed)
    enrolment = watcher()
    marks = sorted({0, *(chance.randrange(LECTURE) for _ in range(chance.randrange(2, 12)))})
    played = [pair for pair in pairwise([*marks, LECTURE]) if chance.random() < 0.8] or [(0, 1)]
    events = [told(enrolment, pair, sequence=number) for number, pair in enumerate(played)]
    sendings = chance.choices(events, k=len(events)) + events
    chance.shuffle(sendings)
    with time_machine.travel(NOON, tick=False) as clock:
        client = signed(enrolment.person)
        while sendings:
            cut = chance.randrange(1, len(sendings) + 1)
            send(client, *sendings[:cut], device=chance.choice(["one", "two"]))
            sendings = sendings[cut:]
            clock.shift(chance.choice([0, 1, 30]))
        # A phone not known before may have to wait for the clock.
        clock.shift(timedelta(hours=1))
        for device in ("one", "two"):
            send(client, told(enrolment, played[0]), device=device)
    assert [tuple(pair) for row in WatchedLecture.objects.all() for pair in row.counted] == list(united(played))
