"""The user model of a Hunar site."""

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """An account: a username and a way in. Who the person is stands in ``lms.people``."""

    def __str__(self) -> str:
        """The username; it is made by the centre and is no name of a person."""
        return self.username
