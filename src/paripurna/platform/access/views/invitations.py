"""Inviting: the list, the form, the link that is shown once; and, for the invited, accepting."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from paripurna.platform.access import actions, queries
from paripurna.platform.access.doors import CityRequest, Openness, open_to, requires
from paripurna.platform.access.forms import AcceptForm, InviteForm
from paripurna.platform.access.models import Invitation
from paripurna.platform.access.tabs import build_tabs
from paripurna.platform.access.types import ROLES, InvitationClosed, InvitationState, Permission, Refused, RoleCode
from paripurna.platform.accounts.models import User
from paripurna.platform.accounts.qr import qr_data_uri
from paripurna.platform.accounts.sessions import open_session
from paripurna.platform.ui.refusals import complaining, telling

SESSION_TOKEN = "invitation"  # noqa: S105 -- the key under which the link's token waits while one accepts
MANAGE = Permission.PEOPLE_MANAGE


@require_GET
@requires(MANAGE)
def invitation_list(request: CityRequest) -> HttpResponse:
    """This view will show the invitations of the city, all or those of one state."""
    wish = request.GET.get("keadaan", "")
    state = InvitationState(wish) if wish in set(InvitationState) else None
    rows = queries.list_invitations(request.city, at=timezone.now(), state=state)
    states = [(one.value, one.label) for one in InvitationState]
    context = {"rows": rows, "states": states, "state": wish, "tabs": build_tabs(request.city)}
    return render(request, "access/invitation_list.html", context)


@require_http_methods(["GET", "POST"])
@requires(MANAGE)
def invitation_create(request: CityRequest) -> HttpResponse:
    """This view will ask whom to invite as what, then show the link once."""
    form = InviteForm(request.POST or None, city=request.city)
    if not form.is_valid():
        return render(request, "access/invitation_form.html", {"form": form}, status=422 if form.is_bound else 200)
    asked = {"name": form.cleaned_data["name"], "email": form.cleaned_data["email"], "extras": form.extras()}
    with complaining(form):
        invitation, token = actions.invite(
            city=request.city, region=form.region(), role=form.role_code(), **asked, by=request.user, at=timezone.now()
        )
        return _show_link(request, invitation, token)
    return render(request, "access/invitation_form.html", {"form": form}, status=422)


@require_POST
@requires(MANAGE)
def invitation_renew(request: CityRequest, invitation: int) -> HttpResponse:
    """This view will make a new link, so that the old one dies, and show it once."""
    found = queries.get_invitation(request.city, invitation)
    with telling(request):
        token = actions.renew_invitation(invitation=found, by=request.user, at=timezone.now())
        return _show_link(request, queries.get_invitation(request.city, invitation), token)
    return redirect("access:invitation_list", city=request.city.slug)


@require_POST
@requires(MANAGE)
def invitation_revoke(request: CityRequest, invitation: int) -> HttpResponse:
    """This view will kill a link that nobody used."""
    found = queries.get_invitation(request.city, invitation)
    with telling(request):
        actions.revoke_invitation(invitation=found, by=request.user, at=timezone.now())
        messages.success(request, _("The invitation was withdrawn; its link no longer works."))
    return redirect("access:invitation_list", city=request.city.slug)


@open_to(Openness.EVERYONE)
@require_GET
@never_cache
def invitation_follow(request: HttpRequest, token: str) -> HttpResponse:
    """This view will take the token out of the address, where it would stay in histories and logs."""
    request.session[SESSION_TOKEN] = token
    return redirect("invitation:accept")


@open_to(Openness.EVERYONE)
@require_http_methods(["GET", "POST"])
@never_cache
def invitation_accept(request: HttpRequest) -> HttpResponse:
    """This view will let the invited person make an account, or take the role with the account they have."""
    token = request.session.get(SESSION_TOKEN, "")
    try:
        invitation = queries.get_open_invitation(token, at=timezone.now())
        return (_accept_signed_in if request.user.is_authenticated else _accept_new)(request, invitation, token)
    except InvitationClosed as refusal:
        request.session.pop(SESSION_TOKEN, None)
        return render(request, "access/invitation_closed.html", {"reason": refusal}, status=410)


def _accept_new(request: HttpRequest, invitation: Invitation, token: str) -> HttpResponse:
    form = AcceptForm(request.POST or None, initial={"name": invitation.name})
    if form.is_valid():
        chosen = {key: form.cleaned_data[key] for key in ("name", "username", "password")}
        try:
            person = actions.accept_as_new(token=token, **chosen, at=timezone.now())
        except InvitationClosed:
            raise
        except Refused as refusal:
            form.add_error("username", str(refusal))
        else:
            return _welcome(request, person, invitation)
    context = _context(invitation) | {"form": form, "sign_in_url": _sign_in_url()}
    return render(request, "access/invitation_accept.html", context, status=422 if form.is_bound else 200)


def _accept_signed_in(request: HttpRequest, invitation: Invitation, token: str) -> HttpResponse:
    if request.method == "POST":
        try:
            actions.accept_as_signed_in(token=token, by=request.user, at=timezone.now())
        except InvitationClosed:
            raise
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            request.session.pop(SESSION_TOKEN, None)
            return redirect("home")
    return render(request, "access/invitation_join.html", _context(invitation))


def _welcome(request: HttpRequest, person: User, invitation: Invitation) -> HttpResponse:
    """Who has just chosen a password is signed in with it."""
    request.session.pop(SESSION_TOKEN, None)
    open_session(request, person, method="password")
    messages.success(request, _("Welcome, %(name)s.") % {"name": person.name})
    needs_more = ROLES[RoleCode(invitation.role)].second_factor
    return redirect("accounts:second_factor" if needs_more else "home")


def _context(invitation: Invitation) -> dict[str, object]:
    return {
        "city": invitation.city.name,
        "region": invitation.region.name,
        "role": ROLES[RoleCode(invitation.role)],
        "inviter": str(invitation.invited_by or ""),
        "name": invitation.name,
    }


def _sign_in_url() -> str:
    return f"{reverse('account_login')}?next={reverse('invitation:accept')}"


def _show_link(request: CityRequest, invitation: Invitation, token: str) -> HttpResponse:
    url = request.build_absolute_uri(reverse("invitation:follow", kwargs={"token": token}))
    context = _context(invitation) | {"url": url, "qr": qr_data_uri(url), "expires_at": invitation.expires_at}
    response = render(request, "access/invitation_link.html", context)
    response["Cache-Control"] = "no-store"
    return response
