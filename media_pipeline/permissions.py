"""Who may do what with recordings: by collection, as Wagtail does it for images and documents."""

from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import Group, Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.module_loading import import_string
from wagtail.models import Collection, GroupCollectionPermission
from wagtail.permissions import policy_registry, register_permission_policy

from lms.people.models import Person
from media_pipeline.conf import options
from media_pipeline.ownership import RecordingPolicy

if TYPE_CHECKING:
    from media_pipeline.models import Recording

VERBS = {
    "see_recording": ("choose", "change", "delete"),
    "add_recording": ("add",),
    "change_recording": ("change",),
    "delete_recording": ("delete",),
}
ACTIONS = ("add", "change", "choose")


def register() -> None:
    """Tell Wagtail the policy; its screens and ours ask the same one."""
    from media_pipeline.models import Recording

    register_permission_policy(Recording, RecordingPolicy(Recording))


def policy() -> RecordingPolicy:
    """The policy of recordings."""
    from media_pipeline.models import Recording

    return policy_registry.get_by_type(Recording)


def account_may(user: Any, verb: str, obj: Any = None) -> bool:
    """As ``may``, for an account that may have nobody behind it (a technician's, in somebody else's site)."""
    actions = VERBS[verb]
    if obj is None:
        return bool(policy().user_has_any_permission(user, actions))
    return bool(policy().user_has_any_permission_for_instance(user, actions, obj))


def may(person: Person | None, verb: str, obj: Any = None) -> bool:
    """True when ``person`` may do ``verb`` with the recording ``obj`` (with some recording, when it is None)."""
    return person is not None and person.user is not None and account_may(person.user, verb, obj)


def may_play(request: HttpRequest, recording: Any) -> bool:
    """True when the reader may play ``recording`` outside any course.

    Staff who see it may, and whom the site's ``HUNAR_MEDIA_PIPELINE["MAY_PLAY"]`` lets in. Every file asks again.
    """
    if account_may(request.user, "see_recording", recording):
        return True
    return bool(options["MAY_PLAY"] and import_string(options["MAY_PLAY"])(request, recording))


def anybody(_request: HttpRequest, _recording: Any) -> bool:
    """For ``MAY_PLAY`` of a site whose recordings are public."""
    return True


def visible_to(user: Any) -> "QuerySet[Recording]":
    """The recordings that the account may see."""
    return policy().instances_user_has_any_permission_for(user, VERBS["see_recording"])  # type: ignore[no-any-return]


def grant_collection(group: Group, collection: Collection) -> None:
    """Let the members of ``group`` add, change and choose recordings in ``collection`` and below."""
    wanted = [f"{action}_recording" for action in ACTIONS]
    for permission in Permission.objects.filter(content_type__app_label="hunar_media", codename__in=wanted):
        GroupCollectionPermission.objects.get_or_create(group=group, collection=collection, permission=permission)
