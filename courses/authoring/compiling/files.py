"""What a fragment asks for by number: pictures, handouts and recordings, with a note of what was used and missing."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from courses.authoring.compiling.context import FileFacts, PictureFacts
from courses.authoring.models.kept import Handout
from courses.authoring.pictures.handouts import handout_facts
from courses.authoring.pictures.keep import picture_facts, pictures_of
from media_pipeline.api import EntrySource, NotReady, entry_sources, read_stored_files

# ``("image", 7)``: what a page asks, by the name of its kind and its number.
Question = tuple[str, int]


@dataclass
class CourseFiles:
    """What stands behind each number, looked up once a course; None for what is gone."""

    _known: dict[Question, Any] = field(default_factory=dict)

    def learn(self, questions: Iterable[Question]) -> None:
        """Look up all of these together, in a few queries whatever their number."""
        unknown = {question for question in questions if question not in self._known}
        for name, find in FINDERS.items():
            numbers = {number for asked, number in unknown if asked == name}
            found = find(numbers) if numbers else {}
            self._known |= {(name, number): found.get(number) for number in numbers}

    def prepare(self, questions: Iterable[Question]) -> None:
        """``learn`` for pages that will be compiled: what their recordings' entries are made of comes along."""
        listed = set(questions)
        self.learn(listed)
        sources = [self._known[question] for question in listed if question[0] == "recording"]
        read_stored_files(source for source in sources if source)

    def answer(self, name: str, number: int) -> Any:
        """The facts of a picture or handout, or the source of a recording's entry."""
        self.learn([(name, number)])
        return self._known[name, number]


@dataclass
class PageFiles:
    """The files of one page: ``used`` in the order it asks for them, ``problems`` as sentences for its author."""

    course: CourseFiles
    asked: set[Question] = field(default_factory=set)
    used: dict[str, dict[str, Any]] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    def picture(self, number: int) -> PictureFacts | None:
        """The picture of a Wagtail image; a problem when it is gone or was never made."""
        facts: PictureFacts | None = self._ask("image", number)
        if facts is None:
            self.problems.append(_("A picture in it is gone or cannot be read. Choose another, or remove its block."))
            return None
        self.use("picture", facts.small)
        if facts.large:
            self.use("picture-large", facts.large)
        return facts

    def document(self, number: int) -> FileFacts | None:
        """The file of a Wagtail document; a problem when it is gone."""
        facts: FileFacts | None = self._ask("document", number)
        if facts is None:
            self.problems.append(_("A file in it is gone. Choose another, or remove its block."))
            return None
        self.use("handout", facts)
        return facts

    def recording(self, number: int) -> dict[str, Any] | None:
        """The entry of a finished recording; a problem when it is gone or not ready."""
        source: EntrySource | None = self._ask("recording", number)
        if source is None:
            self.problems.append(_("A recording in it is gone. Choose another, or remove its block."))
            return None
        try:
            entry = source.entry()
        except NotReady as reason:
            self.problems.append(str(reason))
            return None
        for stored in source.stored():
            self.use("recording", FileFacts(stored.sha256, stored.suffix, stored.content_type, stored.bytes))
        return entry

    def use(self, role: str, facts: FileFacts) -> None:
        """Note a file that this page shows, as its manifest names it."""
        entry = {"role": role, "sha256": facts.sha256, "ext": facts.ext, "type": facts.type, "bytes": facts.bytes}
        if facts.width:
            entry |= {"width": facts.width, "height": facts.height}
        self.used.setdefault(facts.sha256, entry)

    def _ask(self, name: str, number: int) -> Any:
        self.asked.add((name, number))
        return self.course.answer(name, number)


def _find_pictures(numbers: set[int]) -> dict[int, PictureFacts]:
    images = get_image_model().objects.filter(pk__in=numbers).only("file_hash")
    return {number: picture_facts(picture) for number, picture in pictures_of(images).items()}


def _find_handouts(numbers: set[int]) -> dict[int, FileFacts]:
    hashes = dict(get_document_model().objects.filter(pk__in=numbers).values_list("pk", "file_hash"))
    kept = Handout.objects.filter(file_hash__in=hashes.values()).select_related("stored")
    facts = {handout.file_hash: handout_facts(handout) for handout in kept}
    return {number: facts[file_hash] for number, file_hash in hashes.items() if file_hash in facts}


FINDERS: dict[str, Callable[[set[int]], dict[int, Any]]] = {
    "image": _find_pictures,
    "document": _find_handouts,
    "recording": entry_sources,
}
