"""What staff say of an outage."""

import hashlib
from typing import Any

from django import forms

from courses.running.models import OUTAGE_KINDS, Programme
from courses.running.outages.reach import Reach
from courses.running.staff.forms import MOMENT
from lms.people.models import Centre, District, Person

NETWORKS = [("", "Every network"), *Person.Network.choices]


class OutageForm(forms.Form):
    """A new outage; ``programmes`` are those its recorder runs."""

    kind = forms.ChoiceField(choices=OUTAGE_KINDS, label="What was out", help_text="Trainees read this.")
    starts_at = forms.DateTimeField(label="From", widget=MOMENT)
    ends_at = forms.DateTimeField(
        label="To", widget=MOMENT, help_text="Not known yet? Give your best guess: take it back later, record it again."
    )
    districts = forms.ModelMultipleChoiceField(
        queryset=District.objects.all(),
        required=False,
        label="Districts",
        widget=forms.SelectMultiple(attrs={"size": 8}),
        help_text="Meets who lives there and batches whose centre stands there; an old district means all that came "
        "out of it.",
    )
    centres = forms.ModelMultipleChoiceField(
        queryset=Centre.objects.select_related("organisation"),
        required=False,
        label="Centres",
        widget=forms.SelectMultiple(attrs={"size": 5}),
        help_text="Without districts and centres it meets everybody in the programmes below.",
    )
    network = forms.ChoiceField(choices=NETWORKS, required=False, label="Network")
    unknown_network_too = forms.BooleanField(
        required=False, initial=True, label="Also trainees whose network is not recorded"
    )
    programmes = forms.ModelMultipleChoiceField(
        queryset=Programme.objects.none(), label="Programmes", widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, programmes: list[Programme], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mine = Programme.objects.filter(pk__in=[each.pk for each in programmes])
        self.fields["programmes"].queryset = mine  # type: ignore[attr-defined]
        self.fields["programmes"].initial = mine

    def clean(self) -> dict[str, Any]:
        """An outage ends after it begins."""
        data = super().clean() or {}
        if not self.errors and data["ends_at"] <= data["starts_at"]:
            self.add_error("ends_at", "It ends before it begins. Look at both dates.")
        return data

    def seen(self) -> str:
        """Return a mark of all that the form says: what is recorded is what was previewed."""
        data = self.cleaned_data
        chosen = {name: [row.pk for row in data[name]] for name in ("districts", "centres", "programmes")}
        return hashlib.sha256(repr(sorted((data | chosen).items())).encode()).hexdigest()

    def reach(self) -> Reach:
        """Return where, when and on which network; the form is valid."""
        data = self.cleaned_data
        return Reach(
            starts_at=data["starts_at"],
            ends_at=data["ends_at"],
            programmes=tuple(data["programmes"]),
            districts=tuple(data["districts"]),
            centres=tuple(data["centres"]),
            network=data["network"],
            unknown_network_too=data["unknown_network_too"],
        )


class OutageFilter(forms.Form):
    """What the calendar shows."""

    district = forms.ModelChoiceField(queryset=District.objects.all(), required=False, empty_label="Every district")
    kind = forms.ChoiceField(choices=[("", "Every kind"), *OUTAGE_KINDS], required=False)
    network = forms.ChoiceField(choices=[("", "Any network"), *Person.Network.choices], required=False)
