"""What staff may do with a batch: the everyday verbs as buttons, the others behind the three dots."""

from django.urls import reverse
from wagtail.admin.widgets.button import Button, HeaderButton

from courses.running.models import Cohort
from courses.running.permissions import may
from lms.people.models import Person

# Right, address, label, icon.
EVERY_DAY = (
    ("see", "add_session", "Take a roll", "calendar-check"),
    ("see", "plan_session", "Plan a class", "date"),
    ("enrol", "add_trainee", "Add a trainee", "user"),
    ("enrol", "import", "Bring in a list", "upload"),
    ("enrol", "seats", "Seats", "list-ul"),
)
NOW_AND_THEN = (
    ("extend", "windows", "Everybody's window", "time"),
    ("change", "change_cohort", "Change the batch", "edit"),
)


def every_day(person: Person, cohort: Cohort) -> list[HeaderButton]:
    """Return the buttons above a batch, in order."""
    return [
        HeaderButton(label, url=address(name, cohort), icon_name=icon, priority=10 * place)
        for place, (verb, name, label, icon) in enumerate(EVERY_DAY)
        if may(person, verb, cohort)
    ]


def now_and_then(person: Person, cohort: Cohort) -> list[Button]:
    """Return what stands behind the three dots, in order."""
    found = [row[1:] for row in NOW_AND_THEN if may(person, row[0], cohort)]
    if may(person, "create_cohort", cohort.programme):
        found.append(("copy_cohort", "Copy this batch", "copy"))
    buttons = [
        Button(label, url=address(name, cohort), icon_name=icon, priority=10 * place)
        for place, (name, label, icon) in enumerate(found)
    ]
    exports = (("xlsx", 80), ("csv", 90)) if may(person, "export", cohort) else ()
    return buttons + [
        Button(f"Export {form.upper()}", url=address("export", cohort, form), icon_name="download", priority=priority)
        for form, priority in exports
    ]


def address(name: str, cohort: Cohort, *more: str) -> str:
    """Return where a verb of a batch is done."""
    return reverse(f"hunar_running_staff:{name}", args=[cohort.uuid, *more])
