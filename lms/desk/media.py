"""Pictures and documents that Wagtail's own screens show, for those who may see them there.

Trainees get theirs from editions, through the door. What stands below ``MEDIA_URL`` are originals and thumbnails: they
belong to their course's authors, so they are not the web server's to hand out.
"""

from typing import Any

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.permissions import policy_registry

ACTIONS = ("choose", "change", "view")


def media_file(request: HttpRequest, name: str) -> FileResponse:
    """One file below ``MEDIA_URL``; unknown (404) unless the reader may see its picture or document in Wagtail."""
    # No file has a NUL in its name, and PostgreSQL refuses to be asked for one.
    if "\0" in name or not request.user.is_authenticated:
        raise Http404
    if not any(may_see(request.user, found) for found in owners(name)):
        raise Http404
    response = FileResponse(default_storage.open(name))
    response["Cache-Control"] = "private, max-age=3600"
    response["X-Content-Type-Options"] = "nosniff"
    # A drawing of a stranger's making runs nothing when it is opened by itself.
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return response


def owners(name: str) -> list[Any]:
    """The pictures and documents that a file belongs to."""
    image, document = get_image_model(), get_document_model()
    thumbnails = image.get_rendition_model().objects.filter(file=name).select_related("image")
    found = [row.image for row in thumbnails]
    return [*found, *image.objects.filter(file=name), *document.objects.filter(file=name)]


def may_see(user: Any, instance: Any) -> bool:
    """Whether Wagtail would show this to the account."""
    policy = policy_registry.get_by_type(type(instance))
    return any(policy.user_has_permission_for_instance(user, action, instance) for action in ACTIONS)
