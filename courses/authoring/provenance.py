"""Who wrote and who approved what is published now, and what of it an edition does not have yet."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from wagtail.models import TaskState

from courses.authoring.editions.read import latest_edition, load_manifest
from courses.authoring.four_eyes import Authored
from courses.authoring.models import ActivityPage, Edition, EditionPage, Page
from courses.authoring.revisions import writers_of

# What stands in the place of a revision for words that have none; no edition holds it.
BESIDE = -1


def authored_pages(pages: Iterable[tuple[str, Page]]) -> list[Authored]:
    """Each ``(language, page)`` with the hands behind its published revision; a few queries whatever their number.

    An alias has no words of its own: its hands are those of the page it mirrors. A page published without a revision
    was written by whoever owns it.
    """
    listed = list(pages)
    origins = origins_of(page for _language, page in listed)
    revisions = {page.pk: origins.get(page.pk, page.live_revision_id) or 0 for _language, page in listed}
    writers = writers_of(revisions)
    approvers = approvers_of(revisions.values())
    return [
        Authored(
            key=page.key,
            language=language,
            page=page.pk,
            title=page.title,
            revision=revisions[page.pk],
            writer=writers.get(page.pk, page.owner_id),
            approvers=frozenset(approvers[revisions[page.pk]]),
        )
        for language, page in listed
    ]


def authored_beside(pages: Iterable[tuple[str, Page]], course_key: UUID) -> list[Authored]:
    """The same for what pages draw on beside their own words (questions), as far as the newest edition lacks it.

    Nothing of it is approved by a workflow: whoever wrote it leaves the release to somebody else.
    """
    latest = latest_edition(course_key)
    released = {each.key: each.extra for each in load_manifest(latest).activities} if latest else {}
    first: dict[UUID, tuple[str, ActivityPage]] = {}
    for language, page in pages:
        if isinstance(page, ActivityPage):
            first.setdefault(page.key, (language, page))
    return [
        Authored(page.key, language, page.pk, f"{page.title}: {what}", BESIDE, writer)
        for language, page in first.values()
        for what, writer in page.hands_beside(released.get(page.key, {}))
    ]


def origins_of(pages: Iterable[Page]) -> dict[int, int | None]:
    """The published revision of the page that each alias mirrors in the end, through aliases of aliases."""
    ends = {page.pk: page.alias_of_id for page in pages if page.alias_of_id}
    revisions: dict[int, int | None] = {}
    while ends:
        rows = Page.objects.filter(pk__in=ends.values()).values_list("pk", "alias_of", "live_revision")
        known = {pk: (further, revision) for pk, further, revision in rows}
        revisions |= {pk: known[end][1] for pk, end in ends.items() if end in known}
        ends = {pk: known[end][0] for pk, end in ends.items() if end in known and known[end][0]}
    return revisions


def approvers_of(revisions: Iterable[int]) -> dict[int, set[int]]:
    """Who approved each of these revisions in a workflow."""
    found: dict[int, set[int]] = defaultdict(set)
    approved = TaskState.objects.filter(
        revision__in=set(revisions), status=TaskState.STATUS_APPROVED, finished_by__isnull=False
    )
    for revision, person in approved.values_list("revision_id", "finished_by_id"):
        found[revision].add(person)
    return found


def changed_since(edition: Edition | None, authored: Iterable[Authored]) -> list[Authored]:
    """Those pages whose revision the edition does not hold; all of them before the first edition."""
    held = set(edition.pages.values_list("key", "language", "revision")) if edition else set()
    return [page for page in authored if (page.key, page.language, page.revision) not in held]


def edition_pages(edition: Edition, authored: Iterable[Authored]) -> list[EditionPage]:
    """The rows that keep the hands behind an edition; one a page, also where a key stands in one language twice."""
    by_place = {(page.key, page.language): page for page in authored}
    return [
        EditionPage(
            edition=edition,
            key=page.key,
            language=page.language,
            revision=page.revision,
            written_by_id=page.writer,
            approved_by_id=min(page.approvers - {page.writer}, default=None),
        )
        for page in by_place.values()
    ]
