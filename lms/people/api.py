"""What this room offers to the rooms above it."""

from lms.people.actions.many import NewTrainee, draw_slips, keep_slips, new_trainees
from lms.people.actions.persons import new_trainee, set_language
from lms.people.actions.roles import assign_role, end_role
from lms.people.actions.slips import issue_slip
from lms.people.groups import managed_group, register_group_rights
from lms.people.identifiers import (
    BadIdentifier,
    keep_identifier,
    one_spelling,
    persons_with_identifier,
    read_identifier,
)
from lms.people.many_sheets import render_many_slips
from lms.people.matching import persons_by_numbers, persons_by_username
from lms.people.permissions import sees_jobs
from lms.people.requests import is_superuser, person_of, person_of_user, person_uuid_of_request
from lms.people.roles import (
    CENTRE_MANAGER,
    CERTIFICATE_OFFICER,
    PROGRAMME_ADMIN,
    RELEASING_TRAINER,
    REVIEWER,
    TRAINER,
    WOMENS_BATCHES,
    Roles,
    persons_with,
    roles_of,
)
from lms.people.scopes import SITE, Scope, register_ancestors, register_scope_type, with_ancestors
from lms.people.slip_sheet import SheetError, render_slips, set_on_paper

__all__ = [
    "CENTRE_MANAGER",
    "CERTIFICATE_OFFICER",
    "PROGRAMME_ADMIN",
    "RELEASING_TRAINER",
    "REVIEWER",
    "SITE",
    "TRAINER",
    "WOMENS_BATCHES",
    "BadIdentifier",
    "NewTrainee",
    "Roles",
    "Scope",
    "SheetError",
    "assign_role",
    "draw_slips",
    "end_role",
    "is_superuser",
    "issue_slip",
    "keep_identifier",
    "keep_slips",
    "managed_group",
    "new_trainee",
    "new_trainees",
    "one_spelling",
    "person_of",
    "person_of_user",
    "person_uuid_of_request",
    "persons_by_numbers",
    "persons_by_username",
    "persons_with",
    "persons_with_identifier",
    "read_identifier",
    "register_ancestors",
    "register_group_rights",
    "register_scope_type",
    "render_many_slips",
    "render_slips",
    "roles_of",
    "sees_jobs",
    "set_language",
    "set_on_paper",
    "with_ancestors",
]
