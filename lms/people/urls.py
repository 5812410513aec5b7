"""Addresses of this room."""

from django.urls import path

from lms.people.views.pin import pin
from lms.people.views.start import start

app_name = "hunar_people"
urlpatterns = [
    path("start/", start, name="start"),
    path("pin/", pin, name="pin"),
]
