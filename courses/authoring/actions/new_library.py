"""Beginning a library of modules."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from courses.authoring.actions.new_course import NoCatalogue
from courses.authoring.models import CataloguePage, ModuleLibraryPage
from courses.authoring.permissions import course_scope, may
from lms.people.api import PROGRAMME_ADMIN, assign_role
from lms.people.models import Person


@transaction.atomic
def new_library(*, by: Person) -> ModuleLibraryPage:
    """The library of modules of this site, made below the first catalogue when there is none; ``by`` may write in it.

    ``PermissionDenied`` unless ``by`` administers a programme. Others get their roles at it as at a course.
    """
    if not may(by, "new_course", None):
        raise PermissionDenied(_("Only a programme admin may begin a library of modules."))
    catalogue = CataloguePage.objects.order_by("path").first()
    if catalogue is None:
        raise NoCatalogue(_("There is no catalogue page yet. Make one in Pages, then begin the library."))
    library: ModuleLibraryPage | None = ModuleLibraryPage.objects.child_of(catalogue).first()
    if library is None:
        library = ModuleLibraryPage(title=_("Library of modules"), owner=by.user, locale=catalogue.locale)
        catalogue.add_child(instance=library)
        library.save_revision(user=by.user).publish()
    if not may(by, "see_editions", library):
        assign_role(by, PROGRAMME_ADMIN, course_scope(library.key), by=None)
    return library
