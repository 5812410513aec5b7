"""Roles hold where they were given and below, for their time."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from wagtail.models import ModelLogEntry

from lms.people import groups, scopes
from lms.people.api import (
    CERTIFICATE_OFFICER,
    PROGRAMME_ADMIN,
    SITE,
    TRAINER,
    Scope,
    assign_role,
    end_role,
    register_ancestors,
    register_scope_type,
    roles_of,
)
from lms.people.models import Person, RoleAssignment
from tests.factories.people import centre, person, programme_admin, superuser

pytestmark = pytest.mark.django_db


@pytest.fixture
def things(monkeypatch: pytest.MonkeyPatch) -> dict[str, Scope]:
    """A course under two programmes, a cohort under the course."""
    monkeypatch.setattr(scopes, "_types", dict(scopes._types))
    monkeypatch.setattr(scopes, "_ancestors", {})
    monkeypatch.setattr(groups, "_rights", {})
    made = {name: Scope(name.rstrip("12"), uuid4()) for name in ("programme1", "programme2", "course", "cohort")}
    for kind in ("programme", "course", "cohort"):
        register_scope_type(kind, label=kind, title=str)
    register_ancestors("cohort", lambda _: [made["course"]])
    register_ancestors("course", lambda _: [made["programme1"]])
    register_ancestors("course", lambda _: [made["programme2"], made["cohort"]])
    return made


def again(somebody: Person) -> Person:
    return Person.objects.get(pk=somebody.pk)


def test_a_role_holds_at_its_scope_and_below(things: dict[str, Scope]) -> None:
    sara = person()
    assign_role(sara, PROGRAMME_ADMIN, things["programme2"], by=None)
    assign_role(sara, TRAINER, things["course"], by=None)
    roles = roles_of(sara)
    assert roles.at(things["cohort"]) == {PROGRAMME_ADMIN, TRAINER}
    assert roles.at(things["course"]) == {PROGRAMME_ADMIN, TRAINER}
    assert roles.at(things["programme2"]) == {PROGRAMME_ADMIN}
    assert roles.at(things["programme1"]) == roles.at(SITE) == frozenset()
    assert roles.scopes(TRAINER, "course") == {things["course"].uuid}
    assert roles.scopes(TRAINER, "programme") == set()
    assert roles.has(TRAINER)
    assert not roles.has(CERTIFICATE_OFFICER)


def test_a_role_at_the_site_holds_everywhere(things: dict[str, Scope]) -> None:
    sara = programme_admin()
    assert roles_of(sara).at(things["cohort"]) == {PROGRAMME_ADMIN}
    assert roles_of(sara).at(Scope("centre", centre().uuid)) == {PROGRAMME_ADMIN}


def test_a_centre_stands_under_its_organisation() -> None:
    sara, place = person(), centre()
    assign_role(sara, TRAINER, Scope("organisation", place.organisation.uuid), by=None)
    assert roles_of(sara).at(Scope("centre", place.uuid)) == {TRAINER}


def test_roles_cost_one_query_for_a_request(django_assert_num_queries: Any, things: dict[str, Scope]) -> None:
    sara = person()
    assign_role(sara, TRAINER, things["course"], by=None)
    sara = again(sara)
    with django_assert_num_queries(1):
        for scope in things.values():
            roles_of(sara).at(scope)
    with django_assert_num_queries(0):
        assert not roles_of(None).at(SITE)


@pytest.mark.parametrize(
    ("starts", "ends", "holds"), [(-2, None, True), (-2, 1, True), (-2, -1, False), (1, None, False), (1, 2, False)]
)
def test_a_role_has_its_time(starts: int, ends: int | None, holds: bool) -> None:
    now = timezone.now()
    sara = person()
    assign_role(
        sara,
        TRAINER,
        SITE,
        by=None,
        starts_at=now + timedelta(days=starts),
        ends_at=None if ends is None else now + timedelta(days=ends),
    )
    assert bool(roles_of(again(sara)).held) is holds


def test_the_same_role_twice_is_one() -> None:
    sara = person()
    first = assign_role(sara, TRAINER, SITE, by=None)
    assert assign_role(sara, TRAINER, SITE, by=None) == first
    assert RoleAssignment.objects.count() == 1


def test_a_role_ends_at_once_and_may_be_given_again() -> None:
    sara, admin = person(), superuser()
    assignment = assign_role(sara, TRAINER, SITE, by=admin, reason="new course")
    assert roles_of(sara).held
    end_role(assignment, by=admin, reason="left the centre")
    assert not roles_of(assignment.person).held
    assert not roles_of(again(sara)).held
    end_role(assignment, by=admin, reason="again")
    assert RoleAssignment.objects.get().reason == "left the centre"
    assign_role(sara, TRAINER, SITE, by=admin)
    assert roles_of(again(sara)).held


def test_giving_and_ending_are_logged_by_key(things: dict[str, Scope]) -> None:
    admin, sara = superuser(), person(display_name="Canary")
    assignment = assign_role(sara, TRAINER, things["course"], by=admin)
    end_role(assignment, by=admin, reason="Canary left")
    entries = ModelLogEntry.objects.filter(action__in=["hunar_people.assign_role", "hunar_people.end_role"])
    assert [entry.user for entry in entries] == [admin.user, admin.user]
    assert all(entry.data == {"role": str(assignment.uuid)} for entry in entries)
    assert not any("Canary" in f"{entry.label}{entry.data}" for entry in entries)


def test_a_programme_admin_gives_roles_in_what_is_hers(things: dict[str, Scope]) -> None:
    admin = programme_admin(things["programme1"])
    assert assign_role(person(), TRAINER, things["course"], by=admin)
    foreign = Scope("programme", uuid4())
    for scope in (foreign, SITE, things["programme2"]):
        with pytest.raises(PermissionDenied):
            assign_role(person(), TRAINER, scope, by=admin)
    other = assign_role(person(), TRAINER, foreign, by=None)
    with pytest.raises(PermissionDenied):
        end_role(other, by=admin, reason="x")


def test_a_trainer_gives_none(things: dict[str, Scope]) -> None:
    trainer = person()
    assign_role(trainer, TRAINER, things["course"], by=None)
    with pytest.raises(PermissionDenied):
        assign_role(person(), TRAINER, things["course"], by=trainer)


def test_a_scope_nobody_registered_is_refused() -> None:
    with pytest.raises(LookupError, match="planet"):
        assign_role(person(), TRAINER, Scope("planet", uuid4()), by=None)
