"""Addresses of checklists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

if TYPE_CHECKING:
    from paripurna.rooms.registers.checklists.models import Checklist


def checklist_url(checklist: Checklist) -> str:
    return reverse("checklists:checklist", kwargs={"city": checklist.city.slug, "code": checklist.sheet.code})


def fill_url(checklist: Checklist) -> str:
    return reverse("sheets:fill", kwargs={"city": checklist.city.slug, "code": checklist.sheet.code})
