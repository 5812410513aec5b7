"""The three forms by which a recording is cut: plain fields with times, which a script may fill from the player."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from media_pipeline.editing import SECOND
from media_pipeline.times import read_time, write_time

# What is finer than what the page shows is meant to be the end.
NEARLY = SECOND // 10
BAD_TIME = _("Write the time as minutes and seconds, for example 3:20.")


class TimeField(forms.Field):
    """A place in the recording, in milliseconds; ``here`` is what the button says that takes it from the player."""

    def __init__(self, *, here: Any, **kwargs: Any) -> None:
        self.here = here
        # Not the keyboard of numbers alone: it has no colon.
        attributes = {"autocomplete": "off", "dir": "ltr", "maxlength": 12, "data-hunar-time": ""}
        super().__init__(widget=forms.TextInput(attrs=attributes), **kwargs)

    def to_python(self, value: Any) -> Any:
        """The milliseconds of what was typed."""
        if value in self.empty_values:
            return None
        try:
            return read_time(str(value))
        except ValueError as error:
            raise forms.ValidationError(BAD_TIME) from error

    def prepare_value(self, value: Any) -> Any:
        """What was typed stays as it was typed."""
        return write_time(value) if isinstance(value, int) else value


class VersionForm(forms.Form):
    """``version`` is what the trainer looked at; ``length`` how long it is."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, length: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.length = length

    def place(self, name: str) -> int:
        """The time in the field ``name``; one that is as good as the end is the end."""
        at: int = self.cleaned_data[name]
        return self.length if abs(at - self.length) <= NEARLY else at


class TrimForm(VersionForm):
    """Where the lecture begins and ends."""

    prefix = "trim"
    start = TimeField(label=_("Begin at"), here=_("Begin here"))
    end = TimeField(label=_("End at"), here=_("End here"))


class CutOutForm(VersionForm):
    """What goes from its middle."""

    prefix = "cut"
    start = TimeField(label=_("Cut out from"), here=_("From here"))
    end = TimeField(label=_("Cut out up to"), here=_("Up to here"))


class SplitForm(VersionForm):
    """Where the second recording begins, and its name."""

    prefix = "split"
    at = TimeField(label=_("Split at"), here=_("Split here"))
    title = forms.CharField(label=_("Title of the second part"), max_length=200)
