"""Whom a batch takes, by her other batches of the programme. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from courses.running.policy.stages import AdmissionPolicy


@dataclass(frozen=True)
class Held:
    """A place she has or had in a batch of the programme; ``running``: neither completed nor over nor left."""

    course_key: UUID
    running: bool
    completed: bool


def refusal(admission: AdmissionPolicy, course_key: UUID, held: Iterable[Held]) -> str:
    """Return why a course of the programme is not open to her yet, empty when it is. ``held`` are her other places."""
    places = list(held)
    running = sum(each.running for each in places)
    if admission.most_at_once is not None and running >= admission.most_at_once:
        return f"At most {admission.most_at_once} courses at a time: this person is in {running} already."
    if admission.first_course not in (None, course_key, *(each.course_key for each in places)):
        return "Another course of this programme comes first for everybody."
    completed = {each.course_key for each in places if each.completed}
    left = [key for key in admission.after_courses if key not in completed and key != course_key]
    if left:
        return f"{len(left)} other {'course' if len(left) == 1 else 'courses'} must be completed first."
    return ""
