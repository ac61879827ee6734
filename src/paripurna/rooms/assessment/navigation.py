"""What this room hands down to every page: its places in the navigation and the line of the top bar."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from paripurna.platform.access.types import Permission
from paripurna.platform.ui.context import allows_for
from paripurna.platform.ui.registry import (
    Item,
    Section,
    TopLine,
    register_navigation,
    register_section,
    register_top_line,
)
from paripurna.rooms.assessment.queries import find_current_round, label_stage, list_running_stages
from paripurna.rooms.assessment.rulers import language
from paripurna.rooms.assessment.types import RunningStage

if TYPE_CHECKING:
    from paripurna.platform.regions.models import City

SECTIONS = (
    Section("home", _("Home"), "home", 10),
    Section("evaluation", _("Evaluation"), "clipboard-check", 20),
    Section("tasks", _("My tasks"), "list-check", 30),
)
ITEMS = (
    Item("home", _("Home"), "assessment:home", Permission.CITY_VIEW, 10, on_phone=True),
    Item(
        "evaluation",
        _("Instrument"),
        "assessment:instrument",
        Permission.CITY_VIEW,
        10,
        on_phone=True,
        icon="list-tree",
        covers=("lembar", "edisi", "revisi"),
    ),
    Item(
        "evaluation",
        _("Internal check"),
        "assessment:verification",
        Permission.ANSWER_VERIFY,
        15,
        on_phone=True,
        icon="clipboard-check",
    ),
    Item("evaluation", _("Who verifies"), "assessment:verification_people", Permission.ROUND_MANAGE, 16, icon="users"),
    Item("evaluation", _("This week"), "assessment:digest", Permission.ROUND_MANAGE, 12, icon="mail"),
    Item(
        "evaluation",
        _("Answered by data"),
        "assessment:facts",
        Permission.CITY_VIEW,
        18,
        icon="database",
        covers=("fakta",),
    ),
    Item("evaluation", _("Gaps"), "assessment:gaps", Permission.CITY_VIEW, 20, icon="target"),
    Item("evaluation", _("Losses"), "assessment:losses", Permission.CITY_VIEW, 30, icon="scale"),
    Item("evaluation", _("Forecast"), "assessment:forecast", Permission.CITY_VIEW, 35, icon="chart-line"),
    Item("evaluation", _("All rounds"), "assessment:rounds", Permission.CITY_VIEW, 40, icon="history"),
    Item("evaluation", _("Meetings"), "assessment:meetings", Permission.CITY_VIEW, 45, icon="calendar-event"),
    Item("evaluation", _("Other cities"), "assessment:cities", Permission.CITY_VIEW, 50, icon="chart-bar"),
    Item("tasks", _("My tasks"), "assessment:tasks", Permission.ANSWER_EDIT, 10, on_phone=True),
)


def register() -> None:
    for section in SECTIONS:
        register_section(section)
    for item in ITEMS:
        register_navigation(item)
    register_top_line(build_top_line)


def build_top_line(request: HttpRequest) -> TopLine | None:
    """This function will tell the running round, its stage of today and the days left in it, to who may open it."""
    if not allows_for(request)(Permission.CITY_VIEW):
        return None
    city: City = request.city  # type: ignore[attr-defined]
    stages = list_running_stages(city)
    if stages:
        label, days = _stage_today(stages)
        return TopLine(stages[0].round_label, label, days, _url(city, stages[0].round_code))
    found = find_current_round(city)
    return TopLine(found.label, "", None, _url(city, found.code)) if found else None


def _url(city: City, code: UUID) -> str:
    return reverse("assessment:round", kwargs={"city": city.slug, "code": code})


def _stage_today(stages: Sequence[RunningStage]) -> tuple[str, int | None]:
    today = timezone.localdate()
    for stage in stages:
        if stage.starts_on and stage.ends_on and stage.starts_on <= today <= stage.ends_on:
            return label_stage(stage, language()), (stage.ends_on - today).days
    return "", None
