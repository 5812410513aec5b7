"""What this room adds to Wagtail."""

from typing import Any

from django.http import HttpRequest
from django.urls import include, path, reverse_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from courses.running.panels import NoticesPanel
from courses.running.staff.lists import has_a_role, runs_programmes
from lms.people.api import person_of


class BatchesItem(MenuItem):
    """Batches, for whoever has a role in one."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Show it to trainers and programme admins."""
        return has_a_role(person_of(request))


class ProgrammesItem(MenuItem):
    """Programmes and their outages, for whoever runs one."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Show it to programme admins."""
        return runs_programmes(person_of(request))


@hooks.register("register_admin_urls")
def staff_addresses() -> list[Any]:
    """Mount the staff screens."""
    return [path("", include("courses.running.staff.urls"))]


@hooks.register("register_admin_menu_item")
def batches_item() -> MenuItem:
    """Return the way to the batches."""
    address = reverse_lazy("hunar_running_staff:cohorts")
    return BatchesItem("Batches", address, name="hunar-batches", icon_name="group", order=300)


@hooks.register("register_admin_menu_item")
def programmes_item() -> MenuItem:
    """Return the way to the programmes."""
    address = reverse_lazy("hunar_running_staff:programmes")
    return ProgrammesItem("Programmes", address, name="hunar-programmes", icon_name="folder-open-inverse", order=310)


@hooks.register("register_admin_menu_item")
def outages_item() -> MenuItem:
    """Return the way to the outages."""
    address = reverse_lazy("hunar_running_staff:outages")
    return ProgrammesItem("Outages", address, name="hunar-outages", icon_name="warning", order=320)


@hooks.register("construct_homepage_panels")
def add_notices(request: HttpRequest, panels: list[Any]) -> None:  # noqa: ARG001
    """Show her notices on her first screen."""
    panels.append(NoticesPanel())


@hooks.register("register_admin_menu_item")
def attendance_item() -> MenuItem:
    """Return the way to the centres' attendance."""
    address = reverse_lazy("hunar_running_staff:attendance")
    return BatchesItem("Attendance", address, name="hunar-attendance", icon_name="calendar-check", order=305)


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    """Name our verbs in Wagtail's audit log."""
    for verb, label, message in (
        ("create_programme", "Add programme", "A programme was added"),
        ("change_programme", "Change programme", "A programme was changed"),
        ("offer_courses", "Offer courses", "The courses of a programme were chosen"),
        ("create_cohort", "Add batch", "A batch was added"),
        ("change_cohort", "Change batch", "Days, place or audience of a batch were changed"),
        ("copy_cohort", "Copy batch", "A batch was planned as a copy of another"),
        ("open_cohort", "Open batch", "A batch was opened on an edition"),
        ("move_cohort", "Move batch", "A batch was moved to another edition"),
        ("end_cohort", "End batch", "A batch was ended"),
        ("export_cohort", "Export batch", "The table of a batch was taken away as a file"),
        ("refused_roster", "Refuse names", "The names in a batch for women were refused to somebody on the staff"),
        ("enrol", "Enrol", "A trainee was added to a batch"),
        ("withdraw", "Withdraw", "A trainee was withdrawn from a batch"),
        ("extend", "More days", "A window was given more days"),
        ("freeze", "Freeze window", "The clock of a window was stopped"),
        ("resume", "Let window go on", "The clock of a window goes on"),
        ("close", "Close window", "A window was closed"),
        ("reopen", "Open window again", "A window that was closed was opened again"),
        ("undo", "Take back", "A change of a window was taken back"),
        ("change_windows", "Change windows", "The windows of a batch were changed"),
        ("take_back_windows", "Take windows back", "A change of a batch's windows was taken back"),
        ("record_outage", "Record outage", "An outage was recorded"),
        ("take_back_outage", "Take outage back", "An outage was taken back"),
        ("create_session", "Add class", "A class session was added"),
        ("change_seats", "Change seats", "The number of seats of a batch was changed"),
        ("close_first_session", "Close first class", "The roll of the first class was closed and its no-shows named"),
        (
            "change_join_code",
            "Change join code",
            "The code by which trainees join a batch was made, renewed or stopped",
        ),
        ("ask_import", "Bring in trainees", "A list of trainees was uploaded to a batch"),
        ("import_trainees", "Import trainees", "Trainees of an uploaded list were added to a batch"),
        ("import_slips", "Print slips of a list", "The start slips of an uploaded list were printed"),
        ("set_webinar", "Set webinar", "Time and place of a webinar were set"),
        ("take_roll", "Take roll", "The roll of a class session was taken or corrected"),
        ("unlock_roll", "Unlock roll", "A locked roll was unlocked until the end of the day"),
        ("power_cut", "Power cut", "A power cut in a class was recorded"),
        ("undo_power_cut", "Take power cut back", "A power cut in a class was taken back"),
        ("import_punches", "Bring in punches", "A file of a device was brought in"),
        ("correct_clock", "Correct clock", "The clock of a device was put right for a file"),
        ("give_number", "Give number", "A number of a centre's devices was given to a trainee"),
        ("complete_stay", "Complete stay", "The missing half of a punch was added"),
        ("count_again", "Count again", "The punches that waited at a centre were counted again"),
        ("add_women_hours", "Hours for women", "Hours of a centre were kept for women"),
        ("drop_women_hours", "Drop hours for women", "Hours of a centre were opened to everybody"),
        ("issue_cards", "Issue cards", "Cards of a batch were issued"),
    ):
        actions.register_action(f"hunar_running.{verb}", label, message)
