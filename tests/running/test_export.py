"""A batch taken away as a table: the numbers of the screen, nobody's formula, and names only for those who may."""

import csv
import re
from datetime import timedelta
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.html import strip_tags
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from wagtail.models import ModelLogEntry

from certificates.api import issue, revoke
from courses.running.actions.exports import export_cohort
from courses.running.actions.progress import record_activity
from courses.running.actions.roll import create_session, take_roll
from courses.running.actions.windows import freeze
from courses.running.exporting.cells import harmless
from courses.running.models import Cohort, Enrolment
from courses.running.permissions import NotAllowed
from courses.running.querysets import cohorts
from lms.people.models import Centre, District, Identifier, Organisation, Person
from tests.factories.certificates import make_passed
from tests.factories.running import lesson, make_cohort, make_enrolment, make_person, quiz
from tests.running.conftest import Signed
from tests.running.test_staff import admin_of, page, trainer_of, url

pytestmark = pytest.mark.django_db
NAME_OF_NOBODY = "Canary Of Mardan"


def body_of(client: Client, cohort: Cohort, form: str) -> bytes:
    response = client.get(url("export", cohort.uuid, form))
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    assert f'.{form}"' in response["Content-Disposition"]
    return b"".join(response.streaming_content)


def as_csv(client: Client, cohort: Cohort) -> list[dict[str, str]]:
    text = body_of(client, cohort, "csv").decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text)))


def as_xlsx(client: Client, cohort: Cohort) -> list[dict[str, Any]]:
    sheet = load_workbook(BytesIO(body_of(client, cohort, "xlsx"))).active
    lines = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row), "a formula"
    return [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]


@pytest.fixture
def cohort() -> Cohort:
    """A batch in Mardan: one far ahead, one frozen, one withdrawn, one whose name is a formula."""
    district = District.objects.create(code="mardan", name_en="Mardan", province="KP")
    organisation = Organisation.objects.create(name="A department")
    centre = Centre.objects.create(organisation=organisation, name="Mardan", district=district)
    made = make_cohort(activities=[lesson(), lesson("Colour"), quiz("Check")], centre=centre)
    people = [
        make_person(display_name="Ahead"),
        make_person(display_name="Frozen", gender="m"),
        make_person(display_name="Gone", gender=""),
        make_person(display_name="=1+1", legal_name="@SUM(A1)"),
    ]
    ahead, frozen, gone, _formula = [make_enrolment(person, made) for person in people]
    for day in range(3):
        starts_at = timezone.now() - timedelta(days=day + 1)
        session = create_session(cohorts=[made], title="Class", starts_at=starts_at, planned_minutes=240, by=None)
        take_roll(session, {people[0].uuid: 200, people[1].uuid: 60 * day}, by=None)
    keys = [activity.key for activity in activities(made)]
    record_activity(people[0], keys[0], made.edition, done=True, at=timezone.now())
    marks = {"score": Decimal("17.5"), "max_score": Decimal(20)}
    record_activity(people[0], keys[2], made.edition, done=True, at=timezone.now(), **marks)
    freeze(frozen, reason="illness", by=None)
    gone.state = "withdrawn"
    gone.save()
    assert ahead.state == "active"
    return made


def activities(made: Cohort) -> Any:
    from courses.authoring.api import load_manifest

    return load_manifest(made.edition).activities


