"""What a fragment asks for by number: pictures, handouts and recordings, with a note of what was used and missing."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from courses.authoring.compiling.context import FileFacts, PictureFacts
from courses.authoring.models.kept import Handout, Picture
from courses.authoring.pictures.handouts import handout_facts
from courses.authoring.pictures.keep import picture_facts
from lms.foundation.models import StoredFile
from media_pipeline.api import NotReady, edition_entry, edition_files
from media_pipeline.models import Recording


@dataclass
class CourseFiles:
    """Each thing is looked up once a course. ``stored`` collects every file that some fragment shows."""

    stored: dict[str, StoredFile] = field(default_factory=dict)
    _known: dict[tuple[str, int], Any] = field(default_factory=dict)

    def once(self, name: str, number: int, find: Callable[[int], Any]) -> Any:
        """What ``find`` gave for this number, found at most once."""
        if (name, number) not in self._known:
            self._known[name, number] = find(number)
        return self._known[name, number]

    def hold(self, stored: StoredFile) -> None:
        """The edition will hold this file."""
        self.stored[stored.sha256] = stored


@dataclass
class PageFiles:
    """The files of one page: ``used`` in the order it asks for them, ``problems`` as sentences for its author."""

    course: CourseFiles
    used: dict[str, dict[str, Any]] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    def picture(self, number: int) -> PictureFacts | None:
        """The picture of a Wagtail image; a problem when it is gone or was never made."""
        picture = self.course.once("image", number, _find_picture)
        if picture is None:
            self.problems.append(_("A picture in it is gone or cannot be read. Choose another, or remove its block."))
            return None
        facts = picture_facts(picture)
        self.use("picture", facts.small, picture.small)
        if facts.large:
            self.use("picture-large", facts.large, picture.large)
        return facts

    def document(self, number: int) -> FileFacts | None:
        """The file of a Wagtail document; a problem when it is gone."""
        handout = self.course.once("document", number, _find_handout)
        if handout is None:
            self.problems.append(_("A file in it is gone. Choose another, or remove its block."))
            return None
        facts = handout_facts(handout)
        self.use("handout", facts, handout.stored)
        return facts

    def recording(self, number: int) -> dict[str, Any] | None:
        """The entry of a finished recording; a problem when it is gone or not ready."""
        recording = self.course.once("recording", number, _find_recording)
        if recording is None:
            self.problems.append(_("A recording in it is gone. Choose another, or remove its block."))
            return None
        try:
            entry = edition_entry(recording)
        except NotReady as reason:
            self.problems.append(str(reason))
            return None
        for stored in edition_files(recording):
            self.use("recording", FileFacts(stored.sha256, stored.suffix, stored.content_type, stored.bytes), stored)
        return entry

    def use(self, role: str, facts: FileFacts, stored: StoredFile) -> None:
        """Note a file that this page shows, as its manifest names it."""
        entry = {"role": role, "sha256": facts.sha256, "ext": facts.ext, "type": facts.type, "bytes": facts.bytes}
        if facts.width:
            entry |= {"width": facts.width, "height": facts.height}
        self.used.setdefault(facts.sha256, entry)
        self.course.hold(stored)


def _find_picture(number: int) -> Picture | None:
    image = get_image_model().objects.filter(pk=number).only("file_hash").first()
    kept = Picture.objects.select_related("small", "large")
    return kept.filter(file_hash=image.file_hash).first() if image else None


def _find_handout(number: int) -> Handout | None:
    document = get_document_model().objects.filter(pk=number).only("file_hash").first()
    return Handout.objects.select_related("stored").filter(file_hash=document.file_hash).first() if document else None


def _find_recording(number: int) -> Recording | None:
    return Recording.objects.filter(pk=number).first()
