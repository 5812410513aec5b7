"""Programmes to start from, as data: one JSON file each. ``docs/reference/presets.md`` lists them."""

import json
from functools import cache
from importlib.resources import files
from typing import Any
from uuid import UUID, uuid5

from courses.running.policy import Policy
from courses.running.policy.part import Part

# A preset loaded by its name is the same programme on every site.
LOADED = UUID("9b0c7f0e-6f7c-4f0a-9b61-7a3a5b0e4c11")


class Preset(Part):
    """A programme to start from. ``source`` says which of its figures are the programme's own and which are ours."""

    name: str
    title: str
    title_ur: str
    source: str
    policy: Policy

    @property
    def uuid(self) -> UUID:
        """The key of the programme that ``load_presets`` makes of it."""
        return uuid5(LOADED, self.name)

    def policy_json(self) -> dict[str, Any]:
        """Return the policy as a programme stores it."""
        return self.policy.as_json()


@cache
def presets() -> dict[str, Preset]:
    """Return every preset that ships with this room, by name."""
    found = [entry for entry in files(__name__).iterdir() if entry.name.endswith(".json")]
    read = [Preset.model_validate(json.loads(entry.read_text(encoding="utf-8"))) for entry in found]
    return {preset.name: preset for preset in sorted(read, key=lambda preset: preset.title)}
