"""A batch changed after it was planned: its names, days, centre and audience."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from wagtail.admin import messages

from courses.running.actions.cohorts import CHANGEABLE, change_cohort
from courses.running.errors import Refusal
from courses.running.staff.base import StaffForm
from courses.running.staff.cohort_form import CohortForm


class ChangeForm(CohortForm):
    """What may be changed once a batch is planned: neither its course nor its edition."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, offered=[], **kwargs)
        # Seats have a screen of their own, where who waits is seen.
        del self.fields["course"], self.fields["open_now"], self.fields["seats"]
        self.fields["starts_on"].help_text = "Windows that are counted from the first day move with it."


class CohortChange(StaffForm):
    """The form of one batch."""

    page_title = "Change the batch"
    form_class = ChangeForm

    def allowed(self) -> None:
        """Let in who may change it."""
        self.found = self.cohort("change")

    def trail(self) -> list[tuple[str, str]]:
        """Return the way through the batch."""
        return [*super().trail(), (reverse("hunar_running_staff:cohort", args=[self.found.uuid]), self.found.name)]

    def get_initial(self) -> dict[str, Any]:
        """Return the batch as it stands."""
        return {name: getattr(self.found, name) for name in CHANGEABLE} | {"trainers": self.found.trainers.all()}

    def form_valid(self, form: ChangeForm) -> HttpResponse:
        """Save it and go back."""
        for name in CHANGEABLE:
            setattr(self.found, name, form.cleaned_data[name])
        trainers = form.cleaned_data.get("trainers", self.found.trainers.all())
        try:
            change_cohort(self.found, trainers=trainers, by=self.person)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        except ValidationError as error:
            form.add_error(None, error.messages)
            return self.form_invalid(form)
        messages.success(self.request, f"{self.found.name} is saved.")
        return redirect("hunar_running_staff:cohort", self.found.uuid)
