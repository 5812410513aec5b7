"""Long work on lists of trainees."""

from django.core.exceptions import PermissionDenied

from courses.running.errors import Refusal
from courses.running.importing import actions
from courses.running.importing.making import make_import
from courses.running.importing.reading.errors import BadFile
from courses.running.models import TraineeImport
from lms.foundation.api import JobRun, PermanentFailure, job
from lms.people.api import SheetError
from lms.people.models import Person


@job(actions.READ)
def read_list(run: JobRun, *, trainee_import: str, by: str) -> None:  # noqa: ARG001  (every step is told who asked)
    """Read an uploaded list; a second run finds it read."""
    found = the_import(trainee_import)
    if found.state != TraineeImport.State.READING:
        return
    try:
        actions.read_import(run, found)
    except BadFile as reason:
        raise PermanentFailure(str(reason)) from reason


@job(actions.MAKE)
def make_list(run: JobRun, *, trainee_import: str, by: str) -> None:
    """Make what a list says; a second run goes on behind what is made."""
    found = the_import(trainee_import)
    if found.state == TraineeImport.State.DONE:
        return
    person = Person.objects.filter(uuid=by).select_related("user").first()
    if person is None:
        raise PermanentFailure("Whoever asked for this is no longer known here. Nobody more was added.")
    try:
        make_import(run, found, by=person)
    except PermissionDenied as reason:
        raise PermanentFailure("Your role no longer allows this. Nobody more was added.") from reason
    except (BadFile, Refusal, SheetError) as reason:
        raise PermanentFailure(str(reason)) from reason


@job(actions.FORGET)
def forget_list(run: JobRun, *, trainee_import: str) -> None:  # noqa: ARG001  (a job is handed its run)
    """Let go of the files of an import whose days are over."""
    actions.forget_import(the_import(trainee_import))


def the_import(key: str) -> TraineeImport:
    """Return the import with this key; ``PermanentFailure`` when it is gone."""
    rows = TraineeImport.objects.select_related("cohort__programme", "upload")
    found = rows.filter(uuid=key).first()
    if found is None:
        raise PermanentFailure("This list is gone. Nobody more was added.")
    return found
