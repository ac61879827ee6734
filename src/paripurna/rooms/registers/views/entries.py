"""One entry: its page, its form, and every step with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from paripurna.platform.access.doors import CityRequest, requires
from paripurna.platform.access.types import NotAllowed, Permission
from paripurna.platform.tables.refusals import BadCell
from paripurna.platform.ui.refusals import complaining, telling
from paripurna.platform.ui.whole import read_whole
from paripurna.rooms.registers import actions, policy, queries
from paripurna.rooms.registers.description import Register
from paripurna.rooms.registers.forms import EntryForm
from paripurna.rooms.registers.kinds import Frame
from paripurna.rooms.registers.pages.entry_page import build_entry_page
from paripurna.rooms.registers.pages.history_page import Difference, build_history, list_differences
from paripurna.rooms.registers.pages.listing import entry_url, register_url
from paripurna.rooms.registers.queries import Entry
from paripurna.rooms.registers.subjects import list_subjects
from paripurna.rooms.registers.types import EntryChanged, Values
from paripurna.rooms.registers.views.lists import get_register


@requires(Permission.CITY_VIEW)
def entry(request: CityRequest, register: str, code: UUID) -> HttpResponse:
    """This view will show an entry, its documents and what it is good for."""
    found = get_register(register)
    words = request.GET.get("dokumen", "").strip()
    row = queries.get_entry(found, request.city, code)
    page = build_entry_page(found, row, user=request.user, words=words, on=timezone.localdate())
    return render(request, "registers/entry_detail.html", {"page": page})


@requires(Permission.REGISTER_EDIT)
def entry_add(request: CityRequest, register: str) -> HttpResponse:
    """This view will add an entry; `?pokok=` names the subject that it was missed for, other fields go by their slugs."""
    found, frame = get_register(register), _frame(request)
    if not frame.keeping:
        raise NotAllowed
    form = EntryForm.new(found, frame, _begin(request, found, frame), request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = {"values": form.values(), "code": form.cleaned_data["code"]}
        with complaining(form):
            added = actions.add_entry(register=found, city=request.city, **said, by=request.user, at=timezone.now())
            messages.success(request, _("Added."))
            return redirect(entry_url(found, added, request.city))
    return _show_form(request, form, None)


def _begin(request: CityRequest, register: Register, frame: Frame) -> Values:
    subject = request.GET.get("pokok", "")
    only = frame.keeping[0].id if frame.keeping and len(frame.keeping) == 1 else None
    known = {"subjects": [subject] if subject in list_subjects() else [], "agency_id": only}
    return known | dict(_read_known(register, request, frame))


def _read_known(register: Register, request: CityRequest, frame: Frame) -> Iterator[tuple[str, Any]]:
    """What the address knows of the new entry; what the field does not take stays away."""
    for one in register.fields:
        if text := request.GET.get(one.slug, ""):
            with suppress(BadCell):
                yield one.name, one.kind.read(text, frame)


@requires(Permission.REGISTER_EDIT)
def entry_change(request: CityRequest, register: str, code: UUID) -> HttpResponse:
    """This view will change an entry; what is typed survives every refusal."""
    found = get_register(register)
    row, frame = queries.get_entry(found, request.city, code), _frame(request)
    if all(agency.id != row.agency_id for agency in frame.keeping or ()):
        raise NotAllowed
    form = EntryForm.of(found, frame, row, request.POST or None)
    others: Sequence[Difference] = ()
    if request.method == "POST" and form.is_valid():
        change = {"values": form.values(), "base_revision": form.cleaned_data["revision"]}
        with complaining(form):
            try:
                actions.change_entry(register=found, entry=row, **change, by=request.user, at=timezone.now())
            except EntryChanged:
                others = list_differences(found, row, since=change["base_revision"], frame=frame)
                form.renew(row.revision)
                raise
            messages.success(request, _("Saved."))
            return redirect(entry_url(found, row, request.city))
    return _show_form(request, form, row, others)


def _show_form(
    request: CityRequest, form: EntryForm, row: Entry | None, others: Sequence[Difference] = ()
) -> HttpResponse:
    register = form.register
    context = {
        "register": register,
        "form": form,
        "fields": form.list_fields(),
        "heading": _("Change %(name)s") % {"name": register.title(row)} if row else register.add,
        "others": others,
        "back": entry_url(register, row, request.city) if row else register_url(register, request.city),
    }
    return render(request, "registers/entry_form.html", context, status=422 if form.errors else 200)


@requires(Permission.CITY_VIEW)
def entry_history(request: CityRequest, register: str, code: UUID) -> HttpResponse:
    """This view will tell everything that happened to an entry."""
    found, today = get_register(register), timezone.localdate()
    row = queries.get_entry(found, request.city, code)
    may_keep = policy.may_keep(request.user, request.city, row.agency_id, on=today)
    context = {
        "register": found,
        "entry": row,
        "title": found.title(row),
        "trail": [
            (str(found.label), register_url(found, request.city)),
            (found.title(row), entry_url(found, row, request.city)),
        ],
        "versions": build_history(found, row, Frame(request.city, today)),
        "may_restore": may_keep and not row.is_withdrawn,
    }
    return render(request, "registers/entry_history.html", context)


@require_POST
@requires(Permission.REGISTER_EDIT)
def entry_restore(request: CityRequest, register: str, code: UUID) -> HttpResponse:
    """This view will set an entry back to what it held at an earlier revision."""
    revision = read_whole(request.POST.get("revision", ""))
    done = _("Set back. The history keeps both.")
    return _do(request, (register, code), actions.restore_entry, done, revision=revision)


@require_POST
@requires(Permission.REGISTER_EDIT)
def entry_withdraw(request: CityRequest, register: str, code: UUID) -> HttpResponse:
    """This view will take an entry out of everything that is counted."""
    return _do(request, (register, code), actions.withdraw_entry, _("Withdrawn: it counts for nothing now."))


@require_POST
@requires(Permission.REGISTER_EDIT)
def entry_return(request: CityRequest, register: str, code: UUID) -> HttpResponse:
    """This view will let a withdrawn entry count again."""
    return _do(request, (register, code), actions.return_entry, _("It counts again."))


@require_POST
@requires(Permission.REGISTER_EDIT)
def entry_step(request: CityRequest, register: str, code: UUID) -> HttpResponse:
    """This view will lead an entry to another state."""
    return _do(request, (register, code), actions.step_entry, _("Saved."), step=request.POST.get("step", ""))


def _do(
    request: CityRequest, address: tuple[str, UUID], action: Callable[..., Any], done: str, **said: Any
) -> HttpResponse:
    register = get_register(address[0])
    row = queries.get_entry(register, request.city, address[1])
    with telling(request, done):
        action(register=register, entry=row, **said, by=request.user, at=timezone.now())
    return redirect(entry_url(register, row, request.city))


def _frame(request: CityRequest) -> Frame:
    today = timezone.localdate()
    return Frame(request.city, today, policy.list_kept_agencies(request.user, request.city, on=today))
