"""Notices in the product: told once, read by a button, without a word that could name anybody."""

from datetime import date, timedelta
from io import StringIO
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from courses.running.access.clock import day_begins
from courses.running.actions.notices import AT_ONCE, Told
from courses.running.actions.windows import freeze
from courses.running.api import neutral_words, notify, notify_each, register_notice_kind
from courses.running.models import AccessEntry, Enrolment, Notice
from courses.running.notices import kinds
from lms.people.models import Person
from tests.factories.running import make_cohort, make_enrolment, make_person
from tests.running.conftest import Signed
from tests.running.test_staff import admin_of, url

pytestmark = pytest.mark.django_db


def home(client: Client, language: str = "en") -> str:
    client.cookies["hunar_project_language"] = language
    return client.get("/").content.decode()


def button(notice: Notice) -> str:
    return reverse("hunar_running:read_notice", args=[notice.uuid])


def test_more_days_are_told_on_her_first_page_until_she_has_read_it(signed: Signed) -> None:
    enrolment = make_enrolment()
    cohort = enrolment.cohort
    data = {"days": "7", "reason": "power_cut"}
    signed(admin_of(cohort)).post(url("extend", cohort.uuid, enrolment.uuid), data)
    client, notice = signed(enrolment.person), Notice.objects.get()
    assert 'You have <bdi dir="ltr">7</bdi> more days.' in home(client)
    assert 'مزید <bdi dir="ltr">7</bdi> دن' in home(client, "ur")
    assert client.post(button(notice))["Location"] == "/"
    assert "more days" not in home(client)
    assert client.post(button(notice)).status_code == 302


def test_days_that_were_taken_back_are_told_no_more(signed: Signed) -> None:
    enrolment = make_enrolment()
    cohort = enrolment.cohort
    client = signed(admin_of(cohort))
    client.post(url("extend", cohort.uuid, enrolment.uuid), {"days": "7", "reason": "power_cut"})
    client.post(url("undo", cohort.uuid, enrolment.uuid, AccessEntry.objects.get().uuid))
    assert not Notice.objects.exists()


@pytest.mark.usefixtures("_english")
def test_nobody_reads_or_ticks_anothers(signed: Signed) -> None:
    her, other = make_enrolment(), make_enrolment()
    notify(her.person, "update", about="1")
    assert neutral_words() not in home(signed(other.person))
    assert signed(other.person).post(button(Notice.objects.get())).status_code == 404
    assert signed(her.person).get(button(Notice.objects.get())).status_code == 405
    assert Notice.objects.get().read_at is None


@pytest.fixture
def _english() -> Any:
    with translation.override("en"):
        yield


@pytest.mark.usefixtures("_english")
def test_what_leaves_the_product_tells_nothing() -> None:
    assert neutral_words() == "Your class update is ready"
    with translation.override("ur"):
        assert neutral_words() == "آپ کی کلاس کی اطلاع تیار ہے"


PARAMS: dict[str, dict[str, Any]] = {
    "window_closes": {"day": "2026-12-13"},
    "more_days": {"days": 1},
    "webinar_tomorrow": {"at": "2026-12-13T17:00:00+05:00"},
    "update": {},
}


@pytest.mark.parametrize("kind", PARAMS)
def test_every_kind_has_its_words_in_both_languages(kind: str, signed: Signed) -> None:
    enrolment = make_enrolment()
    notify(enrolment.person, kind, about="1", **PARAMS[kind])
    said = {}
    for language in ("en", "ur"):
        with translation.override(language):
            said[language] = str(kinds.words_of(kind, PARAMS[kind]))
    assert said["en"] in home(signed(enrolment.person))
    assert said["ur"] in home(signed(enrolment.person), "ur")
    assert said["en"] != said["ur"]


@pytest.mark.usefixtures("_english")
def test_a_day_stands_in_the_notice_as_people_say_it() -> None:
    told = str(kinds.words_of("webinar_tomorrow", PARAMS["webinar_tomorrow"]))
    assert told == 'Your webinar is on Sunday 13 December, <bdi dir="ltr">5:00</bdi> pm.'


@pytest.mark.parametrize("value", ["Nadia", "a phone number", "", "x" * 41, "dada"])
def test_a_notice_holds_no_words(value: str) -> None:
    with pytest.raises(ValueError, match="holds no words"):
        notify(make_person(), "update", about="1", name=value)
    assert not Notice.objects.exists()


@pytest.mark.usefixtures("_english")
def test_a_kind_nobody_registered_is_refused_and_one_that_is_gone_stays_neutral(
    signed: Signed, monkeypatch: pytest.MonkeyPatch
) -> None:
    enrolment = make_enrolment()
    with pytest.raises(KeyError):
        notify(enrolment.person, "rumour", about="1")
    monkeypatch.setattr(kinds, "_kinds", dict(kinds._kinds))
    register_notice_kind("exhibition", lambda params: f"Hall {params['hall']} is open.")
    notify(enrolment.person, "exhibition", about="1", hall=3)
    assert "Hall 3 is open." in home(signed(enrolment.person))
    monkeypatch.delitem(kinds._kinds, "exhibition")
    assert neutral_words() in home(signed(enrolment.person))


