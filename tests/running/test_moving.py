"""A batch is moved to another edition after the difference was shown, and back; nothing anybody did is touched."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from courses.authoring.api import load_manifest
from courses.running.actions.moving import move_cohort, undo_move
from courses.running.actions.progress import move_place, record_activity
from courses.running.errors import Refusal
from courses.running.models import ActivityRecord, Cohort
from courses.running.moving import effect
from courses.running.standing import standing
from lms.people.models import Person
from tests.factories.running import give_role, lesson, make_cohort, make_edition, make_enrolment, make_person
from tests.running.conftest import Signed

pytestmark = pytest.mark.django_db

KEPT, DROPPED, ADDED = uuid4(), uuid4(), uuid4()


def before_and_after() -> tuple[Cohort, Any]:
    """A batch on an edition of two lessons, and an edition that drops one of them and adds another."""
    cohort = make_cohort(activities=[lesson("Kept", key=KEPT), lesson("Dropped", key=DROPPED)])
    return cohort, make_edition(cohort.course_key, [lesson("Kept", key=KEPT), lesson("Added", key=ADDED)])


def admin_of(cohort: Cohort) -> Person:
    person = make_person()
    person.user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    give_role(person, "programme_admin", "programme", cohort.programme.uuid)
    return person


def test_a_batch_moves_and_comes_back_and_records_stay() -> None:
    cohort, newer = before_and_after()
    older = cohort.edition
    enrolment = make_enrolment(cohort=cohort)
    for key in (KEPT, DROPPED):
        record_activity(enrolment.person, key, older, done=True, at=timezone.now())
    records = list(ActivityRecord.objects.values())
    move = move_cohort(cohort, newer, by=None)
    enrolment.refresh_from_db()
    assert (standing(enrolment).done, standing(enrolment).of) == (1, 2)
    undo_move(move, by=None)
    enrolment.refresh_from_db()
    assert (enrolment.cohort.edition, standing(enrolment).done) == (older, 2)
    assert list(ActivityRecord.objects.values()) == records
    assert [each.kind for each in cohort.moves.all()] == ["undo", "move"]


def test_only_the_last_move_is_taken_back_and_only_once() -> None:
    cohort, newer = before_and_after()
    move = move_cohort(cohort, newer, by=None)
    back = undo_move(move, by=None)
    for each in (move, back):
        with pytest.raises(Refusal):
            undo_move(each, by=None)


def test_a_batch_finds_its_way_back_to_where_it_began_one_move_after_the_other() -> None:
    cohort, newer = before_and_after()
    older = cohort.edition
    newest = make_edition(cohort.course_key, [lesson("Another")])
    moves = [move_cohort(cohort, edition, by=None) for edition in (newer, newest)]
    with pytest.raises(Refusal):
        undo_move(moves[0], by=None)
    for move, edition in zip(reversed(moves), (newer, older), strict=True):
        undo_move(move, by=None)
        cohort.refresh_from_db()
        assert cohort.edition == edition


def test_there_is_nothing_to_move_elsewhere() -> None:
    cohort, newer = before_and_after()
    with pytest.raises(Refusal, match="another course"):
        move_cohort(cohort, make_edition(uuid4()), by=None)
    with pytest.raises(Refusal, match="reads that edition already"):
        move_cohort(cohort, cohort.edition, by=None)
    with pytest.raises(Refusal, match="Only an open batch"):
        move_cohort(make_cohort(opened=False, programme=cohort.programme), newer, by=None)


def test_whoever_passes_by_the_move_is_completed_and_a_completion_stays() -> None:
    cohort = make_cohort(activities=[lesson("Kept", key=KEPT), lesson("Dropped", key=DROPPED)])
    cohort.programme.policy = cohort.programme.policy | {"required_minutes": 0}
    cohort.programme.save()
    enrolment = make_enrolment(cohort=cohort)
    record_activity(enrolment.person, KEPT, cohort.edition, done=True, at=timezone.now())
    move = move_cohort(cohort, make_edition(cohort.course_key, [lesson("Kept", key=KEPT)]), by=None)
    enrolment.refresh_from_db()
    assert enrolment.completed_at is not None
    undo_move(move, by=None)
    enrolment.refresh_from_db()
    assert enrolment.completed_at is not None


def test_the_screen_says_what_changes_and_for_whom_and_moves_and_takes_back(signed: Signed) -> None:
    cohort, newer = before_and_after()
    loser, unmoved = make_enrolment(cohort=cohort), make_enrolment(cohort=make_cohort())
    record_activity(loser.person, DROPPED, cohort.edition, done=True, at=timezone.now())
    client = signed(admin_of(cohort))
    address = reverse("hunar_running_staff:move", args=[cohort.uuid])
    assert address in client.get(reverse("hunar_running_staff:cohort", args=[cohort.uuid])).content.decode()
    said = client.get(address).content.decode()
    for words in ("Gone: “Dropped”", "New: “Added”", loser.person.display_name):
        assert words in said
    assert unmoved.person.display_name not in said
    assert Cohort.objects.get(pk=cohort.pk).edition != newer
    shown = client.post(address, {"edition": str(newer.uuid)}, follow=True).content.decode()
    assert Cohort.objects.get(pk=cohort.pk).edition == newer
    back = reverse("hunar_running_staff:undo_move", args=[cohort.uuid, cohort.moves.get().uuid])
    assert back in shown
    client.post(back)
    assert Cohort.objects.get(pk=cohort.pk).edition != newer


def test_only_who_runs_the_programme_moves_a_batch(signed: Signed) -> None:
    cohort, newer = before_and_after()
    trainer = make_person()
    trainer.user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    give_role(trainer, "trainer", "course", cohort.course_key)
    address = reverse("hunar_running_staff:move", args=[cohort.uuid])
    for person in (trainer, admin_of(make_cohort())):
        client = signed(person)
        assert client.get(address).status_code in (403, 404)
        assert client.post(address, {"edition": str(newer.uuid)}).status_code in (403, 404)
    assert Cohort.objects.get(pk=cohort.pk).edition != newer


@given(st.sets(st.sampled_from("abcdef")), st.sets(st.sampled_from("abcdef")), st.sets(st.sampled_from("abcdef")))
def test_what_is_lost_was_done_and_what_is_to_do_was_not(old: set[str], new: set[str], done: set[str]) -> None:
    def manifest(letters: set[str]) -> Any:
        entry = [lesson(letter, key=keys[letter]) for letter in sorted(letters)]
        return load_manifest(make_edition(uuid4(), entry)) if entry else None

    keys = {letter: uuid4() for letter in "abcdef"}
    one, two = manifest(old), manifest(new)
    if one is None or two is None:
        return
    found = effect(one, two, {str(keys[letter]) for letter in done})
    assert {each.title("en") for each in found.loses} == (old - new) & done
    assert {each.title("en") for each in found.must_do} == (new - old) - done
    assert {each.title("en") for each in found.spared} == (old - new) - done


def test_where_she_stopped_in_the_large_video_is_kept_too() -> None:
    place = move_place(
        make_person(), KEPT, seconds=3, rung="standard", device="a", sequence=1, at=timezone.now() - timedelta(days=1)
    )
    assert place.pk
