"""Addresses of the staff screens, below Wagtail's own."""

from django.urls import path

from courses.authoring.staff.exports import ExportView
from courses.authoring.staff.files import course_file
from courses.authoring.staff.imports import ImportedView, ImportView
from courses.authoring.staff.material import MaterialView
from courses.authoring.staff.module_library import LibraryView
from courses.authoring.staff.releasing import CheckLinksView, ReleasedView, ReleaseView
from courses.authoring.staff.views import CoursesView, EditionsView, LessonsView, SubmitDraftsView

app_name = "hunar_courses_staff"
urlpatterns = [
    path("", CoursesView.as_view(), name="courses"),
    path("library/", LibraryView.as_view(), name="library"),
    path("import/", ImportView.as_view(), name="import"),
    path("import/<uuid:job>/", ImportedView.as_view(), name="imported"),
    path("<uuid:key>/lessons/", LessonsView.as_view(), name="lessons"),
    path("<uuid:key>/submit/", SubmitDraftsView.as_view(), name="submit"),
    path("<uuid:key>/release/", ReleaseView.as_view(), name="release"),
    path("<uuid:key>/release/<uuid:job>/", ReleasedView.as_view(), name="released"),
    path("<uuid:key>/release/links/", CheckLinksView.as_view(), name="check_links"),
    path("<uuid:key>/material/", MaterialView.as_view(), name="material"),
    path("<uuid:key>/editions/<uuid:edition>/file/", ExportView.as_view(), name="export"),
    path("<uuid:key>/files/<str:name>", course_file, name="file"),
    path("<uuid:key>/editions/", EditionsView.as_view(), name="editions"),
]
