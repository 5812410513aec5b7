"""A recording on a page of any site: ``{% load hunar_media %}{% hunar_player recording %}``."""

from typing import Any

from django import template

from media_pipeline.choices import choices
from media_pipeline.models import Recording
from media_pipeline.permissions import may_play
from media_pipeline.player import player, staff_base
from media_pipeline.querysets import preview_entry

register = template.Library()


@register.inclusion_tag("hunar_media/recording.html", takes_context=True)
def hunar_player(context: dict[str, Any], recording: Recording | None) -> dict[str, Any]:
    """The player of ``recording`` in the smallest way there is, and links to the others, each with its cost.

    ``?play=<rung>`` in the page's address chooses another way, ``&slide=7`` begins there. Nothing for ``None``; a
    sentence for a recording that is not ready, and for a reader whom the site does not let play it. Needs the request
    among the template's words.
    """
    shown: dict[str, Any] = {"recording": recording}
    if recording is None or not may_play(context["request"], recording):
        return shown | {"closed": True}
    if recording.state != Recording.State.READY:
        return shown | {"at_work": recording.state in {Recording.State.WAITING, Recording.State.WORKING}}
    entry = preview_entry(recording)
    ways = choices(entry)
    asked = context["request"].GET
    chosen = next((way for way in ways if way.rung == asked.get("play")), ways[0])
    fragment = player(entry, chosen.rung, base=staff_base(recording), from_slide=asked.get("slide", ""))
    return shown | {"player": fragment, "chosen": chosen, "others": [way for way in ways if way != chosen]}
