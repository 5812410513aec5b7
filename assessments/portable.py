"""A course's question bank on its way to another site: the newest version of each question that is in use."""

from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from assessments.models import Question, QuestionVersion


class PortableQuestion(BaseModel):
    """One question as it travels; its salt comes along, so that the same key keeps the same hash."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    uuid: UUID
    slug: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)
    tags: list[str] = Field(max_length=100)
    number: int = Field(ge=1, le=10**6)
    kind: str = Field(max_length=16)
    body: dict[str, Any]
    salt: str = Field(pattern=r"^[0-9a-f]{32}$")


Bank = TypeAdapter(list[PortableQuestion])


def take_questions(course_key: UUID) -> list[dict[str, Any]]:
    """Every question that may go into an edition, by reference."""
    questions = Question.objects.filter(course_key=course_key, archived=False).prefetch_related("versions")
    return [_taken(question) for question in sorted(questions, key=lambda each: each.slug) if question.current]


def _taken(question: Question) -> dict[str, Any]:
    version = question.current
    if version is None:
        message = f"{question} has no version."
        raise ValueError(message)
    return {
        "uuid": str(question.uuid),
        "slug": question.slug,
        "tags": question.tags,
        "number": version.number,
        "kind": version.kind,
        "body": version.body,
        "salt": version.salt,
    }


def put_questions(course_key: UUID, bank: Any) -> None:
    """Make the bank again. ``ValueError`` for one that is unsound, or whose questions are here in another course."""
    for each in Bank.validate_python(bank):
        question = Question(uuid=each.uuid, course_key=course_key, slug=each.slug, tags=each.tags)
        question.full_clean()
        question.save()
        QuestionVersion(question=question, number=each.number, kind=each.kind, body=each.body, salt=each.salt).save()
