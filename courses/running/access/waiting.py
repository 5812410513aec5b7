"""Modules that open after others. Pure."""

from collections.abc import Set
from uuid import UUID

from courses.authoring.api import Manifest, Module
from courses.running.access.facts import Missing


def unfinished_before(manifest: Manifest, module: Module, done: Set[str]) -> tuple[Missing, ...]:
    """Return what ``module`` still waits for: each module it requires, with how much of what is required is done."""
    modules = {each.key: each for each in manifest.modules}
    return tuple(missing for key in module.requires if key in modules and (missing := _missing(modules[key], done)))


def waits_for(manifest: Manifest, module: Module, done: Set[str]) -> list[Module]:
    """Return the modules that must be finished before ``module`` opens."""
    waiting = {missing.key for missing in unfinished_before(manifest, module, done)}
    return [each for each in manifest.modules if str(each.key) in waiting]


def module_called(manifest: Manifest, key: str) -> Module | None:
    """Return the module of this key."""
    return next((each for each in manifest.modules if each.key == UUID(key)), None)


def _missing(module: Module, done: Set[str]) -> Missing | None:
    required = [each for each in module.activities if each.required]
    have = sum(str(each.key) in done for each in required)
    return None if have == len(required) else Missing("module", have, len(required), str(module.key))
