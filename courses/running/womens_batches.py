"""Who may look into a batch for women: one rule, as an answer for one batch and as the batches that stay closed."""

from django.db.models import Q, QuerySet

from courses.running.models import Application, Cohort, Enrolment
from lms.people.api import SITE, WOMENS_BATCHES, Scope, is_superuser, roles_of
from lms.people.models import Person


def looks_into(person: Person | None, cohort: Cohort) -> bool:
    """Answer whether the names in a batch may be shown to ``person``, if a role lets her do anything there at all.

    Those in a batch for women: to a woman, to who has the role “Women's batches” at its programme, course or centre,
    to superusers. A gender that nobody recorded counts as not a woman's.
    """
    if not cohort.women_only or sees_all(person):
        return True
    if person is None:
        return False
    roles = roles_of(person)
    around = roles.at(Scope("programme", cohort.programme.uuid))
    if cohort.centre is not None:
        around |= roles.at(Scope("centre", cohort.centre.uuid))
    return WOMENS_BATCHES in around or cohort.course_key in roles.scopes(WOMENS_BATCHES, "course")


def closed_to(person: Person | None) -> "QuerySet[Cohort]":
    """Return the batches for women into which ``person`` may not look; the same answer as ``looks_into``."""
    if sees_all(person):
        return Cohort.objects.none()
    roles = roles_of(person)
    given = (
        Q(programme__uuid__in=roles.scopes(WOMENS_BATCHES, "programme"))
        | Q(course_key__in=roles.scopes(WOMENS_BATCHES, "course"))
        | Q(centre__uuid__in=roles.scopes(WOMENS_BATCHES, "centre"))
        | Q(centre__organisation__uuid__in=roles.scopes(WOMENS_BATCHES, "organisation"))
    )
    return Cohort.objects.filter(women_only=True).exclude(pk__in=Cohort.objects.filter(given).values("pk"))


def people_closed_to(person: Person | None) -> "QuerySet[Person]":
    """Return the people of those batches, for lists that name people without a batch."""
    closed = closed_to(person)
    enrolled = Enrolment.objects.filter(cohort__in=closed).values("person")
    applied = Application.objects.filter(cohort__in=closed).values("person")
    return Person.objects.filter(Q(pk__in=enrolled) | Q(pk__in=applied))


def sees_all(person: Person | None) -> bool:
    """Answer whether no batch is closed to ``person`` for her gender's sake."""
    if person is None:
        return False
    everywhere = (WOMENS_BATCHES, SITE) in roles_of(person).held
    return person.gender == Person.Gender.FEMALE or is_superuser(person) or everywhere
