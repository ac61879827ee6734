"""A person's own pages: profile, second factor, devices, API tokens; and the demo's sign-in."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.decorators import reauthentication_required
from allauth.mfa.adapter import get_adapter as get_mfa_adapter
from allauth.mfa.webauthn import views as webauthn
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from paripurna.platform.access.doors import DEMO_SESSION, Openness, has_proved_second_factor, open_to
from paripurna.platform.access.queries import has_compulsory_second_factor, list_token_scopes
from paripurna.platform.access.types import Permission
from paripurna.platform.accounts import actions, examples, queries
from paripurna.platform.accounts.forms import SCOPE_LABELS, ProfileForm, TokenForm
from paripurna.platform.accounts.sessions import open_session
from paripurna.platform.ui.preferences import remember


@open_to(Openness.SIGNED_IN)
@require_http_methods(["GET", "POST"])
def overview(request: HttpRequest) -> HttpResponse:
    """This view will show what a person can change of themselves, and change name and language."""
    person: Any = request.user
    form = ProfileForm(request.POST or None, initial={"name": person.name, "language": person.language})
    if form.is_valid():
        actions.change_profile(person=person, **form.cleaned_data, at=timezone.now())
        messages.success(request, _("Saved."))
        language = form.cleaned_data["language"]
        return remember(redirect("accounts:overview"), settings.LANGUAGE_COOKIE_NAME, language)
    context = {"form": form, "security": queries.get_security(person), "person": person}
    return render(request, "accounts/overview.html", context, status=422 if form.is_bound else 200)


@open_to(Openness.SIGNED_IN)
@require_GET
def second_factor(request: HttpRequest) -> HttpResponse:
    """This view will lead somebody whose role needs a second factor to proving it, or to setting one up."""
    target = _own_url(request, request.GET.get("next", ""))
    if has_proved_second_factor(request):
        return redirect(target)
    if queries.has_second_factor(request.user):
        methods = get_adapter().get_reauthentication_methods(request.user)
        proof = next(one["url"] for one in methods if one["id"].startswith("mfa_"))
        return redirect(f"{proof}?{urlencode({'next': target})}")
    return render(request, "accounts/second_factor.html")


@open_to(Openness.SIGNED_IN)
@require_http_methods(["GET", "POST"])
def device_list(request: HttpRequest) -> HttpResponse:
    """This view will show where the person is signed in, and sign them out everywhere else."""
    key = request.session.session_key or ""
    if request.method == "POST":
        count = actions.end_sessions(person=request.user, keep=key, at=timezone.now())
        messages.success(request, _("Signed out on %(count)s other devices.") % {"count": count})
        return redirect("accounts:device_list")
    rows = queries.list_sessions(request.user, current_key=key)
    return render(request, "accounts/device_list.html", {"rows": rows})


@open_to(Openness.SIGNED_IN)
@require_http_methods(["GET", "POST"])
@reauthentication_required  # type: ignore[untyped-decorator]
def token_list(request: HttpRequest) -> HttpResponse:
    """This view will list the person's API tokens and make a new one, whose text is shown once."""
    person: Any = request.user
    offered = list_token_scopes(person, on=timezone.localdate())
    if (
        offered
        and has_compulsory_second_factor(person, on=timezone.localdate())
        and not has_proved_second_factor(request)
    ):
        return redirect(f"{reverse('accounts:second_factor')}?{urlencode({'next': request.path})}")
    form = TokenForm(request.POST or None)
    text = ""
    if offered and form.is_valid():
        scopes = form.permissions() & offered
        asked = {"name": form.cleaned_data["name"], "scopes": scopes, "valid_for": form.lifetime()}
        _token, text = actions.issue_token(person=person, **asked, at=timezone.now())
        form = TokenForm()
    rows = [(row, _scope_labels(row.scopes)) for row in queries.list_tokens(person, at=timezone.now())]
    context = {"form": form, "rows": rows, "text": text, "is_offered": bool(offered)}
    response = render(request, "accounts/token_list.html", context, status=422 if form.is_bound else 200)
    response["Cache-Control"] = "no-store"
    return response


@open_to(Openness.SIGNED_IN)
@require_POST
def token_revoke(request: HttpRequest, token: int) -> HttpResponse:
    """This view will end one of the person's own tokens."""
    person: Any = request.user
    actions.revoke_token(token=queries.get_token(person, token), by=person, at=timezone.now())
    messages.success(request, _("The token no longer works."))
    return redirect("accounts:token_list")


@open_to(Openness.SIGNED_IN)
@require_http_methods(["GET", "POST"])
def passkey_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """This view will take a passkey off, unless it is the last second factor of somebody who must have one."""
    mine = queries.find_passkey(request.user, pk)
    if mine is not None and not get_mfa_adapter().can_delete_authenticator(mine):
        messages.error(request, _("Your role needs a second step. Add another one before you remove this."))
        return redirect("mfa_index")
    response: HttpResponse = webauthn.remove_webauthn(request, pk=pk)
    return response


@open_to(Openness.EVERYONE)
@require_http_methods(["GET", "POST"])
def example_sign_in(request: HttpRequest) -> HttpResponse:
    """This view will sign in as one of the invented people of the demo, without a password. Exists in the demo only."""
    if not settings.DEMO:
        raise Http404
    if request.method == "GET":
        return render(request, "accounts/example_sign_in.html", {"people": examples.list_examples()})
    person = queries.find_example_person(request.POST.get("person", ""))
    if person is None:
        raise Http404
    open_session(request, person, method="demo")
    request.session[DEMO_SESSION] = True
    return redirect("home")


def _scope_labels(scopes: tuple[str, ...]) -> list[Any]:
    return [SCOPE_LABELS[Permission(scope)] for scope in scopes]


def _own_url(request: HttpRequest, url: str) -> str:
    is_own = url_has_allowed_host_and_scheme(url, {request.get_host()}, require_https=request.is_secure())
    return url if url and is_own else "/"
