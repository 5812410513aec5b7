"""A list of trainees: uploaded, read, confirmed, forgotten."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from courses.running.actions.audit import record
from courses.running.errors import Refusal
from courses.running.importing.judging import chunks, judge
from courses.running.importing.kept import seal, uploaded
from courses.running.importing.reading.table import open_table
from courses.running.models import Cohort, TraineeImport
from courses.running.permissions import require
from lms.foundation.api import JobRun, enqueue
from lms.foundation.models import Job
from lms.people.models import Person

READ, MAKE, FORGET = "running.read_list", "running.make_list", "running.forget_list"
State = TraineeImport.State
# As long as a start slip is good.
KEPT = timedelta(days=14)


@transaction.atomic
def ask_for_import(cohort: Cohort, data: bytes, *, by: Person) -> TraineeImport:
    """Keep a file whose header was read, and queue the reading of its rows. Nothing is made yet."""
    require(by, "enrol", cohort)
    if cohort.state == Cohort.State.ENDED:
        raise Refusal("This batch has ended. Nobody can be added to it.")
    found = TraineeImport.objects.create(cohort=cohort, asked_by=by, created_at=timezone.now(), upload=seal(data))
    record(found, "ask_import", by, trainee_import=str(found.uuid))
    payload = {"trainee_import": str(found.uuid)}
    enqueue(FORGET, key=f"{FORGET}:{found.uuid}", payload=payload, run_after=found.created_at + KEPT)
    queue(found, READ, by)
    return found


@transaction.atomic
def confirm_import(found: TraineeImport, *, by: Person) -> Job:
    """Queue the making of what was found; once more goes on where it stopped. ``Refusal`` before it is read."""
    require(by, "enrol", found.cohort)
    locked = TraineeImport.objects.select_for_update(of=("self",)).get(pk=found.pk)
    if locked.state == State.READING:
        return queue(found, READ, by)
    if locked.state == State.DONE:
        raise Refusal("This list is in the batch already. Nothing was changed.")
    locked.state = State.MAKING
    locked.save(update_fields=["state"])
    return queue(found, MAKE, by)


def queue(found: TraineeImport, kind: str, by: Person) -> Job:
    """Queue one step of an import; the same step again while it goes on is the same job."""
    payload = {"trainee_import": str(found.uuid), "by": str(by.uuid)}
    return enqueue(kind, key=f"{kind}:{found.uuid}", payload=payload, created_by=by.uuid)


def read_import(run: JobRun, found: TraineeImport) -> None:
    """Judge every row and keep the numbers and what is wrong; nothing is made."""
    table = open_table(uploaded(found))
    found.rows = found.fresh = found.known = found.there = 0
    found.problems, found.ignored = [], list(table.header.ignored)
    for chunk in chunks(table):
        right, more = judge(found.cohort, chunk.rows)
        problems = sorted([*chunk.problems, *more], key=lambda problem: problem.line)
        verdicts = [judged.verdict for judged in right]
        found.fresh += verdicts.count("new")
        found.known += verdicts.count("known")
        found.there += verdicts.count("there")
        found.rows += len(verdicts) + len({problem.line for problem in problems})
        found.problems += [[each.line, each.column, each.sentence] for each in problems]
        run.progress(50, f"{found.rows} rows read")
    found.state = State.READ
    with transaction.atomic():
        run.fence()
        found.save()


def forget_import(found: TraineeImport) -> None:
    """Hold the upload and the slips no longer: the sweep takes them. Numbers and problems stay."""
    TraineeImport.objects.filter(pk=found.pk).update(upload=None, slips=None)
