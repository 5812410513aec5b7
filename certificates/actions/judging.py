"""From an enrolment to its verdict: the one way to the eligibility rule."""

from certificates.eligibility import Case, Eligibility, Shortfall, judge
from courses.running.api import Standing


def judge_standing(standing: Standing) -> Eligibility:
    """Return whether the enrolment of ``standing`` may have a certificate now."""
    enrolment = standing.enrolment
    person = enrolment.person
    return judge(
        Case(
            active=enrolment.state == enrolment.State.ACTIVE,
            passed=standing.passed,
            shortfalls=tuple(
                Shortfall(missing.kind, missing.have, missing.need, missing.key) for missing in standing.result.missing
            ),
            name=person.legal_name,
            name_ur=person.urdu_name,
        )
    )
