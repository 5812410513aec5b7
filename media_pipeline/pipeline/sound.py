"""What a sound track needs before its voice is levelled: pure."""

from typing import Any

from media_pipeline.pipeline.facts import Facts

SHORTER_SECONDS = 1.0


def repairs(facts: Facts) -> str:
    """Filters that go before all others, each followed by a comma; empty for a sound track without a fault.

    Of two channels that cancel each other when added, one is used. A track that begins late or ends early is filled
    with silence, so that whoever listens alone comes to the last slide too. Levels need nothing here: the filter that
    levels the voice brings up a recording at -55 LUFS as well as one at -20.
    """
    filters = []
    if facts.one_channel is not None:
        filters.append(f"pan=mono|c0=c{facts.one_channel}")
    if 0 < facts.sound_end < facts.seconds - SHORTER_SECONDS:
        filters.append(f"apad=whole_dur={facts.seconds - facts.sound_start:.3f}")
    return "".join(f"{each}," for each in filters)


def repaired(recipe: dict[str, Any], facts: Facts) -> dict[str, Any]:
    """A sound recipe whose filters begin with the repairs that this recording needs."""
    return recipe | {"af": f"{repairs(facts)}{recipe['af']}"}
