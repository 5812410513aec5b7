"""The table of runs reads its choices once, however many rows it has."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories.people import centre
from tests.factories.running import make_cohort, make_superuser
from tests.running.conftest import Signed

pytestmark = pytest.mark.django_db


def test_fifty_rows_cost_as_many_queries_as_six(signed: Signed) -> None:
    cohort = make_cohort(centre=centre())
    client = signed(make_superuser())
    address = reverse("hunar_running_staff:copy_cohort", args=[cohort.uuid])
    client.get(address)
    costs = []
    for runs in (6, 50):
        with CaptureQueriesContext(connection) as caught:
            assert client.get(address, {"runs": runs}).status_code == 200
        costs.append(len(caught))
    assert costs[0] == costs[1]
    assert client.get(address, {"runs": "9" * 5000}).status_code == 200
