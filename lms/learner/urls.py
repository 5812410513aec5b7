"""Addresses of the front door. Names of allauth stand at the root, where allauth looks for them."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from django.urls import URLPattern, URLResolver, include, path

from lms.learner.views.entrance import SignInView, SignOutView
from lms.learner.views.home import home
from lms.learner.views.language import language

own = [
    path("", home, name="home"),
    path("language/", language, name="language"),
]
# Of allauth only what we use: nobody signs up, no e-mail, no reset; the second factor is for staff.
entrance = [
    path("sign-in/", SignInView.as_view(), name="account_login"),
    path("sign-out/", SignOutView.as_view(), name="account_logout"),
    path("sign-in/again/", account.reauthenticate, name="account_reauthenticate"),
    path("sign-in/second/", mfa.authenticate, name="mfa_authenticate"),
    path("sign-in/second/again/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("second-factor/", mfa.index, name="mfa_index"),
    path("second-factor/on/", totp.activate_totp, name="mfa_activate_totp"),
    path("second-factor/off/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("second-factor/codes/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("second-factor/codes/new/", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("second-factor/codes/file/", recovery.download_recovery_codes, name="mfa_download_recovery_codes"),
]
urlpatterns: list[URLPattern | URLResolver] = [*entrance, path("", include((own, "hunar_learner")))]
