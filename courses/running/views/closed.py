"""The page of a closed door: why, until when, what now, what is still yours."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from courses.authoring.api import load_manifest
from courses.running.access.ask_words import ask_words
from courses.running.access.door import facts_for_words
from courses.running.access.facts import Decision
from courses.running.access.words import door_words
from courses.running.models import Enrolment
from lms.people.models import Centre


def closed_page(request: HttpRequest, enrolment: Enrolment, decision: Decision, *, status: int = 403) -> HttpResponse:
    """Return the page that a closed door shows to the person it is closed to."""
    edition = enrolment.cohort.edition
    context = {
        "enrolment": enrolment,
        "here": "course",
        "course_title": course_title(enrolment),
        "ask": ask_of(enrolment),
        "words": door_words(decision, facts_for_words(enrolment), load_manifest(edition) if edition else None),
    }
    return render(request, "hunar_running/closed.html", context, status=status)


def ask_of(enrolment: Enrolment) -> SafeString:
    """Return whom to ask about a closed door; one query, for only a closed door reads a batch's centre."""
    cohort = enrolment.cohort
    centre = Centre.objects.filter(pk=cohort.centre_id).first() if cohort.centre_id else None
    return ask_words(centre, for_women=cohort.women_only)


def course_title(enrolment: Enrolment) -> str:
    """Return the title of an enrolment's course in the reader's language; the batch's name before it is open."""
    language = get_language() or "en"
    edition = enrolment.cohort.edition
    return load_manifest(edition).title(language) if edition else enrolment.cohort.title(language)
