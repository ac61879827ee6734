"""Orang & Undangan: the people of a city and their roles."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from paripurna.platform.access import actions, people, policy
from paripurna.platform.access.doors import CityRequest, requires
from paripurna.platform.access.forms import ChangeRoleForm, GrantForm, PeopleFilterForm, ReasonForm
from paripurna.platform.access.open_work import list_open_work
from paripurna.platform.access.tabs import build_tabs
from paripurna.platform.access.types import Permission, RoleCode
from paripurna.platform.ui.refusals import telling

ERASE_WORD = "HAPUS"
MANAGE = Permission.PEOPLE_MANAGE


@require_GET
@requires(MANAGE)
def person_list(request: CityRequest) -> HttpResponse:
    """This view will show who has which role, and let one search, filter and leaf through."""
    form = PeopleFilterForm(request.GET)
    number = request.GET.get("halaman", "1")
    page = people.page_people(request.city, form.filters(), on=timezone.localdate(), number=number)
    context = {
        "form": form,
        "page": page,
        "roles": policy.list_grantable(request.city),
        "tabs": build_tabs(request.city),
    }
    return render(request, "access/person_list.html", context)


@require_GET
@requires(MANAGE)
def person_detail(request: CityRequest, person: UUID) -> HttpResponse:
    """This view will show one person with their roles and what can be done."""
    return _show(request, person, GrantForm(city=request.city))


@require_POST
@requires(MANAGE)
def role_grant(request: CityRequest, person: UUID) -> HttpResponse:
    """This view will give a person another role in the city."""
    found, _row = people.get_person(request.city, str(person), on=timezone.localdate())
    form = GrantForm(request.POST, city=request.city)
    if not form.is_valid():
        return _show(request, person, form, status=422)
    return _try(
        request,
        person,
        lambda: actions.grant_membership(
            person=found,
            region=form.region(),
            role=form.role_code(),
            reason=form.cleaned_data["reason"],
            by=request.user,
            at=timezone.now(),
        ),
        _("The role was given."),
    )


@require_POST
@requires(MANAGE)
def role_change(request: CityRequest, membership: int) -> HttpResponse:
    """This view will turn a role into another one of the same region."""
    found = people.get_membership(request.city, membership)
    form = ChangeRoleForm(request.POST, level=found.region.level)
    if not form.is_valid():
        return _back_with_error(request, found.user.code)
    role, reason = RoleCode(form.cleaned_data["role"]), form.cleaned_data["reason"]
    return _try(
        request,
        found.user.code,
        lambda: actions.change_role(membership=found, role=role, reason=reason, by=request.user, at=timezone.now()),
        _("The role was changed."),
    )


@require_POST
@requires(MANAGE)
def role_end(request: CityRequest, membership: int) -> HttpResponse:
    """This view will end a role at once."""
    found = people.get_membership(request.city, membership)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _back_with_error(request, found.user.code)
    reason = form.cleaned_data["reason"]
    return _try(
        request,
        found.user.code,
        lambda: actions.end_membership(membership=found, reason=reason, by=request.user, at=timezone.now()),
        _("The role has ended."),
    )


@require_POST
@requires(MANAGE)
def person_erase(request: CityRequest, person: UUID) -> HttpResponse:
    """This view will empty the account of a person who asked for it, after the word was typed."""
    found, _row = people.get_person(request.city, str(person), on=timezone.localdate())
    if request.POST.get("typed_word") != ERASE_WORD:
        return _back_with_error(request, person)
    return _try(
        request,
        person,
        lambda: actions.erase_person(person=found, city=request.city, by=request.user, at=timezone.now()),
        _("The account was deleted. What was done with it stays, without a name."),
    )


def _show(request: CityRequest, person: UUID, form: GrantForm, status: int = 200) -> HttpResponse:
    today = timezone.localdate()
    _found, row = people.get_person(request.city, str(person), on=today)
    works = list_open_work(city=request.city, people=[row.code], reader=request.user, on=today)
    changes = [(one, ChangeRoleForm(level=max(one.role.levels))) for one in row.memberships]
    is_self = row.code == str(request.user.code)
    context = {
        "person": row,
        "works": works.get(row.code, []),
        "changes": changes,
        "form": form,
        "is_self": is_self,
        "erase_word": ERASE_WORD,
    }
    return render(request, "access/person_detail.html", context, status=status)


def _try(request: CityRequest, person: UUID, action: Callable[[], Any], done: str) -> HttpResponse:
    """Do it and say so, or say why not; then back to the person, or to the list when the person is no longer here."""
    with telling(request, done):
        action()
    return back_to(request, person)


def _back_with_error(request: CityRequest, person: UUID) -> HttpResponse:
    messages.error(request, _("Nothing was changed: fill in every field."))
    return back_to(request, person)


def back_to(request: HttpRequest, person: UUID) -> HttpResponse:
    """This function will lead to the person's page while they have a role here, else to the list."""
    city = request.city
    if people.is_here(city, str(person), on=timezone.localdate()):
        return redirect("access:person_detail", city=city.slug, person=person)
    return redirect("access:person_list", city=city.slug)
