"""`manage.py start`: make a real, empty site on this machine. Can be run again: keys and rows are kept."""

import getpass
import os
import secrets
import subprocess
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from lms.project.environment import ROOT
from lms.project.serve.secrets import new_key, write_private
from lms.project.site.answers import Answers, WrongAnswer, environment_lines, read_lines
from lms.project.site.units import machine_texts

QUESTIONS = {
    "programme": ("The programme's name", "HUNAR_FIRST_PROGRAMME", "Youth Employment Programme"),
    "public_url": ("The site's public address", "HUNAR_PUBLIC_URL", "https://learn.example.org"),
    "username": ("Username of the first superuser", "HUNAR_FIRST_USERNAME", "admin"),
    "time_zone": ("Time zone", "HUNAR_TIME_ZONE", "Asia/Karachi"),
    "data": ("Where files are kept", "HUNAR_DATA", "/srv/hunar"),
    "database_url": ("Database (empty: SQLite beside the files)", "DATABASE_URL", ""),
}


class Command(BaseCommand):
    """Asks, writes one ``.env``, makes the first rows, prints what the machine needs."""

    help = "Make a real, empty site: programme, public address, first superuser, time zone, file place."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Each question can be answered on the command line."""
        for name, (question, _, default) in QUESTIONS.items():
            parser.add_argument(
                f"--{name.replace('_', '-')}", help=f"{question} (for example {default or 'postgres://…'})"
            )
        parser.add_argument("--no-input", action="store_true", help="ask nothing; take what is given, known or usual")
        parser.add_argument("--env-file", type=Path, default=ROOT / ".env", help="where the environment is written")

    def handle(self, *_: Any, **options: Any) -> None:
        """The whole way; nothing is written before every answer can stand."""
        path: Path = options["env_file"].resolve()
        known = read_lines(path)
        answers = self.answers(options, known)
        try:
            answers.check()
            password = self.password(options, first=not known)
            # Only the site's own user has business in it: sealed keys and a database lie there.
            answers.data.mkdir(mode=0o750, parents=True, exist_ok=True)
        except WrongAnswer as wrong:
            raise CommandError(str(wrong)) from wrong
        except OSError as error:
            raise CommandError(
                f"{answers.data} cannot be made: {error.strerror}. Choose a folder you may write to."
            ) from error
        lines = environment_lines(answers, known, secret_key=secrets.token_urlsafe(48), key=new_key())
        write_private(path, lines)
        self.first_rows(answers, lines, password, path)
        self.stdout.write(
            machine_texts(
                root=ROOT,
                python=sys.executable,
                data=answers.data,
                public_url=answers.public_url,
                environment=path,
            )
        )
        self.stdout.write(
            f"Written: {path}. Keep a copy of it away from this machine: "
            "without HUNAR_KEYS, identifiers and sign-ins are lost."
        )

    def answers(self, options: dict[str, Any], known: dict[str, str]) -> Answers:
        """What the command line says, else what the file knows, else what the person answers."""
        found: dict[str, str] = {}
        for name, (question, variable, default) in QUESTIONS.items():
            usual = known.get(variable, default)
            given = options[name]
            if given is None and not options["no_input"]:
                given = input(f"{question} [{usual}]: ").strip()
            found[name] = given or usual
        data = Path(found["data"])
        return Answers(
            programme=found["programme"],
            public_url=found["public_url"],
            username=found["username"],
            time_zone=found["time_zone"],
            data=data,
            database_url=found["database_url"] or f"sqlite:///{data / 'hunar.sqlite3'}",
        )

    def password(self, options: dict[str, Any], *, first: bool) -> str:
        """From ``HUNAR_FIRST_PASSWORD``, else asked for without showing it; only a ``first`` start needs one."""
        if "HUNAR_FIRST_PASSWORD" in os.environ:
            password = os.environ["HUNAR_FIRST_PASSWORD"]
        elif options["no_input"]:
            password = ""
        else:
            end = "" if first else "; empty keeps the one there is"
            password = getpass.getpass(f"Password of the first superuser (12 letters or more{end}): ")
        if first:
            try:
                validate_password(password)
            except ValidationError as error:
                reasons = " ".join(error.messages)
                raise WrongAnswer(f"The superuser's password cannot stand; nothing was written. {reasons}") from error
        return password

    def first_rows(self, answers: Answers, lines: dict[str, str], password: str, path: Path) -> None:
        """Run the steps that need the new environment, each in a process that has it."""
        environment = (
            os.environ | lines | {"HUNAR_ENV_FILE": str(path), "HUNAR_FIRST_PASSWORD": password, "HUNAR_DEMO": ""}
        )
        steps = (
            ("migrate", "--verbosity", "0"),
            ("collectstatic", "--noinput", "--verbosity", "0"),
            ("first_rows", "--programme", answers.programme, "--username", answers.username),
        )
        for step in steps:
            if subprocess.run(
                [sys.executable, str(ROOT / "manage.py"), *step], env=environment, check=False
            ).returncode:
                raise CommandError(
                    f"The step {step[0]} did not work; its words are above. {path} is written; run start again."
                )
