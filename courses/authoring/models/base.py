"""The one place that knows Wagtail's page model: pages with a key of ours, and pages that nobody is served."""

import uuid
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, PageViewRestriction

from courses.authoring import licences

__all__ = ["KeyedPage", "LicensedPage", "Page", "UnservedPage"]
SAME_KEY = _(
    "“%(title)s” already stands in this course under the same key, so marks could not tell the two apart. "
    "Nothing was changed. Copy the page instead: a copy gets a key of its own."
)


class KeyedPage(Page):
    """A page known by ``key``: page ids die with pages, ``translation_key`` is unique per locale.

    Translations and aliases share the key; Wagtail's copy draws a new one and remembers ``derived_from``.
    """

    key = models.UUIDField(default=uuid.uuid4, editable=False, db_index=True)
    derived_from = models.UUIDField(null=True, editable=False)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Settle the key of a new page, then save as Wagtail does."""
        if self._state.adding:
            self.settle_key()
        super().save(*args, **kwargs)

    def settle_key(self) -> None:
        """Share the key of the page this one translates or mirrors; draw a new one for a copy."""
        others = type(self).objects.all()
        shared = others.filter(translation_key=self.translation_key).values_list("key", flat=True).first()
        mirrored = (
            others.filter(pk=self.alias_of_id).values_list("key", flat=True).first() if self.alias_of_id else None
        )
        known = shared or mirrored
        if known:
            self.key = known
        taken = self.twin() is not None or (not known and others.filter(key=self.key).exists())
        if taken:
            self.derived_from, self.key = self.key, uuid.uuid4()

    def twin(self, under: "Page | None" = None) -> "KeyedPage | None":
        """Another page with this key where keys must differ (``under``: as if this page stood there)."""
        raise NotImplementedError

    def clean(self) -> None:
        """Refuse a second page with the same key in one course and language."""
        super().clean()
        twin = None if self._state.adding else self.twin()
        if twin is not None:
            raise ValidationError(SAME_KEY, params={"title": twin.title})

    def can_move_to(self, parent: Page) -> bool:
        """Refuse a place where the same key already stands."""
        return super().can_move_to(parent) and self.twin(parent) is None

    def save_revision(self, *args: Any, **kwargs: Any) -> Any:
        """Keep a draft; one that says what is published already is no newer draft (editors save by themselves).

        Wagtail's editor writes over its own last revision. One that is published, was judged or was released stays as
        it is: others have put their names to those very words.
        """
        from courses.authoring.revisions import is_pinned

        overwritten = kwargs.get("overwrite_revision")
        if overwritten is not None and (overwritten.pk == self.live_revision_id or is_pinned(overwritten.pk)):
            kwargs["overwrite_revision"] = None
        revision = super().save_revision(*args, **kwargs)
        if self.live_revision_id:
            from courses.authoring.revisions import same_words

            if same_words(self.live_revision_id, revision.pk):
                self.has_unpublished_changes: bool = False
                type(self).objects.filter(pk=self.pk).update(has_unpublished_changes=False)
        return revision

    def with_content_json(self, content: dict[str, Any]) -> Self:
        """Restore a revision; the key belongs to the page, not to a revision of it."""
        page = super().with_content_json(content)
        page.key, page.derived_from = self.key, self.derived_from
        return page  # type: ignore[no-any-return]


class LicensedPage(KeyedPage):
    """Under which licence the words and pictures stand and whom to name; what is empty is inherited from above."""

    licence = models.CharField(
        _("licence"),
        max_length=20,
        blank=True,
        choices=licences.CHOICES,
        help_text=_("Empty means: that of the module, else of the course."),
    )
    attribution = models.CharField(
        _("author and source"), max_length=500, blank=True, help_text=_("Shown to trainees below the text.")
    )

    class Meta:
        abstract = True


class UnservedPage(KeyedPage):
    """A page for authors alone: no address, no sitemap entry, no search result, nothing in Wagtail's APIs.

    The APIs and every listing that says ``public()`` obey the view restriction ``keep_private`` puts on it.
    """

    search_fields: list[Any] = []
    private_page_options: list[str] = []
    show_in_menus_default = False
    # An address and words for search engines mean nothing where nobody is served.
    promote_panels: list[Any] = []

    class Meta:
        abstract = True

    def twin(self, under: Page | None = None) -> KeyedPage | None:
        """A module or activity with this key in the same course page."""
        from courses.authoring.trees import course_of, keyed_pages_under

        course = course_of(under or self)
        found = keyed_pages_under(course, key=self.key) if course else []
        return next((page for page in found if page.pk != self.pk), None)

    def get_url_parts(self, request: HttpRequest | None = None) -> None:
        """No address: trainees read editions."""

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        """Unknown to visitors, with the same answer as a page that never was."""
        raise Http404

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Never served, whichever way a caller came to the page."""
        raise Http404

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        """No entry in a sitemap."""
        return []

    @classmethod
    def get_indexed_objects(cls) -> models.QuerySet[Self]:
        """Nothing for the search index."""
        return cls.objects.none()

    def get_indexed_instance(self) -> None:
        """Nothing for the search index, either when saved alone."""

    def keep_private(self) -> None:
        """Say in Wagtail's own words that nobody but its editors may see this branch."""
        if not self.get_view_restrictions().exists():
            PageViewRestriction(page_id=self.pk, restriction_type=PageViewRestriction.GROUPS).save()
