"""Changing the PIN."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from lms.people.actions.pins import change_pin
from lms.people.forms import ChangePinForm
from lms.people.models import Person
from lms.people.requests import person_of
from lms.people.sign_in import check
from lms.people.words import WRONG_PIN, too_many


@sensitive_post_parameters()
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def pin(request: HttpRequest) -> HttpResponse:
    """A new PIN for somebody who knows hers; nobody else has this page."""
    person = person_of(request)
    if person is None or not hasattr(person, "pin"):
        raise Http404
    form = ChangePinForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _change(request, person, form):
        messages.success(request, _("Your PIN is changed. Use the new one from now on."))
        return redirect("hunar_people:pin")
    response = render(request, "hunar_people/pin.html", {"form": form})
    patch_cache_control(response, private=True, no_store=True)
    return response


def _change(request: HttpRequest, person: Person, form: ChangePinForm) -> bool:
    answer = check(request, request.user.get_username(), form.cleaned_data["current"])
    if answer.account is None:
        form.add_error("current", too_many(answer.wait_seconds) if answer.wait_seconds else WRONG_PIN)
        return False
    change_pin(person, answer.account, form.cleaned_data["pin"])
    update_session_auth_hash(request, answer.account)
    return True
