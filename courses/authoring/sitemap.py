"""The sitemap: what a visitor may read, and nothing below it or beside it."""

from typing import Any

from django.db.models import Q
from wagtail.contrib.sitemaps import Sitemap

from courses.authoring.models import CataloguePage, CoursePage, GuidePage, Page
from courses.authoring.public import open_to_all


class CourseSitemap(Sitemap):  # type: ignore[misc]
    """Published catalogues, courses and guides of the site in every language; no other page of the host's either."""

    def items(self) -> list[Any]:
        """The pages, in the order of the tree."""
        root = self.get_wagtail_site().root_page
        places = Q()
        for top in [root, *root.get_translations()]:
            places |= Q(path__startswith=top.path)
        found: list[Any] = []
        for model in (CataloguePage, CoursePage, GuidePage):
            found += open_to_all(model.objects.filter(places).live().order_by("path"))
        return found

    def _urls(self, page: int, protocol: str, domain: str) -> list[dict[str, Any]]:
        """Each address once: a course and its translation may share one, the reader's language decides.

        At the host that was asked: what Wagtail's site row says nobody may ever have set.
        """
        found: dict[str, dict[str, Any]] = {}
        listed: list[Page] = self.paginator.page(page).object_list
        for each in listed:
            for entry in each.get_sitemap_urls(self.request):
                address = self.request.build_absolute_uri(each.get_url(self.request))
                found.setdefault(address, entry | {"location": address})
        return list(found.values())
