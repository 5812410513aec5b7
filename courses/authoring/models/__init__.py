"""What is taught: pages for authors, editions for everybody else."""

from courses.authoring.models.activity import ActivityPage
from courses.authoring.models.base import KeyedPage, Page, UnservedPage
from courses.authoring.models.catalogue import CataloguePage
from courses.authoring.models.collection import CourseCollection
from courses.authoring.models.compiled import CompiledActivity
from courses.authoring.models.course import CoursePage
from courses.authoring.models.edition import Edition, EditionFile
from courses.authoring.models.guide import GuidePage
from courses.authoring.models.imported import ImportedSource
from courses.authoring.models.kept import Handout, Picture
from courses.authoring.models.lesson import LessonPage
from courses.authoring.models.library import ModuleLibraryPage, SharedModulePage
from courses.authoring.models.listing import EditionListing
from courses.authoring.models.module import ModulePage
from courses.authoring.models.outside import OutsideLink
from courses.authoring.models.provenance import EditionPage
from courses.authoring.models.review import CourseReviewTask
from courses.authoring.models.roadmap import RoadmapPage
from courses.authoring.models.track import Track
from courses.authoring.models.webinar import WebinarPage

__all__ = [
    "ActivityPage",
    "CataloguePage",
    "CompiledActivity",
    "CourseCollection",
    "CoursePage",
    "CourseReviewTask",
    "Edition",
    "EditionFile",
    "EditionListing",
    "EditionPage",
    "GuidePage",
    "Handout",
    "ImportedSource",
    "KeyedPage",
    "LessonPage",
    "ModuleLibraryPage",
    "ModulePage",
    "OutsideLink",
    "Page",
    "Picture",
    "RoadmapPage",
    "SharedModulePage",
    "Track",
    "UnservedPage",
    "WebinarPage",
]
