from pathlib import Path
from typing import Any

import pytest

from paripurna.platform.accounts.models import User
from paripurna.platform.jobs.running import execute
from paripurna.rooms.evidence import actions, packs
from paripurna.rooms.evidence.models import Pack
from paripurna.rooms.evidence.packing.types import PackDraft
from paripurna.rooms.sheets.models import Sheet
from tests.factories.evidence import NOW
from tests.factories.sheets import make_person


@pytest.fixture(autouse=True)
def _own_store(folder: Path) -> None:
    pass


@pytest.fixture
def another(sheet: Sheet) -> User:
    """Somebody else of the secretariat."""
    return make_person(sheet.city, "SECRETARIAT", username="sari")


@pytest.fixture
def ask(sheet: Sheet, secretary: User) -> Any:
    """Ask for a pack of the sheet."""

    def ask_for(by: User | None = None, stage: str = "em", **fields: Any) -> Pack:
        return actions.ask_pack(sheet=sheet, draft=PackDraft(stage, **fields), by=by or secretary, at=NOW)

    return ask_for


@pytest.fixture
def work() -> Any:
    """Make a pack that was asked for, as a worker does; nothing else that waits is done."""

    def make_pack(pack: Pack) -> Pack:
        execute(actions.MAKE_PACK, str(pack.progress_id), {"pack": pack.pk}, in_place=True)
        return packs.find_pack(pack.pk)

    return make_pack


@pytest.fixture
def make(ask: Any, work: Any) -> Any:
    """Ask for a pack and have it made."""
    return lambda **fields: work(ask(**fields))
