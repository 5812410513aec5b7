"""The first sign-in: a slip becomes a PIN."""

from typing import Any

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.cache import patch_cache_control
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from lms.people.accounts import find_account
from lms.people.actions.pins import start_with_slip
from lms.people.forms import StartForm
from lms.people.sign_in import count_start, is_welcome
from lms.people.words import NO_SUCH_SLIP, too_many

BACKEND = "lms.people.backends.SignInBackend"


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Username and start code from the slip, a PIN of her own, and she is in."""
    form = StartForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _begin(request, form):
        return redirect(resolve_url(settings.LOGIN_REDIRECT_URL))
    response = render(request, "hunar_people/start.html", {"form": form})
    patch_cache_control(response, private=True, no_store=True)
    return response


def _begin(request: HttpRequest, form: StartForm) -> bool:
    """Use the slip and sign her in, or put one sentence on the form."""
    username = form.cleaned_data["username"]
    wait = count_start(username)
    if wait:
        form.add_error(None, too_many(wait))
        return False
    account: Any = find_account(username)
    if account is not None and not is_welcome(request, account):
        account = None
    if start_with_slip(account, form.cleaned_data["code"], form.cleaned_data["pin"]) is None or account is None:
        form.add_error(None, NO_SUCH_SLIP)
        return False
    login(request, account, backend=BACKEND)
    return True
