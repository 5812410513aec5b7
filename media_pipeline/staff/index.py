"""The list of recordings: its columns and filters."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import BulkActionsCheckboxColumn, Column, DateColumn, StatusTagColumn
from wagtail.models import Collection

from lms.foundation.templatetags.hunar import clock, megabytes
from lms.people.models import Person
from media_pipeline.models import Recording
from media_pipeline.permissions import visible_to

RUNG_WORDS = {"slides": _("slides"), "audio": _("voice"), "video": _("video"), "standard": _("video for Wi-Fi")}
RUNG_ORDER = list(RUNG_WORDS)


def costs(recording: Recording) -> SafeString:
    """What each finished rendition costs a trainee, the lightest first."""
    made = sorted(recording.renditions.all(), key=lambda each: RUNG_ORDER.index(each.rung))
    lines = ((RUNG_WORDS[each.rung], megabytes(each.bytes)) for each in made)
    return format_html('<ul class="hunar-costs">{}</ul>', format_html_join("", "<li>{} {}</li>", lines))


def inspect_url(recording: Recording) -> str:
    """Its page."""
    return reverse("hunar_media_recordings:inspect", args=(recording.pk,))


def length(recording: Recording) -> SafeString | str:
    """How long it plays; nothing before that is known."""
    return clock(recording.seconds) if recording.seconds else ""


def uploader(recording: Recording) -> str:
    """Who brought it."""
    return recording.uploaded_by_person.display_name if recording.uploaded_by_person else ""


STATE = StatusTagColumn(
    "state",
    label=_("State"),
    accessor="get_state_display",
    primary=lambda one: one.state == Recording.State.READY,
    sort_key="state",
)
LENGTH = Column("seconds", label=_("Length"), accessor=length, sort_key="seconds")
COLLECTION = Column("collection", label=_("Collection"), accessor="collection.name")
COLUMNS = [
    STATE,
    Column("costs", label=_("A trainee pays"), accessor=costs),
    LENGTH,
    Column("original", label=_("Original"), accessor=lambda one: filesizeformat(one.original.bytes)),
    Column("language", label=_("Language"), accessor="get_language_display", sort_key="language"),
    COLLECTION,
    Column("uploaded_by_person", label=_("By"), accessor=uploader),
    DateColumn("created_at", label=_("Uploaded"), sort_key="created_at"),
]
CHECKBOXES = BulkActionsCheckboxColumn("bulk_actions", obj_type="recording")


def collections(request: HttpRequest) -> "QuerySet[Collection]":
    """The collections of the recordings that the reader may see."""
    return Collection.objects.filter(pk__in=visible_to(request.user).order_by().values("collection"))


def people(request: HttpRequest) -> "QuerySet[Person]":
    """Who uploaded the recordings that the reader may see."""
    return Person.objects.filter(pk__in=visible_to(request.user).order_by().values("uploaded_by_person"))


class PersonField(django_filters.fields.ModelChoiceField):  # type: ignore[misc]
    """People by the name that others see."""

    def label_from_instance(self, obj: Person) -> Any:
        """The name on the screen."""
        return obj.display_name


class PersonFilter(django_filters.ModelChoiceFilter):  # type: ignore[misc]
    """One of the people who uploaded."""

    field_class = PersonField


class RecordingFilters(WagtailFilterSet):  # type: ignore[misc]
    """State, picture, language, collection and who; the last two only offer what is the reader's."""

    collection = django_filters.ModelChoiceFilter(label=_("Collection"), queryset=collections)
    uploaded_by_person = PersonFilter(label=_("Uploaded by"), queryset=people)

    class Meta:
        model = Recording
        fields = ["state", "content_class", "language", "collection", "uploaded_by_person"]
