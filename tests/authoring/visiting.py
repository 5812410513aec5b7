"""A visitor's first look at a public page, and what it weighs."""

import gzip
import re
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client


def read(client: Client, path: str, language: str = "en") -> str:
    """A page in the language that the visitor's phone remembers."""
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    reply = client.get(path)
    assert reply.status_code == 200, path
    return reply.content.decode()


def first_view(page: str) -> int:
    """Bytes of the page and its style sheets, each compressed by itself."""
    sheets = re.findall(r'<link rel="stylesheet" href="/static/([^"]+)"', page)
    parts = [page.encode(), *(Path(finders.find(sheet)).read_bytes() for sheet in sheets)]
    return sum(len(gzip.compress(part)) for part in parts)
