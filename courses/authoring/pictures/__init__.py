"""Pictures become small files once, when they come in, and handouts are copied; compiling only reads them."""

from courses.authoring.pictures.drawing import clean_svg
from courses.authoring.pictures.handouts import handout_facts, keep_handout
from courses.authoring.pictures.keep import keep_picture, picture_facts
from courses.authoring.pictures.of_page import keep_files_of
from courses.authoring.pictures.shrink import UnreadablePicture

__all__ = [
    "UnreadablePicture",
    "clean_svg",
    "handout_facts",
    "keep_files_of",
    "keep_handout",
    "keep_picture",
    "picture_facts",
]
