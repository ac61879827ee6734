"""Filters that write numbers, money and dates in the language of the page."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from django import template
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from paripurna.platform.ui import formats

register = template.Library()


def language() -> str:
    return get_language() or "id"


@register.filter
def points(value: Decimal | None) -> str:
    """`{{ total|points }}` → 767,25"""
    return formats.format_points(value, language())


@register.filter
def points_fixed(value: Decimal | None) -> str:
    """`{{ row.won|points_fixed }}` → 732,00: for columns whose decimals stand under each other."""
    return formats.format_number(value, language(), places=2)


@register.filter
def points_change(value: Decimal | None) -> str:
    """`{{ line.difference|points_change }}` → +12,50 or −3,00; a dash for an unknown change."""
    if value is None:
        return "–"
    sign = "+" if value > 0 else "−" if value < 0 else "±"
    return f"{sign}{points_fixed(abs(value))}"


@register.filter
def number(value: Decimal | int | None) -> str:
    """`{{ count|number }}` → 12.345"""
    return formats.format_number(value, language())


@register.filter
def percent(share: Decimal | None) -> str:
    """`{{ share|percent }}`, of a share from 0 to 1 → 81,2%"""
    return formats.format_percent(share, language())


@register.filter
def rupiah(value: int | None) -> str:
    """`{{ ceiling_idr|rupiah }}` → Rp1.250.000"""
    return formats.format_rupiah(value, language())


@register.filter
def rupiah_short(value: int | None) -> str:
    """`{{ ceiling_idr|rupiah_short }}` → Rp1,3 miliar"""
    return formats.format_rupiah_short(value, language())


@register.filter
def day(value: date | datetime | None) -> str:
    """`{{ due_on|day }}` → 23 November 2026"""
    return formats.format_date(_local(value), language())


@register.filter
def day_short(value: date | datetime | None) -> str:
    """`{{ due_on|day_short }}` → 23 Nov 2026"""
    return formats.format_date_short(_local(value), language())


@register.filter
def moment(value: datetime | None) -> str:
    """`{{ saved_at|moment }}` → 23 Nov 2026, 10.42, in the zone of the city"""
    return formats.format_moment(value and timezone.localtime(value), language())


@register.filter
def clock(value: datetime | None) -> str:
    """`{{ saved_at|clock }}` → 10.42"""
    return formats.format_clock(value and timezone.localtime(value), language())


@register.filter
def file_size(value: int | None) -> str:
    """`{{ file.size|file_size }}` → 1,4 MB"""
    return formats.format_size(value, language())


@register.filter
def days_left(days: int | None) -> str:
    """`{{ stage.days_left|days_left }}` → 12 hari lagi · hari ini · jatuh tempo 3 hari lalu"""
    if days is None:
        return formats.MISSING
    if days == 0:
        return _("today")
    if days < 0:
        return ngettext("due %(count)s day ago", "due %(count)s days ago", -days) % {"count": number(-days)}
    return ngettext("%(count)s day left", "%(count)s days left", days) % {"count": number(days)}


def _local(value: date | datetime | None) -> date | None:
    return timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value
