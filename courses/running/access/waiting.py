"""Modules that open after others. Pure."""

from collections.abc import Set

from courses.authoring.api import Manifest, Module
from courses.running.access.facts import Missing


def waits_for(manifest: Manifest, module: Module, done: Set[str]) -> list[Module]:
    """Return the modules that must be finished before ``module`` opens, of whose required activities some are left."""
    before = [manifest.module(key) for key in module.requires]
    return [each for each in before if each is not None and left_in(each, done)]


def unfinished_before(manifest: Manifest, module: Module, done: Set[str]) -> tuple[Missing, ...]:
    """Return what ``module`` still waits for: each such module, with how much of what is required is done."""
    return tuple(_missing(each, done) for each in waits_for(manifest, module, done))


def left_in(module: Module, done: Set[str]) -> bool:
    """Answer whether something required is not done yet."""
    return any(each.required and str(each.key) not in done for each in module.activities)


def _missing(module: Module, done: Set[str]) -> Missing:
    required = [each for each in module.activities if each.required]
    return Missing("module", sum(str(each.key) in done for each in required), len(required), str(module.key))
