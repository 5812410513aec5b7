"""What would come of a release now: what stands against it, what it changes, and whether it is a correction."""

from dataclasses import dataclass, field
from uuid import UUID

from courses.authoring.actions.check_links import outside_addresses, untried
from courses.authoring.actions.release import own_pages
from courses.authoring.compiling.compile import compile_facts
from courses.authoring.compiling.findings import Findings
from courses.authoring.compiling.gather import gather
from courses.authoring.compiling.pages import source_of
from courses.authoring.editions.difference import Change, difference, differs_in_words_alone, more_than_words
from courses.authoring.editions.manifest import Manifest, read_manifest
from courses.authoring.editions.read import latest_edition, load_manifest
from courses.authoring.editions.readers import readers_of
from courses.authoring.four_eyes import Authored
from courses.authoring.models import CoursePage, Edition
from courses.authoring.provenance import authored_beside, authored_pages
from lms.people.models import Person


@dataclass
class Outlook:
    """``latest`` is the edition that the changes are counted from; ``own`` are pages the reader wrote alone.

    ``reached`` are the running batches that a correction would take along, ``left`` those that read something too
    different. ``links`` are the addresses it leads out to, ``untried`` how many of them nobody has tried yet.
    """

    findings: Findings
    latest: Edition | None = None
    changes: list[Change] = field(default_factory=list)
    own: list[Authored] = field(default_factory=list)
    reached: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    untried: int = 0

    @property
    def possible(self) -> bool:
        """Whether this reader may release it now."""
        return not self.findings.problems and not self.own and (self.latest is None or bool(self.changes))

    @property
    def correction(self) -> bool:
        """Whether it changes words alone, so that running batches may get it at once."""
        return self.latest is not None and bool(self.changes) and not more_than_words(self.changes)


def look_ahead(course: CoursePage, person: Person | None) -> Outlook:
    """Compile without keeping anything, and compare with the newest edition."""
    source = source_of(course)
    gathered = gather(source)
    outlook = Outlook(gathered.findings, latest_edition(source.key))
    outlook.links = outside_addresses(gathered)
    outlook.untried = untried(outlook.links)
    if person is not None:
        hands = [*authored_pages(gathered.pages), *authored_beside(gathered.pages, source.key)]
        outlook.own = own_pages(hands, source.key, person)
    if outlook.latest is not None and not gathered.findings.problems:
        compiled = compile_facts(gathered.facts)
        manifest = read_manifest(compiled.manifest, compiled.hash)
        outlook.changes = difference(load_manifest(outlook.latest), manifest)
        outlook.reached, outlook.left = reach(source.key, manifest)
    return outlook


def reach(course_key: UUID, manifest: Manifest) -> tuple[list[str], list[str]]:
    """The batches for which ``manifest`` differs in words alone from what they read, and the others, by name."""
    readers = readers_of(course_key)
    editions = Edition.objects.in_bulk({reader.edition for reader in readers})
    near = {pk: differs_in_words_alone(load_manifest(each), manifest) for pk, each in editions.items()}
    reached = [reader.name for reader in readers if near[reader.edition]]
    return reached, [reader.name for reader in readers if not near[reader.edition]]
