"""Columns that rooms above add to the table of a batch."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from courses.running.exporting.cells import Cell
from courses.running.models import Cohort

# Cells of each enrolment of a batch, by its uuid; in a number of queries that does not grow with the batch.
Supplier = Callable[[Cohort], Mapping[UUID, Sequence[Cell]]]


@dataclass(frozen=True)
class MoreColumns:
    """Headings, and who fills the cells below them."""

    headings: tuple[str, ...]
    supplier: Supplier


_more: list[MoreColumns] = []


def register_export_columns(headings: Sequence[str], supplier: Supplier) -> None:
    """Add columns at the end of every batch's table. An enrolment that the supplier leaves out has empty cells."""
    _more.append(MoreColumns(tuple(headings), supplier))


def more_columns() -> tuple[MoreColumns, ...]:
    """Return what was registered, in its order."""
    return tuple(_more)
