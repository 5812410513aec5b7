"""Making what a list says: accounts, persons and enrolments, some hundred rows to a transaction."""

from collections.abc import Sequence
from datetime import datetime

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from courses.running.access.store import refresh_projections
from courses.running.actions.audit import record
from courses.running.actions.outages import meet_standing_outages
from courses.running.errors import Refusal
from courses.running.importing.judging import Chunk, Judged, chunks, judge
from courses.running.importing.kept import seal, uploaded
from courses.running.importing.reading.table import open_table
from courses.running.importing.rows import Row
from courses.running.models import Cohort, Enrolment, SeatKind, TraineeImport
from courses.running.permissions import require
from courses.running.seats.actions.giving import settle
from courses.running.seats.ledger import write
from courses.running.seats.querysets import free_seats, lock_cohort
from lms.foundation.api import JobRun
from lms.people.api import NewTrainee, draw_slips, keep_slips, new_trainees, render_many_slips
from lms.people.models import Person


def make_import(run: JobRun, found: TraineeImport, *, by: Person) -> None:
    """Make what is not made yet, chunk by chunk, then print the slips of those who have none.

    Started again after a death it goes on behind the last chunk that was kept. Rows with problems are left out.
    """
    require(by, "enrol", found.cohort)
    table = open_table(uploaded(found))
    for chunk in chunks(table, behind=found.made_to):
        with transaction.atomic():
            run.fence()
            make_chunk(found, chunk, by=by)
        run.progress(min(90, 90 * (found.enrolled + found.waiting) // max(1, found.fresh + found.known)), "People made")
    print_slips(run, found, by=by)


def make_chunk(found: TraineeImport, chunk: Chunk, *, by: Person) -> None:
    """Make one chunk and note that it is made. Who is new in it and who gets a seat is decided under the lock."""
    locked, now = lock_cohort(found.cohort), timezone.now()
    if locked.state == Cohort.State.ENDED:
        raise Refusal("This batch has ended meanwhile. Nobody more was added.")
    settle(locked, now)
    right, _problems = judge(locked, chunk.rows)
    new = those_new(right, by=by)
    if locked.members_of is not None:
        locked.members_of.members.add(*new)
    people = [*those_known(right), *new]
    free = free_seats(locked)
    seated, waiting = (people, []) if free is None else (people[:free], people[free:])
    enrol_many(locked, seated, by=by, at=now)
    write(SeatKind.WAITING, locked, waiting, by=by, at=now, reason="list")
    found.made_to = chunk.last
    found.enrolled += len(seated)
    found.waiting += len(waiting)
    found.save(update_fields=["made_to", "enrolled", "waiting"])
    if people:
        record(found, "import_trainees", by, trainee_import=str(found.uuid), to_line=chunk.last)


def those_known(right: Sequence[Judged]) -> list[int]:
    """Return the persons, by primary key, who have an account already and are added now."""
    return [judged.person.pk for judged in right if judged.verdict == "known" and judged.person]


def those_new(right: Sequence[Judged], *, by: Person) -> list[int]:
    """Make the persons who are new and return their primary keys, in the order of the list."""
    wanted = [trainee_of(judged.row) for judged in right if judged.verdict == "new"]
    return [person.pk for person in new_trainees(wanted, by=by)] if wanted else []


def trainee_of(row: Row) -> NewTrainee:
    """Return the person whom a row describes; without a display name peers see the first word of the legal one."""
    return NewTrainee(
        username=row.username,
        display_name=row.display_name or row.legal_name.split()[0][:80],
        legal_name=row.legal_name,
        urdu_name=row.urdu_name,
        gender=row.gender,
        language=row.language,
        cnic=row.cnic,
        phone=row.phone,
    )


def enrol_many(locked: Cohort, people: Sequence[int], *, by: Person, at: datetime) -> None:
    """Enrol these persons in a locked cohort that none of them ever was in."""
    made = Enrolment.objects.bulk_create(
        Enrolment(person_id=person, cohort=locked, enrolled_at=at) for person in people
    )
    write(SeatKind.ENROLLED, locked, people, by=by, at=at, reason="list")
    refresh_projections([enrolment.pk for enrolment in made])
    meet_standing_outages(made)


def without_slip(cohort: Cohort) -> "QuerySet[Person]":
    """Return who of a cohort or its waiting list cannot have signed in yet: no slip ever, no PIN, no password.

    Whoever holds a role gets a slip from a superuser alone, never from a list.
    """
    unusable = {"user__password__startswith": UNUSABLE_PASSWORD_PREFIX}
    here = Person.objects.filter(seat_entries__cohort=cohort, user__is_active=True, **unusable)
    new = here.filter(slips__isnull=True, pin__isnull=True, role_assignments__isnull=True, user__is_superuser=False)
    return new.select_related("user").order_by("pk").distinct()


def print_slips(run: JobRun, found: TraineeImport, *, by: Person) -> None:
    """Print slips for all who have none yet; the codes become good in the transaction that keeps their paper."""
    pairs = draw_slips(list(without_slip(found.cohort)), by=by, reason="First sign-in (list)")

    def told(done: int) -> None:
        run.progress(90 + 9 * done // len(pairs), f"{done} slips printed")

    sheet = seal(render_many_slips(pairs, told)) if pairs else None
    with transaction.atomic():
        run.fence()
        keep_slips(pairs)
        done = {"state": TraineeImport.State.DONE, "slips": sheet, "printed": F("printed") + len(pairs)}
        TraineeImport.objects.filter(pk=found.pk).update(**done)
        record(found, "import_slips", by, trainee_import=str(found.uuid))
