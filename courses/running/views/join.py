"""Joining a batch by the code that its centre gave out."""

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from courses.running.models import Enrolment
from courses.running.seats.actions.codes import NoSuchCode, join_by_code
from courses.running.views.own import personal_page
from lms.foundation.api import seconds_to_wait
from lms.people.api import person_of
from lms.people.models import Person

TRIES, SECONDS = 10, 3600


class JoinForm(forms.Form):
    """One code."""

    code = forms.CharField(
        label=_("Code of the batch"),
        help_text=_("Eight letters and numbers from your centre. Capital or small letters make no difference."),
        max_length=40,
        error_messages={"required": _("This is still empty.")},
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "dir": "ltr"}
        ),
    )


@personal_page
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest) -> HttpResponse:
    """Ask for the code; with the right one she is in the batch, or on its waiting list."""
    person = person_of(request)
    if person is None:
        raise Http404
    form = JoinForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        answer = joined(person, form)
        if answer is not None:
            return answer
    return render(request, "hunar_running/join.html", {"form": form})


def joined(person: Person, form: JoinForm) -> HttpResponse | None:
    """Go to the course or to the place on the list, or put one sentence on the form. Every try is counted."""
    wait = seconds_to_wait(f"running.join:{person.uuid}", limit=TRIES, seconds=SECONDS)
    if wait:
        form.add_error(None, wait_words(wait))
        return None
    try:
        found = join_by_code(person, form.cleaned_data["code"])
    except NoSuchCode:
        form.add_error("code", _("This code opens no batch for you. Look at it again, or ask your centre."))
        return None
    name = "hunar_running:course" if isinstance(found, Enrolment) else "hunar_running:seat"
    return redirect(name, found.uuid)


def wait_words(seconds: int) -> str:
    """Return how long to wait, in whole minutes rounded up."""
    minutes = -(-seconds // 60)
    return ngettext(
        "Too many tries. Wait %(minutes)s minute, then try again.",
        "Too many tries. Wait %(minutes)s minutes, then try again.",
        minutes,
    ) % {"minutes": minutes}
