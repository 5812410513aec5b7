"""Addresses of this room."""

from django.urls import path

from lms.foundation.views.health import health
from lms.foundation.views.inbox import inbox, token
from lms.foundation.views.sealed import sealed_file
from lms.foundation.views.worker import worker

app_name = "hunar_foundation"
urlpatterns = [
    path("inbox/", inbox, name="inbox"),
    path("inbox/token/", token, name="token"),
    path("inbox/file/", sealed_file, name="sealed_file"),
    path("hunar-worker.js", worker, name="worker"),
    path("healthz", health, name="health"),
]
