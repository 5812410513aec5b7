"""Bringing a Word file or a folder of Markdown into a course: first what would come of it, then the button."""

import shutil
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages

from courses.authoring.actions.import_material import ImportResult, check_right, foreseen, import_material
from courses.authoring.importing.outline import Outline
from courses.authoring.importing.packed import BadPackage, unpacked
from courses.authoring.importing.read import read_material
from courses.authoring.staff.base import CourseView
from lms.foundation.api import open_stored, store_path
from lms.foundation.models import StoredFile
from lms.people.api import person_of

SALT = "hunar_courses.material"
HOUR = 3600
LARGEST = 100_000_000
CHUNK = 1024 * 1024
# Letters of a file name that are kept.
LONGEST = 50


class MaterialForm(forms.Form):
    """One file: a Word document, or a zip of a folder of Markdown."""

    file = forms.FileField(
        label=_("Word file (.docx), or a folder of Markdown as a zip"),
        widget=forms.FileInput(attrs={"accept": ".docx,.zip"}),
    )

    def clean_file(self) -> Any:
        """Refuse what is neither, or too large, before it is opened."""
        file = self.cleaned_data["file"]
        if Path(file.name).suffix.lower() not in (".docx", ".zip"):
            raise forms.ValidationError(_("Choose a Word file (.docx) or a zip."))
        if file.size > LARGEST:
            raise forms.ValidationError(_("This file has more than 100 MB. Leave out films; they are uploaded alone."))
        return file


@dataclass(frozen=True)
class Seen:
    """What the reader found in the file, and what would come of it."""

    outline: Outline
    result: ImportResult
    token: str


class MaterialView(CourseView):
    """GET asks for a file, POST with a file shows what would come of it, POST with ``apply`` does it."""

    page_title = _("Bring material in")
    template_name = "hunar_courses/staff/material.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Only those who may write this course get as far as the form."""
        check_right(self.course, person_of(self.request))
        return {"course": self.course, "form": MaterialForm()} | super().get_context_data(**kwargs)

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Look, or do."""
        check_right(self.course, person_of(request))
        if "apply" in request.POST:
            return self.apply(request.POST["apply"])
        form = MaterialForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        try:
            seen = self.look(form.cleaned_data["file"])
        except BadPackage as reason:
            form.add_error("file", str(reason))
            return self.render_to_response(self.get_context_data(form=form))
        return self.render_to_response(self.get_context_data(seen=seen))

    def look(self, file: Any) -> Seen:
        """Keep the file for an hour under a name that only this person can use for this course, and read it."""
        name = short_name(Path(file.name))
        with TemporaryDirectory(prefix="hunar-material-") as folder:
            place = Path(folder) / name
            with place.open("wb") as stream:
                stream.writelines(file.chunks())
            suffix = place.suffix.lower().lstrip(".")
            stored = store_path(place, suffix=suffix, content_type="application/octet-stream")
            outline = outline_of(place)
        token = signing.dumps([stored.sha256, name, str(self.course.pk), self.request.user.pk], salt=SALT)
        return Seen(outline, foreseen(outline, self.course), token)

    def apply(self, token: str) -> HttpResponse:
        """Bring in the file that was looked at."""
        try:
            sha256, name, course, user = signing.loads(token, salt=SALT, max_age=HOUR)
        except signing.BadSignature as reason:
            raise PermissionDenied from reason
        stored = StoredFile.objects.filter(sha256=sha256).first()
        if (course, user) != (str(self.course.pk), self.request.user.pk) or stored is None:
            raise PermissionDenied
        with TemporaryDirectory(prefix="hunar-material-") as folder:
            place = Path(folder) / name
            with open_stored(stored) as stream, place.open("wb") as file:
                shutil.copyfileobj(stream, file, CHUNK)
            result = import_material(outline_of(place), self.course, by=person_of(self.request))
        told = _t("%(made)s lessons were made and %(changed)s changed, all as drafts; %(same)s are as they were.")
        counts = {"made": len(result.made), "changed": len(result.changed), "same": len(result.unchanged)}
        messages.success(self.request, told % counts)
        for problem in result.problems:
            messages.warning(self.request, str(problem))
        return redirect("hunar_courses_staff:lessons", self.course.key)


def outline_of(place: Path) -> Outline:
    """The outline of a Word file or of the folder in a zip. ``BadPackage`` for a zip that cannot be unpacked."""
    if place.suffix.lower() == ".zip":
        with unpacked(place) as folder:
            return read_material(folder)
    return read_material(place)


def short_name(uploaded: Path) -> str:
    """The file's own name; a long one is cut and marked: it may have more letters than a file system takes bytes.

    Lessons of a Word file are known by its name: two long names must not become one.
    """
    if len(uploaded.stem) <= LONGEST:
        return uploaded.name
    return f"{uploaded.stem[:LONGEST]}-{sha256(uploaded.name.encode()).hexdigest()[:8]}{uploaded.suffix}"
