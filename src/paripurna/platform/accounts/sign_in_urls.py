"""allauth's views under Indonesian paths. Its names stay, for it looks itself up by them.

What is not here does not exist: sign-up, sign-in by mailed code, telephone numbers.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.conf import settings
from django.urls import URLPattern, path, re_path, reverse_lazy
from django.views.generic import RedirectView

from paripurna.platform.accounts import views

ACCOUNT = [
    path("masuk/", account.login, name="account_login"),
    path("keluar/", account.logout, name="account_logout"),
    path("nonaktif/", account.account_inactive, name="account_inactive"),
    path("pastikan/", account.reauthenticate, name="account_reauthenticate"),
    path("surel/", account.email, name="account_email"),
    path("surel/terkirim/", account.email_verification_sent, name="account_email_verification_sent"),
    path("surel/pastikan/<str:key>/", account.confirm_email, name="account_confirm_email"),
    path("kata-sandi/", account.password_change, name="account_change_password"),
    path("kata-sandi/buat/", account.password_set, name="account_set_password"),
    path("kata-sandi/lupa/", account.password_reset, name="account_reset_password"),
    path("kata-sandi/lupa/terkirim/", account.password_reset_done, name="account_reset_password_done"),
    path("kata-sandi/atur/selesai/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    re_path(
        r"^kata-sandi/atur/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
]
SECOND_FACTOR = [
    path("dua-langkah/", mfa.index, name="mfa_index"),
    path("dua-langkah/masuk/", mfa.authenticate, name="mfa_authenticate"),
    path("dua-langkah/pastikan/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("dua-langkah/aplikasi/", totp.activate_totp, name="mfa_activate_totp"),
    path("dua-langkah/aplikasi/lepas/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("dua-langkah/kode-cadangan/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("dua-langkah/kode-cadangan/buat/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("dua-langkah/kode-cadangan/unduh/", codes.download_recovery_codes, name="mfa_download_recovery_codes"),
]
PASSKEYS = [
    path("kunci-sandi/", RedirectView.as_view(url=reverse_lazy("mfa_index")), name="mfa_list_webauthn"),
    path("kunci-sandi/masuk/", webauthn.login_webauthn, name="mfa_login_webauthn"),
    path("kunci-sandi/tambah/", webauthn.add_webauthn, name="mfa_add_webauthn"),
    path("kunci-sandi/pastikan/", webauthn.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("kunci-sandi/<int:pk>/lepas/", views.passkey_remove, name="mfa_remove_webauthn"),
    path("kunci-sandi/<int:pk>/nama/", webauthn.edit_webauthn, name="mfa_edit_webauthn"),
]


def build_urlpatterns(*, identity_provider: bool) -> list[URLPattern]:
    """This function will return the pages of signing in, those of an identity provider only where there is one."""
    return [*ACCOUNT, *SECOND_FACTOR, *PASSKEYS, *(list_identity_pages() if identity_provider else [])]


def list_identity_pages() -> list[URLPattern]:
    """This function will return the pages of an identity provider. Imported late: they load the library `requests`."""
    from allauth.socialaccount import views as identity
    from allauth.socialaccount.providers.openid_connect import views as openid

    return [
        path("identitas/", identity.connections, name="socialaccount_connections"),
        path("identitas/batal/", identity.login_cancelled, name="socialaccount_login_cancelled"),
        path("identitas/gagal/", identity.login_error, name="socialaccount_login_error"),
        path("identitas/<str:provider_id>/masuk/", openid.login, name="openid_connect_login"),
        path("identitas/<str:provider_id>/kembali/", openid.callback, name="openid_connect_callback"),
    ]


urlpatterns = build_urlpatterns(identity_provider=bool(settings.SOCIALACCOUNT_PROVIDERS))
