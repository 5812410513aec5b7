"""How a lesson offers its lecture: the ways to play it and the files to keep, with what each costs."""

from dataclasses import dataclass, field
from functools import lru_cache
from uuid import UUID

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from courses.authoring.api import Manifest
from courses.running.keeping import may_keep, stem_of
from courses.running.kinds import ActivityContext
from media_pipeline.api import Choice, Entry, choices


@dataclass(frozen=True)
class Asked:
    """All that an offer depends on. The manifest is the edition's, so it need not be compared."""

    edition: str
    activity: UUID
    language: str
    keep: bool
    manifest: Manifest = field(compare=False, repr=False)

    @property
    def entry(self) -> Entry | None:
        """The lecture in the reader's language, or in the source language."""
        activity = self.manifest.activity(self.activity)
        return activity.lecture(self.manifest.language_for(self.language)) if activity else None


@dataclass(frozen=True)
class Offer:
    """A lecture as its lesson shows it: ``ways`` to play it and, where any may be kept, ``files`` as HTML."""

    ways: SafeString
    files: SafeString
    synthetic_voice: bool


def asked(context: ActivityContext) -> Asked:
    """Return what the offer to this reader depends on."""
    manifest, language = context.manifest, get_language() or "en"
    return Asked(manifest.hash, context.activity.key, language, may_keep(context.enrolment), manifest)


def ways_of(asked: Asked) -> list[Choice]:
    """Return the ways to take a lecture, with files to keep where the programme lets them be kept."""
    entry, activity = asked.entry, asked.manifest.activity(asked.activity)
    if entry is None or activity is None:
        return []
    return choices(entry, keep_as=stem_of(asked.manifest, activity) if asked.keep else None)


# The same for everybody who may take it, so it is drawn once in a process; one takes about 4 KB.
@lru_cache(1000)
def offer_of(asked: Asked) -> Offer | None:
    """Return the offer as HTML; None where there is no lecture."""
    ways, entry = ways_of(asked), asked.entry
    if entry is None:
        return None
    keeps = [way for way in ways if way.keep]
    files = {"keeps": keeps, "files": "files/"}
    return Offer(
        ways=render_to_string("hunar_running/parts/ways.html", {"ways": ways}),
        files=render_to_string("hunar_running/parts/keep.html", files) if keeps else SafeString(""),
        synthetic_voice=bool(entry["synthetic_voice"]),
    )
