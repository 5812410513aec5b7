"""What became of links that lead out of courses."""

from hashlib import sha256

from django.db import models

from courses.authoring.outside.ask import State

STATES = [state.value for state in State]


class OutsideLink(models.Model):
    """One address on the web as it answered when it was last tried."""

    # An address may be longer than an index takes.
    name = models.CharField(max_length=64, unique=True)
    address = models.TextField()
    state = models.CharField(max_length=10, choices=[(state, state) for state in STATES])
    told = models.CharField(max_length=100, blank=True)
    tried_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(state__in=STATES), name="hunar_courses_link_state")]

    def __str__(self) -> str:
        """Where it leads."""
        return self.address[:100]


def name_of_address(address: str) -> str:
    """The key under which an address is remembered."""
    return sha256(address.encode()).hexdigest()
