"""What readers would miss in what was compiled: told to authors before a release, and never in the way of one.

Judged by the bytes that readers get, so that a remembered activity is judged as a new one is.
"""

import re
from collections.abc import Iterator, Mapping

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from courses.authoring.compiling.facts import ActivityBytes
from courses.authoring.compiling.words import word
from courses.authoring.models import OutsideLink
from courses.authoring.outside.addresses import addresses_in
from courses.authoring.outside.ask import State

# The compiler writes pictures and players in this one form.
UNTOLD_PICTURE = re.compile(rb'<img [^>]*alt=""')
PLAYER = re.compile(rb"<(?:audio|video) .*?</(?:audio|video)>", re.DOTALL)
# Canonical JSON sorts its names, and of a lecture's names "captions" comes first, else "class".
LECTURES = b'"lectures":{'
MUTE = b'":{"class":'

# What became of addresses, for those that are dead.
DeadLinks = Mapping[str, OutsideLink]


def dead_links() -> dict[str, OutsideLink]:
    """Every address that did not answer when it was last tried."""
    return {link.address: link for link in OutsideLink.objects.exclude(state=State.ANSWERS)}


def warnings_of(made: ActivityBytes, dead: DeadLinks) -> Iterator[tuple[str, str]]:
    """Sentences with the language whose page they are about."""
    for language in _without_captions(made):
        yield language, _("Its lecture has no captions: who cannot hear it gets nothing of what is said.")
    for language, fragment in made.fragments.items():
        if f"<p>{word('unchecked', language)}</p>".encode() in fragment:
            yield language, _("Readers are told that a machine translated it and nobody has checked it yet.")
        # Looking for a plain string first costs a tenth of the search that only few fragments need.
        if b'alt=""' in fragment and UNTOLD_PICTURE.search(fragment):
            yield language, _("A picture in it is not told in words: who cannot see it learns nothing of it.")
        if b"preload=" in fragment and any(b"<track " not in player for player in PLAYER.findall(fragment)):
            yield language, _("A recording in its text has no captions.")
        for address in addresses_in([fragment]) if dead else ():
            if address in dead:
                yield language, _sentence(dead[address])


def _without_captions(made: ActivityBytes) -> list[str]:
    """The languages whose lecture nobody can read along with."""
    start = made.entry.rfind(LECTURES)
    before = made.entry[start:].split(MUTE)[:-1] if start >= 0 else []
    return [each.rpartition(b'"')[2].decode() for each in before]


def _sentence(link: OutsideLink) -> str:
    told = {"address": link.address, "day": date_format(timezone.localtime(link.tried_at), "j F Y")}
    if link.state == State.GONE:
        return _("A link in it leads nowhere any more (tried on %(day)s): %(address)s") % told
    return _("A link in it did not answer when it was tried on %(day)s: %(address)s") % told
