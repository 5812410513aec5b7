"""Who may look into a batch for women: one rule for one batch and for lists, closed where nothing is recorded."""

from itertools import product
from uuid import UUID

import pytest

from certificates.staff.lists import cohorts_for, find_awards
from courses.running.models import Cohort
from courses.running.permissions import VERBS, may
from courses.running.staff.attendance.base import visible_centres
from courses.running.staff.lists import closed_count, visible_cohorts
from courses.running.womens_batches import closed_to, looks_into, people_closed_to
from lms.people.api import SITE
from lms.people.models import Person
from tests.factories.certificates import make_award, make_course
from tests.factories.people import centre
from tests.factories.running import (
    give_role,
    make_cohort,
    make_enrolment,
    make_person,
    make_programme,
    make_superuser,
)

pytestmark = pytest.mark.django_db
ROLES = ("programme_admin", "trainer", "centre_manager")


def places(cohort: Cohort) -> dict[str, UUID]:
    """Where a role may be given that reaches this batch."""
    assert cohort.centre is not None
    return {
        "site": SITE.uuid,
        "programme": cohort.programme.uuid,
        "course": cohort.course_key,
        "centre": cohort.centre.uuid,
        "organisation": cohort.centre.organisation.uuid,
    }


def agreed(person: Person, cohort: Cohort) -> bool:
    """What the rule says of one batch, which its list says too."""
    one = looks_into(person, cohort)
    assert one != closed_to(person).filter(pk=cohort.pk).exists()
    assert may(person, "see", cohort) == visible_cohorts(person).filter(pk=cohort.pk).exists()
    return one


def test_lists_and_answers_agree_for_every_role_at_every_place() -> None:
    women, open_to_all = make_cohort(women_only=True, centre=centre()), make_cohort(centre=centre())
    at_home = make_cohort(women.programme, opened=False, women_only=True)
    for gender, role, kind in product(("f", "m", ""), ROLES, places(women)):
        person = make_person(gender=gender)
        give_role(person, role, kind, places(women)[kind])
        assert agreed(person, women) == agreed(person, at_home) == (gender == "f")
        assert agreed(person, open_to_all)


@pytest.mark.parametrize("kind", ["site", "programme", "course", "centre", "organisation"])
def test_the_role_opens_what_it_was_given_for_and_nothing_by_itself(kind: str) -> None:
    women, elsewhere = (make_cohort(women_only=True, centre=centre()) for _ in range(2))
    person = make_person(gender="m")
    give_role(person, "womens_batches", kind, places(women)[kind])
    assert agreed(person, women)
    assert agreed(person, elsewhere) == (kind == "site")
    assert not any(may(person, verb, women) for verb in VERBS)


def test_a_man_may_nothing_at_all_there_and_a_superuser_everything() -> None:
    women = make_cohort(women_only=True, centre=centre())
    man, chief = make_person(gender="m"), make_superuser()
    Person.objects.filter(pk=chief.pk).update(gender="")
    chief.refresh_from_db()
    for role, kind in (("programme_admin", "programme"), ("trainer", "course"), ("centre_manager", "centre")):
        give_role(man, role, kind, places(women)[kind])
    assert not any(may(man, verb, women) for verb in VERBS)
    assert all(may(chief, verb, women) for verb in VERBS)
    assert agreed(chief, women)
    assert closed_count(man) == 1
    assert closed_count(chief) == 0


def test_a_centre_where_he_teaches_only_women_is_closed_with_the_batch() -> None:
    women = make_cohort(women_only=True, centre=centre())
    man = make_person(gender="m")
    give_role(man, "trainer", "course", women.course_key)
    assert not may(man, "create_session", women.centre)
    assert women.centre not in visible_centres(man)


def test_lists_without_a_batch_leave_out_its_people() -> None:
    programme = make_programme()
    women, mixed = make_cohort(programme, women_only=True), make_cohort(programme)
    hidden, shown = make_enrolment(cohort=women).person, make_enrolment(cohort=mixed).person
    assert set(people_closed_to(make_person(gender="m"))) == {hidden}
    assert not people_closed_to(make_person(gender="f")).exists()
    assert shown not in people_closed_to(None)


@pytest.mark.parametrize(("gender", "sees"), [("f", True), ("m", False), ("", False)])
def test_certificates_of_such_a_batch_are_listed_for_those_who_see_it(gender: str, sees: bool) -> None:
    cohort = make_course()
    Cohort.objects.filter(pk=cohort.pk).update(women_only=True)
    cohort.refresh_from_db()
    award = make_award(cohort=cohort)
    officer = make_person(gender=gender)
    give_role(officer, "certificate_officer", "programme", cohort.programme.uuid)
    assert cohorts_for(officer).filter(pk=cohort.pk).exists() == sees
    assert find_awards(officer, award.holder_name).filter(pk=award.pk).exists() == sees
