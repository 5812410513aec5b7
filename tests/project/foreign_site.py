"""Somebody else's Wagtail site: ``wagtail start``, a user model of its own, a base template of its own."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NAME = "mysite"
EMAIL, PASSWORD = "owner@example.org", "a long enough word"
USER = """
from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models


class Users(BaseUserManager):
    def create_superuser(self, email, password):
        user = self.model(email=email, is_staff=True, is_superuser=True)
        user.set_password(password)
        user.save()


class User(AbstractUser):
    username = None
    email = models.EmailField(unique=True)
    USERNAME_FIELD, REQUIRED_FIELDS = "email", []
    objects = Users()
"""
BASE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Somebody else’s site</title></head>
<body><p>Somebody else’s site</p>{% block content %}{% endblock %}</body></html>
"""


class ForeignSite:
    """The folder of the site and the Python it runs on."""

    def __init__(self, folder: Path, python: Path) -> None:
        self.folder = folder / NAME
        self._python = python
        self._environment = {
            "PATH": f"{python.parent}:{os.environ['PATH']}",
            "HOME": str(folder),
            "TMPDIR": str(folder),
            "LANG": "C.UTF-8",
        }

    def start(self) -> None:
        """Make the site, as its owner had it before."""
        begin = "from wagtail.bin.wagtail import main; main()"
        self.folder.mkdir()
        self.run(f"python -c '{begin}' start {NAME} .")
        self.run("python manage.py startapp accounts")
        (self.folder / "accounts/models.py").write_text(USER)
        with (self.folder / NAME / "settings/base.py").open("a") as settings:
            settings.write('\nAUTH_USER_MODEL = "accounts.User"\nINSTALLED_APPS += ["accounts"]\n')
        (self.folder / NAME / "templates/base.html").write_text(BASE)
        self.run("python manage.py makemigrations accounts")

    def run(self, command: str, **more: str) -> str:
        """What a command of the shell prints; the test fails with its words when it does not work."""
        place = self.folder if self.folder.exists() else self.folder.parent
        done = subprocess.run(
            ["sh", "-c", command], cwd=place, env=self._environment | more, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
        return done.stdout

    def shell(self, code: str) -> str:
        """Run code inside the site."""
        (self.folder / "code.py").write_text(code)
        return self.run("python manage.py shell -v 0 < code.py")

    @contextmanager
    def running(self, command: str) -> Iterator[subprocess.Popen[bytes]]:
        """A command that goes on until the block ends; its words go to a file beside the site."""
        with (self.folder / "words.log").open("ab") as words:
            process = subprocess.Popen(
                ["sh", "-c", f"exec {command}"], cwd=self.folder, env=self._environment, stdout=words, stderr=words
            )
            try:
                yield process
            finally:
                process.terminate()
                process.wait(60)

    @property
    def words(self) -> str:
        """What the running commands said."""
        return (self.folder / "words.log").read_text()
