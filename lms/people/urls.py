"""Addresses of this room."""

from django.urls import URLPattern, URLResolver

app_name = "hunar_people"
urlpatterns: list[URLPattern | URLResolver] = []
