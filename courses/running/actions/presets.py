"""Programmes made from presets."""

from django.db import transaction

from courses.running.actions.programmes import create_programme
from courses.running.models import Programme
from courses.running.presets import Preset
from lms.people.models import Person


@transaction.atomic
def load_preset(preset: Preset, *, by: Person | None) -> Programme | None:
    """Make the programme of a preset, None where it stands already: it may have been changed, and is not touched."""
    if Programme.objects.filter(uuid=preset.uuid).exists():
        return None
    return create_programme(
        name=preset.title, name_ur=preset.title_ur, policy=preset.policy_json(), uuid=preset.uuid, by=by
    )


def start_from(preset: Preset, *, name: str, by: Person | None) -> Programme:
    """Make another programme from a preset, with a name of its own."""
    return create_programme(name=name, policy=preset.policy_json(), by=by)
