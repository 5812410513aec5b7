"""Home: what is next, and how long the door stays open."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from lms.learner.views.entrance import is_staff
from lms.people.api import person_of


@login_required
def home(request: HttpRequest) -> HttpResponse:
    """The trainee's first page; staff who are no trainees go to their desk."""
    person = person_of(request)
    if person is None and is_staff(request.user):
        return redirect(reverse("wagtailadmin_home"))
    return render(request, "hunar_learner/home.html", {"here": "home"})
