"""Keeping a lecture as a file on a phone: whether a programme allows it, and what the file is called there."""

from courses.authoring.api import Activity, Manifest
from courses.running.models import Enrolment
from media_pipeline.api import Entry, choices, only_kept


def may_keep(enrolment: Enrolment) -> bool:
    """Whether her programme lets lectures be kept; a kept file outlives her window."""
    return enrolment.cohort.programme.rules.keep_lectures


def stem_of(manifest: Manifest, activity: Activity) -> str:
    """Return how the names of a lesson's kept files begin: two numbers, and nothing a person next to her could read."""
    modules = list(manifest.modules)
    module = next(each for each in modules if activity in each.activities)
    return f"lesson-{modules.index(module) + 1}-{module.activities.index(activity) + 1}"


def kept_name(manifest: Manifest, activity: Activity, sha256: str, language: str) -> str | None:
    """Return the name under which this file of the activity's lecture is kept; None for a file that is not for keeping.

    The reader's language is asked first, then the others: an address may be older than her choice.
    """
    spoken = [activity.lecture(language), *activity.lectures.values()]
    for entry in filter(None, spoken):
        for way in choices(entry, keep_as=stem_of(manifest, activity)):
            if way.keep and way.keep.file.startswith(sha256):
                return way.keep.name
    return None


def only_for_keeping(manifest: Manifest, sha256: str) -> bool:
    """Whether no player of this edition ever asks for the file: then to have it is to keep it."""
    entries: list[Entry] = [entry for each in manifest.activities for entry in each.lectures.values()]
    return any(sha256 in only_kept(entry) for entry in entries)
