"""Making a pack from beginning to end. Killed half-way it leaves nothing to be seen, and is begun anew."""

from __future__ import annotations

from datetime import datetime
from typing import IO

from paripurna.platform.files import actions as files
from paripurna.platform.files.types import MediaType
from paripurna.rooms.evidence import actions
from paripurna.rooms.evidence.models import Pack
from paripurna.rooms.evidence.packing.reading import read_snapshot
from paripurna.rooms.evidence.packing.types import PackBroken
from paripurna.rooms.evidence.packing.writing import Advance, write_pack


def make_pack(*, pack: Pack, advance: Advance, at: datetime) -> Pack:
    """This function will make the archive of a pack and keep it. No transaction is open while it is written.

    Raises `PackBroken`, `PackUnfit`, `FileRefused` on a full disk, `BeingMade`, and what `advance` raises.
    """
    snapshot = read_snapshot(pack, at=at)
    hashes: list[str] = []

    def write(out: IO[bytes]) -> None:
        hashes.append(write_pack(snapshot, out, advance=advance))

    try:
        size = snapshot.plan.size
        file = files.keep_made(name=f"paket-{pack.code}", kind=MediaType.ZIP, size=size, write=write, at=at)
    except PackBroken as broken:
        actions.break_pack(pack=pack, item=broken.item)
        raise
    return actions.keep_pack(pack=pack, file=file, manifest_hash=hashes[0], snapshot=snapshot, at=at)
