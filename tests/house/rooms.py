"""The house as the tests see it: each room's package, label and floor."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

# From the ground up; rooms on one line stand on the same floor and never lean on each other.
FLOORS: list[dict[str, str]] = [
    {"hunar_foundation": "lms.foundation"},
    {"hunar_people": "lms.people"},
    {"hunar_media": "media_pipeline"},
    {"hunar_courses": "courses.authoring"},
    {"hunar_running": "courses.running"},
    {"hunar_assessments": "assessments", "hunar_certificates": "certificates"},
    {"hunar_learner": "lms.learner", "hunar_desk": "lms.desk"},
    {"hunar_project": "lms.project"},
]
PACKAGES = {label: package for floor in FLOORS for label, package in floor.items()}
FLOOR_OF = {label: number for number, floor in enumerate(FLOORS) for label in floor}


def folder(label: str) -> Path:
    """The room's folder in the tree."""
    return ROOT / PACKAGES[label].replace(".", "/")


def may_lean_on(label: str, other: str) -> bool:
    """Whether ``label`` may know of ``other``: itself, and rooms on lower floors."""
    return label == other or FLOOR_OF[other] < FLOOR_OF[label]


def files(label: str, pattern: str) -> list[Path]:
    """The room's own files of a kind, those of a room nested in it left out."""
    others = [folder(other) for other in PACKAGES if other != label and folder(label) in folder(other).parents]
    return [path for path in folder(label).rglob(pattern) if not any(other in path.parents for other in others)]
