"""In and out: one sign-in page for everybody, and a way out that leaves nothing on the phone."""

from datetime import timedelta
from typing import Any

from allauth.account.internal import flows
from allauth.account.views import LoginView, LogoutView
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.translation import get_language

from lms.foundation.api import forget_phone, keep_offline, owner_of, public_key, waiting_on
from lms.learner.guide import guide_link
from lms.learner.languages import keep_language, language_of
from lms.people.api import person_of, person_of_user

STAFF_ROOT = "wagtailadmin_home"
# As long as a session may last.
KEPT = timedelta(days=14)
LEAVING = ("hunar_foundation/leave.js",)


def is_staff(user: Any) -> bool:
    """Whether this account may enter Wagtail at all."""
    return bool(user.is_active and user.has_perm("wagtailadmin.access_admin"))


def landing(user: AbstractBaseUser | AnonymousUser) -> str:
    """Where somebody who asked for nothing in particular is taken: staff to their desk, trainees home."""
    return reverse(STAFF_ROOT) if is_staff(user) else reverse("hunar_learner:home")


class SignInView(LoginView):  # type: ignore[misc]
    """allauth's sign-in with our form, our page and our idea of where each person belongs."""

    template_name = "hunar_learner/sign_in.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The form, the address of the guide when the site has one, and what waits on this phone for its owner."""
        more = {"guide_url": guide_link(self.request, get_language() or "en"), "waiting": waiting_on(self.request)}
        return super().get_context_data(**kwargs) | more

    def get_authenticated_redirect_url(self) -> str:
        """Somebody who is in already goes on, never in a circle through doors that are not hers."""
        return self.get_next_url() or landing(self.request.user)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """A signed-in trainee sent here by Wagtail's refusal reads a plain one."""
        asked = self.get_next_url() or ""
        if request.user.is_authenticated and asked.startswith(reverse(STAFF_ROOT)) and not is_staff(request.user):
            return render(request, "hunar_learner/staff_only.html", status=403)
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        """Sign in, go where she belongs, and speak her language on a phone that has not chosen one."""
        self.success_url = landing(form.user)
        response: HttpResponse = super().form_valid(form)
        person = person_of_user(form.user)
        if person is not None and settings.LANGUAGE_COOKIE_NAME not in self.request.COOKIES:
            keep_language(response, language_of(person))
        return response


class SignOutView(LogoutView):  # type: ignore[misc]
    """Leave by POST alone; what the browser kept of her pages goes with her."""

    def get(self, *args: Any, **kwargs: Any) -> HttpResponse:
        """A question: nothing changes on a GET."""
        if not self.request.user.is_authenticated:
            return super().get(*args, **kwargs)
        return self.ask()

    def ask(self) -> HttpResponse:
        """The page that asks, with what her phone says is not sent. A phone that keeps things keeps this page too."""
        person = person_of(self.request)
        kept = owner_of(self.request) is not None
        address = reverse("account_logout")
        if person is not None and kept and self.request.path == address:
            until = timezone.now() + KEPT
            keep_offline(self.request, prefix=address, person=person.uuid, until=until, files=LEAVING)
        page = {"kept": kept, "waiting": waiting_on(self.request), "seal": public_key() if kept else ""}
        return render(self.request, "hunar_learner/leave.html", page)

    def logout(self) -> None:
        """End the session without a message: the sign-in page says enough."""
        flows.logout.logout(self.request, show_message=False)

    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:
        """Sign out and ask the browser to forget; cookies of language and known phone stay.

        Where the phone says that something is not sent she is asked first, unless she has answered.
        """
        signed_in = self.request.user.is_authenticated
        if signed_in and waiting_on(self.request) and "anyway" not in self.request.POST:
            return self.ask()
        response: HttpResponse = super().post(*args, **kwargs)
        add_never_cache_headers(response)
        response["Cache-Control"] = "no-store"
        forget_phone(response)
        return response
