"""Programmes: the list and one programme with its policy."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from wagtail.admin import messages
from wagtail.admin.widgets.button import HeaderButton

from courses.authoring.api import NoCatalogue, courses
from courses.running.actions.programmes import begin_course, change_programme, create_programme, offer_courses
from courses.running.errors import Refusal
from courses.running.models import Programme
from courses.running.passing.sentences import rules_of
from courses.running.permissions import may
from courses.running.staff.base import StaffForm, StaffTemplate
from courses.running.staff.lists import run_programmes, runs_programmes, title_of
from courses.running.staff.programme_form import CourseForm, ProgrammeForm
from courses.running.staff.totals import totals_of
from lms.people.api import is_superuser


class ProgrammeList(StaffTemplate):
    """The programmes she runs."""

    page_title = "Programmes"
    header_icon = "folder-open-inverse"
    template_name = "hunar_running/staff/programmes.html"

    def trail(self) -> list[tuple[str, str]]:
        """Return nothing: this is the first step."""
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """List them with their policies."""
        if not runs_programmes(self.person):
            raise Http404
        return super().get_context_data(programmes=run_programmes(self.person), **kwargs)

    def get_header_buttons(self) -> list[HeaderButton]:
        """Offer a new one to the site's administrator, empty or from a preset."""
        if not is_superuser(self.person):
            return []
        preset = reverse("hunar_running_staff:start_from_preset")
        return [
            HeaderButton("Add a programme", url=reverse("hunar_running_staff:add_programme"), icon_name="plus"),
            HeaderButton("Start from a preset", url=preset, icon_name="copy"),
        ]


class ProgrammeEdit(StaffForm):
    """One programme, or a new one."""

    form_class = ProgrammeForm
    header_icon = "folder-open-inverse"
    template_name = "hunar_running/staff/programme.html"
    found: Programme | None = None

    def allowed(self) -> None:
        """Let in who runs it; a new one is for the site's administrator."""
        if "programme" not in self.kwargs:
            if not is_superuser(self.person):
                raise Http404
            return
        self.found = get_object_or_404(Programme, uuid=self.key("programme"))
        if not may(self.person, "change", self.found):
            raise Http404

    def get_page_title(self) -> str:
        """Return its name."""
        return self.found.name if self.found else "Add a programme"

    def trail(self) -> list[tuple[str, str]]:
        """Return the way through the list."""
        return [(reverse("hunar_running_staff:programmes"), "Programmes")]

    def get_header_buttons(self) -> list[HeaderButton]:
        """Offer a new course of this programme."""
        if self.found is None:
            return []
        address = reverse("hunar_running_staff:begin_course", args=[self.found.uuid])
        rules = reverse("hunar_running_staff:attendance_policy", args=[self.found.uuid])
        return [
            HeaderButton("Add a course", url=address, icon_name="plus"),
            HeaderButton("Attendance rules", url=rules, icon_name="calendar-check"),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say above the form what its rules come to, and how many batches there are."""
        context = super().get_context_data(**kwargs)
        if self.found is None:
            return context
        # As it is stored: the form may hold what was refused.
        stored = Programme.objects.get(pk=self.found.pk).rules
        return context | {"policy": stored, "rules": rules_of(stored), "totals": totals_of(self.found)}

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer published courses, and those it offers already."""
        offered = dict(courses())
        if self.found is not None:
            for row in self.found.courses.all():
                offered.setdefault(row.course_key, title_of(row.course_key))
        choices = [(str(key), title) for key, title in offered.items()]
        return super().get_form_kwargs() | {"offered": choices, "instance": self.found}

    def form_valid(self, form: ProgrammeForm) -> HttpResponse:
        """Save it and its courses."""
        keys = [UUID(key) for key in form.cleaned_data["courses"]]
        try:
            with transaction.atomic():
                self.save(form.instance, keys)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        messages.success(self.request, f"{form.instance.name} is saved.")
        return redirect("hunar_running_staff:programmes")

    def save(self, programme: Programme, keys: list[UUID]) -> None:
        """Make or change it through the actions."""
        if self.found is not None:
            change_programme(programme, by=self.person)
            offer_courses(programme, keys, by=self.person)
            return
        create_programme(
            name=programme.name,
            name_ur=programme.name_ur,
            policy=programme.policy,
            specimen=programme.specimen,
            course_keys=keys,
            by=self.person,
        )


class CourseBegin(StaffForm):
    """A new course of a programme, with one empty module to begin in."""

    page_title = "Add a course"
    form_class = CourseForm
    submit_label = "Save"

    def allowed(self) -> None:
        """Let in who runs the programme."""
        self.found = get_object_or_404(Programme, uuid=self.key("programme"))
        if not may(self.person, "change", self.found):
            raise Http404

    def trail(self) -> list[tuple[str, str]]:
        """Return the way through the programme."""
        programme = reverse("hunar_running_staff:programme", args=[self.found.uuid])
        return [(reverse("hunar_running_staff:programmes"), "Programmes"), (programme, self.found.name)]

    def form_valid(self, form: CourseForm) -> HttpResponse:
        """Begin it and go to its first page in the editor."""
        try:
            course = begin_course(self.found, by=self.person, **form.cleaned_data)
        except NoCatalogue as problem:
            form.add_error(None, str(problem))
            return self.form_invalid(form)
        messages.success(self.request, f"{course.title} is begun. Write its first lesson below it.")
        return redirect("wagtailadmin_pages:edit", course.pk)
