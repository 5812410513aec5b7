"""Today: each staff member sees what waits for her, and nothing of anybody else's courses."""

import pytest
from django.test import Client
from django.utils import timezone

from courses.authoring.rights import collection_of
from lms.desk.today import today
from lms.foundation.models import Job
from lms.people.api import Scope, assign_role
from lms.people.models import Person
from media_pipeline.models import Recording
from tests.factories.authoring import make_course, make_recording, make_trainer
from tests.factories.certificates import make_officer, make_passed
from tests.factories.running import make_cohort, make_enrolment, make_person, make_programme, make_superuser

pytestmark = pytest.mark.django_db


def shown(person: Person) -> dict[str, list[str]]:
    return {section.title: [line.title for line in section.lines] for section in today(person)}


def test_a_programme_admin_sees_her_own_running_batches_and_when_they_end() -> None:
    cohort, other = make_cohort(), make_cohort()
    make_enrolment(cohort=cohort)
    admin = make_person()
    assign_role(admin, "programme_admin", Scope("programme", cohort.programme.uuid), by=None)
    assert shown(admin) == {"Batches running": [cohort.name]}
    assert "Last window ends" in today(admin)[0].lines[0].detail
    assert other.name not in str(today(admin))


def test_a_trainer_sees_her_recordings_at_work_and_failed_and_no_other_course() -> None:
    hers, others = make_course("Hers"), make_course("Not hers")
    waiting = make_recording(hers, state="working")
    failed = make_recording(hers, state="waiting")
    strange = make_recording(others, state="waiting")
    Recording.objects.filter(pk__in=[failed.pk, strange.pk]).update(state="failed", failure="It has no sound.")
    make_recording(hers, state="ready")
    trainer = make_trainer(hers)
    sections = {section.title: section.lines for section in today(trainer)}
    assert {line.title for line in sections["Recordings"]} == {waiting.title, failed.title}
    assert "Failed: It has no sound." in {line.detail for line in sections["Recordings"]}
    assert collection_of(hers.key) != collection_of(others.key)


def test_an_officer_sees_who_can_get_a_paper_in_her_programme_alone() -> None:
    enrolment = make_passed()
    make_passed()
    officer = make_officer(enrolment.cohort.programme)
    found = today(officer)
    assert [section.title for section in found] == ["Certificates to issue"]
    assert [(line.title, line.detail) for line in found[0].lines] == [
        (enrolment.cohort.name, "1 trainee can get a certificate")
    ]


def test_work_that_gave_up_is_told_to_whoever_asked_for_it_and_to_superusers() -> None:
    asked, other = make_person(), make_person()
    Job.objects.create(
        kind="courses.release",
        key="release-1",
        state="failed",
        error="A lesson is empty.",
        created_by_person=asked.uuid,
        finished_at=timezone.now(),
    )
    assert shown(asked) == {"Did not work": ["courses.release"]}
    assert shown(other) == {}
    assert "Did not work" in shown(make_superuser())


def test_the_panel_stands_on_wagtails_home_and_the_menu_is_short_for_a_trainer() -> None:
    course = make_course()
    make_recording(course, state="working")
    trainer = make_trainer(course)
    client = Client()
    client.force_login(trainer.user)
    html = client.get("/cms/").content.decode()
    assert "hunar-today" in html
    assert "Being processed" in html
    assert "Reports" not in html
    assert " Pages" not in html, "the number of everybody's pages"


def test_nobody_without_a_role_is_told_anything() -> None:
    make_passed()
    make_cohort(make_programme())
    assert today(make_person()) == []
