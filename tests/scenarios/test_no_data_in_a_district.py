"""No mobile data in South Waziristan Upper and Lower for seven days: all that was open there moves by seven days.

Once, with the reason on each record, and an undo.
"""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry

from courses.running.models import AccessEntry, AccessProjection, Cohort, Enrolment, Outage
from lms.people.models import Person
from tests.factories.places import make_centre, make_district
from tests.factories.running import give_role, make_cohort, make_enrolment, make_person, make_programme
from tests.running.conftest import Signed

pytestmark = pytest.mark.django_db
KARACHI = ZoneInfo("Asia/Karachi")
FIRST_DAY = datetime(2026, 11, 2, tzinfo=KARACHI)
DAYS = timedelta(days=1)


class District:
    """Two halves of a district that was split, a batch in each, somebody who lives there, and people elsewhere."""

    def __init__(self) -> None:
        whole = make_district("South Waziristan")
        self.upper = make_district("South Waziristan Upper", predecessor=whole)
        self.lower = make_district("South Waziristan Lower", predecessor=whole)
        self.mardan = make_district("Mardan")
        self.programme = make_programme()
        self.batch = self.cohort("Wana", self.lower)
        self.elsewhere = self.cohort("Mardan", self.mardan)
        self.met = [make_enrolment(cohort=self.batch) for _ in range(3)]
        self.at_home = make_enrolment(make_person(district=self.upper), self.elsewhere)
        self.spared = make_enrolment(cohort=self.elsewhere)
        self.admin = make_person()
        self.admin.user.user_permissions.add(Permission.objects.get(codename="access_admin"))
        give_role(self.admin, "programme_admin", "programme", self.programme.uuid)

    def cohort(self, name: str, district: Any) -> Cohort:
        """A batch of thirty days from the second of November."""
        centre = make_centre(name, district)
        return make_cohort(self.programme, starts_on=FIRST_DAY.date(), centre=centre, time_zone="Asia/Karachi")

    def form(self, **changes: Any) -> dict[str, Any]:
        """What the programme admin types."""
        return {
            "kind": "no_data",
            "starts_at": "2026-11-10T00:00",
            "ends_at": "2026-11-17T00:00",
            "districts": [self.upper.pk, self.lower.pk],
            "network": "",
            "unknown_network_too": "on",
            "programmes": [self.programme.pk],
        } | changes


@pytest.fixture
def place() -> Any:
    """On the eighteenth of November, when the link is back."""
    with time_machine.travel(FIRST_DAY, tick=False) as clock:
        found = District()
        clock.move_to(FIRST_DAY + 16 * DAYS)
        yield found


def closes(enrolment: Enrolment) -> datetime | None:
    return AccessProjection.objects.get(enrolment=enrolment).closes_at


def record(client: Client, form: dict[str, Any]) -> Outage:
    """Preview, then press the button of the preview."""
    address = reverse("hunar_running_staff:add_outage")
    preview = client.post(address, form)
    response = client.post(address, form | {"record": preview.context["seen"]})
    assert response.status_code == 302, response.content.decode()
    return Outage.objects.latest("pk")


def test_the_preview_names_whom_it_meets_and_writes_nothing(place: District, signed: Signed) -> None:
    text = signed(place.admin).post(reverse("hunar_running_staff:add_outage"), place.form()).content.decode()
    assert "4 trainees met, 4 end dates moved" in text
    assert text.count("7 days") == 2
    assert not Outage.objects.exists()
    assert not AccessEntry.objects.exists()


def test_every_window_there_moves_seven_days_with_its_reason_and_no_other(place: District, signed: Signed) -> None:
    record(signed(place.admin), place.form())
    for each in [*place.met, place.at_home]:
        assert closes(each) == FIRST_DAY + 37 * DAYS
    assert closes(place.spared) == FIRST_DAY + 30 * DAYS
    assert set(AccessEntry.objects.values_list("reason_code", "actor")) == {("no_data", place.admin.uuid)}
    assert ModelLogEntry.objects.filter(action="hunar_running.record_outage").count() == 1


def test_each_reads_why_in_her_language(place: District, signed: Signed) -> None:
    record(signed(place.admin), place.form())
    phone = signed(place.met[0].person)
    Person.objects.filter(pk=place.met[0].person_id).update(language="ur")
    address = reverse("hunar_running:course", args=[place.met[0].uuid])
    english = phone.get(address, headers={"accept-language": "en"}).content.decode()
    assert "7</bdi> days were added to your time." in english
    assert "No mobile data from Tuesday 10 November to Monday 16 November." in english
    urdu = phone.get(address, headers={"accept-language": "ur"}).content.decode()
    assert "موبائل ڈیٹا" in urdu
    assert "No mobile data" not in urdu
    spared = reverse("hunar_running:course", args=[place.spared.uuid])
    assert "mobile data" not in signed(place.spared.person).get(spared).content.decode()


def test_undo_puts_them_back_and_leaves_the_story(place: District, signed: Signed) -> None:
    client = signed(place.admin)
    outage = record(client, place.form())
    address = reverse("hunar_running_staff:outage", args=[outage.uuid])
    assert "Trainees whose clock it stops: 4" in client.get(address).content.decode()
    client.post(address)
    for each in [*place.met, place.at_home]:
        assert closes(each) == FIRST_DAY + 30 * DAYS
        assert list(each.access_entries.values_list("kind", flat=True)) == ["outage", "undo"]
    client.post(address)
    assert AccessEntry.objects.filter(kind="undo").count() == 4


def test_recorded_twice_it_moves_nobody_twice(place: District, signed: Signed) -> None:
    client = signed(place.admin)
    record(client, place.form())
    again = client.post(reverse("hunar_running_staff:add_outage"), place.form()).content.decode()
    assert "4 trainees met, 0 end dates moved" in again
    record(client, place.form(ends_at="2026-11-19T00:00"))
    assert closes(place.met[0]) == FIRST_DAY + 39 * DAYS


def test_what_is_recorded_is_what_was_previewed(place: District, signed: Signed) -> None:
    client = signed(place.admin)
    address = reverse("hunar_running_staff:add_outage")
    seen = client.post(address, place.form()).context["seen"]
    changed = place.form(ends_at="2026-11-30T00:00") | {"record": seen}
    assert client.post(address, changed).status_code == 200
    assert not Outage.objects.exists()
