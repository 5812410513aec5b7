"""What this room offers to the rooms above it, besides the abstract ``models.ActivityPage``."""

from courses.authoring.actions.new_course import NoCatalogue, new_course
from courses.authoring.actions.release import make_edition, release
from courses.authoring.compiling.context import CompileContext
from courses.authoring.compiling.course import compile_course
from courses.authoring.compiling.facts import Compiled
from courses.authoring.compiling.findings import NotReleasable
from courses.authoring.compiling.fragments import body_fragment
from courses.authoring.compiling.richtext import clean
from courses.authoring.compiling.words import way_name
from courses.authoring.corrections import NotACorrection
from courses.authoring.editions.difference import Change, difference, differs_in_words_alone, more_than_words
from courses.authoring.editions.manifest import Activity, Manifest, Module
from courses.authoring.editions.read import (
    NotInEdition,
    course_titles,
    courses,
    courses_and_libraries,
    edition_file,
    editions_of,
    fragment,
    latest_edition,
    load_manifest,
    sealed_part,
)
from courses.authoring.editions.readers import Reader, register_readers
from courses.authoring.editions.saving import pictures_on_tap
from courses.authoring.intakes import Intake, register_intakes
from courses.authoring.licences import SHORT as LICENCES
from courses.authoring.permissions import may
from courses.authoring.portable.rooms import register_portable
from courses.authoring.querysets import guide_url, tracks
from courses.authoring.signals import edition_corrected

__all__ = [
    "LICENCES",
    "Activity",
    "Change",
    "CompileContext",
    "Compiled",
    "Intake",
    "Manifest",
    "Module",
    "NoCatalogue",
    "NotACorrection",
    "NotInEdition",
    "NotReleasable",
    "Reader",
    "body_fragment",
    "clean",
    "compile_course",
    "course_titles",
    "courses",
    "courses_and_libraries",
    "difference",
    "differs_in_words_alone",
    "edition_corrected",
    "edition_file",
    "editions_of",
    "fragment",
    "guide_url",
    "latest_edition",
    "load_manifest",
    "make_edition",
    "may",
    "more_than_words",
    "new_course",
    "pictures_on_tap",
    "register_intakes",
    "register_portable",
    "register_readers",
    "release",
    "sealed_part",
    "tracks",
    "way_name",
]
