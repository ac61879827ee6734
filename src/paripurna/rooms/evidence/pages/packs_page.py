"""The packs of a city, and what can be done with each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import get_language

from paripurna.platform.access.policy import may
from paripurna.platform.access.types import Permission
from paripurna.platform.jobs.queries import ProgressView, build_view
from paripurna.rooms.evidence import packs, policy
from paripurna.rooms.evidence.packing.reading import label_stage
from paripurna.rooms.evidence.packing.types import PackState
from paripurna.rooms.sheets import queries as sheets

if TYPE_CHECKING:
    from uuid import UUID

    from paripurna.platform.accounts.models import User
    from paripurna.platform.regions.models import City
    from paripurna.rooms.evidence.models import Document, Pack
    from paripurna.rooms.sheets.queries import Sheet

TONES = {
    PackState.READY: "green",
    PackState.FAILED: "red",
    PackState.MAKING: "brand",
    PackState.WAITING: "brand",
}
BUSY = {PackState.WAITING, PackState.MAKING}


@dataclass(frozen=True, slots=True)
class PackLine:
    """A pack as a line of the list."""

    pack: Pack
    state: PackState
    stage: str
    progress: ProgressView | None
    left_out_count: int
    failed_document: Document | None
    may_delete: bool
    may_cancel: bool

    @property
    def is_busy(self) -> bool:
        return self.state in BUSY

    @property
    def is_ready(self) -> bool:
        return self.state is PackState.READY

    @property
    def has_failed(self) -> bool:
        return self.state is PackState.FAILED

    @property
    def tone(self) -> str:
        return TONES.get(self.state, "quiet")

    @property
    def title(self) -> str:
        return self.pack.filename or self.pack.sheet.title

    @property
    def placing(self) -> str:
        return str(self.pack.get_placing_display())


@dataclass(frozen=True, slots=True)
class PacksPage:
    """Lines, newest first, and the sheets that a pack may be made of."""

    lines: tuple[PackLine, ...]
    sheet: Sheet | None
    stages: tuple[tuple[str, str], ...]
    others: tuple[tuple[UUID, str], ...]  # other sheets: code, title
    may_confidential: bool

    @property
    def is_busy(self) -> bool:
        return any(line.is_busy for line in self.lines)


def build_packs_page(city: City, user: User, *, sheet: Sheet | None, on: date) -> PacksPage:
    """This function will gather the page for a person who may have packs; without a sheet, for the newest open one."""
    sees_restricted = may(user, Permission.EVIDENCE_RESTRICTED, city, on=on)
    open_sheets = sheets.list_open_sheets(city)
    chosen = sheet or next(iter(open_sheets), None)
    return PacksPage(
        lines=tuple(_build_line(pack, user, on) for pack in packs.list_packs(city, sees_restricted=sees_restricted)),
        sheet=chosen,
        stages=_list_stages(chosen) if chosen else (),
        others=tuple((each.code, each.title) for each in open_sheets if chosen and each.pk != chosen.pk),
        may_confidential=sees_restricted,
    )


def _list_stages(sheet: Sheet) -> tuple[tuple[str, str], ...]:
    language = get_language() or "id"
    return tuple((stage.code, stage.label.in_language(language)) for stage in sheets.edition_of(sheet).stages)


def _build_line(pack: Pack, user: User, on: date) -> PackLine:
    state = packs.state_of(pack)
    return PackLine(
        pack=pack,
        state=state,
        stage=label_stage(pack, get_language() or "id"),
        progress=build_view(pack.progress) if pack.progress else None,
        left_out_count=len({left["document"] for left in pack.left_out}),
        failed_document=pack.failed_document if state is PackState.FAILED else None,
        may_delete=state not in BUSY | {PackState.ENDED} and policy.may_delete_pack(user, pack, on=on),
        may_cancel=state in BUSY and pack.asked_by_id == user.pk,
    )
