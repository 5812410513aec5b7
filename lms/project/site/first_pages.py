"""The first pages of any site: the catalogue in both languages."""

from typing import TypeVar

from wagtail.models import Locale, Page, Site, Workflow

from courses.authoring.models import CataloguePage

TITLES = {"en": "Courses", "ur": "کورس"}
INTRODUCTIONS = {
    "en": "Job skills in short lessons, made for a phone and a weak link.",
    "ur": "کام کے ہنر، چھوٹے سبقوں میں، فون اور کمزور نیٹ کے لیے۔",
}
AnyPage = TypeVar("AnyPage", bound=Page)


def publish(page: AnyPage) -> AnyPage:
    """Publish the page as it stands now, as an author would."""
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def catalogues() -> dict[str, CataloguePage]:
    """The public root in both languages; the site begins at the English one."""
    english, urdu = locales()
    root = Page.get_first_root_node()
    first = root.add_child(
        instance=CataloguePage(title=TITLES["en"], slug="catalogue", introduction=INTRODUCTIONS["en"], locale=english)
    )
    second = first.copy_for_translation(urdu)
    second.title, second.introduction = TITLES["ur"], INTRODUCTIONS["ur"]
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True, hostname="localhost")
    before, site.root_page, site.site_name = site.root_page if site.pk else None, first, "Hunar"
    site.save()
    if before is not None and before.depth > 1 and not before.get_children().exists():
        before.delete()
    # A course goes out by release; Wagtail's sample workflow would offer a way that leads nowhere.
    Workflow.objects.filter(name="Moderators approval").delete()
    return {"en": publish(first), "ur": publish(second)}


def locales() -> tuple[Locale, Locale]:
    """English and Urdu."""
    english, _ = Locale.objects.get_or_create(language_code="en")
    urdu, _ = Locale.objects.get_or_create(language_code="ur")
    return english, urdu
