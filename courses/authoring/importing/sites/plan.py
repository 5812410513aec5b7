"""What a folder holds, before a text in it was read."""

from dataclasses import dataclass, field
from pathlib import PurePosixPath

from courses.authoring.importing.texts import names

PAGES = frozenset({".md", ".markdown", ".mdx", ".rmd", ".qmd", ".ipynb"})
# About the project, not of the course.
OF_THE_PROJECT = names(
    "readme license licence contributing code_of_conduct code-of-conduct conduct changelog authors "
    "contributors citation news security maintainers pull_request_template issue_template links summary todo "
    "copyright notice support"
)


@dataclass(frozen=True)
class Entry:
    """One lesson: its file, and the title by which it is listed when the list gives one."""

    path: str
    title: str = ""


@dataclass(frozen=True)
class Part:
    """One module. ``source`` names it for ever."""

    source: str
    title: str
    entries: tuple[Entry, ...]


@dataclass
class Plan:
    """All modules; files whose text is for trainers alone; a text that belongs below every lesson."""

    parts: list[Part] = field(default_factory=list)
    for_trainers: list[str] = field(default_factory=list)
    below: str = ""
    content: str = ""


def is_page(path: str) -> bool:
    """Whether a file can be a lesson."""
    return PurePosixPath(path).suffix.lower() in PAGES


def is_of_the_project(path: str) -> bool:
    """Whether a file is about the project that made the course."""
    return PurePosixPath(path).stem.lower() in OF_THE_PROJECT


def is_index(path: str) -> bool:
    """Whether a file stands for the folder it lies in."""
    return PurePosixPath(path).stem.lower() in ("index", "_index", "readme")


def folder_of(path: str) -> str:
    """The folder of a file, empty for the outermost."""
    parent = str(PurePosixPath(path).parent)
    return "" if parent == "." else parent


def under(path: str, folder: str) -> bool:
    """Whether a file lies in a folder or below it."""
    return not folder or path.startswith(f"{folder}/")
