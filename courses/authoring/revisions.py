"""Whose words a revision has. Its number does not tell: Wagtail's editor saves by itself, and over what it saved."""

from collections import defaultdict
from collections.abc import Mapping

from wagtail.models import Revision, TaskState

from courses.authoring.compiling.asleep import own_fields
from courses.authoring.models import EditionPage, Page
from courses.authoring.wording import wording


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


def is_pinned(revision: int) -> bool:
    """Whether somebody judged this revision in a workflow, or an edition was made of it."""
    judged = TaskState.objects.filter(revision=revision).exclude(status=TaskState.STATUS_IN_PROGRESS)
    return judged.exists() or EditionPage.objects.filter(revision=revision).exists()
