"""Bringing in a course from the file that another site wrote: asked for here, done as a job, watched here."""

from pathlib import Path
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, TemplateView, View

from courses.authoring.actions.import_archive import JOB, ask_for_import
from courses.authoring.actions.import_edition import course_made_by
from courses.authoring.permissions import may
from courses.authoring.portable.archive import BadArchive, ReadArchive
from courses.authoring.staff.base import CoursesScreen, WatchesJob
from courses.authoring.staff.listing import visible_courses
from lms.foundation.api import store_bytes, store_path
from lms.foundation.models import Job, StoredFile
from lms.people.api import person_of
from lms.people.models import Person

# What a browser still sends in one piece; larger ones go by the command.
LARGEST = 2_000_000_000
KIND = {"suffix": "zip", "content_type": "application/zip"}


class ArchiveForm(forms.Form):
    """One file: a course as ``export_edition`` wrote it."""

    file = forms.FileField(label=_("Course file (.zip)"), widget=forms.FileInput(attrs={"accept": ".zip"}))

    def clean_file(self) -> Any:
        """Refuse what is too large or no archive of a course, before anything is kept."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            too_large = _("This file has more than 2 GB. Whoever runs this site brings it in on the server: %s")
            raise forms.ValidationError(too_large % "manage.py import_edition FILE")
        try:
            ReadArchive(file)
        except BadArchive as reason:
            raise forms.ValidationError(str(reason)) from reason
        return file


class ImportScreen(CoursesScreen, View):
    """A screen for those who may bring a course in."""

    page_title = _("Bring in a course")
    person: Person

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Ask the right before anything is shown or done."""
        super().setup(request, *args, **kwargs)
        person = person_of(request)
        if person is None or not may(person, "new_course", None):
            raise PermissionDenied
        self.person = person


class ImportView(ImportScreen, FormView):  # type: ignore[type-arg]
    """GET asks for the file, POST keeps it and queues the job."""

    template_name = "hunar_courses/staff/import.html"
    form_class = ArchiveForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The form, and the way to what she brought in last."""
        last = Job.objects.filter(kind=JOB, created_by_person=self.person.uuid).first()
        return super().get_context_data(**kwargs) | {"last": last}

    def form_valid(self, form: ArchiveForm) -> HttpResponse:
        """Queue it and show how it goes."""
        job = ask_for_import(keep_upload(form.cleaned_data["file"]), by=self.person)
        return redirect("hunar_courses_staff:imported", job.uuid)


class ImportedView(WatchesJob, ImportScreen, TemplateView):
    """How far it is; looks again by itself until it ended. POST tries once more what failed."""

    template_name = "hunar_courses/staff/imported.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The job; once it is done the course; once it failed, whether its file is still here."""
        job = job_of(self.kwargs["job"])
        course = course_made_by(job.uuid)
        return super().get_context_data(**kwargs) | {
            "job": job,
            "under_way": job.under_way,
            "course": course,
            "visible": course is not None and visible_courses(self.request.user).filter(pk=course.pk).exists(),
            "file_is_here": archive_of(job) is not None,
        }

    def post(self, _request: HttpRequest, *, job: UUID) -> HttpResponse:
        """Once more with the same file; without it, ask for the file again."""
        archive = archive_of(job_of(job))
        if archive is None:
            return redirect("hunar_courses_staff:import")
        return redirect("hunar_courses_staff:imported", ask_for_import(archive, by=self.person).uuid)


def job_of(number: UUID) -> Job:
    """The job of an address, else a 404."""
    job = Job.objects.filter(kind=JOB, uuid=number).first()
    if job is None:
        raise Http404
    return job


def archive_of(job: Job) -> StoredFile | None:
    """The file a job reads, until it is swept."""
    return StoredFile.objects.filter(sha256=job.payload["archive"]).first()


def keep_upload(file: Any) -> StoredFile:
    """An uploaded file in the content store; a large one lies on disk already and is copied from there."""
    if isinstance(file, TemporaryUploadedFile):
        return store_path(Path(file.temporary_file_path()), **KIND)
    file.seek(0)
    return store_bytes(file.read(), **KIND)
