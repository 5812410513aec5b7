"""Webinars of a batch: the link near the time and nowhere else, the code, the list of the trainer, the recording."""

from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry

from courses.running.models import ActivityRecord, Cohort, Enrolment, Notice, RollEntry, WebinarMeeting
from courses.running.webinars.rule import Meeting, same_code
from lms.foundation.api import read_stored
from lms.foundation.models import InboxEvent, StoredFile
from media_pipeline.api import edition_entry, edition_files
from tests.factories.media import ready_recording
from tests.factories.running import lesson, make_cohort, make_enrolment, make_person, make_programme
from tests.running.conftest import Signed
from tests.running.test_bytes import FIRST_VIEW, WARM, sent, styles
from tests.running.test_finishing import event, send
from tests.running.test_queries import MOST, queries_of
from tests.running.test_staff import admin_of, page, trainer_of, url

pytestmark = pytest.mark.django_db
# Five in the afternoon in Pakistan.
STARTS = datetime(2026, 11, 30, 12, tzinfo=UTC)
LINK, PHONE, CODE = "https://meet.example.org/CANARYLINK", "042 111 000 222", "CANARY-471"
MINUTE = timedelta(minutes=1)


def make_batch(**policy: Any) -> tuple[Cohort, Any]:
    """A batch of one webinar, without a recording."""
    key = uuid4()
    free = {"planned_minutes": 0, "required_minutes": 0} | policy
    with time_machine.travel(STARTS - timedelta(days=3), tick=False):
        one = lesson("Ask a freelancer", kind="webinar", key=key, text="<p>Bring your questions.</p>")
        return make_cohort(make_programme(**free), [one]), key


def form(**changed: str) -> dict[str, str]:
    told = {"starts_at": "2026-11-30T17:00", "minutes": "60", "link": LINK, "dial_in": PHONE, "code": CODE}
    return told | changed


def enrol(cohort: Cohort) -> Enrolment:
    with time_machine.travel(STARTS - timedelta(days=2), tick=False):
        return make_enrolment(cohort=cohort)


def at(minutes: float) -> Any:
    """So many minutes after it began."""
    return time_machine.travel(STARTS + minutes * MINUTE, tick=False)


def set_by_trainer(signed: Signed, cohort: Cohort, key: Any, **changed: str) -> Any:
    with at(-2000):
        return signed(trainer_of(cohort)).post(url("webinar", cohort.uuid, key), form(**changed))


def webinar_page(client: Client, enrolment: Enrolment, key: Any, language: str = "en") -> str:
    client.cookies["hunar_project_language"] = language
    response = client.get(reverse("hunar_running:activity", args=[enrolment.uuid, key]))
    assert response["Cache-Control"] == "private, no-store"
    return str(response.content.decode())


def attend(client: Client, enrolment: Enrolment, key: Any, code: str) -> Any:
    return client.post(reverse("hunar_running:attend", args=[enrolment.uuid, key]), {"code": code})


def test_a_trainer_sets_it_on_the_clock_of_the_batch_and_reads_it_back(signed: Signed) -> None:
    cohort, key = make_batch()
    client = signed(trainer_of(cohort))
    with at(-2000):
        assert "Not set yet" in page(client, url("cohort", cohort.uuid))
        assert set_by_trainer(signed, cohort, key)["Location"] == url("cohort", cohort.uuid)
        meeting = WebinarMeeting.objects.get()
        assert (meeting.session.starts_at, meeting.session.planned_minutes) == (STARTS, 60)
        assert "30 November 2026, 17:00" in page(client, url("cohort", cohort.uuid))
        again = page(client, url("webinar", cohort.uuid, key))
    assert 'value="2026-11-30T17:00"' in again
    assert LINK in again


@pytest.mark.parametrize(
    "wrong", [{"link": "javascript:alert(1)"}, {"dial_in": "call me"}, {"minutes": "0"}, {"starts_at": "soon"}]
)
def test_a_form_that_cannot_be_sets_nothing_and_keeps_what_was_typed(signed: Signed, wrong: dict[str, str]) -> None:
    cohort, key = make_batch()
    refused = set_by_trainer(signed, cohort, key, **wrong)
    assert refused.status_code == 200
    assert PHONE in refused.content.decode() or "dial_in" in wrong
    assert not WebinarMeeting.objects.exists()


def test_who_may_not_set_it_finds_nothing(signed: Signed) -> None:
    cohort, key = make_batch()
    other, _ = make_batch()
    for person in (trainer_of(other), admin_of(other)):
        assert signed(person).post(url("webinar", cohort.uuid, key), form()).status_code == 404
    assert signed(trainer_of(cohort)).get(url("webinar", cohort.uuid, uuid4())).status_code == 404


@pytest.mark.parametrize(
    ("minutes", "shows"), [(-2000, False), (-15.1, False), (-15, True), (0, True), (59.9, True), (60, False)]
)
def test_link_and_number_show_from_a_quarter_of_an_hour_before_until_the_end(
    signed: Signed, minutes: float, shows: bool
) -> None:
    cohort, key = make_batch()
    enrolment = enrol(cohort)
    set_by_trainer(signed, cohort, key)
    with at(minutes):
        html = webinar_page(signed(enrolment.person), enrolment, key)
    assert "Monday 30 November" in html
    assert ("CANARYLINK" in html, PHONE in html) == (shows, shows)
    if shows:
        assert f'<a class="btn" href="{LINK}" rel="noreferrer noopener">' in html


