"""What follows from a page or a recording being written."""

import logging
from typing import Any

from django.db.models import ProtectedError
from django.db.models.signals import post_save, pre_delete
from django.dispatch import receiver
from django.utils.translation import gettext as _
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from courses.authoring.editions.listing import make_listing
from courses.authoring.models import (
    CoursePage,
    Edition,
    GuidePage,
    LessonPage,
    ModuleLibraryPage,
    UnservedPage,
    WebinarPage,
)
from courses.authoring.pictures import UnreadablePicture, keep_handout, keep_picture
from courses.authoring.reviewing import put_under_review
from courses.authoring.rights import open_course_to_its_groups
from media_pipeline.models import Recording

logger = logging.getLogger(__name__)


@receiver(post_save)
def hide_new_pages(sender: type, instance: Any, **told: Any) -> None:
    """Modules and activities are for authors from their first moment."""
    if told["created"] and not told["raw"] and issubclass(sender, UnservedPage):
        instance.keep_private()


@receiver(post_save, sender=CoursePage)
@receiver(post_save, sender=ModuleLibraryPage)
def give_rights(sender: type, instance: CoursePage | ModuleLibraryPage, **told: Any) -> None:  # noqa: ARG001
    """A new course or library, or a new translation of one, is open to those who hold a role at it."""
    if told["created"] and not told["raw"]:
        open_course_to_its_groups(instance.key)
        put_under_review(instance)


@receiver(post_save)
def keep_uploads(sender: type, instance: Any, **told: Any) -> None:
    """A picture or document becomes what editions carry as soon as it comes in; a broken one is told at release."""
    if told["raw"] or (told["update_fields"] is not None and "file" not in told["update_fields"]):
        return
    keep = {get_image_model(): keep_picture, get_document_model(): keep_handout}.get(sender)
    if keep is None:
        return
    try:
        keep(instance)
    except (UnreadablePicture, OSError) as reason:
        logger.warning("%s %s was not kept for editions: %s", sender.__name__, instance.pk, reason)


@receiver(post_save, sender=Edition)
def list_new_editions(sender: type, instance: Edition, **told: Any) -> None:  # noqa: ARG001
    """What the catalogue says of an edition is kept beside it from its first moment."""
    if told["created"] and not told["raw"]:
        make_listing(instance).save()


@receiver(pre_delete, sender=Recording)
def keep_what_is_played(sender: type, instance: Recording, **_kwargs: Any) -> None:  # noqa: ARG001
    """A recording that a published page plays cannot be deleted: the next edition would lose its lecture silently."""
    users = [
        *LessonPage.objects.live().filter(recording=instance),
        *WebinarPage.objects.live().filter(recording=instance),
        *GuidePage.objects.live().filter(recording=instance),
    ]
    if users:
        message = _("A published page plays this recording. Choose another there first; nothing was deleted.")
        raise ProtectedError(message, set(users))
