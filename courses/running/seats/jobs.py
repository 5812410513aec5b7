"""What happens to seats by itself."""

from courses.running.models import Cohort
from courses.running.seats.actions.giving import LAPSE, settle_seats
from lms.foundation.api import JobRun, job


@job(LAPSE)
def lapse_offers(run: JobRun, *, cohort: str) -> None:  # noqa: ARG001  (a job is handed its run)
    """End the offers of a cohort that ran out and offer their seats to the next."""
    found = Cohort.objects.filter(uuid=cohort).first()
    if found is not None:
        settle_seats(found)
