"""Where allauth asks us: who may sign up (nobody), where one goes, how secrets are kept, whom a provider may let in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from paripurna.platform.access.queries import has_compulsory_second_factor
from paripurna.platform.accounts.qr import draw_qr
from paripurna.platform.accounts.queries import count_second_factors
from paripurna.platform.crypto.sealing import seal, unseal
from paripurna.platform.ui.preferences import remember

if TYPE_CHECKING:
    from allauth.socialaccount.models import SocialLogin

    from paripurna.platform.accounts.models import User

SECRET_PLACE = "mfa_authenticator:data"  # noqa: S105 -- the record is not known when allauth asks
QUIET = {"account/messages/logged_in.txt", "account/messages/logged_out.txt"}


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """People come by invitation only; the house speaks the language they chose."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": gettext_lazy("This user name or password is wrong."),
        "email_password_mismatch": gettext_lazy("This e-mail or password is wrong."),
        "too_many_login_attempts": gettext_lazy("Too many failed attempts. Wait five minutes, then try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = super().post_login(request, user, **kwargs)
        return remember(response, settings.LANGUAGE_COOKIE_NAME, user.language)

    def add_message(
        self, request: HttpRequest, level: int, template: str | None = None, *rest: Any, **more: Any
    ) -> None:
        """Coming and going needs no applause."""
        if template not in QUIET:
            super().add_message(request, level, template, *rest, **more)


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Secrets are sealed at rest, and a compulsory second factor cannot be taken off."""

    def encrypt(self, text: str) -> str:
        return seal(text, SECRET_PLACE)

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text, SECRET_PLACE)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        if authenticator.type == Authenticator.Type.RECOVERY_CODES:
            return True
        person = authenticator.user
        is_last = count_second_factors(person) <= 1
        return not (is_last and has_compulsory_second_factor(person, on=timezone.localdate()))

    def build_totp_svg(self, url: str) -> str:
        return draw_qr(url)

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:  # noqa: A002
        count = Authenticator.objects.filter(user=user, type=type).count()
        return _("Passkey %(number)s") % {"number": count + 1}


class IdentityAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """An identity provider lets in people whom the house knows; it never makes an account."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """This function will link the identity to the person with the same verified e-mail address, or turn it away."""
        if sociallogin.is_existing or request.user.is_authenticated:
            return
        person = self._person_of(sociallogin)
        if person is None:
            messages.error(
                request, _("Nobody invited the owner of this account. Ask your secretariat for an invitation.")
            )
            raise ImmediateHttpResponse(redirect("account_login"))
        sociallogin.connect(request, person)

    @staticmethod
    def _person_of(sociallogin: SocialLogin) -> User | None:
        """Verified on both sides: by the provider, and by us (an invitation, or a link that was followed)."""
        verified = [one.email.lower() for one in sociallogin.email_addresses if one.verified]
        known = EmailAddress.objects.filter(email__in=verified, verified=True, user__is_active=True)
        people = {one.user for one in known.select_related("user")}
        return people.pop() if len(people) == 1 else None
