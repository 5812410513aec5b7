"""The least that a page about one person can be in Django: her session, her account, one query, one line of HTML."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import path

from courses.running.models import Enrolment
from lms.project.urls import urlpatterns as site


def bare(request: HttpRequest, enrolment: UUID) -> HttpResponse:
    """Name her batch."""
    name = Enrolment.objects.filter(uuid=enrolment, person__user=request.user).values_list("cohort__name").get()[0]
    return HttpResponse(f"<!doctype html><title>Batch</title><p>{name}</p>")


urlpatterns = [path("bare/<uuid:enrolment>/", bare), *site]