def by_name(rows: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {row["Name"]: row for row in rows}


def test_each_trainee_is_one_row(cohort: Cohort, signed: Signed) -> None:
    rows = by_name(as_csv(signed(admin_of(cohort)), cohort))
    assert list(rows) == ["'=1+1", "Ahead", "Frozen", "Gone"]
    ahead = rows["Ahead"]
    told = ("Gender", "District", "State", "Minutes in class", "Minutes still asked for", "Classes attended")
    assert [ahead[name] for name in told] == ["Woman", "Mardan", "Active", "600", "1704", "3"]
    assert [ahead["Activities done"], ahead["of"], ahead["Check: best mark"]] == ["2", "3", "17.5 of 20"]
    assert ahead["Opens on"] == str(cohort.starts_on)
    assert ahead["Last day"] == str(cohort.starts_on + timedelta(days=29))
    assert [rows["Frozen"]["Window"], rows["Frozen"]["Classes attended"], rows["Frozen"]["Last day"]] == [
        "Frozen",
        "2",
        "",
    ]
    assert (rows["Gone"]["State"], rows["Gone"]["Gender"]) == ("Withdrawn", "")


def test_both_files_say_the_same(cohort: Cohort, signed: Signed) -> None:
    client = signed(admin_of(cohort))
    workbook = [
        {name: "" if cell is None else str(cell) for name, cell in row.items()} for row in as_xlsx(client, cohort)
    ]
    assert workbook == as_csv(client, cohort)
    assert isinstance(as_xlsx(client, cohort)[1]["Minutes in class"], int)


def test_the_numbers_are_those_of_the_screen(cohort: Cohort, signed: Signed) -> None:
    client = signed(admin_of(cohort))
    shown = client.get(url("cohort", cohort.uuid)).context["members"]
    rows = as_csv(client, cohort)
    assert [str(member.enrolment.uuid) for member in shown] == [row["Enrolment"] for row in rows]
    for member, row in zip(shown, rows, strict=True):
        screen = [member.username, member.done, member.of, member.minutes, strip_tags(member.window)]
        assert screen == [
            row["Username"],
            int(row["Activities done"]),
            int(row["of"]),
            int(row["Minutes in class"]),
            row["Window"],
        ]
        trainee = page(client, url("trainee", cohort.uuid, member.enrolment.uuid))
        assert f"{row['Activities done']} of {row['of']} activities done, {row['Minutes in class']} minutes" in trainee


def test_a_trainer_takes_no_certificate_names_and_nobody_a_number(cohort: Cohort, signed: Signed) -> None:
    person = make_person(display_name="Known", legal_name=NAME_OF_NOBODY, urdu_name="کنری")
    Identifier.objects.create(person=person, kind="phone", ciphertext="sealed", lookup="03001234567")
    make_enrolment(person, cohort)
    trainer, admin = (body_of(signed(who(cohort)), cohort, "csv").decode() for who in (trainer_of, admin_of))
    assert NAME_OF_NOBODY in admin
    assert "کنری" in admin
    for held in (NAME_OF_NOBODY, "کنری", "Full name"):
        assert held not in trainer
    for taken in (trainer, admin):
        assert "03001234567" not in taken
        assert "sealed" not in taken


def test_whoever_has_no_role_there_finds_nothing(cohort: Cohort, signed: Signed) -> None:
    other = make_cohort()
    for person in (admin_of(other), trainer_of(other)):
        for form in ("csv", "xlsx"):
            assert signed(person).get(url("export", cohort.uuid, form)).status_code == 404
    assert signed(admin_of(cohort)).get(url("export", cohort.uuid, "pdf")).status_code == 404
    with pytest.raises(NotAllowed):
        export_cohort(cohort, form="csv", by=make_person())
    assert not ModelLogEntry.objects.filter(action="hunar_running.export_cohort").exists()


def test_each_taking_is_in_the_audit_log_without_a_name(cohort: Cohort, signed: Signed) -> None:
    admin = admin_of(cohort)
    body_of(signed(admin), cohort, "xlsx")
    entry = ModelLogEntry.objects.get(action="hunar_running.export_cohort")
    assert (entry.user, entry.data) == (admin.user, {"cohort": str(cohort.uuid), "form": "xlsx"})


def test_the_batch_offers_both_files(cohort: Cohort, signed: Signed) -> None:
    shown = page(signed(trainer_of(cohort)), url("cohort", cohort.uuid))
    assert url("export", cohort.uuid, "csv") in shown
    assert url("export", cohort.uuid, "xlsx") in shown


def test_a_certificate_stands_in_the_row_with_its_state(signed: Signed) -> None:
    enrolment = make_passed()
    client = signed(admin_of(enrolment.cohort))
    assert as_csv(client, enrolment.cohort)[0]["Certificate"] == ""
    award = issue(enrolment, by=None)
    row = as_csv(client, enrolment.cohort)[0]
    assert (row["Certificate"], row["Certificate issued on"]) == ("Valid", award.issued_on.isoformat())
    revoke(award, by=None, reason="mistake")
    assert as_csv(client, enrolment.cohort)[0]["Certificate"] == "Revoked"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@A1", "\t=1", "\r=1", "\n=1", "\x07=1", "\x00\x01-2"])
def test_a_text_that_calculates_is_made_a_text(text: str) -> None:
    assert str(harmless(text)).startswith("'")


@given(st.text())
def test_no_cell_begins_with_what_a_spreadsheet_calculates(text: str) -> None:
    found = str(harmless(text))
    assert not re.match(r"[=+\-@\t\r\n]", found)
    assert harmless(7) == 7
    assert harmless(None) is None


def fill(cohort: Cohort, trainees: int) -> None:
    people = Person.objects.bulk_create([Person(display_name=f"P{n}") for n in range(trainees)])
    now = timezone.now()
    Enrolment.objects.bulk_create([Enrolment(person=one, cohort=cohort, enrolled_at=now) for one in people])


def test_twenty_thousand_trainees_cost_no_more_queries_than_two_hundred() -> None:
    asked = []
    for trainees in (200, 20_000):
        made = make_cohort(activities=[lesson(), quiz()])
        fill(made, trainees)
        with CaptureQueriesContext(connection) as queries:
            rows = sum(1 for _ in export_cohort(cohorts().get(pk=made.pk), form="csv", by=None))
        assert rows == trainees + 1
        asked.append(len(queries))
    assert asked[0] == asked[1] <= 12, asked


def test_rows_go_out_while_the_rest_is_still_to_be_read(cohort: Cohort) -> None:
    rows = export_cohort(cohort, form="csv", by=None)
    assert next(rows)[0] == "Enrolment"
    late = make_enrolment(make_person(display_name="Zeenat the late"), cohort)
    assert str(late.uuid) in [row[0] for row in rows]
