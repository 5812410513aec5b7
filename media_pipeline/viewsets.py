"""Recordings in Wagtail's menu, and the chooser by which pages take one."""

from typing import Any

from django.template.defaultfilters import filesizeformat
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.admin.viewsets.model import ModelViewSet

from lms.foundation.templatetags.hunar import megabytes_text
from media_pipeline.models import Recording
from media_pipeline.staff import compare_views, cut_views, views
from media_pipeline.staff.forms import RecordingForm

RUNG_WORDS = {"slides": _("slides"), "audio": _("voice"), "video": _("video")}


def costs(recording: Recording) -> str:
    """What each finished rendition costs a trainee."""
    each = ((RUNG_WORDS[one.rung], megabytes_text(one.bytes)) for one in recording.renditions.all())
    return ", ".join(f"{word} {size}" for word, size in sorted(each))


def inspect_url(recording: Recording) -> str:
    """Its page."""
    return reverse("hunar_media_recordings:inspect", args=(recording.pk,))


class RecordingViewSet(ModelViewSet):
    """List, upload, watch, preview."""

    model = Recording
    name = "hunar_media_recordings"
    url_prefix = "recordings"
    icon = "media"
    menu_label = _("Recordings")
    menu_order = 350
    add_to_admin_menu = True
    copy_view_enabled = False
    inspect_view_enabled = True
    template_prefix = "hunar_media/staff/"
    list_filter = ["state", "content_class", "language"]
    list_per_page = 50
    search_fields = ["title"]
    index_view_class = views.IndexView
    add_view_class = views.CreateView
    edit_view_class = views.EditView
    delete_view_class = views.DeleteView
    history_view_class = views.HistoryView
    usage_view_class = views.UsageView
    inspect_view_class = views.InspectView
    list_display = [
        TitleColumn("title", label=_("Title"), get_url=inspect_url),
        Column("get_state_display", label=_("State")),
        Column("costs", label=_("A trainee pays"), accessor=costs),
        Column("original", label=_("Original"), accessor=lambda one: filesizeformat(one.original.bytes)),
        Column("collection", label=_("Collection")),
        DateColumn("created_at", label=_("Uploaded"), sort_key="created_at"),
    ]

    def get_form_class(self, *, for_update: bool = False) -> type[RecordingForm]:
        """One form for both."""
        return RecordingForm

    def get_urlpatterns(self) -> list[Any]:
        """More addresses than Wagtail's."""
        common = {"model": self.model, "index_url_name": self.get_url_name("index")}
        return [
            *super().get_urlpatterns(),
            path("progress/<int:pk>/", views.ProgressView.as_view(**common), name="progress"),
            path("retry/<int:pk>/", views.RetryView.as_view(**common), name="retry"),
            path("cut/<int:pk>/", cut_views.CutView.as_view(**common), name="cut"),
            path("whole/<int:pk>/", cut_views.WholeView.as_view(**common), name="whole"),
            path("compare/<int:pk>/<slug:rung>/", compare_views.CompareView.as_view(**common), name="compare"),
            path("frame/<int:pk>/<slug:rung>/<int:number>/", compare_views.FrameView.as_view(**common), name="frame"),
        ]


class RecordingChooserViewSet(ChooserViewSet):
    """Lets a page take a recording; every foreign key to Recording in a panel gets it by itself."""

    model = Recording
    name = "hunar_media_recording_chooser"
    url_prefix = "recordings/choose"
    icon = "media"
    choose_one_text = _("Choose a recording")
    choose_another_text = _("Choose another recording")
    edit_item_text = _("See this recording")
    choose_view_class = views.ChooseView
    choose_results_view_class = views.ChooseResultsView
    chosen_view_class = views.ChosenView
    chosen_multiple_view_class = views.ChosenMultipleView
