"""Addresses of this room. A quiz itself stands at its activity's address; these are one attempt's."""

from django.urls import path

from assessments.views import finish, question, result, start

app_name = "hunar_assessments"
urlpatterns = [
    path("start/<uuid:enrolment>/<uuid:activity>/", start.start, name="start"),
    path("<uuid:attempt>/", finish.check, name="check"),
    path("<uuid:attempt>/<int:position>/", question.question, name="question"),
    path("<uuid:attempt>/result/", result.result, name="result"),
]
