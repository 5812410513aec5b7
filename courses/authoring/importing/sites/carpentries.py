"""Lessons of The Carpentries: Sandpaper's folders, and the older ones of Jekyll."""

from typing import Any

from django.utils.translation import gettext as _

from courses.authoring.importing.folder import Folder
from courses.authoring.importing.markdown.page import from_name
from courses.authoring.importing.sites.plan import Entry, Part, Plan, folder_of, is_of_the_project, is_page, under
from courses.authoring.importing.sites.settings import read_settings

EPISODES = ("episodes", "_episodes", "_episodes_rmd")
FURTHER = ("learners", "_extras")
TRAINERS = ("instructors",)
SKIPPED = ("profiles",)
# Of the older kind, among what is for everybody.
GUIDES = frozenset({"guide", "instructor-notes", "instructors"})


def plan(folder: Folder, title: str) -> Plan | None:
    """The plan of such a folder; None for any other."""
    settings = read_settings(folder, "config.yaml", "_config.yml", "config.yml")
    where = next((name for name in EPISODES if _pages(folder, name)), None)
    if where is None:
        return None
    order = settings.get("episodes") or settings.get("episode_order") or []
    entries = _ordered(folder, where, order)
    index = folder.find("index.md")
    first = [Entry(index)] if index else []
    made = Plan([Part(where, title, (*first, *entries))], content=where)
    for name in FURTHER:
        made.for_trainers += [path for path in _pages(folder, name) if _stem(path) in GUIDES]
        further = [
            entry for entry in _ordered(folder, name, settings.get(name) or []) if _stem(entry.path) not in GUIDES
        ]
        if further:
            made.parts.append(Part(name, from_name(name.lstrip("_")), tuple(further)))
    for name in TRAINERS:
        made.for_trainers += [entry.path for entry in _ordered(folder, name, settings.get(name) or [])]
    for name in SKIPPED:
        for path in _pages(folder, name):
            folder.tell(path, _("It describes whom the course is for. It was left out."))
    links = folder.find("links.md") or folder.find("_includes/links.md")
    made.below = folder.text(links) if links else ""
    return made


def _ordered(folder: Folder, where: str, order: Any) -> list[Entry]:
    """The pages of a folder in the order the settings list them; those that are not listed come last, and are told."""
    pages = _pages(folder, where)
    named = [str(name) for name in order] if isinstance(order, list) else []
    found = [next((path for path in pages if path == f"{where}/{name}" or _stem(path) == name), None) for name in named]
    for name, path in zip(named, found, strict=True):
        if path is None:
            folder.tell("config.yaml", _("“%s” is listed and is not there.") % name)
    listed = list(dict.fromkeys(path for path in found if path))
    others = [path for path in pages if path not in listed]
    if listed:
        for path in others:
            folder.tell(
                path, _("It is not in the list of lessons. It was put behind them; remove it if it is out of date.")
            )
    return [Entry(path) for path in (*listed, *others)]


def _pages(folder: Folder, where: str) -> list[str]:
    return [
        path
        for path in folder.files
        if under(path, where) and is_page(path) and folder_of(path) == where and not is_of_the_project(path)
    ]


def _stem(path: str) -> str:
    return path.rpartition("/")[2].rpartition(".")[0]
