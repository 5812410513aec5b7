"""Sites whose order is that of their files: Docusaurus, Hugo, and plain folders. A folder is a module."""

from pathlib import PurePosixPath
from typing import Any

from django.utils.translation import gettext as _

from courses.authoring.importing.folder import Folder, natural
from courses.authoring.importing.markdown.front_matter import split
from courses.authoring.importing.markdown.lines import numbered
from courses.authoring.importing.markdown.page import from_name
from courses.authoring.importing.markdown.structured import number, words
from courses.authoring.importing.sites.plan import (
    Entry,
    Part,
    Plan,
    folder_of,
    is_index,
    is_of_the_project,
    is_page,
    under,
)
from courses.authoring.importing.sites.settings import read_settings

CONTENT = ("docs", "content/docs", "content/en", "content", "src", "book", "lessons", "chapters")
POSITIONS = ("sidebar_position", "weight", "nav_order", "order", "position", "chapter")
LAST = 1e9


def plan(folder: Folder, title: str) -> Plan:
    """Every page below the content, folder by folder."""
    content = _content(folder)
    for path in ("sidebars.js", "sidebars.ts"):
        if folder.find(path):
            folder.tell(path, _("It is a program and is not run. The order of files and their positions are used."))
    fronts = {path: _front(folder, path) for path in folder.files if _is_lesson(folder, path, content)}
    shown = {path: front for path, front in fronts.items() if not _is_draft(folder, path, front)}
    groups: dict[str, list[str]] = {}
    for path in shown:
        groups.setdefault(_module_of(folder, path, content), []).append(path)
    order = sorted(groups, key=lambda place: _place(folder, shown, place, content))
    parts = [_part(folder, shown, place, groups[place], title if place == content else "") for place in order]
    return Plan(parts, content=content)


def _module_of(folder: Folder, path: str, content: str) -> str:
    """The folder that is a page's module: the one above when the page has a folder to itself, with its pictures."""
    here = folder_of(path)
    alone = sum(is_page(each) and under(each, here) for each in folder.files) == 1
    own = alone and here != content and PurePosixPath(path).stem.lower() == "index" and under(here, content)
    return folder_of(here) if own else here


def _content(folder: Folder) -> str:
    return next((place for place in CONTENT if any(is_page(path) and under(path, place) for path in folder.files)), "")


def _is_lesson(folder: Folder, path: str, content: str) -> bool:
    if not is_page(path) or not under(path, content):
        if is_page(path) and not is_of_the_project(path):
            folder.tell(path, _("It lies outside of “%s”, where the course is. It was left out.") % content)
        return False
    if path.rpartition("/")[2].startswith("_") and not is_index(path):
        folder.tell(path, _("By its name it is a part of other pages. It was left out; put its text where it belongs."))
        return False
    return not is_of_the_project(path) or (is_index(path) and path != "README.md") or _only_readme(folder, path)


def _only_readme(folder: Folder, path: str) -> bool:
    """Whether the project's own page is all there is."""
    return is_index(path) and sum(map(is_page, folder.files)) == 1


def _front(folder: Folder, path: str) -> dict[str, Any]:
    # What is wrong with it is told when the page is read.
    return split(numbered(folder.text(path)), lambda _line, _sentence: None)[0]


def _is_draft(folder: Folder, path: str, front: dict[str, Any]) -> bool:
    draft = (
        words(front.get("draft")) == "true" or words(front.get("published")) == "false" or front.get("draft") is True
    )
    if draft:
        folder.tell(path, _("Its authors marked it as a draft. It was left out."))
    return draft


def _part(folder: Folder, fronts: dict[str, dict[str, Any]], place: str, paths: list[str], title: str) -> Part:
    index = next((path for path in paths if is_index(path) and folder_of(path) == place), None)
    said = _category(folder, place).get("label") or (fronts[index].get("title") if index else "")
    ordered = sorted(paths, key=lambda path: (_position(fronts[path], path == index), natural(path)))
    return Part(place or ".", title or words(said, 200) or from_name(place), tuple(map(Entry, ordered)))


def _position(front: dict[str, Any], is_first: bool) -> float:  # noqa: FBT001
    """Where a page says it stands; the page of the folder itself comes first."""
    said = next((number(front[name]) for name in POSITIONS if number(front.get(name)) is not None), None)
    if is_first:
        return -LAST
    return LAST if said is None else said


def _place(folder: Folder, fronts: dict[str, dict[str, Any]], place: str, content: str) -> list[Any]:
    """The order of modules: by position and name at every step of the way down."""
    steps = place.split("/") if place else []
    key: list[Any] = []
    for depth in range(len([part for part in content.split("/") if part]), len(steps)):
        here = "/".join(steps[: depth + 1])
        said = number(_category(folder, here).get("position"))
        for path in (f"{here}/_index.md", f"{here}/index.md"):
            if said is None and path in fronts:
                said = next((number(fronts[path][name]) for name in POSITIONS if name in fronts[path]), None)
        key.append((LAST if said is None else said, natural(steps[depth])))
    return key


def _category(folder: Folder, place: str) -> dict[str, Any]:
    return read_settings(folder, *(f"{place}/_category_.{suffix}" for suffix in ("json", "yml", "yaml")))
