"""Addresses of signing up, signing in and the safety of an account. The names are django-allauth's."""

from allauth.account import views as account
from allauth.mfa.base import views as factors
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkeys
from allauth.usersessions import views as sessions
from django.urls import path, re_path

from members.accounts import entrance as way
from members.accounts import views
from members.accounts.entrance import entrance, inside

SAFE = "settings/security/"
urlpatterns = [
    path("join/", views.join, name="account_signup"),
    path(
        "join/confirm/",
        entrance(account.email_verification_sent, counted=True, code_of=way.address_to_prove),
        name="account_email_verification_sent",
    ),
    path("signin/", entrance(account.login, counted=True), name="account_login"),
    path("signin/code/", entrance(account.request_login_code, counted=True), name="account_request_login_code"),
    path(
        "signin/code/confirm/",
        entrance(account.confirm_login_code, counted=True, code_of=way.address_signing_in),
        name="account_confirm_login_code",
    ),
    path(
        "signin/check/",
        entrance(factors.authenticate, counted=True, code_of=way.account_signing_in),
        name="mfa_authenticate",
    ),
    path("signin/passkey/", entrance(passkeys.login_webauthn, counted=True), name="mfa_login_webauthn"),
    path("signin/closed/", entrance(account.account_inactive), name="account_inactive"),
    path("signout/", entrance(account.logout), name="account_logout"),
    path("reset/", entrance(account.password_reset), name="account_reset_password"),
    path("reset/sent/", entrance(account.password_reset_done), name="account_reset_password_done"),
    path("reset/done/", entrance(account.password_reset_from_key_done), name="account_reset_password_from_key_done"),
    re_path(
        r"^reset/(?P<uidb36>[0-9A-Za-z]{1,13})-(?P<key>[-\w]{1,80})/$",
        entrance(account.password_reset_from_key, counted=True),
        name="account_reset_password_from_key",
    ),
    path("settings/account/", views.address, name="account_email"),
    path("settings/account/", views.address, name="settings_account"),
    path(SAFE, views.security, name="mfa_index"),
    path(SAFE, views.security, name="settings_security"),
    path(f"{SAFE}password/", inside(account.password_change), name="account_change_password"),
    path(f"{SAFE}password/first/", inside(account.password_set), name="account_set_password"),
    path(f"{SAFE}confirm/", inside(account.reauthenticate), name="account_reauthenticate"),
    path(f"{SAFE}confirm/code/", inside(factors.reauthenticate, code_of=way.own_account), name="mfa_reauthenticate"),
    path(f"{SAFE}confirm/passkey/", inside(passkeys.reauthenticate_webauthn), name="mfa_reauthenticate_webauthn"),
    path(f"{SAFE}app/", inside(app.activate_totp, code_of=way.own_account), name="mfa_activate_totp"),
    path(f"{SAFE}app/remove/", inside(app.deactivate_totp), name="mfa_deactivate_totp"),
    path(f"{SAFE}recovery-codes/", inside(recovery.view_recovery_codes), name="mfa_view_recovery_codes"),
    path(f"{SAFE}recovery-codes/new/", inside(recovery.generate_recovery_codes), name="mfa_generate_recovery_codes"),
    path(f"{SAFE}recovery-codes/file/", inside(recovery.download_recovery_codes), name="mfa_download_recovery_codes"),
    path(f"{SAFE}passkeys/", inside(passkeys.list_webauthn), name="mfa_list_webauthn"),
    path(f"{SAFE}passkeys/add/", inside(passkeys.add_webauthn), name="mfa_add_webauthn"),
    path(f"{SAFE}passkeys/<int:pk>/remove/", inside(passkeys.remove_webauthn), name="mfa_remove_webauthn"),
    path(f"{SAFE}passkeys/<int:pk>/edit/", inside(passkeys.edit_webauthn), name="mfa_edit_webauthn"),
    path(f"{SAFE}sessions/", inside(sessions.list_usersessions), name="usersessions_list"),
    path(f"{SAFE}sessions/<int:session_id>/end/", views.session_end, name="session_end"),
]
