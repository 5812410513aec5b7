"""Where a file of what was not sent is handed in, by the person it belongs to."""

from collections import Counter

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from lms.foundation.asking import person_asking
from lms.foundation.inbox.sealed import MOST_BYTES, NotOpened, receive_sealed


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def sealed_file(request: HttpRequest) -> HttpResponse:
    """Take the file, hear what is in it, and say what became of it."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    person = person_asking(request)
    if person is None:
        raise Http404
    if request.method != "POST":
        return render(request, "hunar_foundation/sealed.html")
    file = request.FILES.get("file")
    if file is None or not file.size or file.size > MOST_BYTES:
        return render(request, "hunar_foundation/sealed.html", {"problem": _("Choose the file you saved.")}, status=400)
    try:
        verdicts = receive_sealed(file.read(), person)
    except NotOpened:
        problem = _("This file cannot be opened here. It may belong to somebody else, or it was changed.")
        return render(request, "hunar_foundation/sealed.html", {"problem": problem}, status=400)
    counts = Counter("saved" if each.status in {"stored", "duplicate"} else each.status for each in verdicts)
    messages = sorted({verdict.message for verdict in verdicts if verdict.message})
    found = {"saved": counts["saved"], "late": counts["late"], "refused": counts["refused"], "messages_of_it": messages}
    return render(request, "hunar_foundation/sealed.html", found | {"done": True})
