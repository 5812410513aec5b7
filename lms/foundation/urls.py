"""Addresses of this room."""

from django.urls import path

from lms.foundation.views.health import health
from lms.foundation.views.inbox import inbox

app_name = "hunar_foundation"
urlpatterns = [
    path("inbox/", inbox, name="inbox"),
    path("healthz", health, name="health"),
]
