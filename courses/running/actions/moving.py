"""Taking a cohort to another edition, and back."""

from django.db import transaction
from django.utils import timezone

from courses.authoring.api import differs_in_words_alone, latest_edition, load_manifest
from courses.authoring.models import Edition
from courses.running.access.store import refresh_projections
from courses.running.actions.audit import record
from courses.running.actions.completion import complete_where_passed
from courses.running.errors import Refusal
from courses.running.models import Cohort, EditionMove
from courses.running.permissions import require
from lms.people.models import Person

Kind = EditionMove.Kind


@transaction.atomic
def move_cohort(cohort: Cohort, edition: Edition, *, by: Person | None) -> EditionMove:
    """Pin an open cohort to another edition of its course; ``Refusal`` when there is nothing to move.

    Nothing that anybody did is touched: records and marks belong to activities, and a completion stays.
    """
    require(by, "move", cohort)
    return _move(cohort, edition, Kind.MOVE, by)


@transaction.atomic
def undo_move(move: EditionMove, *, by: Person | None) -> EditionMove:
    """Take the cohort back to where ``move`` took it from. ``Refusal`` unless it is the last that stands."""
    require(by, "move", move.cohort)
    if last_standing(move.cohort) != move:
        raise Refusal("This batch was moved again since, or this was taken back already. Nothing was changed.")
    return _move(move.cohort, move.before, Kind.UNDO, by, undoes=move)


def last_standing(cohort: Cohort) -> EditionMove | None:
    """The last move that nobody has taken back: one after the other, a batch finds its way to where it began."""
    return cohort.moves.exclude(kind=Kind.UNDO).filter(undone_by=None).first()


@transaction.atomic
def correct_cohorts(edition: Edition, *, by: Person | None) -> list[EditionMove]:
    """Take every open cohort of the course to ``edition`` for which that changes words alone.

    Whoever may release corrects, so no right at the cohort is asked. The others keep what they read.
    """
    rows = Cohort.objects.filter(course_key=edition.course_key, state=Cohort.State.OPEN).exclude(edition=edition)
    waiting = rows.select_related("edition__manifest").order_by("pk")
    return [
        _move(cohort, edition, Kind.CORRECTION, by)
        for cohort in waiting
        if cohort.edition is not None and is_correction(cohort.edition, edition)
    ]


def is_correction(old: Edition, new: Edition) -> bool:
    """Whether the newer of two editions of a course differs from the older in words alone."""
    return differs_in_words_alone(load_manifest(old), load_manifest(new))


def movable(cohort: Cohort) -> Edition | None:
    """The newest edition of the cohort's course, when the cohort is open and reads another."""
    latest = latest_edition(cohort.course_key)
    return latest if cohort.state == Cohort.State.OPEN and latest and latest.pk != cohort.edition_id else None


def _move(
    cohort: Cohort, edition: Edition, kind: Kind, by: Person | None, *, undoes: EditionMove | None = None
) -> EditionMove:
    locked = Cohort.objects.select_for_update(of=("self",)).select_related("edition").get(pk=cohort.pk)
    before = locked.edition
    if edition.course_key != locked.course_key:
        raise Refusal("This edition belongs to another course. Nothing was changed.")
    if locked.state != Cohort.State.OPEN or before is None:
        raise Refusal("Only an open batch is moved to another edition. Nothing was changed.")
    if before.pk == edition.pk:
        raise Refusal("This batch reads that edition already. Nothing was changed.")
    locked.edition = cohort.edition = edition
    locked.save(update_fields=["edition"])
    move = EditionMove.objects.create(
        cohort=locked, kind=kind, before=before, after=edition, undoes=undoes, moved_by=by, moved_at=timezone.now()
    )
    if kind != Kind.CORRECTION:
        members = list(locked.enrolments.values_list("pk", flat=True))
        refresh_projections(members)
        complete_where_passed(members)
    record(locked, "move_cohort", by, move=str(move.uuid))
    return move
