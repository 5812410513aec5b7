"""Roles: who has one where, give one, end one."""

from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.widgets.button import HeaderButton

from lms.people.accounts import find_account
from lms.people.actions.roles import assign_role, end_role
from lms.people.models import Person, RoleAssignment
from lms.people.permissions import may, may_give
from lms.people.roles import ROLE_LABELS, current
from lms.people.scopes import Scope, scope_types, title_of
from lms.people.sign_in import person_behind
from lms.people.staff.pages import StaffForm


class RolesView(StaffForm, TemplateView):
    """Every role that holds now, where the reader may give roles herself."""

    template_name = "hunar_people/staff/roles.html"
    page_title = "Roles"
    header_icon = "key"
    form_class = forms.Form

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The rows."""
        rows = RoleAssignment.objects.filter(current()).select_related("person__user").order_by("role", "pk")
        shown = [row for row in rows if self.person is None or may(self.person, "give_role", _scope(row))]
        return super().get_context_data(**kwargs) | {"rows": [_shown(row) for row in shown]}

    @property
    def header_buttons(self) -> list[Any]:
        """Give a role."""
        return [HeaderButton("Give a role", url=reverse("hunar_people_staff:give_role"), icon_name="plus")]


class GiveForm(forms.Form):
    """To whom, what, where."""

    username = forms.CharField(max_length=150, help_text="The username of the person's account.")
    role = forms.ChoiceField(choices=list(ROLE_LABELS.items()))
    scope = forms.ChoiceField(label="Where")
    reason = forms.CharField(max_length=200, required=False)

    def __init__(self, *args: Any, person: Person | None, **kwargs: Any) -> None:
        """Offer the places where ``person`` may give roles; all of them to the system."""
        super().__init__(*args, **kwargs)
        self.person = person
        self.fields["scope"].choices = scope_choices(person)  # type: ignore[attr-defined]

    def clean_username(self) -> Person:
        """The person behind the username."""
        account = find_account(self.cleaned_data["username"])
        person = person_behind(account) if account else None
        if person is None:
            raise forms.ValidationError("Nobody has this username. Look at People.")
        return person

    def clean_scope(self) -> Scope:
        """The place behind the choice."""
        kind, _, key = self.cleaned_data["scope"].partition(":")
        return Scope(kind, UUID(key))

    def clean(self) -> dict[str, Any]:
        """Say who gives the role that opens batches for women."""
        data = super().clean() or self.cleaned_data
        where, role = data.get("scope"), data.get("role", "")
        if self.person is not None and where is not None and not may_give(self.person, role, where):
            sentence = "This role is given by a woman or by somebody who has it there. Nothing was saved."
            self.add_error("role", sentence)
        return data


class GiveRole(StaffForm):
    """Give a role."""

    form_class = GiveForm
    page_title = "Give a role"
    header_icon = "key"
    submit_label = "Give the role"
    above = ("hunar_people_staff:roles", "Roles")

    def get_form_kwargs(self) -> dict[str, Any]:
        """The form knows who gives."""
        return super().get_form_kwargs() | {"person": self.person}

    def form_valid(self, form: GiveForm) -> HttpResponse:
        """Give it."""
        data = form.cleaned_data
        assign_role(data["username"], data["role"], data["scope"], by=self.person, reason=data["reason"])
        messages.success(self.request, "The role was given. It holds from now on.")
        return redirect("hunar_people_staff:roles")


class EndForm(forms.Form):
    """Why it ends."""

    reason = forms.CharField(max_length=200)


class EndRole(StaffForm):
    """End a role."""

    form_class = EndForm
    page_title = "End a role"
    header_icon = "key"
    submit_label = "End the role"
    above = ("hunar_people_staff:roles", "Roles")

    def form_valid(self, form: EndForm) -> HttpResponse:
        """End it now."""
        assignment = get_object_or_404(RoleAssignment, uuid=self.kwargs["assignment"])
        if self.person is not None and not may(self.person, "give_role", _scope(assignment)):
            raise PermissionDenied
        end_role(assignment, by=self.person, reason=form.cleaned_data["reason"])
        messages.success(self.request, "The role was ended.")
        return redirect("hunar_people_staff:roles")


def scope_choices(person: Person | None) -> list[tuple[str, list[tuple[str, str]]]]:
    """The places where ``person`` may give roles, by type; every place for ``None``, the system."""
    groups = []
    for kind in scope_types():
        places = [(Scope(kind.name, uuid), title) for uuid, title in kind.choices()]
        offered = [
            (f"{scope.type}:{scope.uuid}", title)
            for scope, title in places
            if person is None or may(person, "give_role", scope)
        ]
        if offered:
            groups.append((str(kind.label), offered))
    return groups


def _scope(row: RoleAssignment) -> Scope:
    return Scope(row.scope_type, row.scope_uuid)


def _shown(row: RoleAssignment) -> dict[str, Any]:
    username = row.person.user.get_username() if row.person.user else "-"
    return {
        "display_name": row.person.display_name,
        "username": username,
        "role": ROLE_LABELS.get(row.role, row.role),
        "where": title_of(_scope(row)),
        "since": row.starts_at,
        "until": row.ends_at,
        "end": reverse("hunar_people_staff:end_role", args=[row.uuid]),
    }
