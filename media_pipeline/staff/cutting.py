"""What the page for cutting shows, and what a posted form does."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from media_pipeline import editing
from media_pipeline.actions.cut_recording import cut_out_of_recording, trim_recording
from media_pipeline.actions.split_recording import split_recording
from media_pipeline.editing import milliseconds
from media_pipeline.entry import Entry
from media_pipeline.models import Recording
from media_pipeline.player import staff_base
from media_pipeline.querysets import preview_entry
from media_pipeline.staff.cut_forms import CutOutForm, SplitForm, TrimForm, VersionForm
from media_pipeline.times import write_time

PLAYED = ("video", "standard", "audio", "slides")
FORMS = {form.prefix: form for form in (TrimForm, CutOutForm, SplitForm)}
TITLE_LENGTH = 200


@dataclass(frozen=True)
class Slide:
    """One slide in the list: its number, when it comes, and its picture."""

    number: int
    at: int
    time: str
    picture: str


def length_of(recording: Recording) -> int:
    """How long the recording plays, in milliseconds."""
    return editing.length(editing.read(recording.stretches, recording.seconds))


def forms_for(recording: Recording, posted: Mapping[str, Any] | None = None) -> dict[str, VersionForm]:
    """The three forms by name; the one that was posted holds what was typed."""
    length = length_of(recording)
    second = _("%(title)s, part 2") % {"title": recording.title[: TITLE_LENGTH - 20]}
    initial: dict[str, dict[str, Any]] = {
        "trim": {"start": 0, "end": length},
        "cut": {},
        "split": {"title": second},
    }
    return {
        name: form(
            posted if posted is not None and posted.get("do") == name else None,
            length=length,
            initial={"version": recording.version} | initial[name],
        )
        for name, form in FORMS.items()
    }


def carry_out(recording: Recording, form: VersionForm, by: Any, user: Any) -> Recording:
    """Do what a valid form asks for; return the recording to look at next. CannotCut with a sentence."""
    who = {"version": form.cleaned_data["version"], "by": by, "user": user}
    if isinstance(form, SplitForm):
        return split_recording(recording, form.place("at"), title=form.cleaned_data["title"], **who)
    action = trim_recording if isinstance(form, TrimForm) else cut_out_of_recording
    return action(recording, form.place("start"), form.place("end"), **who)


def shown(recording: Recording) -> dict[str, Any]:
    """What plays and what is seen while cutting."""
    entry = preview_entry(recording)
    files = {each["rung"]: each["files"] for each in entry["renditions"]}
    rung = next((rung for rung in PLAYED if rung in files), None)
    kind = "video" if rung in ("video", "standard") else "audio"
    base = staff_base(recording)
    return {
        "kind": kind,
        "sources": [_source(each, base) for each in files.get(rung, ()) if each["role"].startswith(kind)],
        "slides": [
            Slide(number, milliseconds(each["at"]), write_time(milliseconds(each["at"])), _source(each, base)["src"])
            for number, each in enumerate((f for f in files.get("slides", ()) if f["role"] == "still-fallback"), 1)
        ],
    }


def _source(file: Entry, base: str) -> dict[str, str]:
    return {"src": f"{base}{file['sha256']}.{file['ext']}", "type": file["type"]}
