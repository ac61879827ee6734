"""Writing a plan into an archive, a content at a time: memory stays flat, nothing is held but hashes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from tempfile import TemporaryFile
from typing import IO

from django.utils import translation

from paripurna.platform.bags.types import CHUNK
from paripurna.platform.bags.writing import BagWriter
from paripurna.platform.files import queries as files
from paripurna.platform.files.types import Content, FileLost, MediaType
from paripurna.platform.typesetting import typesetter
from paripurna.rooms.evidence.packing.covers import draw_cover, name_cover
from paripurna.rooms.evidence.packing.reading import LANGUAGE, Snapshot
from paripurna.rooms.evidence.packing.texts import list_info, write_address, write_note, write_readme
from paripurna.rooms.evidence.packing.types import Item, PackBroken

INDEX = "indeks.xlsx"
PLAIN = {MediaType.CSV, MediaType.TEXT, MediaType.JSON}
"""Everything else is compressed already and is kept as it is."""
Advance = Callable[[int, int], None]


def write_pack(snapshot: Snapshot, out: IO[bytes], *, advance: Advance) -> str:
    """This function will write a pack to `out`, which can seek, and return the hash of its manifest.

    `advance(done, total)` is told after every document, and may raise to stop. Raises `PackBroken` when the store has not
    what the register says: an archive without it would not be whole.
    """
    heading, plan = snapshot.heading, snapshot.plan
    hashes: dict[str, str] = {}
    total = sum(len(part.questions) for part in plan.indicators)
    done = 0
    with translation.override(LANGUAGE), BagWriter(out, heading.name, at=heading.read_at) as bag:
        with typesetter() as typeset:
            for part in plan.indicators:
                bag.add_bytes(name_cover(part), draw_cover(heading, part, typeset), is_packed=True)
                for found in part.questions:
                    for item in found.items:
                        _write_item(bag, item, hashes)
                        advance(done, total)
                    done += 1
                    advance(done, total)
        _write_index(bag, snapshot, hashes)
        return bag.finish(info=list(list_info(heading)), tags={"README.txt": write_readme(heading)})


def _write_item(bag: BagWriter, item: Item, hashes: dict[str, str]) -> None:
    if not item.path or item.path in hashes:
        return
    if item.is_note:
        bag.add_bytes(item.path, write_note(item))
        hashes[item.path] = hashes[item.copy_path]
    elif item.leaving.file is None:
        hashes[item.path] = bag.add_bytes(item.path, write_address(item.leaving.address)).hash
    else:
        hashes[item.path] = _copy(bag, item)


def _copy(bag: BagWriter, item: Item) -> str:
    """A content is hashed while it is copied: what the store spoiled is not passed on as if it were whole."""
    try:
        content = _open(item)
        added = bag.add(item.path, _gather(content.chunks), size=content.size, is_packed=content.kind not in PLAIN)
    except FileLost as lost:
        raise PackBroken(item) from lost
    if added.size != content.size or content.hash not in {None, added.hash}:
        raise PackBroken(item)
    return added.hash


def _open(item: Item) -> Content:
    if item.leaving.file is None:
        raise PackBroken(item)
    return files.open_shown(item.leaving.file)


def _gather(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """The archive takes large pieces faster than many small ones."""
    gathered, size = [], 0
    for chunk in chunks:
        gathered.append(chunk)
        size += len(chunk)
        if size >= CHUNK:
            yield b"".join(gathered)
            gathered, size = [], 0
    if gathered:
        yield b"".join(gathered)


def _write_index(bag: BagWriter, snapshot: Snapshot, hashes: dict[str, str]) -> None:
    from paripurna.rooms.evidence.packing.index_book import write_index  # late: loads openpyxl, numpy and Pillow

    with TemporaryFile() as book:
        write_index(snapshot.heading, snapshot.plan, hashes, book)
        size = book.tell()
        book.seek(0)
        bag.add(INDEX, iter(lambda: book.read(CHUNK), b""), size=size)
