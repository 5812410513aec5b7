"""Checking a certificate: for anybody, without signing in, telling the least."""

import ipaddress
from functools import wraps
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from certificates.conf import options
from certificates.days import printed_day, printed_month
from certificates.querysets import award_of_code, status_now
from certificates.verification import Revoked, Valid, as_json, check
from courses.running.api import clock_words, hours_words
from lms.foundation.api import allow, read_code

LONGEST_CODE = 64
HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
}


def for_strangers(view: Any) -> Any:
    """Give every answer of ``view`` the headers of this page, in the language the address asks for."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        language = asked_language(request)
        with translation.override(language):
            response: HttpResponseBase = view(request, *args, **kwargs)
        for name, value in HEADERS.items():
            response[name] = value
        response["Content-Language"] = language
        patch_vary_headers(response, ["Accept"])
        return response

    return answer


def asked_language(request: HttpRequest) -> str:
    """Return the language in ``?language=``, else the one the browser asks for; no cookie is set for a stranger."""
    asked = request.GET.get("language", "")
    return asked if asked in dict(settings.LANGUAGES) else translation.get_language()


@csrf_exempt
@for_strangers
def ask(request: HttpRequest) -> HttpResponseBase:
    """Take a code that somebody types: it changes nothing, and leads to the address of that code."""
    if request.method not in ("POST", "GET", "HEAD"):
        return HttpResponse(status=405, headers={"Allow": "GET, HEAD, POST"})
    if request.method == "POST":
        typed = request.POST.get("code", "")
        code = read_code(typed) or "".join(sign for sign in typed if sign.isalnum())[:LONGEST_CODE]
        if code:
            address = reverse("hunar_certificates:verify", args=[code])
            return HttpResponseRedirect(f"{address}?language={quote(translation.get_language())}")
    return page(request, "verify_ask.html", empty=request.method == "POST")


@require_safe
@for_strangers
def verify(request: HttpRequest, code: str) -> HttpResponseBase:
    """Say whether a code belongs to a valid certificate; an unknown code and a broken one get one answer."""
    if not allow(f"certificates.check:{network(request)}", limit=options["CHECKS_PER_MINUTE"], seconds=60):
        return slowed(request)
    # A code that cannot be one is looked up all the same: the answer to a guess takes its time whatever was guessed.
    award = award_of_code(read_code(code[:LONGEST_CODE]) or "")
    if award is None:
        return unknown(request)
    checked = check(award, status_now(award))
    now = timezone.now()
    if wants_json(request):
        return JsonResponse(as_json(checked, now), json_dumps_params={"ensure_ascii": False})
    day, language = timezone.localtime(now), translation.get_language()
    seen: dict[str, Any] = {
        "seen_on": printed_day(day.date(), language),
        "seen_at": clock_words(day),
        "code": checked.code,
    }
    if isinstance(checked, Revoked):
        since = printed_day(checked.since, language)
        return page(request, "verify_revoked.html", since=since, reason=checked.reason, **seen)
    return page(request, "verify_valid.html", **words_of(checked, language), **seen)


def words_of(checked: Valid, language: str) -> dict[str, Any]:
    """Return the facts of a valid award in the reader's language."""
    award = checked.award
    return {
        "holder": checked.holder,
        "course": award.course_title(language),
        "hours": hours_words(award.nominal_minutes),
        "programme": award.programme(language),
        "issuer": award.issuer(language),
        "month": printed_month(checked.issued_month, language),
        "specimen": award.specimen,
    }


def unknown(request: HttpRequest) -> HttpResponse:
    """Return the one answer to every code that is not on record: nothing in it depends on the code."""
    if wants_json(request):
        return JsonResponse({"format": 1, "status": "unknown"}, status=404)
    return page(request, "verify_unknown.html", status=404)


def slowed(request: HttpRequest) -> HttpResponse:
    """Ask somebody who checks very many codes to wait; a right code gets the same answer."""
    if wants_json(request):
        response: HttpResponse = JsonResponse({"format": 1, "status": "wait", "seconds": 60}, status=429)
    else:
        response = page(request, "verify_slowed.html", status=429)
    response["Retry-After"] = "60"
    return response


def page(request: HttpRequest, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
    """Render a page for strangers. It sees no request: who is signed in and which cookies are there change nothing."""
    context |= {
        "request": None,
        "csrf_token": "",
        "other_language": "en" if translation.get_language() == "ur" else "ur",
    }
    return render(request, f"hunar_certificates/{template}", context, status=status)


def wants_json(request: HttpRequest) -> bool:
    """Whether the reader is a program that asks for JSON."""
    return request.get_preferred_type(["text/html", "application/json"]) == "application/json"


def network(request: HttpRequest) -> str:
    """Return the network address that is counted: the whole of IPv4, the first 64 bits of IPv6.

    Behind a server on this machine it is the one that server names last; nobody farther away is believed.
    """
    address = address_in(request.META.get("REMOTE_ADDR", ""))
    if address is None or address.is_loopback:
        address = address_in(request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()) or address
    if address is None:
        return "unknown"
    if address.version == 4:
        return str(address)
    return str(ipaddress.ip_network((address, 64), strict=False).network_address)


def address_in(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """Return the address that ``text`` is, or None."""
    try:
        return ipaddress.ip_address(text)
    except ValueError:
        return None
