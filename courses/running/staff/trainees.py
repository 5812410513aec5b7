"""One trainee of a batch: add her, print her slip, read and change her window."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from wagtail.admin import messages

from courses.running.access.clock import endless
from courses.running.access.rule import frozen, shut
from courses.running.access.words import missing_words, until_words
from courses.running.actions.enrolments import enrol, withdraw
from courses.running.actions.windows import close, extend, freeze, reopen, resume, undo
from courses.running.errors import Refusal
from courses.running.models import AccessEntry, Application, Cohort, Enrolment
from courses.running.permissions import may
from courses.running.seats.actions.waiting import enrol_or_wait
from courses.running.staff.base import StaffForm, StaffTemplate
from courses.running.staff.forms import CloseForm, ExtendForm, FreezeForm, TraineeForm
from courses.running.staff.story import story
from courses.running.standing import standing
from lms.foundation.api import late_events
from lms.people.api import issue_slip, new_trainee, render_slips
from lms.people.models import Person


class TraineeAdd(StaffForm):
    """Add a trainee to a batch, with an account of her own from now on if she has none."""

    page_title = "Add a trainee"
    form_class = TraineeForm
    submit_label = "Add the trainee"

    def allowed(self) -> None:
        """Let in who may enrol."""
        self.found = self.cohort("enrol")

    def trail(self) -> list[tuple[str, str]]:
        """Return the way through the batch."""
        return [*super().trail(), cohort_step(self.found)]

    def form_valid(self, form: TraineeForm) -> HttpResponse:
        """Enrol her; when the rules refuse, no account is left behind."""
        try:
            with transaction.atomic():
                verb = enrol_or_wait if form.cleaned_data["wait"] else enrol
                made = verb(self.trainee(form.cleaned_data), self.found, by=self.person)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        except ValidationError as error:
            form.add_error(None, error.messages)
            return self.form_invalid(form)
        if isinstance(made, Application):
            messages.success(self.request, "All seats are taken: she is on the waiting list now.")
            return redirect("hunar_running_staff:seats", self.found.uuid)
        messages.success(self.request, "Added to the batch. Print the start slip here.")
        return redirect("hunar_running_staff:trainee", self.found.uuid, made.uuid)

    def trainee(self, data: dict[str, Any]) -> Person:
        """Return the person meant, made when she is new."""
        if data["known"]:
            return data["person"]  # type: ignore[no-any-return]
        names = ("username", "display_name", "legal_name", "urdu_name", "gender", "language")
        return new_trainee(by=self.person, **{name: data[name] for name in names})


def cohort_step(cohort: Cohort) -> tuple[str, str]:
    """Return a batch as a step of the trail."""
    return reverse("hunar_running_staff:cohort", args=[cohort.uuid]), cohort.name


class TraineePage(StaffTemplate):
    """One trainee: her window and its story, progress, minutes; more days in one form."""

    template_name = "hunar_running/staff/trainee.html"

    def get_page_title(self) -> str:
        """Return the name peers see."""
        return self.found.person.display_name

    def trail(self) -> list[tuple[str, str]]:
        """Return the way through the batch."""
        return [*super().trail(), cohort_step(self.found.cohort)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Collect her standing and the entries of her window."""
        cohort = self.cohort()
        self.found = self.enrolment(cohort)
        stands = standing(self.found)
        account = self.found.person.user
        return super().get_context_data(
            cohort=cohort,
            enrolment=self.found,
            standing=stands,
            until=until_words(stands.decision, stands.facts),
            missing=[missing_words(item, stands.manifest) for item in stands.result.missing],
            story=story(stands),
            runs=may(self.person, "extend", self.found),
            slip=account is not None and not account.has_usable_password(),
            username=account.get_username() if account else "",
            extend_form=kwargs.pop("extend_form", None) or ExtendForm(),
            freeze_form=FreezeForm(),
            is_frozen=endless(frozen(stands.facts)),
            close_form=CloseForm(),
            is_shut=endless(shut(stands.facts)),
            devices=cohort.centre is not None and may(self.person, "import_punches", cohort.centre),
            badges=list(self.found.person.badges.filter(centre=cohort.centre_id).values_list("number", flat=True)),
            late=late_events(self.found.person.uuid, self.found.uuid),
            **kwargs,
        )


