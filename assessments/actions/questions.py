"""Adding and changing questions."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.log_actions import log

from assessments.models import Question, QuestionVersion
from assessments.models.quiz_page import read_tags
from assessments.permissions import may
from assessments.types import read_body
from lms.people.models import Person


def create_question(
    *, course_key: UUID, slug: str, kind: str, body: dict[str, Any], tags: Iterable[str] = (), by: Person | None
) -> Question:
    """Add a question with its first version to a course's bank; ``by`` None is the system itself.

    ``ValidationError`` when the course has that reference already, ``BodyError`` when the body is not sound.
    """
    _check(by, course_key)
    question = Question(course_key=course_key, slug=slug, tags=read_tags(",".join(tags)))
    read_body(kind, body)
    question.full_clean()
    with transaction.atomic():
        question.save()
        _append(question, kind, body, by)
        log(question, "wagtail.create", user=by.user if by else None, data={"uuid": str(question.uuid)})
    return question


def add_version(question: Question, *, kind: str, body: dict[str, Any], by: Person | None) -> QuestionVersion:
    """Give the question new words or a new key, as its next version; the same content again adds none.

    Editions and attempts keep the version they have.
    """
    _check(by, question.course_key)
    wanted = read_body(kind, body).model_dump(mode="json")
    with transaction.atomic():
        Question.objects.select_for_update().get(pk=question.pk)
        newest = question.versions.order_by("-number").first()
        if newest and (newest.kind, newest.body) == (kind, wanted):
            return newest
        version = _append(question, kind, wanted, by, number=newest.number + 1 if newest else 1)
        data = {"uuid": str(question.uuid), "version": version.number}
        log(question, "hunar_assessments.add_version", user=by.user if by else None, data=data)
    return version


def describe(question: Question, *, slug: str, tags: Iterable[str], archived: bool, by: Person | None) -> None:
    """Change what staff call and sort the question by; what it says stays as it is."""
    _check(by, question.course_key)
    question.slug, question.tags, question.archived = slug, read_tags(",".join(tags)), archived
    question.full_clean()
    with transaction.atomic():
        question.save()
        log(question, "wagtail.edit", user=by.user if by else None, data={"uuid": str(question.uuid)})


def _append(
    question: Question, kind: str, body: dict[str, Any], by: Person | None, *, number: int = 1
) -> QuestionVersion:
    version = QuestionVersion(question=question, number=number, kind=kind, body=body, created_by=by)
    version.save()
    return version


def _check(by: Person | None, course_key: UUID) -> None:
    if by is not None and not may(by, "change_questions", course_key):
        raise PermissionDenied
