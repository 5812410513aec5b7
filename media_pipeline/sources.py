"""What entries are made from, read for many recordings at once.

A stored file stands here by its number alone: its row never changes, so it is read only where an entry is made.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model

from lms.foundation.models import StoredFile
from media_pipeline.entry import Entry, EntryCaption, EntryFile, EntrySlide, build_entry
from media_pipeline.errors import NotReady
from media_pipeline.models import Caption, Recording, Rendition, Slide

Row = tuple[Any, ...]
OWN = ("pk", "title", "failure", "state", "seconds", "content_class", "synthetic_voice")
FILE = ("rung", "files__stored", "files__role", "files__position", "files__at_seconds", "files__codecs")
SHAPE = ("files__width", "files__height")


@dataclass(frozen=True)
class EntrySource:
    """All that the entry of a recording hangs on: sources that read alike (``repr``) give the same entry."""

    title: str = field(repr=False)
    failure: str = field(repr=False)
    state: str
    seconds: float
    content_class: str
    synthetic_voice: bool
    files: tuple[Row, ...]
    slides: tuple[Row, ...]
    captions: tuple[Row, ...]
    rows: dict[int, StoredFile] = field(default_factory=dict, repr=False, compare=False)

    def entry(self) -> Entry:
        """What an edition keeps of the recording; raises NotReady with a sentence before it is finished."""
        if self.state == Recording.State.FAILED:
            raise NotReady(f"The recording “{self.title}” could not be processed: {self.failure}")
        if self.state == Recording.State.STOPPED:
            raise NotReady(
                f"The work on the recording “{self.title}” was stopped. Open the recording and take it up again."
            )
        if self.state != Recording.State.READY:
            raise NotReady(f"The recording “{self.title}” is still being processed. Wait until it is ready.")
        return self.so_far()

    def so_far(self) -> Entry:
        """The entry of what is finished now, for a preview."""
        stored = self._stored()
        return build_entry(
            seconds=self.seconds,
            content_class=self.content_class,
            synthetic_voice=self.synthetic_voice,
            renditions=self._renditions(stored),
            slides=[EntrySlide(*values) for values in self.slides],
            captions=[EntryCaption(language, *_facts(stored[number])) for language, number in self.captions],
        )

    def stored(self) -> list[StoredFile]:
        """Every file of it, each once, in order of name."""
        return sorted(self._stored().values(), key=lambda stored: stored.sha256)

    def numbers(self) -> Iterator[int]:
        """The numbers of its stored files."""
        yield from (number for _rung, number, *_rest in self.files if number)
        yield from (number for _language, number in self.captions)

    def _renditions(self, stored: dict[int, StoredFile]) -> dict[str, list[EntryFile]]:
        """The files of each rung; none where none is made yet."""
        found: dict[str, list[EntryFile]] = {rung: [] for rung, *_rest in self.files}
        for rung, number, role, position, at, codecs, width, height in self.files:
            if number:
                file = EntryFile(role, position, at, *_facts(stored[number]), codecs, width, height)
                found[rung].append(file)
        return found

    def _stored(self) -> dict[int, StoredFile]:
        """The stored files by number, read when nobody did before."""
        if not self.rows:
            read_stored_files([self])
        return self.rows


def entry_sources(recordings: Iterable[int]) -> dict[int, EntrySource]:
    """The sources of these recordings by number, in four queries; those that are gone are left out."""
    numbers = set(recordings)
    files = _by_recording(Rendition, numbers, FILE + SHAPE, ("pk", "files__pk"))
    slides = _by_recording(Slide, numbers, ("at_seconds", "text"), ("pk",))
    captions = _by_recording(Caption, numbers, ("language", "stored"), ("pk",))
    more = (files, slides, captions)
    own: Iterable[Row] = Recording.objects.filter(pk__in=numbers).values_list(*OWN)
    return {row[0]: EntrySource(*row[1:], *(tuple(each[row[0]]) for each in more)) for row in own}


def read_stored_files(sources: Iterable[EntrySource]) -> None:
    """Read the stored files of all of these at once, before their entries are made."""
    listed = list(sources)
    rows = StoredFile.objects.in_bulk({number for source in listed for number in source.numbers()})
    for source in listed:
        source.rows.update({number: rows[number] for number in source.numbers()})


def _by_recording(
    model: type[Model], numbers: set[int], columns: tuple[str, ...], order: tuple[str, ...]
) -> dict[int, list[Row]]:
    """The columns of each row that hangs on one of the recordings, under its number, always in the same order."""
    found: dict[int, list[Row]] = defaultdict(list)
    rows = model._default_manager.filter(recording__in=numbers)  # noqa: SLF001  (Django's documented name)
    for row in rows.order_by(*order).values_list("recording", *columns):
        found[row[0]].append(row[1:])
    return found


def _facts(stored: StoredFile) -> tuple[str, int, str, str]:
    return stored.sha256, stored.bytes, stored.suffix, stored.content_type
