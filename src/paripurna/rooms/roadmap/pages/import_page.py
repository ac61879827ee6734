"""*Impor angka*: what a workbook would change in the catalogue, as people read it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from paripurna.platform.ui.formats import format_number
from paripurna.rooms.roadmap.importing import Preview, sign_changes
from paripurna.rooms.roadmap.pages.catalog_page import HEAD_OF
from paripurna.rooms.roadmap.types import FigureChange, MoveChange
from paripurna.rooms.roadmap.wording import language

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.platform.regions.models import City


@dataclass(frozen=True)
class FigureLine:
    """A figure by the head of its column."""

    name: str
    before: str
    after: str


@dataclass(frozen=True)
class ChangeLine:
    label: str
    figures: tuple[FigureLine, ...]


@dataclass(frozen=True)
class ImportPage:
    preview: Preview
    lines: tuple[ChangeLine, ...]
    token: str


def build_import_page(preview: Preview, city: City, by: User) -> ImportPage:
    """This function will tell every change of a preview, and sign what may be confirmed."""
    token = "" if preview.problems else sign_changes(preview.changes, city, by)
    return ImportPage(preview, tuple(_build_line(change) for change in preview.changes), token)


def _build_line(change: MoveChange) -> ChangeLine:
    return ChangeLine(change.label, tuple(_say(figure) for figure in change.figures))


def _say(figure: FigureChange) -> FigureLine:
    return FigureLine(HEAD_OF[figure.name], _say_value(figure.before), _say_value(figure.after))


def _say_value(value: int | Decimal | bool) -> str:  # noqa: FBT001 — a figure may be a yes
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, Decimal):
        return f"{value:.0%}"
    return format_number(Decimal(value), language())
