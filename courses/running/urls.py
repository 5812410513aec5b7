"""Addresses of this room, mounted at ``/learn/``."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from courses.running.views.activity import activity
from courses.running.views.course import course
from courses.running.views.files import file
from courses.running.views.join import join
from courses.running.views.lesson import finish
from courses.running.views.marks import marks
from courses.running.views.notices import read_notice
from courses.running.views.places import places
from courses.running.views.roadmap import choose
from courses.running.views.roll import roll
from courses.running.views.seats import accept_seat, give_seat_back, seat
from courses.running.views.webinar import attend


class Sha256Converter(StringConverter):
    """The name of stored bytes."""

    regex = "[0-9a-f]{64}"


class SuffixConverter(StringConverter):
    """What follows the dot of a stored file's name."""

    regex = "[a-z0-9]{1,16}"


register_converter(Sha256Converter, "hunar_running_sha256")
register_converter(SuffixConverter, "hunar_running_suffix")

app_name = "hunar_running"
urlpatterns = [
    path("join/", join, name="join"),
    path("seats/<uuid:application>/", seat, name="seat"),
    path("seats/<uuid:application>/accept/", accept_seat, name="accept_seat"),
    path("seats/<uuid:application>/give-back/", give_seat_back, name="give_seat_back"),
    path("notices/<uuid:notice>/read/", read_notice, name="read_notice"),
    path("roll/<uuid:session>/", roll, name="take_roll"),
    path("<uuid:enrolment>/", course, name="course"),
    path("<uuid:enrolment>/marks/", marks, name="marks"),
    path("<uuid:enrolment>/places/", places, name="places"),
    path("<uuid:enrolment>/<uuid:key>/", activity, name="activity"),
    path("<uuid:enrolment>/<uuid:key>/finish/", finish, name="finish"),
    path("<uuid:enrolment>/<uuid:key>/attend/", attend, name="attend"),
    path("<uuid:enrolment>/<uuid:key>/choose/", choose, name="choose"),
    path(
        "<uuid:enrolment>/<uuid:key>/files/<hunar_running_sha256:sha256>.<hunar_running_suffix:ext>", file, name="file"
    ),
]
