"""What bringing in a list of trainees costs beside the barest writing of the same rows. Prints JSON.

``python -m benchmarks.importing`` makes a list of 33,105 women (``--rows``) and lets the jobs read it and make it:
accounts, persons, numbers, enrolments, windows, the ledger and start slips. In the same run, on the same SQLite,
``bulk_create`` writes as many accounts, persons, enrolments and slips and nothing else. CPU seconds;
``paper`` are the PDFs of the slips, for which the bare writing has no counterpart.
"""

import argparse
import json
import os
import resource
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

ROWS = 33_105
GOAL = 6.0


@contextmanager
def counted(costs: dict[str, float], name: str) -> Iterator[None]:
    """Add the CPU seconds of what happens inside to ``costs[name]``."""
    begun = spent()
    yield
    costs[name] = costs.get(name, 0.0) + spent() - begun


def spent() -> float:
    """CPU seconds of this process and of those it has started and seen end."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def list_of(rows: int) -> bytes:
    """A list of so many women as a spreadsheet writes it."""
    head = "Username,Legal name,Display name,Urdu name,Gender,CNIC,Phone,Language"
    lines = (f",Legal Name {n},Name,نام,female,91{n:011},03{n:09},Urdu" for n in range(rows))
    return "\n".join([head, *lines]).encode()


def bare(rows: int) -> None:
    """Write as many accounts, persons, enrolments and slips, all alike."""
    from datetime import timedelta

    from django.contrib.auth import get_user_model
    from django.utils import timezone

    from courses.running.models import Enrolment
    from lms.people.models import Person, StartSlip
    from tests.factories.running import make_cohort

    cohort, now = make_cohort(), timezone.now()
    model = get_user_model()
    accounts = model.objects.bulk_create(model(username=f"bare{n}") for n in range(rows))
    people = Person.objects.bulk_create(
        Person(user=account, display_name="Name", legal_name="Legal Name", urdu_name="نام", gender="f")
        for account in accounts
    )
    Enrolment.objects.bulk_create(Enrolment(person=person, cohort=cohort, enrolled_at=now) for person in people)
    StartSlip.objects.bulk_create(
        StartSlip(person=person, code_hash=f"{n:064}", issued_at=now, expires_at=now + timedelta(days=14), reason="-")
        for n, person in enumerate(people)
    )


def imported(rows: int, costs: dict[str, float]) -> int:
    """Bring in a list by its jobs; return how many are enrolled."""
    from courses.running.importing import making
    from courses.running.importing.actions import ask_for_import, confirm_import
    from courses.running.models import Enrolment
    from lms.foundation.models import Job
    from lms.foundation.work.runner import run
    from tests.factories.running import make_cohort, make_superuser

    def by_kind(kind: str) -> None:
        run(Job.objects.get(kind=kind).uuid)

    whole: Callable[..., bytes] = making.render_many_slips

    def paper(*asked: Any) -> bytes:
        with counted(costs, "paper"):
            return whole(*asked)

    making.render_many_slips = paper
    cohort, staff, data = make_cohort(), make_superuser(), list_of(rows)
    with counted(costs, "reading"):
        found = ask_for_import(cohort, data, by=staff)
        by_kind("running.read_list")
    found.refresh_from_db()
    with counted(costs, "making"):
        confirm_import(found, by=staff)
        by_kind("running.make_list")
    costs["making"] -= costs["paper"]
    return Enrolment.objects.filter(cohort=cohort).count()


def measured(rows: int) -> dict[str, Any]:
    """Both, in one database."""
    from django.test.utils import setup_databases, setup_test_environment, teardown_databases

    setup_test_environment()
    databases = setup_databases(verbosity=0, interactive=False)
    costs: dict[str, float] = {}
    with counted(costs, "bare"):
        bare(rows)
    enrolled = imported(rows, costs)
    teardown_databases(databases, verbosity=0)
    ratio = (costs["reading"] + costs["making"]) / costs["bare"]
    return {
        "rows": rows,
        "enrolled": enrolled,
        "cpu_seconds": {name: round(seconds, 2) for name, seconds in costs.items()},
        "ratio": round(ratio, 2),
        "goal": GOAL,
        "reached": ratio <= GOAL,
    }


def main() -> None:
    """Measure and print."""
    import django

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=ROWS)
    arguments = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    print(json.dumps(measured(arguments.rows), indent=2))


if __name__ == "__main__":
    sys.exit(main())
