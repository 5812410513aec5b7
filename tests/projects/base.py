"""Somebody else's Wagtail site: its own settings, Django's own user model, none of our roof."""

import os
import tempfile
from pathlib import Path

DATA = Path(os.environ.get("FOREIGN_DATA") or tempfile.mkdtemp(prefix="hunar-tests-foreign-"))
SECRET_KEY = "a foreign site"
HUNAR_KEYS = [("f1", "Zm9yZWlnbi1mb3JlaWduLWZvcmVpZ24tZm9yZWlnbi0=")]
ALLOWED_HOSTS = ["*"]
USE_TZ = True
WAGTAIL_SITE_NAME = "Foreign"
WAGTAILADMIN_BASE_URL = "http://127.0.0.1:8000"
ROOT_URLCONF = "tests.projects.urls"
STATIC_URL = "static/"
MEDIA_ROOT = DATA / "media"
DEFAULT_AUTO_FIELD = "django.db.models.AutoField"
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": DATA / "foreign.sqlite3"}}
HUNAR_FOUNDATION = {"CONTENT_ROOT": str(DATA / "content"), "WORK_ROOT": str(DATA / "working")}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "media"]}}
WAGTAIL_APPS = [
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.sites",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "lms.foundation.context_processors.hunar",
            ]
        },
    }
]
