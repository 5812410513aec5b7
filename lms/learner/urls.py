"""Addresses of this room."""

from django.urls import URLPattern, URLResolver

app_name = "hunar_learner"
urlpatterns: list[URLPattern | URLResolver] = []