@pytest.mark.parametrize("language", ["en", "ur"])
def test_its_page_is_as_light_as_a_lesson(signed: Signed, language: str) -> None:
    cohort, key = make_batch()
    enrolment = enrol(cohort)
    set_by_trainer(signed, cohort, key)
    with at(5):
        client = signed(enrolment.person)
        address = reverse("hunar_running:activity", args=[enrolment.uuid, key])
        html = sent(client, address, language)
        assert len(html) <= WARM
        assert len(html) + styles(html) <= FIRST_VIEW
        assert len(queries_of(client, address)) <= MOST


def test_nobody_elses_door_shows_it(signed: Signed) -> None:
    cohort, key = make_batch()
    enrolment, stranger = enrol(cohort), make_person()
    set_by_trainer(signed, cohort, key)
    address = reverse("hunar_running:activity", args=[enrolment.uuid, key])
    Enrolment.objects.filter(pk=enrolment.pk).update(state="withdrawn")
    with at(5):
        for client in (Client(), signed(stranger), signed(enrolment.person)):
            assert "CANARYLINK" not in client.get(address).content.decode()
            assert attend(client, enrolment, key, CODE).status_code in {302, 403, 404}
    assert not RollEntry.objects.exists()


def test_link_number_and_code_stand_in_no_fragment_edition_export_notice_or_log(signed: Signed, caplog: Any) -> None:
    cohort, key = make_batch()
    enrolment = enrol(cohort)
    set_by_trainer(signed, cohort, key)
    with at(-24 * 60 + 30):
        call_command("send_notices", stdout=StringIO())
    with at(5):
        client = signed(enrolment.person)
        webinar_page(client, enrolment, key)
        attend(client, enrolment, key, CODE)
        told = [signed(admin_of(cohort)).get(url("export", cohort.uuid, "csv")).getvalue().decode()]
    told += [str(list(rows.values())) for rows in (ModelLogEntry.objects, Notice.objects, InboxEvent.objects)]
    told += [read_stored(stored).decode(errors="replace") for stored in StoredFile.objects.all()]
    told.append(caplog.text)
    assert len(told) > 6
    for canary in ("CANARYLINK", PHONE, CODE):
        assert not [text for text in told if canary in text]


@pytest.mark.parametrize("typed", [CODE, "canary471", " Canary - ۴۷۱ "])
def test_the_code_of_the_day_puts_her_on_the_roll_and_the_webinar_counts(signed: Signed, typed: str) -> None:
    cohort, key = make_batch()
    enrolment = enrol(cohort)
    set_by_trainer(signed, cohort, key)
    with at(10):
        client = signed(enrolment.person)
        assert "The code of the day" in webinar_page(client, enrolment, key)
        for _ in range(2):
            assert attend(client, enrolment, key, typed).status_code == 302
        html = webinar_page(client, enrolment, key)
    assert "This webinar counts for you." in html
    assert "The code of the day" not in html
    entry = RollEntry.objects.get()
    assert (entry.person, entry.minutes, entry.actor) == (enrolment.person, 60, None)
    enrolment.refresh_from_db()
    assert enrolment.completed_at is not None


@pytest.mark.parametrize(("minutes", "counts"), [(-1, False), (0, True), (418, True), (420, False)])
def test_the_code_counts_from_the_beginning_to_the_end_of_its_day(signed: Signed, minutes: float, counts: bool) -> None:
    cohort, key = make_batch()
    enrolment = enrol(cohort)
    set_by_trainer(signed, cohort, key)
    with at(minutes):
        attend(signed(enrolment.person), enrolment, key, CODE)
    assert RollEntry.objects.exists() is counts


def test_a_wrong_code_says_so_and_ten_are_enough_for_an_hour(signed: Signed) -> None:
    cohort, key = make_batch()
    enrolment = enrol(cohort)
    set_by_trainer(signed, cohort, key)
    with at(5):
        client = signed(enrolment.person)
        for _ in range(10):
            refused = attend(client, enrolment, key, "1")
            assert refused.status_code == 409
            assert "This is not the code of today." in refused.content.decode()
        assert "Too many tries." in attend(client, enrolment, key, CODE).content.decode()
    assert not RollEntry.objects.exists()


def test_without_a_code_an_empty_one_opens_nothing(signed: Signed) -> None:
    cohort, key = make_batch()
    enrolment = enrol(cohort)
    set_by_trainer(signed, cohort, key, code="")
    with at(5):
        assert "The code of the day" not in webinar_page(signed(enrolment.person), enrolment, key)
        assert attend(signed(enrolment.person), enrolment, key, "").status_code == 409
    assert not same_code("", "")


