"""What this room adds to Wagtail."""

from typing import Any

from wagtail import hooks


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    """Name our verbs in Wagtail's audit log."""
    for verb, label, message in (
        ("assign_role", "Give role", "A role was given"),
        ("end_role", "End role", "A role was ended"),
        ("issue_slip", "Issue slip", "A start slip was issued"),
        ("use_slip", "Use slip", "A start slip was used to set a PIN"),
        ("change_pin", "Change PIN", "The person changed her PIN"),
    ):
        actions.register_action(f"hunar_people.{verb}", label, message)
