"""The mark that a notice was read."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from courses.running.actions.notices import mark_read
from courses.running.views.own import personal_page
from lms.people.api import person_of


@personal_page
@require_POST
def read_notice(request: HttpRequest, notice: UUID) -> HttpResponse:
    """Mark a notice of hers as read and go back to her first page; 404 for everybody else's."""
    person = person_of(request)
    if person is None or not mark_read(person, notice):
        raise Http404
    return redirect("/")
