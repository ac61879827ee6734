"""Signing in, one's own account, the first page."""

from tests.matrix.table import Row, Visitor, for_all, for_signed_in

SIGNED_IN_AWAY = dict.fromkeys(Visitor, 302)  # who is signed in has nothing to do there
ASKED_AGAIN = 302  # sensitive: the password is asked once more

ROWS = [
    for_signed_in("home", {}, (200, 302)),
    Row("account_login", {}, SIGNED_IN_AWAY | {Visitor.SIGNED_OUT: 200}),
    for_signed_in("account_logout", {}, 200),
    for_all("account_inactive", {}, 200),
    for_signed_in("account_reauthenticate", {}, 200),
    for_signed_in("account_email", {}, 200),
    for_all("account_email_verification_sent", {}, 200),
    for_all("account_confirm_email", {"key": "nonsense"}, 200),
    for_signed_in("account_change_password", {}, 200),
    for_signed_in("account_set_password", {}, 302),
    for_all("account_reset_password", {}, 200),
    for_all("account_reset_password_done", {}, 200),
    for_all("account_reset_password_from_key", {"uidb36": "1", "key": "nonsense"}, 200),
    for_all("account_reset_password_from_key_done", {}, 200),
    for_signed_in("mfa_index", {}, 200),
    for_all("mfa_authenticate", {}, 302),
    for_signed_in("mfa_reauthenticate", {}, 302),
    for_signed_in("mfa_activate_totp", {}, ASKED_AGAIN),
    for_signed_in("mfa_deactivate_totp", {}, 404),
    for_signed_in("mfa_view_recovery_codes", {}, 404),
    for_signed_in("mfa_generate_recovery_codes", {}, ASKED_AGAIN),
    for_signed_in("mfa_download_recovery_codes", {}, 404),
    for_signed_in("mfa_list_webauthn", {}, 302),
    for_all("mfa_login_webauthn", {}, 302),
    for_signed_in("mfa_add_webauthn", {}, ASKED_AGAIN),
    for_signed_in("mfa_reauthenticate_webauthn", {}, 302),
    for_signed_in("mfa_remove_webauthn", {"pk": 1}, ASKED_AGAIN),
    for_signed_in("mfa_edit_webauthn", {"pk": 1}, ASKED_AGAIN),
    for_signed_in("accounts:overview", {}, 200),
    for_signed_in("accounts:second_factor", {}, 302),
    for_signed_in("accounts:device_list", {}, 200),
    for_signed_in("accounts:token_list", {}, ASKED_AGAIN),
    for_signed_in("accounts:token_revoke", {"token": 1}, 404, method="post"),
    for_all("invitation:accept", {}, 410),
    for_all("invitation:follow", {"token": "nonsense"}, 302),
]
