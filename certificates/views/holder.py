"""The holder's own pages. They stay open when every window of hers has closed."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from certificates.actions.show_name import show_name
from certificates.api import pdf
from certificates.days import printed_day, printed_month
from certificates.models import Award
from certificates.names import initials
from certificates.pdf import PaperError
from certificates.pdf.paper import verify_address
from certificates.permissions import may
from certificates.querysets import awards_of, status_now
from courses.running.api import hours_words
from lms.foundation.api import group_code
from lms.people.api import person_of


@never_cache
@login_required
@require_safe
def awards(request: HttpRequest) -> HttpResponse:
    """List the certificates of whoever is signed in."""
    person = person_of(request)
    held = list(awards_of(person)) if person else []
    return show(request, "list.html", rows=[row(award) for award in held])


def row(award: Award) -> dict[str, Any]:
    """Return what the list shows of one award."""
    language = translation.get_language()
    return {
        "award": award,
        "course": award.course_title(language),
        "month": printed_month(award.issued_on, language),
        "revoked": award.state == Award.State.REVOKED,
    }


@never_cache
@login_required
@require_safe
def award(request: HttpRequest, award_uuid: UUID) -> HttpResponse:
    """Show one certificate to its holder."""
    held = own_award(request, award_uuid)
    language = translation.get_language()
    status = status_now(held)
    facts = row(held) | {
        "programme": held.programme(language),
        "hours": hours_words(held.nominal_minutes),
        "code": group_code(held.code),
        "initials": initials(held.holder_name or held.holder_name_ur),
        "address": verify_address(held),
        "since": printed_day(status.since.date(), language),
        "saved": request.GET.get("saved") == "name",
    }
    if not facts["revoked"]:
        facts["bytes"] = paper_size(held)
    return show(request, "award.html", **facts)


def paper_size(held: Award) -> int | None:
    """Return how many bytes the PDF costs, or None where no paper can be made just now."""
    try:
        return len(pdf(held))
    except PaperError:
        return None


@never_cache
@login_required
@require_safe
def paper(request: HttpRequest, award_uuid: UUID) -> HttpResponse:
    """Hand out the PDF to the holder and to an officer of the programme; to anybody else there is no such page."""
    found = get_object_or_404(Award.objects.exclude(state=Award.State.REVOKED), uuid=award_uuid)
    person = person_of(request)
    if person is None or (found.person_id != person.pk and not may(person, "inspect", found)):
        raise Http404
    try:
        content = pdf(found)
    except PaperError:
        return show(request, "no_paper.html", status=503)
    # A plain name: on a shared phone the list of downloads tells nothing.
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={"Content-Disposition": 'attachment; filename="certificate.pdf"', "X-Robots-Tag": "noindex"},
    )


@login_required
@require_POST
def name(request: HttpRequest, award_uuid: UUID) -> HttpResponse:
    """Keep how the holder wants her name shown."""
    held = own_award(request, award_uuid)
    try:
        show_name(held, request.POST.get("name_shown", ""), by=person_of(request))
    except ValueError:
        return HttpResponseRedirect(reverse("hunar_certificates:award", args=[held.uuid]))
    return HttpResponseRedirect(reverse("hunar_certificates:award", args=[held.uuid]) + "?saved=name#name")


def own_award(request: HttpRequest, award_uuid: UUID) -> Award:
    """Return the award if it is hers; 404 when it is somebody else's or nobody's."""
    person = person_of(request)
    if person is None:
        raise Http404
    return get_object_or_404(awards_of(person), uuid=award_uuid)


def show(request: HttpRequest, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
    """Render one of the holder's pages."""
    return render(request, f"hunar_certificates/{template}", context | {"here": "certificates"}, status=status)
