"""Pictures become small files once, when they come in, and handouts are copied; compiling only reads them."""

from courses.authoring.pictures.drawing import clean_svg
from courses.authoring.pictures.handouts import handout_facts, keep_handout
from courses.authoring.pictures.keep import keep_picture, picture_facts
from courses.authoring.pictures.of_page import keep_files_of
from courses.authoring.pictures.originals import find_original, hash_of, new_original
from courses.authoring.pictures.shrink import UnreadablePicture, opened_picture

__all__ = [
    "UnreadablePicture",
    "clean_svg",
    "find_original",
    "handout_facts",
    "hash_of",
    "keep_files_of",
    "keep_handout",
    "keep_picture",
    "new_original",
    "opened_picture",
    "picture_facts",
]
