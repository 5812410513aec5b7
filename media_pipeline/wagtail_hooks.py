"""What this room adds to Wagtail."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin.forms.collections import collection_member_permission_formset_factory
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Collection

from media_pipeline.models import Recording
from media_pipeline.staff.bulk import DeleteAction, MoveAction
from media_pipeline.viewsets import RecordingChooserViewSet, RecordingViewSet


@hooks.register("register_admin_viewset")
def recordings() -> list[Any]:
    """The menu item and the chooser."""
    return [RecordingViewSet(), RecordingChooserViewSet()]


hooks.register("register_bulk_action", MoveAction)
hooks.register("register_bulk_action", DeleteAction)


@hooks.register("register_group_permission_panel")
def group_panel() -> type:
    """Rights on recordings, by collection, on the screen of a group."""
    rights = [
        ("add_recording", _("Add"), _("Add recordings")),
        ("change_recording", _("Edit"), _("Edit any recording")),
        ("choose_recording", _("Choose"), _("Choose and see any recording")),
        ("delete_recording", _("Delete"), _("Delete any recording")),
    ]
    template = "hunar_media/staff/permissions_formset.html"
    made: type = collection_member_permission_formset_factory(Recording, rights, template)
    return made


@hooks.register("describe_collection_contents")
def collection_contents(collection: Collection) -> dict[str, Any] | None:
    """Keeps Wagtail from deleting a collection together with its recordings."""
    count = Recording.objects.filter(collection=collection).count()
    if not count:
        return None
    return {
        "count": count,
        "count_text": ngettext("%(count)s recording", "%(count)s recordings", count) % {"count": count},
        "url": reverse("hunar_media_recordings:index"),
    }


@hooks.register("register_log_actions")
def log_actions(actions: LogActionRegistry) -> None:
    """Words for our entries in the audit log."""
    actions.register_action("hunar_media.replace", _("Replace recording"), _("The file was replaced"))
    actions.register_action("hunar_media.retry", _("Process again"), _("Processing was started again"))
    actions.register_action("hunar_media.stop", _("Stop processing"), _("Processing was stopped"))
    actions.register_action("hunar_media.cut", _("Cut recording"), _("A part was cut away; the original is kept"))
    actions.register_action("hunar_media.whole", _("Whole again"), _("All of the original is used again"))
    actions.register_action("hunar_media.split", _("Split recording"), _("The second part became its own recording"))
    actions.register_action("hunar_media.split_off", _("Split off"), _("It was split off another recording"))
    actions.register_action("hunar_media.captions", _("Save captions"), _("Captions were saved"))
    actions.register_action("hunar_media.captions_delete", _("Delete captions"), _("Captions were deleted"))
    actions.register_action("hunar_media.captions_ask", _("Ask for captions"), _("Captions were asked of a program"))
    actions.register_action("hunar_media.words", _("Write slides"), _("Words of slides were written"))
