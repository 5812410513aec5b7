"""The language switch on every page."""

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from lms.learner.languages import keep_language, offered
from lms.people.api import person_of, set_language


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Speak the asked language from now on, on this phone and for this person; come back to the same page."""
    code = request.POST.get("language", "")
    if not offered(code):
        return HttpResponseBadRequest()
    back = request.POST.get("next") or request.headers.get("Referer", "/")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        back = "/"
    person = person_of(request)
    if person is not None and person.language != code:
        set_language(person, code)
    response = HttpResponseRedirect(back)
    keep_language(response, code)
    return response
