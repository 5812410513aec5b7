"""A foreign site with the room ``certificates`` and what stands below it."""

from tests.projects.base import *  # noqa: F403
from tests.projects.base import MIDDLEWARE, WAGTAIL_APPS

INSTALLED_APPS = [
    "lms.foundation",
    "lms.people",
    "media_pipeline",
    "courses.authoring",
    "courses.running",
    "certificates",
    "wagtail.contrib.typed_table_block",
    *WAGTAIL_APPS,
]
MIDDLEWARE = [*MIDDLEWARE, "lms.foundation.middleware.SharedPhone", "courses.authoring.middleware.ClosedDoors"]
