"""Districts as versioned data: ``docs/reference/districts.md`` says where they come from and how sure each date is."""

import json
from dataclasses import dataclass
from importlib.resources import files


@dataclass(frozen=True)
class DistrictRow:
    """A district while its borders were so. Dates are days as text: the first, and the last."""

    code: str
    name_en: str
    name_ur: str
    province: str
    division: str = ""
    merged: bool = False
    valid_from: str | None = None
    valid_to: str | None = None
    predecessor: str | None = None


def district_rows() -> list[DistrictRow]:
    """Return the districts that ship with this room; a predecessor stands before what came of it."""
    raw = files(__name__).joinpath("pakistan.json").read_text(encoding="utf-8")
    return [DistrictRow(**row) for row in json.loads(raw)]
