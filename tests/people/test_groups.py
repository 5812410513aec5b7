"""Managed groups are what the assignments say, and staff never touch them."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lms.people import groups
from lms.people.api import SITE, TRAINER, Scope, assign_role, end_role, managed_group, register_group_rights
from lms.people.models import ManagedGroup, Person, RoleAssignment
from tests.factories.people import account, centre, person, superuser

pytestmark = pytest.mark.django_db


def members(group: Group) -> set[int]:
    return set(group.user_set.values_list("pk", flat=True))


def in_order() -> bool:
    return all(members(row.group) == groups.expected_members(row) for row in ManagedGroup.objects.all())


def test_giving_a_role_fills_the_group_and_ending_empties_it() -> None:
    sara = person()
    assignment = assign_role(sara, TRAINER, SITE, by=None)
    group = managed_group(TRAINER, SITE)
    assert members(group) == {sara.user.pk}
    end_role(assignment, by=None, reason="left")
    assert members(group) == set()


def test_a_role_above_reaches_the_group_below() -> None:
    place = centre()
    below = managed_group(TRAINER, Scope("centre", place.uuid))
    sara = person()
    assignment = assign_role(sara, TRAINER, Scope("organisation", place.organisation.uuid), by=None)
    assert members(below) == {sara.user.pk}
    end_role(assignment, by=None, reason="left")
    assert members(below) == set()


def test_a_group_is_made_once_with_its_rights(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(groups, "_rights", {})
    granted = []
    register_group_rights(TRAINER, "centre", lambda _, uuid: granted.append(uuid))
    scope = Scope("centre", centre().uuid)
    assert managed_group(TRAINER, scope) == managed_group(TRAINER, scope)
    assert granted == [scope.uuid]


def test_whoever_holds_a_role_comes_into_wagtail() -> None:
    sara = person()
    assign_role(sara, TRAINER, SITE, by=None)
    sara.user = type(sara.user).objects.get(pk=sara.user.pk)
    assert sara.user.has_perm("wagtailadmin.access_admin")


def test_rebuilding_makes_everything_right_again(capsys: pytest.CaptureFixture[str]) -> None:
    sara = person()
    assign_role(sara, TRAINER, SITE, by=None)
    group = managed_group(TRAINER, SITE)
    group.user_set.set([account()])
    group.permissions.set([Permission.objects.first()])
    assert not in_order()
    call_command("rebuild_groups")
    assert in_order()
    assert list(group.permissions.values_list("codename", flat=True)) == ["access_admin"]
    assert "1 groups rebuilt" in capsys.readouterr().out


def test_a_role_that_ran_out_ends_in_wagtail_at_the_next_sign_in(phone: Client) -> None:
    sara = person("sara", password="a long pass phrase")
    assign_role(sara, TRAINER, SITE, by=None)
    past = timezone.now() - timedelta(hours=1)
    RoleAssignment.objects.update(starts_at=past, ends_at=past)
    phone.post(reverse("account_login"), {"login": "sara", "password": "a long pass phrase"})
    assert members(managed_group(TRAINER, SITE)) == set()


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 3), st.booleans()), max_size=8))
def test_any_order_of_giving_and_ending_leaves_the_groups_in_order(steps: list[tuple[int, int, bool]]) -> None:
    persons = [person() for _ in range(3)]
    place = centre()
    organisation = Scope("organisation", place.organisation.uuid)
    scopes = [SITE, organisation, Scope("centre", place.uuid), Scope("centre", centre().uuid)]
    for who, where, gives in steps:
        if gives:
            assign_role(persons[who], TRAINER, scopes[where], by=None)
        else:
            kind = {"scope_type": scopes[where].type, "scope_uuid": scopes[where].uuid}
            for row in persons[who].role_assignments.filter(ends_at__isnull=True, **kind):
                end_role(row, by=None, reason="x")
        assert in_order()


class TestScreens:
    @pytest.fixture
    def desk(self, phone: Client) -> Client:
        phone.force_login(superuser().user)
        return phone

    @pytest.fixture
    def hidden(self) -> Group:
        assign_role(person(), TRAINER, SITE, by=None)
        return managed_group(TRAINER, SITE)

    def test_the_groups_screen_does_not_know_them(self, desk: Client, hidden: Group) -> None:
        plain = Group.objects.create(name="Plain helpers")
        listed = desk.get(reverse("wagtailusers_groups:index")).content.decode()
        found = desk.get(reverse("wagtailusers_groups:index_results") + "?q=hunar").content.decode()
        assert plain.name in listed
        assert hidden.name not in listed + found

    @pytest.mark.parametrize("view", ["edit", "delete"])
    def test_neither_do_its_other_pages(self, desk: Client, hidden: Group, view: str) -> None:
        plain = Group.objects.create(name="Plain helpers")
        assert desk.get(reverse(f"wagtailusers_groups:{view}", args=[plain.pk])).status_code == 200
        assert desk.get(reverse(f"wagtailusers_groups:{view}", args=[hidden.pk])).status_code == 404
        assert desk.post(reverse(f"wagtailusers_groups:{view}", args=[hidden.pk])).status_code == 404
        assert Group.objects.filter(pk=hidden.pk).exists()

    def test_the_list_of_accounts_does_not_filter_by_them(self, desk: Client, hidden: Group) -> None:
        plain = Group.objects.create(name="Plain helpers")
        page = desk.get(reverse("wagtailusers_users:index")).content.decode()
        assert plain.name in page
        assert hidden.name not in page
        holder = Person.objects.get(role_assignments__role=TRAINER)
        assert holder.user.username in page

    def test_an_account_form_shows_none_and_loses_none(self, desk: Client, hidden: Group) -> None:
        holder = Person.objects.get(role_assignments__role=TRAINER)
        plain = Group.objects.create(name="Plain helpers")
        address = reverse("wagtailusers_users:edit", args=[holder.user.pk])
        assert hidden.name not in desk.get(address).content.decode()
        values: dict[str, Any] = {
            "username": holder.user.username,
            "first_name": "A",
            "last_name": "B",
            "email": "a@example.org",
            "groups": [plain.pk],
            "is_active": "on",
        }
        assert desk.post(address, values).status_code == 302
        assert set(holder.user.groups.all()) == {hidden, plain}
        assert desk.post(address, {**values, "groups": [hidden.pk]}).status_code == 200

    def test_nobody_is_put_in_by_a_bulk_action(self, desk: Client, hidden: Group) -> None:
        somebody = account()
        address = reverse("wagtail_bulk_action", args=[type(somebody)._meta.app_label, "user", "assign_role"])
        desk.post(f"{address}?id={somebody.pk}", {"role": hidden.pk})
        assert not somebody.groups.exists()
