"""`manage.py first_rows`: what an empty site begins with. `manage.py start` calls it; run again, it changes nothing."""

import os
from argparse import ArgumentParser
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from courses.authoring.models import CataloguePage
from courses.running.api import create_programme
from courses.running.models import Programme
from lms.people.models import Person
from lms.project.demo import reader
from lms.project.demo.pages import guide_pages
from lms.project.site.first_pages import catalogues


class Command(BaseCommand):
    """Makes the superuser, the programme, the catalogue with its guide, each unless it is there."""

    help = "Make the first superuser, the programme and the catalogue of an empty site."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Both names are needed."""
        parser.add_argument("--programme", required=True)
        parser.add_argument("--username", required=True)

    @transaction.atomic
    def handle(self, *_: Any, **options: Any) -> None:
        """All of it or nothing."""
        self.superuser(options["username"], os.environ.get("HUNAR_FIRST_PASSWORD", ""))
        if not Programme.objects.exists():
            create_programme(name=options["programme"], by=None)
        if not CataloguePage.objects.exists():
            guide = reader.guide()
            guide_pages(catalogues(), guide["screens"], guide["title"])

    def superuser(self, username: str, password: str) -> None:
        """The first superuser and her person; an existing one keeps her password."""
        model = get_user_model()
        if model.objects.filter(username=username).exists():
            return
        try:
            validate_password(password)
        except ValidationError as error:
            raise CommandError("The superuser's password cannot stand. " + " ".join(error.messages)) from error
        user = model.objects.create_superuser(username=username, password=password)
        Person.objects.create(user=user, display_name=username, legal_name=username, language="en")
