"""Many at once: one award, and everybody gets it."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, transaction

from certificates.api import issue
from certificates.models import Award, AwardStatus
from courses.running.models import Enrolment
from tests.factories.certificates import make_passed
from tests.faults import rounds

# Twenty meet each other on a machine of two cores too.
CALLERS = rounds(200, least=20)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_simultaneous_issues_give_one_award_to_all_callers() -> None:
    with transaction.atomic():
        enrolment = make_passed()
    gate = Barrier(CALLERS)

    def call(_: int) -> tuple[str, str]:
        try:
            own = Enrolment.objects.select_related("cohort__programme", "person").get(pk=enrolment.pk)
            gate.wait()
            award = issue(own, by=None)
            return award.code, str(award.uuid)
        finally:
            connection.close()

    with ThreadPoolExecutor(CALLERS) as callers:
        received = list(callers.map(call, range(CALLERS)))

    assert len(set(received)) == 1
    assert Award.objects.count() == AwardStatus.objects.count() == 1
    assert Award.objects.get().code == received[0][0]
