"""Pictures and handouts of a course for its authors: what a preview shows."""

from uuid import UUID

from django.db.models import Q
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from courses.authoring.models import CourseCollection, EditionFile, Handout, Picture
from courses.authoring.permissions import may
from courses.authoring.staff.listing import visible_courses
from lms.foundation.api import serve_stored
from lms.foundation.models import StoredFile
from lms.people.api import person_of


@require_safe
def course_file(request: HttpRequest, key: UUID, name: str) -> HttpResponseBase:
    """One file that this course shows, or its collection holds; unknown to whoever may not work on the course."""
    course = visible_courses(request.user).filter(key=key).first()
    if course is None or not may(person_of(request), "see_editions", course):
        raise Http404
    sha256, _dot, ext = name.partition(".")
    stored = StoredFile.objects.filter(sha256=sha256, suffix=ext).first()
    if stored is None or not belongs(stored, key):
        raise Http404
    return serve_stored(request, stored)


def belongs(stored: StoredFile, key: UUID) -> bool:
    """Whether an edition of the course holds the file, or an image or document of its collection is its original."""
    if EditionFile.objects.filter(stored=stored, edition__course_key=key).exists():
        return True
    kept = CourseCollection.objects.filter(course_key=key).values("collection")
    pictures = Picture.objects.filter(Q(small=stored) | Q(large=stored)).values("file_hash")
    handouts = Handout.objects.filter(stored=stored).values("file_hash")
    images = get_image_model().objects.filter(collection__in=kept, file_hash__in=pictures)
    return images.exists() or get_document_model().objects.filter(collection__in=kept, file_hash__in=handouts).exists()
