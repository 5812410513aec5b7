"""Issue a certificate."""

from collections.abc import Mapping
from uuid import UUID
from zoneinfo import ZoneInfo

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.log_actions import log

from certificates.actions.judging import judge_standing
from certificates.conf import options
from certificates.eligibility import Shortfall
from certificates.evidence import snapshot
from certificates.models import Award, AwardStatus
from certificates.names import clean_name
from certificates.pdf import paper_of, render
from certificates.permissions import may
from certificates.querysets import in_force
from certificates.words import shortfall_words
from courses.running.api import Standing, standing
from courses.running.models import Enrolment
from lms.foundation.api import new_code
from lms.people.models import Person

# 26 random characters of five bits and one that checks them: 130 bits nobody can guess.
CODE_LENGTH = 27


class NotEligibleError(Exception):
    """The rule says no; ``missing`` says what stands in the way, the text says it in words."""

    def __init__(self, missing: tuple[Shortfall, ...], titles: dict[str, str]) -> None:
        self.missing = missing
        super().__init__(" ".join(shortfall_words(item, titles) for item in missing))


def issue(enrolment: Enrolment, *, by: Person | None) -> Award:
    """Issue the certificate of an enrolment; whoever asks again, or at the same moment, gets the same award.

    ``by=None`` is the system itself (demo, command line). Raises ``PermissionDenied``, ``NotEligibleError`` with the
    missing reasons, or ``PaperError`` when a paper of this name cannot be printed.
    """
    programme: UUID = enrolment.cohort.programme.uuid
    if by is not None and not may(by, "issue", programme):
        raise PermissionDenied
    held = award_in_force(enrolment)
    if held is not None:
        return held
    judged = standing(enrolment)
    verdict = judge_standing(judged)
    if not verdict.eligible:
        raise NotEligibleError(verdict.missing, titles_of(judged))
    award = drafted(judged)
    # A trial print before anything is written: there is never an award whose paper cannot be made.
    render(paper_of(award))
    try:
        with transaction.atomic():
            award.save()
            write_entry(award, by)
    except IntegrityError:
        held = award_in_force(enrolment)
        if held is None:
            raise
        return held
    return award


def award_in_force(enrolment: Enrolment) -> Award | None:
    """Return the award in force of this person in this course, from whichever cohort it came."""
    return in_force().filter(person=enrolment.person_id, course_key=enrolment.cohort.course_key).first()


def drafted(judged: Standing) -> Award:
    """Return the award, not yet saved: a copy of everything it says and of what it was judged on."""
    enrolment = judged.enrolment
    cohort, programme, person = enrolment.cohort, enrolment.cohort.programme, enrolment.person
    now = timezone.now()
    name, name_ur = clean_name(person.legal_name).text, clean_name(person.urdu_name).text
    return Award(
        code=new_code(CODE_LENGTH),
        person=person,
        enrolment_uuid=enrolment.uuid,
        programme_uuid=programme.uuid,
        course_key=cohort.course_key,
        holder_name=name,
        holder_name_ur=name_ur,
        course_titles=dict(judged.manifest.titles) if judged.manifest else {},
        programme_name=programme.name,
        programme_name_ur=programme.name_ur,
        issuer_name=options["ISSUER"] or programme.name,
        issuer_name_ur=options["ISSUER_UR"] or ("" if options["ISSUER"] else programme.name_ur),
        nominal_minutes=programme.rules.planned_minutes,
        issued_on=now.astimezone(ZoneInfo(cohort.time_zone)).date(),
        specimen=programme.specimen,
        evidence=snapshot(
            standing=judged.evidence,
            judged_at=now,
            cohort=cohort.uuid,
            names={"legal": person.legal_name, "urdu": person.urdu_name},
        ),
    )


def write_entry(award: Award, by: Person | None) -> None:
    """Append "issued" to the ledger and one line to the audit log."""
    entry = AwardStatus.objects.create(award=award, kind=AwardStatus.Kind.ISSUED, actor=by.uuid if by else None)
    log(award, "hunar_certificates.issue", user=by.user if by else None, data={"entry": str(entry.uuid)})


def titles_of(judged: Standing) -> dict[str, str]:
    """Return the English titles of the course's activities by key, for sentences to staff."""
    return {str(activity.key): title_of(activity.titles) for activity in judged.activities}


def title_of(titles: Mapping[str, str]) -> str:
    """Return the English title, or the first there is."""
    return titles.get("en") or next(iter(titles.values()), "")
