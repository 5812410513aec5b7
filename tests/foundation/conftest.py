"""A content store of its own for every test."""

from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.test import override_settings


@pytest.fixture(autouse=True)
def _own_content(tmp_path: Path) -> object:
    foundation = {**django_settings.HUNAR_FOUNDATION, "CONTENT_ROOT": str(tmp_path / "content")}
    with override_settings(HUNAR_FOUNDATION=foundation):
        yield
