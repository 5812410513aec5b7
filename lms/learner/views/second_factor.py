"""allauth's second factor, for staff alone: to anybody else these pages do not exist."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponseBase

from lms.learner.views.entrance import is_staff

View = Callable[..., HttpResponseBase]


def for_staff(view: View) -> View:
    """The view for signed-in staff; a signed-in trainee gets what an unknown address gives."""

    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not is_staff(request.user):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


# Asked in the middle of signing in, before anybody is signed in.
authenticate = mfa.authenticate

again = for_staff(account.reauthenticate)
again_with_code = for_staff(mfa.reauthenticate)
overview = for_staff(mfa.index)
activate = for_staff(totp.activate_totp)
deactivate = for_staff(totp.deactivate_totp)
codes = for_staff(recovery.view_recovery_codes)
new_codes = for_staff(recovery.generate_recovery_codes)
codes_file = for_staff(recovery.download_recovery_codes)
