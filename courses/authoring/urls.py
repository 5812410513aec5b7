"""Public addresses of this room, besides the pages that Wagtail serves: mount them before Wagtail's."""

from django.urls import path

from courses.authoring.views.guide import guide_file

app_name = "hunar_courses"
urlpatterns = [path("guide/<uuid:key>/<slug:language>/<str:name>", guide_file, name="guide_file")]
