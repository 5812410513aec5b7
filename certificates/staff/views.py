"""The officer's screens: pick a batch, see who may have a certificate and who may not, issue, look up, revoke."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from certificates.actions.issue import NotEligibleError, issue
from certificates.actions.revoke import revoke
from certificates.models import Award, AwardStatus
from certificates.pdf import PaperError
from certificates.permissions import OFFICER
from certificates.querysets import entries_of
from certificates.reasons import REVOKE_REASONS
from certificates.staff.lists import Candidate, candidates, chosen, cohorts_for, find_awards
from courses.running.api import note_refused
from courses.running.models import Cohort
from lms.foundation.api import group_code
from lms.people.api import is_superuser, person_of, roles_of
from lms.people.models import Person

PER_PAGE = 50


def officer_of(request: HttpRequest) -> Person | None:
    """Return who is asking if she is an officer of anything, else None."""
    person = person_of(request)
    return person if person and (is_superuser(person) or roles_of(person).has(OFFICER)) else None


class OfficerView(WagtailAdminTemplateMixin, TemplateView):
    """A screen for certificate officers; for anybody else there is no such page."""

    header_icon = "hunar-seal"
    home = {"url": reverse_lazy("hunar_certificates_staff:cohorts"), "label": "Certificates"}

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Let officers in."""
        person = officer_of(request)
        if person is None:
            raise Http404
        self.person = person
        return super().dispatch(request, *args, **kwargs)  # type: ignore[return-value]

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Return home, certificates, and this screen."""
        above = [] if isinstance(self, CohortsView) else [self.home]
        return [*self.breadcrumbs_items, *above, {"url": "", "label": self.get_page_title()}]


class CohortsView(OfficerView):
    """Every batch the officer issues in."""

    page_title = "Certificates"
    template_name = "hunar_certificates/staff/cohorts.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the batches."""
        page = Paginator(cohorts_for(self.person), PER_PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(page=page, **kwargs)


class CohortView(OfficerView):
    """One batch: who is eligible, who is blocked and by what, who holds a certificate."""

    template_name = "hunar_certificates/staff/cohort.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Remember which batch."""
        super().setup(request, *args, **kwargs)
        self.cohort_uuid: UUID = kwargs["cohort_uuid"]

    @property
    def cohort(self) -> Cohort:
        """The batch, if the officer issues in it."""
        if not hasattr(self, "_cohort"):
            found = cohorts_for(self.person).filter(uuid=self.cohort_uuid).first()
            if found is None:
                note_refused(get_object_or_404(Cohort, uuid=self.cohort_uuid), self.person)
                raise Http404
            self._cohort = found
        return self._cohort

    def get_page_title(self) -> str:
        """Return the batch's name."""
        return self.cohort.name

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the three lists."""
        rows = candidates(self.cohort)
        return super().get_context_data(
            cohort=self.cohort,
            holders=[row for row in rows if row.award],
            eligible=[row for row in rows if row.eligible and not row.award],
            blocked=[row for row in rows if not row.eligible and not row.award],
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Issue to the chosen ones, say what came of it, and show the batch again."""
        wanted = chosen(candidates(self.cohort), request.POST.getlist("enrolment"))
        issued = sum(self.issue_one(request, row) for row in wanted)
        if issued:
            messages.success(request, f"{issued} certificate{'s' if issued > 1 else ''} issued.")
        if not wanted:
            messages.warning(request, "Nobody was chosen. Tick at least one name, then issue.")
        return HttpResponseRedirect(reverse("hunar_certificates_staff:cohort", args=[self.cohort_uuid]))

    def issue_one(self, request: HttpRequest, row: Candidate) -> bool:
        """Issue to one; say why not when the rule or the paper refuses, and go on with the others."""
        try:
            issue(row.enrolment, by=self.person)
        except (NotEligibleError, PaperError) as refusal:
            messages.error(request, f"{row.enrolment.person.legal_name}: not issued. {refusal}")
            return False
        return True


class AwardsView(OfficerView):
    """Every certificate of the officer's programmes, findable by code and by name."""

    page_title = "All certificates"
    template_name = "hunar_certificates/staff/awards.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what was looked for and what was found."""
        words = self.request.GET.get("q", "").strip()
        page = Paginator(find_awards(self.person, words), PER_PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(words=words, page=page, **kwargs)


class AwardView(OfficerView):
    """One certificate: what it says, what it was judged on, what happened to it; revoking."""

    page_title = "Certificate"
    template_name = "hunar_certificates/staff/award.html"

    def award(self) -> Award:
        """Return the award, if it is of the officer's programmes."""
        return get_object_or_404(find_awards(self.person, ""), uuid=self.kwargs["award_uuid"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the award, its ledger and the reasons for revoking."""
        award = self.award()
        reasons = {code: reason.staff for code, reason in REVOKE_REASONS.items()}
        entries = [
            (entry.recorded_at, AwardStatus.Kind(entry.kind).label, reasons.get(entry.reason_code, ""))
            for entry in entries_of(award)
        ]
        return super().get_context_data(
            award=award,
            code=group_code(award.code),
            course=award.course_title("en"),
            standing=award.evidence.get("standing", {}),
            entries=entries,
            reasons=reasons,
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Revoke for the chosen reason."""
        award = self.award()
        try:
            revoke(award, reason=request.POST.get("reason", ""), by=self.person)
        except ValueError as refusal:
            messages.error(request, f"Not revoked. {refusal}")
        else:
            messages.success(request, "The certificate is revoked. Its code now answers “no longer valid”.")
        return HttpResponseRedirect(reverse("hunar_certificates_staff:award", args=[award.uuid]))
