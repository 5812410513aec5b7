"""Printing start slips: for one person, or for everybody who has not started yet."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import reverse

from lms.people.actions.slips import issue_slip
from lms.people.models import Person
from lms.people.slip_sheet import SheetError, render_slips
from lms.people.staff.pages import StaffForm

MOST = 200


def slip_candidates() -> "QuerySet[Person]":
    """Persons whose account a slip can open, in the order of their usernames."""
    return Person.objects.filter(user__isnull=False, user__is_active=True).select_related("user").order_by("pk")


class PersonChoice(forms.ModelMultipleChoiceField):
    """Persons as staff know them: by username, then display name."""

    def label_from_instance(self, obj: Person) -> str:  # type: ignore[override]
        """Username and display name."""
        return f"{obj.user.get_username() if obj.user else ''} ({obj.display_name})"


class SlipsForm(forms.Form):
    """Who gets a slip, and why."""

    persons = PersonChoice(
        queryset=Person.objects.none(), to_field_name="uuid", widget=forms.CheckboxSelectMultiple, label="For"
    )
    reason = forms.CharField(
        max_length=200,
        help_text="Kept with her record, for example: first sign-in, or forgotten PIN. An older slip stops working.",
    )


class SlipsView(StaffForm):
    """A reason, then a sheet of paper. The codes are on it and nowhere else."""

    form_class = SlipsForm
    page_title = "Print start slips"
    header_icon = "doc-full"
    submit_label = "Print"

    def candidates(self) -> "QuerySet[Person]":
        """The persons named in the address, or those who have an account and no PIN."""
        named = self.request.GET.getlist("person")
        try:
            keys = [UUID(key) for key in named]
        except ValueError:
            keys = []
        found = slip_candidates()
        unusable = {"user__password__startswith": UNUSABLE_PASSWORD_PREFIX}
        waiting = found.filter(pin__isnull=True, **unusable)
        return found.filter(uuid__in=keys) if named else found.filter(pk__in=waiting.values("pk")[:MOST])

    def get_form(self, form_class: Any = None) -> SlipsForm:
        """The form over the candidates; one alone is chosen already."""
        form = super().get_form(form_class)
        persons = self.candidates()
        form.fields["persons"].queryset = persons
        if self.request.GET.getlist("person"):
            form.initial.setdefault("persons", list(persons))
        return form  # type: ignore[no-any-return]

    def form_valid(self, form: SlipsForm) -> HttpResponse:
        """Issue and print all or none: a code that is on no paper would be lost."""
        try:
            with transaction.atomic():
                pairs = [
                    issue_slip(person, by=self.person, reason=form.cleaned_data["reason"])
                    for person in form.cleaned_data["persons"]
                ]
                sheet = render_slips(pairs)
        except PermissionDenied:
            form.add_error("persons", "One of them holds a role: a superuser prints her slip. Nothing was printed.")
        except (ValueError, SheetError, ImproperlyConfigured) as problem:
            form.add_error(None, f"{problem} Nothing was printed and no older slip was voided.")
        else:
            response = HttpResponse(sheet, content_type="application/pdf")
            response["Content-Disposition"] = 'attachment; filename="start-slips.pdf"'
            response["Cache-Control"] = "no-store"
            return response
        return self.form_invalid(form)

    def get_success_url(self) -> str:
        """Back to the list."""
        return reverse("hunar_people_persons:index")
