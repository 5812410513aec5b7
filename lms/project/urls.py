"""Every address of a Hunar site, from the roof down."""

from django.urls import include, path, re_path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.contrib.sitemaps.views import sitemap

from courses.authoring.sitemap import CourseSitemap
from lms.desk.media import media_file
from lms.learner.views.entrance import SignOutView

# Wagtail's own sign-in and reset doors would let a password past our limiter: they lead to ours, whatever the method.
to_sign_in = RedirectView.as_view(pattern_name="account_login", query_string=False)
shadowed = [
    path("cms/logout/", SignOutView.as_view()),
    re_path(r"^cms/(?:login|password_reset)(?:/.*)?$", to_sign_in),
]

urlpatterns = [
    *shadowed,
    path("public/<path:name>", media_file),
    path("cms/", include(wagtailadmin_urls)),
    path("", include("lms.learner.urls")),
    path("", include("lms.people.urls")),
    path("", include("lms.foundation.urls")),
    path("learn/", include("courses.running.urls")),
    path("quiz/", include("assessments.urls")),
    path("", include("certificates.urls")),
    path("recordings/", include("media_pipeline.urls")),
    path("sitemap.xml", sitemap, {"sitemaps": {"courses": CourseSitemap}}),
    path("courses/", include("courses.authoring.urls")),
    path("courses/", include(wagtail_urls)),
]
