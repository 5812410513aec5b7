"""Addresses of this room."""

from django.urls import URLPattern, URLResolver, include, path, re_path

from media_pipeline.views import files

app_name = "hunar_media"
urlpatterns: list[URLPattern | URLResolver] = [
    path("uploads/", include("media_pipeline.uploads.urls")),
    re_path(
        r"^(?P<uuid>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/files/(?P<sha256>[0-9a-f]{64})\.(?P<suffix>[a-z0-9]{1,16})$",
        files.file,
        name="file",
    ),
    path("<uuid:uuid>/<slug:rung>", files.preview, name="preview"),
]
