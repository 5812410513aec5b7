"""Addresses of this room, mounted at ``/learn/``."""

from django.urls import path, re_path

from courses.running.views.activity import activity
from courses.running.views.course import course
from courses.running.views.files import file
from courses.running.views.lesson import finish
from courses.running.views.marks import marks

app_name = "hunar_running"
UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
urlpatterns = [
    path("<uuid:enrolment>/", course, name="course"),
    path("<uuid:enrolment>/marks/", marks, name="marks"),
    path("<uuid:enrolment>/<uuid:key>/", activity, name="activity"),
    path("<uuid:enrolment>/<uuid:key>/finish/", finish, name="finish"),
    re_path(
        rf"^(?P<enrolment>{UUID})/(?P<key>{UUID})/files/(?P<sha256>[0-9a-f]{{64}})\.(?P<ext>[a-z0-9]{{1,8}})$",
        file,
        name="file",
    ),
]
