"""The one service worker, at an address that never changes."""

import hashlib
from functools import cache
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import condition, require_safe

SOURCE = Path(__file__).resolve().parents[1] / "static" / "hunar_foundation" / "worker.js"


@cache
def source() -> str:
    """The worker as it stands in the tree."""
    return SOURCE.read_text(encoding="utf-8")


def script() -> bytes:
    """The worker with the outbox it shares with pages; another version of either is another worker."""
    inbox = reverse("hunar_foundation:inbox")
    shared = static("hunar_foundation/outbox.js")
    return f'self.hunar = {{ inbox: "{inbox}" }};\nimportScripts("{shared}");\n{source()}'.encode()


def fingerprint(_request: HttpRequest) -> str:
    """What tells one version from another."""
    return f'"{hashlib.sha256(script()).hexdigest()[:16]}"'


@require_safe
@condition(etag_func=fingerprint)
def worker(_request: HttpRequest) -> HttpResponse:
    """The script. It may be registered for any folder of ours; pages name which, and never the whole site."""
    headers = {"Service-Worker-Allowed": "/", "Cache-Control": "no-cache"}
    return HttpResponse(script(), content_type="text/javascript; charset=utf-8", headers=headers)
