"""Writing a pack of 2,000 files and 1 GB, beside `zip -0` of the same files in the same run.

Ours is a process of its own, so that its peak memory is that of one pack; what its children hold is counted with it. `zip -0` only stores; ours also takes two hashes of
every byte (of the file, of the archive) and leaves the archive synced on the disk, so `zip` is followed by `sync`.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.memory import watched  # noqa: E402

PLACE = ROOT / "var" / "benchmark-packing"
FILES, TOTAL = 2_000, 1_000_000_000
RUNS = 3
AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
ENVIRONMENT = {
    **os.environ,
    "PARIPURNA_VAR": str(PLACE / "var"),
    "PARIPURNA_LOG_LEVEL": "WARNING",
    "DJANGO_SETTINGS_MODULE": "paripurna.config.settings.base",
    "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
}


def measure() -> None:
    """Print the best of a few runs, in turns, and the peak memory of ours."""
    sys.path.insert(0, str(ROOT / "src"))
    os.environ.update(ENVIRONMENT)
    PLACE.mkdir(parents=True, exist_ok=True)
    import django

    django.setup()
    from django.core.management import call_command

    from paripurna.platform.embedded.doors import serving

    try:
        with serving():
            call_command("migrate", verbosity=0)
            _fill()
            plain, ours, peaks = [], [], []
            for _run in range(RUNS):
                plain.append(_zip())
                answer = _ask()
                ours.append(answer["seconds"])
                peaks.append(answer["peak"])
            _print(min(plain), min(ours), max(peaks), answer)
    finally:
        shutil.rmtree(PLACE, ignore_errors=True)


def _print(plain: float, ours: float, peak: float, answer: dict[str, float]) -> None:
    size = TOTAL / 1e6
    print(
        f"{FILES:,} files, {size:,.0f} MB; the pack holds {answer['documents']:,.0f} documents, {answer['size']:,.0f} MB"
    )
    print(f"zip -0 + sync  {plain:6.2f} s  {size / plain:5.0f} MB/s")
    print(
        f"our pack       {ours:6.2f} s  {size / ours:5.0f} MB/s  {plain / ours:.0%} (≥ 50 %)  peak {peak:.0f} MB (≤ 200)"
    )


def _fill() -> None:
    """A library of scans, each proving a question of the national form, as rows: bringing them is measured elsewhere."""
    from paripurna.platform.files.models import StoredFile
    from paripurna.platform.files.types import MediaType
    from paripurna.rooms.evidence.models import Document, DocumentVersion, Evidence

    sheet, agency = _open_sheet()
    from paripurna.rooms.sheets.queries import edition_of

    questions = [question.number for question in edition_of(sheet).questions]
    for number, (content_hash, size) in enumerate(_write_contents()):
        file = StoredFile.objects.create(hash=content_hash, size=size, media_type=MediaType.PDF, stored_at=AT)
        known = {"city": sheet.city, "kind": "DECREE", "agency": agency, "brought_at": AT, "changed_at": AT}
        document = Document.objects.create(title=f"Dokumen {number}", number=f"188.45/{number}/2025", **known)
        version = {"city": sheet.city, "document": document, "number": 1, "file": file, "filename": "sk.pdf"}
        document.current = DocumentVersion.objects.create(**version, brought_at=AT)
        document.save(update_fields=["current"])
        link = {"city": sheet.city, "sheet": sheet, "document": document, "kind": "sk", "linked_at": AT}
        Evidence.objects.create(question=questions[number % len(questions)], **link)


def _open_sheet() -> tuple[Any, Any]:
    from paripurna.core.instrument.shelf import get_edition
    from paripurna.rooms.network.models import Agency
    from tests.factories.network import make_agency
    from tests.factories.regions import make_city
    from tests.factories.sheets import make_sheet

    city = make_city()
    make_agency(city, "dinkes")
    return make_sheet(city, edition=get_edition("kla-2024")), Agency.objects.get()


def _write_contents() -> list[tuple[str, int]]:
    """Contents that do not pack, a quarter to one and three quarters of the mean, straight into the store."""
    import hashlib

    from django.core.files.storage import storages

    from paripurna.platform.files import store

    chance, mean, kept = random.Random(1), TOTAL // FILES, []
    for _number in range(FILES):
        content = chance.randbytes(chance.randint(mean // 4, mean * 7 // 4))
        content_hash = hashlib.sha256(content).hexdigest()
        path = Path(storages["default"].path(store.key_of(content_hash)))  # type: ignore[attr-defined]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        kept.append((content_hash, len(content)))
    return kept


def _zip() -> float:
    from django.core.files.storage import storages

    archive = PLACE / "plain.zip"
    folder = storages["default"].path("")  # type: ignore[attr-defined]
    began = time.perf_counter()
    subprocess.run(["zip", "-0", "-q", "-r", archive, ".", "-x", "./.incoming/*"], cwd=folder, check=True)
    subprocess.run(["sync", archive], check=True)
    spent = time.perf_counter() - began
    archive.unlink()
    return spent


def _ask() -> dict[str, float]:
    done = subprocess.run([sys.executable, __file__], env=ENVIRONMENT, capture_output=True, text=True, check=True)
    answer: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return answer


def _child() -> None:
    """In the measured process: a pack is made as its job makes it, and its archive goes again."""
    import django

    django.setup()
    from paripurna.platform.files import store
    from paripurna.platform.files.models import StoredFile
    from paripurna.rooms.evidence.models import Pack
    from paripurna.rooms.evidence.packing.making import make_pack
    from paripurna.rooms.sheets.models import Sheet

    sheet = Sheet.objects.get()
    pack = Pack.objects.create(city=sheet.city, sheet=sheet, stage="evaluasi_mandiri", asked_at=AT)
    began = time.perf_counter()
    with watched() as held:
        made = make_pack(pack=pack, advance=lambda _done, _total: None, at=AT)
    spent = time.perf_counter() - began
    if made.file is None:
        raise RuntimeError
    told = {"seconds": spent, "documents": made.document_count, "size": made.file.size / 1e6}
    key, file = store.key_of(made.file.hash), made.file_id
    Pack.objects.filter(pk=pack.pk).delete()
    StoredFile.objects.filter(pk=file).delete()
    store.delete(key)
    print(json.dumps({**told, "peak": max(held)}))


if __name__ == "__main__":
    _child()
