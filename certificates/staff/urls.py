"""Addresses of the officer's screens, inside Wagtail's admin."""

from django.urls import path

from certificates.staff import views

app_name = "hunar_certificates_staff"
urlpatterns = [
    path("", views.CohortsView.as_view(), name="cohorts"),
    path("batch/<uuid:cohort_uuid>/", views.CohortView.as_view(), name="cohort"),
    path("all/", views.AwardsView.as_view(), name="awards"),
    path("<uuid:award_uuid>/", views.AwardView.as_view(), name="award"),
]
