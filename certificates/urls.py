"""Addresses of this room: the holder's pages, and the page where anybody checks a code."""

from django.urls import URLPattern, URLResolver, path

from certificates.views import holder, verify

app_name = "hunar_certificates"
urlpatterns: list[URLPattern | URLResolver] = [
    path("certificates/", holder.awards, name="list"),
    path("certificates/<uuid:award_uuid>.pdf", holder.paper, name="pdf"),
    path("certificates/<uuid:award_uuid>/", holder.award, name="award"),
    path("certificates/<uuid:award_uuid>/name/", holder.name, name="name"),
    # The printed address: it stands on paper and never changes.
    path("v/", verify.ask, name="check"),
    path("v/<str:code>/", verify.verify, name="verify"),
]
