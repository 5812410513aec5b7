"""What a trainer should hear about a recording that could be processed and has a fault all the same."""

from django.utils.translation import gettext as _

from media_pipeline.pipeline.facts import Facts

# A voice near a phone is at -30 to -20 LUFS.
QUIET = -45.0


def remarks(facts: Facts) -> list[str]:
    """Sentences in the reader's language: what was found, what was done, what to do next time."""
    found = []
    if facts.silent:
        found.append(_("There is only silence in the sound track. Check that the microphone is on and chosen."))
    if facts.one_channel is not None:
        found.append(_("The two sides of the sound cancel each other, so one of them is used."))
    if facts.loudness is not None and facts.loudness < QUIET:
        found.append(_("The voice is very quiet and was made louder, with its noise. Speak closer to the microphone."))
    return found
