"""What an archive names, found or made on this site: pages, pictures, handouts, recordings. Nothing is encoded."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection

from courses.authoring.models import Handout, Page, Picture
from courses.authoring.pictures import find_original, hash_of, new_original
from courses.authoring.portable.archive import BadArchive
from courses.authoring.portable.checked import RecordingSource
from lms.foundation.api import open_stored
from lms.foundation.models import StoredFile
from media_pipeline.api import restore_recording
from media_pipeline.models import Recording


@dataclass
class Home:
    """A ``references.Desk`` that brings home; ``pages`` fills while pages are made."""

    pages: dict[UUID, dict[str, Page]]
    stored: Mapping[str, StoredFile]
    shapes: Mapping[str, dict[str, Any]]
    collection: Collection
    user: Any
    recordings: dict[str, Recording] = field(default_factory=dict)

    def bring(self, number: UUID, told: RecordingSource) -> None:
        """Make a recording that pages will name."""
        self.recordings[str(number)] = restore_recording(
            told.entry,
            self.stored,
            uuid=number,
            title=told.title,
            language=told.language,
            collection=self.collection,
        )

    def away(self, name: str, number: int) -> str | None:
        """Never asked: this desk only brings home."""
        raise NotImplementedError

    def home(self, name: str, everywhere: str) -> int | None:
        """See ``references.Desk``; ``BadArchive`` for a file that the archive does not hold."""
        if name == "page":
            found = self.pages.get(UUID(everywhere), {})
            return next((page.pk for page in found.values()), None)
        if name == "recording":
            recording = self.recordings.get(everywhere)
            return recording.pk if recording else None
        return self.image(everywhere) if name == "image" else self.document(everywhere)

    def image(self, hashes: str) -> int:
        """A Wagtail image whose picture is made already: nothing is encoded."""
        small, *larger = [self.file(each) for each in hashes.split("+")]
        original = larger[0] if larger else small
        content = _read(original)
        values: dict[str, Any] = {"small": small} | self.shape("small", small)
        if larger:
            values |= {"large": original} | self.shape("large", original)
        Picture.objects.get_or_create(file_hash=hash_of(content), defaults=values)
        shape = self.shapes[original.sha256]
        return self.original(get_image_model(), content, original, width=shape["width"], height=shape["height"])

    def shape(self, name: str, stored: StoredFile) -> dict[str, int]:
        """Width and height as the manifest says them."""
        shape = self.shapes[stored.sha256]
        return {f"{name}_width": shape["width"], f"{name}_height": shape["height"]}

    def document(self, sha256: str) -> int:
        """A Wagtail document whose handout is kept already."""
        stored = self.file(sha256)
        content = _read(stored)
        Handout.objects.get_or_create(file_hash=hash_of(content), defaults={"stored": stored})
        return self.original(get_document_model(), content, stored)

    def original(self, model: Any, content: bytes, stored: StoredFile, **values: int) -> int:
        """The number of Wagtail's row of these bytes, made when the collection has none."""
        known = find_original(model, content, self.collection)
        if known is not None:
            return known
        name = f"{stored.sha256[:12]}.{stored.suffix}"
        row = new_original(model, content, name=name, title=name, collection=self.collection, user=self.user)
        for field_name, value in values.items():
            setattr(row, field_name, value)
        row.save()
        return int(row.pk)

    def file(self, sha256: str) -> StoredFile:
        """A file of the archive."""
        if sha256 not in self.stored or sha256 not in self.shapes:
            raise BadArchive(_("A page shows a file that the archive does not hold."))
        return self.stored[sha256]


def _read(stored: StoredFile) -> bytes:
    with open_stored(stored) as stream:
        return stream.read()
