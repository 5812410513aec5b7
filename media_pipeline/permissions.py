"""Who may do what with recordings: by collection, as Wagtail does it for images and documents."""

from typing import Any

from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission
from wagtail.permission_policies.collections import CollectionPermissionPolicy
from wagtail.permissions import policy_registry, register_permission_policy

from lms.people.models import Person

VERBS = {
    "see_recording": ("choose", "change", "delete"),
    "add_recording": ("add",),
    "change_recording": ("change",),
}
ACTIONS = ("add", "change", "choose")


def register() -> None:
    """Tell Wagtail the policy; its screens and ours ask the same one."""
    from media_pipeline.models import Recording

    register_permission_policy(Recording, CollectionPermissionPolicy(Recording))


def policy() -> CollectionPermissionPolicy:
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


def grant_collection(group: Group, collection: Collection) -> None:
    """Let the members of ``group`` add, change and choose recordings in ``collection`` and below."""
    wanted = [f"{action}_recording" for action in ACTIONS]
    for permission in Permission.objects.filter(content_type__app_label="hunar_media", codename__in=wanted):
        GroupCollectionPermission.objects.get_or_create(group=group, collection=collection, permission=permission)
