"""Who wrote and who approved what is published now, and what of it an edition does not have yet."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from uuid import UUID

from wagtail.models import Revision, TaskState

from courses.authoring.compiling.asleep import own_fields
from courses.authoring.editions.read import latest_edition, load_manifest
from courses.authoring.four_eyes import Authored
from courses.authoring.models import ActivityPage, Edition, EditionPage, Page
from courses.authoring.wording import wording

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


def writers_of(revisions: Mapping[int, int]) -> dict[int, int | None]:
    """Who wrote the words of each page's revision: a later one that says the same as the one before wrote nothing."""
    origins = dict(Revision.objects.filter(pk__in=revisions.values()).values_list("pk", "object_id"))
    pages = {pk: int(origins[revision]) for pk, revision in revisions.items() if revision in origins}
    histories = _histories(set(pages.values()))
    writers: dict[int, int | None] = {}
    for pk, page in pages.items():
        history = [each for each in histories[page] if each[0] <= revisions[pk]]
        writers[pk] = _first_to_say(history)
    return writers


def writers_since(page: Page) -> set[int | None]:
    """Who changed the words of a page since the revision that is published, else since the one last released."""
    history, found = _histories({page.pk})[page.pk], set()
    page = page.specific
    released = EditionPage.objects.filter(key=page.key, language=page.locale.language_code).order_by("-edition").first()
    settled = page.live_revision_id or (released.revision if released else 0)
    for position, (number, writer) in enumerate(history):
        if number > settled:
            before = history[position - 1][0] if position else 0
            if not before or not same_words(before, number):
                found.add(writer)
    return found


def _histories(pages: set[int]) -> dict[int, list[tuple[int, int | None]]]:
    """Every revision of these pages with its account, in order."""
    rows = Revision.page_revisions.filter(object_id__in=[str(page) for page in pages]).order_by("pk")
    found: dict[int, list[tuple[int, int | None]]] = defaultdict(list)
    for page, number, writer in rows.values_list("object_id", "pk", "user_id"):
        found[int(page)].append((number, writer))
    return found


def _first_to_say(history: list[tuple[int, int | None]]) -> int | None:
    """The account that the last words of a history are from; contents are read only where there were several."""
    (last, writer), earlier = history[-1], history[:-1]
    if all(account == writer for _number, account in earlier):
        return writer
    for number, account in reversed(earlier):
        if not same_words(number, last):
            break
        writer = account
    return writer


def same_words(one: int, other: int) -> bool:
    """Whether two revisions of one page say the same to readers."""
    found = list(Revision.objects.filter(pk__in=[one, other]).select_related("content_type"))
    if len(found) < 2:
        return False
    first, second = found
    fields = own_fields(first.content_type.model_class())
    return wording(first.content, fields) == wording(second.content, fields)


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


def is_pinned(revision: int) -> bool:
    """Whether somebody judged this revision in a workflow, or an edition was made of it."""
    judged = TaskState.objects.filter(revision=revision).exclude(status=TaskState.STATUS_IN_PROGRESS)
    return judged.exists() or EditionPage.objects.filter(revision=revision).exists()


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
