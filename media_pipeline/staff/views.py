"""Wagtail's own views, narrowed to the recordings that are the reader's."""

from typing import Any

from django.db.models import ProtectedError, QuerySet
from django.http import Http404, HttpRequest, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.ui.tables import TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.views.generic import chooser, history, usage

from lms.people.api import person_of
from media_pipeline.actions.add_recording import keep_recording, keep_upload
from media_pipeline.actions.cancel_recording import cancel_recording
from media_pipeline.actions.retry_recording import retry_recording
from media_pipeline.models import Recording
from media_pipeline.permissions import account_may, visible_to
from media_pipeline.querysets import with_renditions
from media_pipeline.staff import index
from media_pipeline.staff.page import page
from media_pipeline.staff.progress import standing
from media_pipeline.staff.searching import FoldedChooser, FoldedIndex
from media_pipeline.staff.uploads import UploadPart


def visible(request: HttpRequest) -> "QuerySet[Recording]":
    """The recordings that the request's account may see."""
    return with_renditions(visible_to(request.user)).select_related("collection", "uploaded_by_person")


class Narrowed:
    """For a view of one recording: somebody else's is unknown (404). ``verb`` is what the view needs."""

    verb = "see_recording"
    request: HttpRequest

    def get_object(self, *args: Any, **kwargs: Any) -> Recording:
        """The recording of the address, if the reader may ``verb`` it."""
        found = super().get_object(*args, **kwargs)  # type: ignore[misc]
        if not account_may(self.request.user, self.verb, found):
            raise Http404
        return found  # type: ignore[no-any-return]


class IndexView(FoldedIndex, generic.IndexView):
    """All of mine, with their state and what they cost."""

    any_permission_required = ("add", "change", "delete")
    filterset_class = index.RecordingFilters

    def get_base_queryset(self) -> "QuerySet[Recording]":
        """Only what the reader may see."""
        return visible(self.request)

    @cached_property
    def columns(self) -> list[Any]:
        """A box to tick, the title with its menu, and the rest."""
        title = self._get_title_column_class(TitleColumn)
        return [
            index.CHECKBOXES,
            title("title", label=_("Title"), get_url=index.inspect_url, sort_key="title"),
            *index.COLUMNS,
        ]


class UploadMixin(UploadPart):
    """Saves through the room's action."""

    form: Any

    def save_instance(self) -> Recording:
        """Keep the upload and queue its processing; without a file only the words change."""
        recording: Recording = self.form.save(commit=False)
        by = person_of(self.request)
        if recording.pk is None:
            recording.uploaded_by_person = by
        upload = self.form.cleaned_data["file"]
        original = keep_upload(upload) if upload is not None else None
        return keep_recording(recording, original, by=by, user=self.request.user)

    def get_success_url(self) -> str:
        """To the page that shows how the processing goes."""
        return reverse("hunar_media_recordings:inspect", args=(self.object.pk,))  # type: ignore[attr-defined]


class CreateView(UploadMixin, generic.CreateView):
    """Bring a recording."""

    submit_button_label = gettext_lazy("Upload")

    def get_success_buttons(self) -> list[Any]:
        """None: the next page is the one that matters."""
        return []


class EditView(Narrowed, UploadMixin, generic.EditView):
    """Change the words or replace the file."""

    verb = "change_recording"


class DeleteView(Narrowed, generic.DeleteView):
    """Take a recording away; editions keep their own hold on the files they use."""

    verb = "delete_recording"

    def form_valid(self, form: Any) -> Any:
        """A page that plays it keeps it: then a sentence says so."""
        try:
            return super().form_valid(form)
        except ProtectedError as problem:
            messages.error(self.request, problem.args[0])
            return redirect("hunar_media_recordings:inspect", self.object.pk)


class HistoryView(Narrowed, history.HistoryView):
    """What was done with it."""


class UsageView(Narrowed, usage.UsageView):
    """Which pages use it."""


class InspectView(Narrowed, generic.InspectView):
    """How the processing goes, and what a trainee will see on her phone."""

    fields = ["title"]
    page_title = gettext_lazy("Recording")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Adds what each section of the page shows."""
        return super().get_context_data(**kwargs) | page(self.object, self.request.user)


class ProgressView(Narrowed, generic.InspectView):
    """The standing as JSON, for the page that waits."""

    def get(self, *_args: Any, **_kwargs: Any) -> Any:
        """``state``, ``percent``, ``sentence`` and how many renditions there are."""
        return JsonResponse(standing(self.object))


class RetryView(Narrowed, generic.InspectView):
    """Take up again what failed or was stopped."""

    verb = "change_recording"
    http_method_names = ("post",)

    def post(self, *_args: Any, **_kwargs: Any) -> Any:
        """Queue the job again."""
        retry_recording(self.object, by=person_of(self.request), user=self.request.user)
        return redirect("hunar_media_recordings:inspect", self.object.pk)


class StopView(Narrowed, generic.InspectView):
    """End the work on a recording."""

    verb = "change_recording"
    http_method_names = ("post",)

    def post(self, *_: Any, **__: Any) -> Any:
        """Stop what waits and what runs."""
        cancel_recording(self.object, user=self.request.user)
        return redirect("hunar_media_recordings:inspect", self.object.pk)


class _Choosable(FoldedChooser):
    """A list to choose from: what is the reader's, with its state, so that nobody wonders why a lesson must wait."""

    request: HttpRequest

    def get_object_list(self) -> "QuerySet[Recording]":
        return visible(self.request)

    @property
    def columns(self) -> list[Any]:
        return [*super().columns, index.STATE, index.LENGTH, index.COLLECTION]  # type: ignore[misc]


class ChooseView(_Choosable, chooser.ChooseView):
    """The chooser's list."""


class ChooseResultsView(_Choosable, chooser.ChooseResultsView):
    """The chooser's list after a search."""


class ChosenView(chooser.ChosenView):
    """One chosen recording, if it is the reader's."""

    def get_object(self, pk: str) -> Recording:
        """Raises DoesNotExist, which Wagtail answers with 404."""
        return visible(self.request).get(pk=pk)


class ChosenMultipleView(chooser.ChosenMultipleView):
    """Several of them."""

    def get_objects(self, pks: list[str]) -> "QuerySet[Recording]":
        """Those that are the reader's."""
        return visible(self.request).filter(pk__in=pks)
