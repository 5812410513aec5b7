"""Addresses of our own staff screens, under Wagtail's."""

from django.urls import path

from lms.people.staff.roles import EndRole, GiveRole, RolesView
from lms.people.staff.slips import SlipsView

app_name = "hunar_people_staff"
urlpatterns = [
    path("people/slips/", SlipsView.as_view(), name="slips"),
    path("people/roles/", RolesView.as_view(), name="roles"),
    path("people/roles/give/", GiveRole.as_view(), name="give_role"),
    path("people/roles/<uuid:assignment>/end/", EndRole.as_view(), name="end_role"),
]
