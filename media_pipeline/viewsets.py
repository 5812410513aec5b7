"""Recordings in Wagtail's menu, and the chooser by which pages take one."""

from typing import Any

from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.admin.viewsets.model import ModelViewSet

from media_pipeline.models import Recording
from media_pipeline.staff import caption_views, compare_views, cut_views, slide_views, uploads, views
from media_pipeline.staff.forms import RecordingForm


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
    list_per_page = 50
    index_view_class = views.IndexView
    add_view_class = views.CreateView
    edit_view_class = views.EditView
    delete_view_class = views.DeleteView
    history_view_class = views.HistoryView
    usage_view_class = views.UsageView
    inspect_view_class = views.InspectView

    def get_form_class(self, *, for_update: bool = False) -> type[RecordingForm]:
        """One form for both."""
        return RecordingForm

    def get_urlpatterns(self) -> list[Any]:
        """More addresses than Wagtail's."""
        common = {"model": self.model, "index_url_name": self.get_url_name("index")}
        return [
            *super().get_urlpatterns(),
            path("progress/<int:pk>/", views.ProgressView.as_view(**common), name="progress"),
            path("uploads/<uuid:uuid>/discard/", uploads.discard_upload, name="discard_upload"),
            path("retry/<int:pk>/", views.RetryView.as_view(**common), name="retry"),
            path("stop/<int:pk>/", views.StopView.as_view(**common), name="stop"),
            path("cut/<int:pk>/", cut_views.CutView.as_view(**common), name="cut"),
            path("whole/<int:pk>/", cut_views.WholeView.as_view(**common), name="whole"),
            path("compare/<int:pk>/<slug:rung>/", compare_views.CompareView.as_view(**common), name="compare"),
            path("frame/<int:pk>/<slug:rung>/<int:number>/", compare_views.FrameView.as_view(**common), name="frame"),
            *caption_views.addresses(common),
            *slide_views.addresses(common),
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
