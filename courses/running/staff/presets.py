"""A programme begun from a preset."""

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from wagtail.admin import messages

from courses.running.actions.presets import start_from
from courses.running.errors import Refusal
from courses.running.presets import presets
from courses.running.staff.base import StaffForm
from lms.people.api import is_superuser


class PresetForm(forms.Form):
    """Which preset, and the new programme's name."""

    preset = forms.ChoiceField(label="Preset", widget=forms.RadioSelect)
    name = forms.CharField(max_length=200, required=False, label="Name", help_text="Left empty, the preset's own.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(name, preset.title) for name, preset in presets().items()]
        self.fields["preset"].choices = choices  # type: ignore[attr-defined]


class PresetStart(StaffForm):
    """Choose a preset; the programme is made and its form opened, to be confirmed and changed there."""

    page_title = "Start from a preset"
    header_icon = "folder-open-inverse"
    form_class = PresetForm
    submit_label = "Make the programme"

    def allowed(self) -> None:
        """Let in the site's administrator, who makes programmes."""
        if not is_superuser(self.person):
            raise Http404

    def trail(self) -> list[tuple[str, str]]:
        """Return the way through the list."""
        return [(reverse("hunar_running_staff:programmes"), "Programmes")]

    def form_valid(self, form: PresetForm) -> HttpResponse:
        """Make it and go to it."""
        preset = presets()[form.cleaned_data["preset"]]
        try:
            made = start_from(preset, name=form.cleaned_data["name"] or preset.title, by=self.person)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        messages.success(self.request, f"{made.name} is made. {preset.source}")
        return redirect("hunar_running_staff:programme", made.uuid)
