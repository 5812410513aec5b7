"""What happened before a door closed and arrives after it is kept for staff, never counted, and never called saved."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from courses.running.actions.windows import close
from courses.running.models import ActivityRecord, Enrolment
from lms.foundation.api import late_events
from lms.foundation.inbox.lateness import believed
from lms.foundation.models import InboxEvent
from tests.factories.assessments import make_attempt, shut
from tests.factories.running import lesson, make_cohort, make_enrolment, make_superuser

NOW = datetime(2027, 1, 15, 12, tzinfo=UTC)
moments = st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


@given(st.none() | moments, st.none() | moments, moments)
def test_a_phones_clock_is_a_hint(said: datetime | None, heard: datetime | None, received: datetime) -> None:
    found = believed(said, heard, received)
    if said is None or said > received:
        assert found is None
    else:
        assert found == (said if heard is None or heard < said else heard)


def post(enrolment: Enrolment, **event: Any) -> dict[str, Any]:
    client = Client()
    client.force_login(enrolment.person.user)
    body = {"device": "phone", "person": str(enrolment.person.uuid), "events": [event]}
    return dict(client.post("/inbox/", body, content_type="application/json").json()["verdicts"][0])


def finish(enrolment: Enrolment, key: UUID, at: datetime | None, sequence: int = 5) -> dict[str, Any]:
    return {
        "uuid": str(uuid4()),
        "verb": "lesson.finish",
        "sequence": sequence,
        "at": at and at.isoformat(),
        "payload": {"enrolment": str(enrolment.uuid), "activity": str(key)},
    }


@pytest.mark.django_db
class TestAtTheDoor:
    @pytest.fixture
    def enrolment(self) -> Enrolment:
        found = make_enrolment(cohort=make_cohort(activities=[lesson("One"), lesson("Two")]))
        found.keys = [activity.key for activity in manifest(found)]
        return found

    def test_it_is_kept_and_flagged_and_counts_for_nothing(self, enrolment: Enrolment, client: Client) -> None:
        close(enrolment, reason="mistake", by=None)
        event = finish(enrolment, enrolment.keys[0], timezone.now() - timedelta(hours=2))
        for _ in range(2):
            verdict = post(enrolment, **event)
            assert (verdict["status"], verdict["reason"]) == ("late", "closed")
            assert "kept" in verdict["message"]
            assert verdict["saved_at"]
        row = InboxEvent.objects.get()
        assert row.late == "closed"
        assert [each.uuid for each in late_events(enrolment.person.uuid, enrolment.uuid)] == [row.uuid]
        assert not late_events(enrolment.person.uuid, uuid4())
        assert not ActivityRecord.objects.exists()
        client.force_login(make_superuser().user)
        page = client.get(f"/cms/batches/{enrolment.cohort.uuid}/trainees/{enrolment.uuid}/").content.decode()
        assert "Arrived after the door had closed" in page
        assert "lesson.finish" in page

    @pytest.mark.parametrize("hint", [None, timedelta(hours=1), timedelta(days=-400)])
    def test_without_a_hint_that_can_be_believed_it_is_refused(
        self, enrolment: Enrolment, hint: timedelta | None
    ) -> None:
        close(enrolment, reason="mistake", by=None)
        event = finish(enrolment, enrolment.keys[0], hint and timezone.now() + hint)
        assert post(enrolment, **event)["status"] == "refused"
        assert not InboxEvent.objects.exists()

    def test_a_clock_turned_back_gains_nothing(self, enrolment: Enrolment) -> None:
        assert post(enrolment, **finish(enrolment, enrolment.keys[0], None, sequence=1))["status"] == "stored"
        close(enrolment, reason="mistake", by=None)
        # The server heard an earlier event of this phone after the door had closed.
        InboxEvent.objects.update(received_at=timezone.now())
        later = finish(enrolment, enrolment.keys[1], timezone.now() - timedelta(hours=2), sequence=2)
        assert post(enrolment, **later)["status"] == "refused"

    def test_an_answer_is_kept_too(self) -> None:
        attempt = make_attempt()
        shut(attempt.enrolment)
        asked = attempt.paper[0]
        payload = {"attempt": str(attempt.uuid), "question": asked["question"], "options": asked["options"][:1]}
        event = {"uuid": str(uuid4()), "verb": "quiz.answer", "sequence": 1, "payload": payload}
        at = (timezone.now() - timedelta(minutes=1)).isoformat()
        verdict = post(attempt.enrolment, **event, at=at)
        assert (verdict["status"], verdict["reason"]) == ("late", "closed")
        assert late_events(attempt.person.uuid, attempt.enrolment.uuid)
        assert not attempt.events.filter(kind="answered").exists()


def manifest(enrolment: Enrolment) -> Any:
    from courses.authoring.api import load_manifest

    return load_manifest(enrolment.cohort.edition).activities
