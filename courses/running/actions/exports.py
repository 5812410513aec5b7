"""Taking the table of a batch away: who may, what she then sees, and the line that says so."""

from collections.abc import Iterator

from courses.running.actions.audit import record
from courses.running.exporting.cells import Cell
from courses.running.exporting.table import table_of
from courses.running.models import Cohort
from courses.running.permissions import may, require
from lms.people.models import Person


def export_cohort(cohort: Cohort, *, form: str, by: Person | None) -> Iterator[list[Cell]]:
    """Return the rows of a batch for ``by``, logged before the first of them is read.

    Names that stand on certificates come only to those who may see them; identifiers and numbers come to nobody.
    """
    require(by, "export", cohort)
    record(cohort, "export_cohort", by, cohort=str(cohort.uuid), form=form)
    return table_of(cohort, names=by is None or may(by, "see_names", cohort))
