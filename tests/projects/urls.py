"""Addresses of the foreign site: whichever of our rooms it has installed."""

from django.apps import apps
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

ROOMS = {
    "hunar_people": ("", "lms.people.urls"),
    "hunar_foundation": ("", "lms.foundation.urls"),
    "hunar_media": ("recordings/", "media_pipeline.urls"),
    "hunar_running": ("learn/", "courses.running.urls"),
    "hunar_assessments": ("quiz/", "assessments.urls"),
    "hunar_certificates": ("", "certificates.urls"),
}
urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    *[path(prefix, include(module)) for prefix, module in ROOMS.values() if apps.is_installed(module[:-5])],
    path("", include(wagtail_urls)),
]