@pytest.mark.usefixtures("_english")
def test_a_notice_is_gone_when_it_matters_no_longer(signed: Signed) -> None:
    enrolment = make_enrolment()
    notify(enrolment.person, "update", about="1", until=timezone.now() + timedelta(hours=1))
    assert neutral_words() in home(signed(enrolment.person))
    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        assert neutral_words() not in home(signed(enrolment.person))
        call_command("send_notices", stdout=StringIO())
    assert not Notice.objects.exists()


def test_the_first_page_shows_three_at_most_and_asks_once(signed: Signed) -> None:
    enrolment = make_enrolment()
    client = signed(enrolment.person)
    home(client)
    with CaptureQueriesContext(connection) as before:
        home(client)
    for number in range(5):
        notify(enrolment.person, "more_days", about=str(number), days=number + 1)
    with CaptureQueriesContext(connection) as after:
        page = home(client)
    assert page.count("more day") == 3
    assert len(after) == len(before) + 1 <= 7
    asked = [
        query["sql"] for query in after.captured_queries if query["sql"].startswith('SELECT "hunar_running_notice"')
    ]
    assert len(asked) == 1


def test_the_same_thing_is_told_once() -> None:
    person = make_person()
    for _ in range(3):
        notify([person, person], "more_days", about="1", days=7)
    notify(person, "more_days", about="2", days=7)
    assert Notice.objects.count() == 2


def queries_for(people: list[int]) -> int:
    about = str(uuid4())
    with CaptureQueriesContext(connection) as asked:
        assert notify(people, "window_closes", about=about, day="2026-12-13") == len(people)
    assert Notice.objects.filter(about=about).count() == len(people)
    return sum(query["sql"].startswith("INSERT") for query in asked.captured_queries)


def test_twenty_thousand_are_told_in_one_statement_a_hundred() -> None:
    made = Person.objects.bulk_create([Person(display_name=f"P{n}") for n in range(20_000)])
    people = [one.pk for one in made]
    assert queries_for(people[:AT_ONCE]) == 1
    assert queries_for(people) == len(people) // AT_ONCE


def test_each_may_be_told_her_own_day() -> None:
    one, two = make_person(), make_person()
    notify_each("window_closes", [Told(one.pk, "1", {"day": "2026-12-13"}), Told(two.pk, "1", {"day": "2026-12-20"})])
    assert [notice.params["day"] for notice in Notice.objects.order_by("pk")] == ["2026-12-13", "2026-12-20"]


def days_before_the_end(enrolment: Enrolment, days: float) -> Any:
    return time_machine.travel(enrolment.projection.closes_at - timedelta(days=days), tick=False)


def told_today() -> set[int]:
    call_command("send_notices", stdout=StringIO())
    return set(Notice.objects.filter(kind="window_closes").values_list("person", flat=True))


def test_who_has_five_days_left_is_told_once_and_again_when_the_end_has_moved(signed: Signed) -> None:
    enrolment = make_enrolment()
    with days_before_the_end(enrolment, 5.1):
        assert told_today() == set()
    with days_before_the_end(enrolment, 5):
        assert told_today() == {enrolment.person_id}
        assert told_today() == {enrolment.person_id}
        last = enrolment.projection.closes_at - timedelta(minutes=1)
        assert f"Your course stays open until {date_words(timezone.localtime(last).date())}." in home(
            signed(enrolment.person)
        )
    assert Notice.objects.count() == 1
    data = {"days": "20", "reason": "illness"}
    signed(admin_of(enrolment.cohort)).post(url("extend", enrolment.cohort.uuid, enrolment.uuid), data)
    enrolment.projection.refresh_from_db()
    with days_before_the_end(enrolment, 4):
        told_today()
    assert Notice.objects.filter(kind="window_closes").count() == 1, "the old one is over, the new one is told"


def date_words(day: date) -> str:
    return f"{day:%A} {day.day} {day:%B}"


def test_who_is_through_or_gone_or_frozen_is_not_warned() -> None:
    cohort = make_cohort()
    done, gone, held, warned = [make_enrolment(cohort=cohort) for _ in range(4)]
    Enrolment.objects.filter(pk=done.pk).update(completed_at=timezone.now())
    Enrolment.objects.filter(pk=gone.pk).update(state="withdrawn")
    freeze(held, reason="illness", by=None)
    with days_before_the_end(warned, 3):
        assert told_today() == {warned.person_id}
    assert day_begins(cohort.starts_on, timezone.get_current_timezone()) < timezone.now()


@pytest.mark.usefixtures("_english")
def test_staff_read_theirs_on_wagtails_first_screen(signed: Signed) -> None:
    admin = admin_of(make_cohort())
    notify(admin, "update", about="1")
    client = signed(admin)
    notice = Notice.objects.get()
    assert neutral_words() in client.get(reverse("wagtailadmin_home")).content.decode()
    assert client.post(url("read_notice", notice.uuid))["Location"] == reverse("wagtailadmin_home")
    assert neutral_words() not in client.get(reverse("wagtailadmin_home")).content.decode()
    assert client.post(url("read_notice", uuid4())).status_code == 404
