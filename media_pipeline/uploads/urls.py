"""Where uploads are begun, and where each one is."""

from django.urls import path

from media_pipeline.uploads import views

urlpatterns = [
    path("", views.uploads, name="uploads"),
    path("<uuid:uuid>", views.upload, name="upload"),
]
