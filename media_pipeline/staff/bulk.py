"""What can be done with several recordings at once from their list."""

from typing import Any

from django import forms
from django.db.models import ProtectedError
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.admin.views.bulk_action import BulkAction
from wagtail.log_actions import log

from media_pipeline.models import Recording
from media_pipeline.permissions import policy, visible_to


class RecordingsAction(BulkAction):  # type: ignore[misc]
    """With the ticked recordings that the reader may ``needs``; the others are named and left alone."""

    models = [Recording]
    template_name = "hunar_media/staff/bulk.html"
    needs = "change"
    question: Any = ""

    def check_perm(self, obj: Recording) -> bool:
        """Whether this one may be touched."""
        return bool(policy().user_has_permission_for_instance(self.request.user, self.needs, obj))

    @classmethod
    def get_queryset(cls, model: type[Recording], object_ids: Any) -> Any:
        """The ticked ones, with what the question about them needs."""
        return model.objects.filter(pk__in=object_ids).select_related("collection", "uploaded_by_person")

    def get_actionable_objects(self) -> Any:
        """What somebody else's list holds is not even named."""
        objects, others = super().get_actionable_objects()
        refused = [each.pk for each in others["items_with_no_access"]]
        return objects, {"items_with_no_access": list(visible_to(self.request.user).filter(pk__in=refused))}

    def get_all_objects_in_listing_query(self, parent_id: Any) -> Any:
        """All that the reader may see."""
        return visible_to(self.request.user).values_list("pk", flat=True)

    def get_execution_context(self) -> dict[str, Any]:
        """What the action needs besides the recordings."""
        return {"user": self.request.user}


class CollectionForm(forms.Form):
    """Where to: a collection that the account may add to."""

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = policy().collections_user_has_permission_for(user, "add")
        self.fields["collection"] = forms.ModelChoiceField(places, label=_("Collection"))


class MoveAction(RecordingsAction):
    """Into another collection: other trainers see them from then on."""

    display_name = _("Move to a collection")
    action_type = "move"
    aria_label = _("Move the ticked recordings to a collection")
    question = _("Move these recordings? Who works in the other collection can see and change them there.")
    form_class = CollectionForm
    action_priority = 10

    def get_form_kwargs(self) -> dict[str, Any]:
        """Only collections of hers."""
        return {**super().get_form_kwargs(), "user": self.request.user}

    def get_execution_context(self) -> dict[str, Any]:
        """The collection she chose."""
        return super().get_execution_context() | {"collection": self.cleaned_form.cleaned_data["collection"]}

    @classmethod
    def execute_action(cls, objects: list[Recording], *, user: Any, collection: Any, **_kwargs: Any) -> tuple[int, int]:
        """Move each, with a line in its history."""
        for recording in objects:
            recording.collection = collection
            recording.save(update_fields=["collection"])
            log(recording, "wagtail.edit", user=user, data={"recording": str(recording.uuid)}, content_changed=True)
        return len(objects), 0

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        """How many."""
        return ngettext("%(count)d recording moved.", "%(count)d recordings moved.", num_parent_objects) % {
            "count": num_parent_objects
        }


class DeleteAction(RecordingsAction):
    """All of them or, when a published page plays one, none."""

    display_name = _("Delete")
    action_type = "delete"
    aria_label = _("Delete the ticked recordings")
    question = _("Delete these recordings and their originals? What was released already keeps the files it has.")
    needs = "delete"
    classes = {"serious"}
    action_priority = 20

    def form_valid(self, form: Any) -> Any:
        """A page that plays one of them keeps all: then a sentence says so."""
        try:
            return super().form_valid(form)
        except ProtectedError as problem:
            messages.error(self.request, problem.args[0])
            return redirect(self.next_url)

    @classmethod
    def execute_action(cls, objects: list[Recording], *, user: Any, **_kwargs: Any) -> tuple[int, int]:
        """Delete each, with a line in the site's history."""
        for recording in objects:
            log(recording, "wagtail.delete", user=user, deleted=True)
            recording.delete()
        return len(objects), 0

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        """How many."""
        return ngettext("%(count)d recording deleted.", "%(count)d recordings deleted.", num_parent_objects) % {
            "count": num_parent_objects
        }