class TraineeVerb(StaffTemplate):
    """A button of a trainee's page; does its verb and goes back with a sentence."""

    http_method_names = ["post"]
    verb = ""

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Do it, or say why not."""
        found = self.enrolment(self.cohort())
        if not may(self.person, self.verb, found):
            raise Http404
        try:
            messages.success(request, self.act(request, found))
        except Refusal as refusal:
            messages.error(request, str(refusal))
        return redirect("hunar_running_staff:trainee", found.cohort.uuid, found.uuid)

    def act(self, request: HttpRequest, enrolment: Enrolment) -> str:
        """Do the verb and return a sentence."""
        raise NotImplementedError

    def now_reads(self, enrolment: Enrolment, done: str) -> str:
        """Return what was done and what the trainee reads of her window now."""
        stands = standing(enrolment, timezone.now())
        return format_html("{} {}.", done, until_words(stands.decision, stands.facts))


def checked(form: Any) -> dict[str, Any]:
    """Return the form's data, or refuse with its first sentence."""
    if not form.is_valid():
        raise Refusal(" ".join(message for errors in form.errors.values() for message in errors))
    return form.cleaned_data  # type: ignore[no-any-return]


class ExtendVerb(TraineeVerb):
    """More days."""

    verb = "extend"

    def act(self, request: HttpRequest, enrolment: Enrolment) -> str:
        """Give the days."""
        data = checked(ExtendForm(request.POST))
        extend(enrolment, days=data["days"], reason=data["reason"], by=self.person)
        return self.now_reads(enrolment, f"{data['days']} more days.")


class CloseVerb(TraineeVerb):
    """Close now."""

    verb = "close"

    def act(self, request: HttpRequest, enrolment: Enrolment) -> str:
        """Close the window."""
        close(enrolment, reason=checked(CloseForm(request.POST))["reason"], by=self.person)
        return "The window is closed. Its days run on; open it again here."


class ReopenVerb(TraineeVerb):
    """Open again what was closed."""

    verb = "close"

    def act(self, request: HttpRequest, enrolment: Enrolment) -> str:
        """Open it."""
        reopen(enrolment, reason="other", by=self.person)
        return self.now_reads(enrolment, "Open again.")


class FreezeVerb(TraineeVerb):
    """Stop the clock."""

    verb = "freeze"

    def act(self, request: HttpRequest, enrolment: Enrolment) -> str:
        """Freeze the window."""
        freeze(enrolment, reason=checked(FreezeForm(request.POST))["reason"], by=self.person)
        return "The clock stands still and the door is shut until you let it go on."


class ResumeVerb(TraineeVerb):
    """Let the clock go on."""

    verb = "freeze"

    def act(self, request: HttpRequest, enrolment: Enrolment) -> str:
        """Let it go on."""
        resume(enrolment, by=self.person)
        return self.now_reads(enrolment, "The clock goes on.")


class UndoVerb(TraineeVerb):
    """Take an entry back."""

    verb = "extend"

    def act(self, request: HttpRequest, enrolment: Enrolment) -> str:
        """Take it back."""
        entry = get_object_or_404(AccessEntry, enrolment=enrolment, uuid=self.key("entry"))
        undo(entry, by=self.person)
        return "Taken back. The line stays in the story."


class WithdrawVerb(TraineeVerb):
    """Withdraw her, or take her back."""

    verb = "withdraw"

    def act(self, request: HttpRequest, enrolment: Enrolment) -> str:
        """Withdraw or enrol again."""
        if enrolment.state == Enrolment.State.ACTIVE:
            withdraw(enrolment, by=self.person)
            return "Withdrawn. Marks and attendance stay."
        enrol(enrolment.person, enrolment.cohort, by=self.person)
        return "Back in the batch."


class SlipVerb(StaffTemplate):
    """Print a start slip: a new one, which voids the one before."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Return the slip as a PDF; its code is shown on it and nowhere else."""
        cohort = self.cohort("enrol")
        found = self.enrolment(cohort)
        try:
            pair = issue_slip(found.person, by=self.person, reason=request.POST.get("reason", ""))
        except ValueError as problem:
            messages.error(request, str(problem))
            return redirect("hunar_running_staff:trainee", cohort.uuid, found.uuid)
        response = HttpResponse(render_slips([pair]), content_type="application/pdf")
        response["Content-Disposition"] = 'attachment; filename="start-slip.pdf"'
        response["Cache-Control"] = "private, no-store"
        return response
