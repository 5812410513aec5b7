"""What the officer's screens show."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from certificates.actions.issue import titles_of
from certificates.actions.judging import judge_standing
from certificates.models import Award
from certificates.permissions import OFFICER
from certificates.querysets import awards_in, in_force
from certificates.words import dropped_words, shortfall_words
from courses.running.api import closed_to, standings
from courses.running.models import Cohort, Enrolment
from lms.foundation.api import read_code
from lms.people.api import SITE, is_superuser, roles_of
from lms.people.models import Person


@dataclass(frozen=True)
class Candidate:
    """One enrolment of a cohort with its verdict: an award, a place among the eligible, or what stands in the way."""

    enrolment: Enrolment
    award: Award | None
    eligible: bool
    reasons: tuple[str, ...]
    warning: str


def officers_programmes(person: Person) -> set[UUID] | None:
    """Return the programmes in which ``person`` is an officer; None means all of them."""
    if is_superuser(person) or OFFICER in roles_of(person).at(SITE):
        return None
    return roles_of(person).scopes(OFFICER, "programme")


def cohorts_for(person: Person) -> QuerySet[Cohort]:
    """Return the open and ended cohorts an officer issues in, with how many passed and how many hold an award."""
    issued = (
        in_force()
        .filter(person__enrolments__cohort=OuterRef("pk"), course_key=OuterRef("course_key"))
        .order_by()
        .annotate(group=Value(1, IntegerField()))
        .values("group")
        .annotate(total=Count("pk"))
        .values("total")
    )
    found = (
        Cohort.objects.select_related("programme", "centre")
        .exclude(state=Cohort.State.PLANNED)
        .annotate(
            passed=Count("enrolments", filter=Q(enrolments__completed_at__isnull=False)),
            issued=Coalesce(Subquery(issued), 0),
        )
        .order_by("-starts_on", "name", "pk")
    )
    found = found.exclude(pk__in=closed_to(person).values("pk"))
    programmes = officers_programmes(person)
    return found if programmes is None else found.filter(programme__uuid__in=programmes)


def candidates(cohort: Cohort) -> list[Candidate]:
    """Return every enrolment of a cohort with its verdict, by legal name; a handful of queries whatever its size."""
    rows = list(
        Enrolment.objects.filter(cohort=cohort)
        .select_related("person", "projection", "cohort__programme", "cohort__centre", "cohort__edition__manifest")
        .order_by("person__legal_name", "pk")
    )
    held = {
        award.person_id: award
        for award in in_force().filter(course_key=cohort.course_key, person__in=[row.person_id for row in rows])
    }
    found = []
    for judged in standings(rows):
        verdict = judge_standing(judged)
        titles = titles_of(judged)
        found.append(
            Candidate(
                enrolment=judged.enrolment,
                award=held.get(judged.enrolment.person_id),
                eligible=verdict.eligible,
                reasons=tuple(shortfall_words(item, titles) for item in verdict.missing),
                warning=dropped_words(verdict.dropped),
            )
        )
    return found


def find_awards(person: Person, words: str) -> QuerySet[Award]:
    """Return the awards an officer may inspect; ``words`` are a code as typed, or a part of a name or a course."""
    hidden = Enrolment.objects.filter(cohort__in=closed_to(person))
    awards = awards_in(officers_programmes(person)).exclude(enrolment_uuid__in=hidden.values("uuid"))
    if not words:
        return awards
    code = read_code(words)
    if code and awards.filter(code=code).exists():
        return awards.filter(code=code)
    return awards.filter(
        Q(holder_name__icontains=words) | Q(holder_name_ur__icontains=words) | Q(programme_name__icontains=words)
    )


def chosen(rows: Iterable[Candidate], keys: Iterable[str]) -> list[Candidate]:
    """Return the candidates whose enrolment is among ``keys`` and who hold nothing yet."""
    wanted = set(keys)
    return [row for row in rows if row.award is None and str(row.enrolment.uuid) in wanted]
