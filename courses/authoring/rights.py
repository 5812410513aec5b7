"""What the managed groups of a course may do in Wagtail."""

from collections.abc import Iterable
from functools import partial
from uuid import UUID

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission

from courses.authoring.editions.read import course_titles, every_course
from courses.authoring.models import CoursePage, ModuleLibraryPage, Page
from courses.authoring.models.collection import CourseCollection
from courses.authoring.permissions import course_scope
from lms.people.api import (
    PROGRAMME_ADMIN,
    RELEASING_TRAINER,
    REVIEWER,
    TRAINER,
    managed_group,
    register_group_rights,
    register_scope_type,
)
from media_pipeline.models import Recording

PAGE_RIGHTS = {
    TRAINER: ("add", "change"),
    RELEASING_TRAINER: ("add", "change"),
    # Approving publishes with the approver's own right.
    REVIEWER: ("add", "change", "publish", "lock", "unlock"),
    PROGRAMME_ADMIN: ("add", "change", "publish", "lock", "unlock"),
}
# To come in, and to begin a translation of a page that one may edit anyway: it begins as a draft.
SITE_RIGHTS = ("access_admin", "submit_translation")
FILE_RIGHTS = ("add", "change", "choose")


def register() -> None:
    """Tell ``lms.people`` that roles may be given at courses and what they open in Wagtail."""
    register_scope_type("course", label="Course", title=course_title, choices=every_home)
    for role in PAGE_RIGHTS:
        register_group_rights(role, "course", partial(grant, role))


def course_title(key: UUID) -> str:
    """A course's title for staff; ``LookupError`` when no page has this key."""
    titles = course_titles(key) or library_titles(key)
    if not titles:
        message = f"No course has the key {key}."
        raise LookupError(message)
    return next(iter(titles.values()))


def homes(key: UUID) -> list[Page]:
    """The pages of a course, or of a library of modules, in all their languages."""
    return [*CoursePage.objects.filter(key=key), *ModuleLibraryPage.objects.filter(key=key)]


def library_titles(key: UUID) -> dict[str, str]:
    """A library's title by language; empty when no library has this key."""
    rows = ModuleLibraryPage.objects.filter(key=key).select_related("locale").order_by("path")
    return {page.locale.language_code: page.title for page in rows}


def every_home() -> list[tuple[UUID, str]]:
    """Every course, drafts too, and every library, as somebody is given a role at one."""
    libraries = ModuleLibraryPage.objects.order_by("path").values_list("key", "title")
    return [*every_course(), *dict(libraries).items()]


def open_course_to_its_groups(key: UUID) -> None:
    """Make the managed groups of a course and give them their rights on each of its pages."""
    for role in PAGE_RIGHTS:
        grant(role, managed_group(role, course_scope(key)), key)


@transaction.atomic
def grant(role: str, group: Group, key: UUID) -> None:
    """Let ``group`` do in Wagtail what ``role`` does at this course; nothing anywhere else."""
    pages = homes(key)
    GroupPagePermission.objects.filter(group=group).exclude(page__in=[page.pk for page in pages]).delete()
    for permission in permissions_on(Page, PAGE_RIGHTS[role]):
        for page in pages:
            GroupPagePermission.objects.get_or_create(group=group, page_id=page.pk, permission=permission)
    collection = collection_of(key)
    GroupCollectionPermission.objects.filter(group=group).exclude(collection=collection).delete()
    for permission in file_permissions():
        GroupCollectionPermission.objects.get_or_create(group=group, collection=collection, permission=permission)
    group.permissions.add(*Permission.objects.filter(codename__in=SITE_RIGHTS))


def file_permissions() -> Iterable[Permission]:
    """Adding, changing and choosing recordings, pictures and files to take home."""
    found: list[Permission] = []
    for model in (Recording, get_image_model(), get_document_model()):
        found += permissions_on(model, FILE_RIGHTS)
    return found


def permissions_on(model: type[Model], names: Iterable[str]) -> Iterable[Permission]:
    """The permissions of these names on one model."""
    kind = ContentType.objects.get_for_model(model)
    return Permission.objects.filter(content_type=kind, codename__in=[f"{name}_{kind.model}" for name in names])


def collection_of(key: UUID) -> Collection:
    """The collection of a course, made under the root when there is none; it carries the course's title."""
    known = CourseCollection.objects.filter(course_key=key).select_related("collection").first()
    if known is not None:
        return known.collection
    root = Collection.get_first_root_node()
    collection: Collection = root.add_child(name=course_title(key)[:255])
    CourseCollection.objects.create(course_key=key, collection=collection)
    return collection
