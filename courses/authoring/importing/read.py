"""Material of any kind that is understood, into an outline."""

from pathlib import Path

from django.utils.translation import gettext as _

from courses.authoring.importing.outline import Outline
from courses.authoring.importing.site import read_folder
from courses.authoring.importing.word.guard import LARGEST_FILE
from courses.authoring.importing.word.read import read_word, stopped


def read_material(place: Path) -> Outline:
    """The outline of a folder of Markdown or a Word file; one that is stopped for anything else. Never fails."""
    try:
        if place.is_dir():
            return read_folder(place)
        if place.suffix.lower() == ".docx" and place.is_file():
            with place.open("rb") as file:
                return read_word(file.read(LARGEST_FILE + 1), place.name)
    except OSError as reason:
        return stopped(place.name, _("It could not be read: %s.") % (reason.strerror or "?"))
    return stopped(place.name, _("This is neither a folder nor a Word file (.docx)."))
