"""Beginning a course."""

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from courses.authoring.models import CataloguePage, CoursePage, ModulePage
from courses.authoring.permissions import may
from lms.people.models import Person


class NoCatalogue(ObjectDoesNotExist):
    """There is no catalogue in that language; the text says what to do."""


@transaction.atomic
def new_course(title: str, *, language: str = "en", by: Person | None) -> CoursePage:
    """A draft course with one empty module, under the catalogue of ``language``, with its key, groups and collection.

    The module is published from the start: it has no words that anybody would have to look at first.

    ``PermissionDenied`` unless ``by`` administers a programme; without ``by`` it is the system's own doing. The audit
    log gets Wagtail's entry for a new page. ``NoCatalogue`` when no catalogue speaks the language.
    """
    if by is not None and not may(by, "new_course", None):
        raise PermissionDenied(_("Only a programme admin may begin a course."))
    catalogue = CataloguePage.objects.filter(locale__language_code=language).order_by("path").first()
    if catalogue is None:
        raise NoCatalogue(
            _("There is no catalogue page in this language yet. Make one in Pages, then begin the course.")
        )
    owner = by.user if by else None
    page = CoursePage(title=title, live=False, owner=owner, locale=catalogue.locale)
    course: CoursePage = catalogue.add_child(instance=page)
    module = course.add_child(instance=ModulePage(title=_("Module 1"), owner=owner, locale=course.locale))
    course.save_revision(user=owner)
    module.save_revision().publish()
    return course
