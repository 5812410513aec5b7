"""Addresses of the front door. Names of allauth stand at the root, where allauth looks for them."""

from django.urls import URLPattern, URLResolver, include, path

from lms.learner.views import second_factor
from lms.learner.views.entrance import SignInView, SignOutView
from lms.learner.views.home import home
from lms.learner.views.language import language

own = [
    path("", home, name="home"),
    path("language/", language, name="language"),
]
# Of allauth only what we use: nobody signs up, no e-mail, no reset.
entrance = [
    path("sign-in/", SignInView.as_view(), name="account_login"),
    path("sign-out/", SignOutView.as_view(), name="account_logout"),
    path("sign-in/second/", second_factor.authenticate, name="mfa_authenticate"),
    path("second-factor/", second_factor.overview, name="mfa_index"),
    path("second-factor/on/", second_factor.activate, name="mfa_activate_totp"),
    path("second-factor/off/", second_factor.deactivate, name="mfa_deactivate_totp"),
    path("second-factor/codes/", second_factor.codes, name="mfa_view_recovery_codes"),
    path("second-factor/codes/new/", second_factor.new_codes, name="mfa_generate_recovery_codes"),
    path("second-factor/codes/file/", second_factor.codes_file, name="mfa_download_recovery_codes"),
    path("second-factor/again/", second_factor.again, name="account_reauthenticate"),
    path("second-factor/again/code/", second_factor.again_with_code, name="mfa_reauthenticate"),
]
urlpatterns: list[URLPattern | URLResolver] = [*entrance, path("", include((own, "hunar_learner")))]
