"""Women's Digital League: one course in twelve runs, some for one institute alone, and a site opened the same day."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.urls import reverse

from courses.running.models import Cohort, Enrolment, Programme
from lms.people.models import Centre, District, Organisation, Person
from tests.factories.authoring import make_course, make_lesson, make_module
from tests.factories.people import programme_admin as people_admin
from tests.scenarios.programme_doors import (
    add_batch,
    add_trainee,
    change_programme,
    new_trainee,
    programme_admin,
    signed_in,
    site_administrator,
    untouched,
    url,
)

pytestmark = pytest.mark.django_db
FIRST = date(2027, 1, 4)
DISTRICTS = ["kp-mardan", "kp-swat", "kp-peshawar", "kp-abbottabad", "kp-bannu"]


def institutes() -> list[Centre]:
    """Ten institutes in five districts, each with a centre."""
    call_command("load_districts", verbosity=0)
    districts = [District.objects.get(code=code) for code in DISTRICTS]
    made = []
    for number in range(10):
        institute = Organisation.objects.create(name=f"Institute {number}")
        made.append(Centre.objects.create(organisation=institute, district=districts[number % 5], name=f"Lab {number}"))
    return made


def league() -> tuple[Programme, Any]:
    call_command("load_presets", "womens-digital-league-six-weeks", verbosity=0)
    course = make_course("Earning on line")
    make_lesson(make_module(course), "One")
    return Programme.objects.get(), course


def run_rows(centres: list[Centre]) -> dict[str, str]:
    """Eleven more runs: four more of six weeks, seven of three days, every third for its own institute only."""
    data = {"run-TOTAL_FORMS": "12", "run-INITIAL_FORMS": "0"}
    for number in range(11):
        centre, starts_on = centres[(number + 1) % 10], FIRST + timedelta(days=7 * number)
        length = timedelta(days=41 if number < 4 else 2)
        row = {"name": f"Run {number + 2}", "starts_on": starts_on, "ends_on": starts_on + length, "centre": centre.pk}
        if number % 3 == 0:
            row["members_of"] = centre.organisation_id
        data |= {f"run-{number}-{name}": str(value) for name, value in row.items()}
    return data


def test_twelve_runs_at_ten_institutes_in_five_districts() -> None:
    programme, course = league()
    centres = institutes()
    admin = programme_admin(programme)
    change_programme(admin, programme, courses=[str(course.key)])
    more = {"name": "Run 1", "centre": centres[0].pk, "ends_on": (FIRST + timedelta(days=41)).isoformat()}
    first = add_batch(admin, programme, course.key, FIRST, women_only="on", **more)
    assert url("copy_cohort", first.uuid) in admin.get(url("cohort", first.uuid)).content.decode()
    assert admin.get(url("copy_cohort", first.uuid), {"runs": "12"}).context["rows"].total_form_count() == 12
    said = admin.post(url("copy_cohort", first.uuid), run_rows(centres), follow=True).content.decode()
    assert "11 runs are planned." in said
    assert "12 runs, 10 institutes, 5 districts." in admin.get(url("programme", programme.uuid)).content.decode()
    lengths = [(run.ends_on - run.starts_on).days + 1 for run in Cohort.objects.all()]
    assert (lengths.count(42), lengths.count(3)) == (5, 7)
    assert all(run.women_only and run.course_key == course.key for run in Cohort.objects.all())
    assert Cohort.objects.exclude(members_of=None).count() == 4

    closed = Cohort.objects.exclude(members_of=None).earliest("starts_on")
    refused = admin.post(url("add_trainee", closed.uuid), new_trainee("stranger"))
    assert f"for students and staff of {closed.members_of} only" in refused.content.decode()
    assert not Enrolment.objects.filter(cohort=closed).exists()
    open_to_all = Cohort.objects.filter(members_of=None, name="Run 3").get()
    member = add_trainee(admin, open_to_all).person
    # Her institute stands on her own page in Wagtail; then the closed run takes her.
    people = signed_in(people_admin())
    address = reverse("hunar_people_persons:edit", args=[member.pk])
    data = untouched(people.get(address).context["form"]) | {"organisations": [closed.members_of.pk]}
    assert people.post(address, data).status_code == 302
    admin.post(url("add_trainee", closed.uuid), {"username": member.user.username, "known": "on", "language": "en"})
    assert Enrolment.objects.filter(cohort=closed, person=member).exists()


def test_a_run_that_cannot_be_is_refused_and_no_other_is_planned() -> None:
    programme, course = league()
    admin = programme_admin(programme)
    change_programme(admin, programme, courses=[str(course.key)])
    first = add_batch(admin, programme, course.key, FIRST)
    rows = {
        "run-TOTAL_FORMS": "2",
        "run-INITIAL_FORMS": "0",
        "run-0-name": "Good",
        "run-0-starts_on": "2027-01-04",
        "run-1-name": "Backwards",
        "run-1-starts_on": "2027-01-04",
        "run-1-ends_on": "2027-01-01",
    }
    said = admin.post(url("copy_cohort", first.uuid), rows).content.decode()
    assert "cannot end before its first day" in said
    assert "No run was planned." in said
    assert 'value="Backwards"' in said
    assert Cohort.objects.count() == 1
    other = programme_admin(Programme.objects.create(name="Another"))
    assert other.post(url("copy_cohort", first.uuid), rows).status_code == 404


def test_a_new_site_is_chosen_the_same_day() -> None:
    programme, course = league()
    institute = Organisation.objects.create(name="A private institute")
    staff = site_administrator()
    address = reverse("hunar_people_centres:add")
    assert staff.get(address).status_code == 200
    data = {
        "name": "Room by the bridge",
        "organisation": institute.pk,
        "women_contact_name": "Mrs. S.",
        "women_contact_phone": "091 5550100",
        "women_places": "12",
        "capacity": "40",
        "hours_for_women-TOTAL_FORMS": "1",
        "hours_for_women-INITIAL_FORMS": "0",
        "hours_for_women-0-weekday": "0",
        "hours_for_women-0-opens": "09:00",
        "hours_for_women-0-closes": "13:00",
        "closed_days-TOTAL_FORMS": "1",
        "closed_days-INITIAL_FORMS": "0",
        "closed_days-0-day": "2027-03-23",
        "closed_days-0-reason": "Holiday",
    }
    response = staff.post(address, data)
    assert response.status_code == 302, response.context["form"].errors
    centre = Centre.objects.get(name="Room by the bridge")
    assert [str(hours) for hours in centre.hours_for_women.all()] == ["Monday 09:00-13:00"]
    assert [str(day) for day in centre.closed_days.all()] == ["2027-03-23"]
    admin = programme_admin(programme)
    change_programme(admin, programme, courses=[str(course.key)])
    assert "Room by the bridge" in admin.get(url("add_cohort")).content.decode()
    batch = add_batch(admin, programme, course.key, FIRST, centre=centre.pk)
    assert batch.centre == centre
    assert Person.objects.filter(organisations=institute).count() == 0
