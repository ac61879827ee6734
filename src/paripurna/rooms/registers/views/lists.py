"""The registers, the list of one, and the list as a file."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from paripurna.platform.access.doors import CityRequest, requires
from paripurna.platform.access.types import Permission, Stranger
from paripurna.platform.tables.sending import check_ending, offer_files, send_table
from paripurna.rooms.network import queries as network
from paripurna.rooms.registers import policy, queries
from paripurna.rooms.registers.description import Register, find_register, list_registers
from paripurna.rooms.registers.exporting import build_table, build_template
from paripurna.rooms.registers.kinds import Frame
from paripurna.rooms.registers.pages.feeding import list_feeds, read_sources
from paripurna.rooms.registers.pages.listing import build_list, read_asked, register_url


def get_register(slug: str) -> Register:
    """This function will return the register of an address. Raises `Stranger`."""
    register = find_register(slug)
    if register is None:
        raise Stranger
    return register


@requires(Permission.CITY_VIEW)
def front(request: CityRequest) -> HttpResponse:
    """This view will show the registers, each with how much it holds and what it answers."""
    registers = list_registers()
    counts = queries.count_entries(registers, request.city)
    reading = read_sources(request.city, on=timezone.localdate())
    lines = [
        (one, register_url(one, request.city), counts[one.code], reading.list_feeds(one) if reading else None)
        for one in registers
    ]
    return render(request, "registers/front.html", {"lines": lines})


@requires(Permission.CITY_VIEW)
def entry_list(request: CityRequest, register: str) -> HttpResponse:
    """This view will list the entries of a register, as filters ask."""
    found, today = get_register(register), timezone.localdate()
    context = {
        "register": found,
        "list": build_list(found, request.city, request.GET, Frame(request.city, today)),
        "agencies": network.list_agencies(request.city, on=today),
        "may_keep": bool(policy.list_kept_agencies(request.user, request.city, on=today)),
        "exports": offer_files(request, "registers:entry_export", register=found.slug),
        "tabs": list_tabs(request, found),
    }
    return render(request, "registers/entry_list.html", context)


def list_tabs(request: CityRequest, register: Register) -> list[tuple[str, str, int | None]]:
    """This function will return the pages of a register that stand beside its list."""
    pages = [
        (str(register.label), register_url(register, request.city)),
        (_("Questions it answers"), register_url(register, request.city, "feeds")),
    ]
    pages += [(str(label), reverse(name, kwargs={"city": request.city.slug})) for label, name in register.tabs]
    return [(label, url, None) for label, url in pages]


@requires(Permission.CITY_VIEW)
def feeds(request: CityRequest, register: str) -> HttpResponse:
    """This view will show which questions a register answers today, and which it could."""
    found, today = get_register(register), timezone.localdate()
    context = {
        "register": found,
        "feeds": list_feeds(found, request.city, on=today),
        "may_keep": bool(policy.list_kept_agencies(request.user, request.city, on=today)),
        "tabs": list_tabs(request, found),
    }
    return render(request, "registers/feeds.html", context)


@requires(Permission.EXPORT)
def entry_export(request: CityRequest, register: str, ending: str) -> HttpResponse:
    """This view will send the list as it is filtered, or the empty template of an import."""
    found = get_register(register)
    check_ending(ending)
    frame = Frame(request.city, timezone.localdate())
    if request.GET.get("templat"):
        rows = build_template(found)
    else:
        rows = build_table(found, queries.list_entries(found, request.city, read_asked(found, request.GET)), frame)
    return send_table(rows, title=str(found.label), name=f"{found.slug}-{request.city.slug}", ending=ending)
