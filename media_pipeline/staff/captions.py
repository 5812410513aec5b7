"""What the pages for captions show, and what their forms hold."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import QueryDict

from media_pipeline.actions.ask_for_captions import being_written
from media_pipeline.captions.rows import Row, to_rows
from media_pipeline.conf import captioner
from media_pipeline.models import Caption, Recording
from media_pipeline.querysets import cues_of

# Fields of the form that belong to no row.
OTHER_FIELDS = 20
FIELDS_A_ROW = 3


@dataclass(frozen=True)
class Spoken:
    """The captions of one language in a list; ``unchecked`` when no person has looked at what a program wrote."""

    language: str
    name: str
    count: int
    unchecked: bool


@dataclass(frozen=True)
class Language:
    """A language that could have captions; ``askable`` when a program here can write them now."""

    code: str
    name: str
    has: bool
    askable: bool
    being_written: bool


def spoken(recording: Recording) -> list[Spoken]:
    """The captions of a recording, a line for each language."""
    return [
        Spoken(each.language, each.get_language_display(), len(cues_of(each)), each.origin == Caption.Origin.AUTOMATIC)
        for each in recording.captions.select_related("stored")
    ]


def languages(recording: Recording) -> list[Language]:
    """Every language, that of the voice first."""
    have = set(recording.captions.values_list("language", flat=True))
    under_way, known = being_written(recording), captioner().languages
    choices = sorted(Recording.Language.choices, key=lambda choice: choice[0] != recording.language)
    return [
        Language(code, name, code in have, code in known and code not in have | under_way, code in under_way)
        for code, name in choices
    ]


def find_caption(recording: Recording, language: str) -> Caption | None:
    """The captions of one language, if there are any."""
    return recording.captions.select_related("stored").filter(language=language).first()


def version_of(caption: Caption | None) -> str:
    """What tells these captions from later ones; empty for none."""
    return caption.stored.sha256 if caption else ""


def rows_of(caption: Caption | None) -> list[Row]:
    """The rows to edit; one that is empty where nothing was written yet."""
    return to_rows(cues_of(caption)) if caption else [Row("0:00", "0:03")]


def posted_rows(posted: QueryDict) -> list[Row]:
    """The rows as somebody left them."""
    columns = [posted.getlist(name) for name in ("start", "end", "text")]
    return [Row(*each) for each in zip(*columns, strict=False)]


def fits(rows: Sequence[Any]) -> bool:
    """True when this site accepts a form of so many rows (``DATA_UPLOAD_MAX_NUMBER_FIELDS``)."""
    most = settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
    return most is None or FIELDS_A_ROW * len(rows) + OTHER_FIELDS <= most