def test_the_trainers_list_counts_too_and_what_she_wrote_stays(signed: Signed) -> None:
    cohort, key = make_batch()
    there, absent = enrol(cohort), enrol(cohort)
    set_by_trainer(signed, cohort, key)
    roll = url("roll", cohort.uuid, WebinarMeeting.objects.get().session.uuid)
    with at(70):
        client = signed(trainer_of(cohort))
        client.post(roll, {f"m-{there.person.uuid}": "45", f"m-{absent.person.uuid}": "0"})
        assert attend(signed(there.person), there, key, CODE).status_code == 302
        assert "1 trainee, live or by the recording" in page(client, url("cohort", cohort.uuid))
    assert list(ActivityRecord.objects.values_list("person", "state")) == [(there.person_id, "done")]
    assert sorted(RollEntry.objects.values_list("minutes", flat=True)) == [0, 45]


def test_its_time_moves_until_somebody_is_on_the_roll(signed: Signed) -> None:
    cohort, key = make_batch()
    enrolment = enrol(cohort)
    set_by_trainer(signed, cohort, key)
    set_by_trainer(signed, cohort, key, starts_at="2026-11-30T16:30")
    assert WebinarMeeting.objects.get().session.starts_at == STARTS - 30 * MINUTE
    with at(5):
        attend(signed(enrolment.person), enrolment, key, CODE)
        refused = signed(trainer_of(cohort)).post(url("webinar", cohort.uuid, key), form())
    assert "on the roll of this webinar already" in refused.content.decode()
    assert WebinarMeeting.objects.get().session.starts_at == STARTS - 30 * MINUTE


def test_everybody_in_the_batch_is_told_the_day_before(signed: Signed) -> None:
    cohort, key = make_batch()
    enrolment, gone = enrol(cohort), enrol(cohort)
    Enrolment.objects.filter(pk=gone.pk).update(state="withdrawn")
    set_by_trainer(signed, cohort, key)
    # Two days before at eleven at night, and the evening before, on the clock of the batch.
    with at(-42 * 60):
        call_command("send_notices", stdout=StringIO())
        assert not Notice.objects.filter(kind="webinar_tomorrow").exists()
    with at(-23 * 60):
        for _ in range(2):
            call_command("send_notices", stdout=StringIO())
        assert list(Notice.objects.values_list("person", "kind")) == [(enrolment.person_id, "webinar_tomorrow")]
        client = signed(enrolment.person)
        client.cookies["hunar_project_language"] = "en"
        assert (
            'Your webinar is on Monday 30 November, <bdi dir="ltr">5:00</bdi> pm.' in client.get("/").content.decode()
        )
        assert "Go to the webinar" in client.get("/").content.decode()


def recorded(**policy: Any) -> tuple[Enrolment, Any]:
    """A trainee of a webinar that was held and recorded: 80 seconds of it."""
    key, recording = uuid4(), ready_recording()
    entry = edition_entry(recording) | {"seconds": 80.0}
    one = lesson("Held", kind="webinar", key=key, lectures={"en": entry}, files=edition_files(recording))
    free = {"planned_minutes": 0, "required_minutes": 0} | policy
    with time_machine.travel(STARTS, tick=False):
        return make_enrolment(cohort=make_cohort(make_programme(**free), [one])), key


@pytest.mark.parametrize(
    ("language", "words"), [("en", "Whoever has played 80 percent of it was there."), ("ur", "80 فیصد سن لیا")]
)
def test_enough_of_the_recording_counts_as_having_been_there(signed: Signed, language: str, words: str) -> None:
    enrolment, key = recorded(webinar_percent=80)
    with at(60):
        client = signed(enrolment.person)
        html = webinar_page(client, enrolment, key, language)
        assert words in html
        assert "?play=audio" in html
        address = reverse("hunar_running:activity", args=[enrolment.uuid, key])
        assert client.get(f"{address}?play=audio").status_code == 200
        send(client, event(enrolment, "lecture.watched", key, stretches=[[0, 63]]))
        assert not ActivityRecord.objects.exists()
        assert send(client, event(enrolment, "lesson.finish", key))[0]["status"] == "refused"
        send(client, event(enrolment, "lecture.watched", key, stretches=[[60, 64]]))
    enrolment.refresh_from_db()
    assert enrolment.completed_at is not None


def test_where_the_policy_asks_for_the_live_one_a_recording_is_only_heard(signed: Signed) -> None:
    enrolment, key = recorded()
    with at(60):
        client = signed(enrolment.person)
        assert "only the live webinar counts" in webinar_page(client, enrolment, key)
        send(client, event(enrolment, "lecture.watched", key, stretches=[[0, 80]]))
    assert not ActivityRecord.objects.exists()


def test_the_rule_holds_at_midnight_where_the_batch_is() -> None:
    from zoneinfo import ZoneInfo

    late = Meeting(datetime(2026, 11, 30, 18, 30, tzinfo=UTC), 60, ZoneInfo("Asia/Karachi"))
    assert late.phase(late.ends_at - MINUTE) == "open"
    # It ends half an hour into the first of December: that whole day counts.
    assert late.takes_code(datetime(2026, 12, 1, 18, 59, tzinfo=UTC))
    assert not late.takes_code(datetime(2026, 12, 1, 19, 0, tzinfo=UTC))
