"""Hashing, judging and storing a file, beside `sha256sum` and a synced `cp` of the same file in the same run.

Every measurement of ours is a process of its own, so that its peak memory is that of one file.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.memory import peak_of  # noqa: E402

PLACE = ROOT / "var" / "benchmark-storing"
MEGABYTE = 1024**2
SIZES = (1, 10, 100, 500)
MARGIN = 4096  # what stands around the bulk
SMALL = "small.pdf"
AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
RUNS = 3
ENVIRONMENT = {
    **os.environ,
    "PARIPURNA_VAR": str(PLACE / "var"),
    "PARIPURNA_LOG_LEVEL": "WARNING",
    "DJANGO_SETTINGS_MODULE": "paripurna.config.settings.base",
    "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
}


def measure() -> None:
    """Print for each size the best of a few runs, in turns, and the peak memory of ours."""
    os.environ.update(ENVIRONMENT)
    sys.path.insert(0, str(ROOT / "src"))
    PLACE.mkdir(parents=True, exist_ok=True)
    import django

    django.setup()
    from django.core.management import call_command

    from paripurna.platform.embedded.doors import serving

    try:
        with serving():
            call_command("migrate", verbosity=0)
            _settle()
            print(
                f"{'MB':>5} {'sha256sum + cp + sync':>22} {'kept':>8} {'share':>6} {'uploaded':>9} {'share':>6} {'peak':>8}"
            )
            for size in SIZES:
                _compare(size)
    finally:
        shutil.rmtree(PLACE, ignore_errors=True)


def _settle() -> None:
    """A city, somebody who brings, and a paper to warm up with."""
    from tests.factories.platform import build_city, build_person

    build_city()
    build_person()
    _write_paper(SMALL, MARGIN + 1000)


def _compare(size: int) -> None:
    plain, kept, uploaded, peaks = [], [], [], []
    for run in range(RUNS):
        paper = _write_paper("paper.pdf", size * MEGABYTE, seed=size * 10 + run)
        plain.append(_copy(paper))
        for way, seconds in (("keep", kept), ("upload", uploaded)):
            answer = _ask(way, paper)
            seconds.append(answer["seconds"])
            peaks.append(answer["peak"])
        paper.unlink()
    rates = [min(plain) / min(ours) for ours in (kept, uploaded)]
    print(
        f"{size:>5} {min(plain):>20.2f} s {min(kept):>6.2f} s {rates[0]:>6.0%} {min(uploaded):>7.2f} s {rates[1]:>6.0%}"
        f" {max(peaks):>5.0f} MB"
    )


def _write_paper(name: str, size: int, seed: int = 0) -> Path:
    """A PDF whose bulk is a stream of bytes that do not pack, as of a scan. Written before the clock runs."""
    paper = PLACE / name
    chance, left, places = random.Random(seed), size - MARGIN, []
    heads = (
        b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n",
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n",
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\n",
        b"4 0 obj<</Length %d>>stream\n" % left,
    )
    with paper.open("wb") as out:
        out.write(b"%PDF-1.4\n")
        for head in heads:
            places.append(out.tell())
            out.write(head)
        while left > 0:
            left -= out.write(chance.randbytes(min(left, MEGABYTE)))
        out.write(b"\nendstream endobj\n")
        table = out.tell()
        rows = b"".join(b"%010d 00000 n \n" % place for place in places)
        out.write(b"xref\n0 5\n0000000000 65535 f \n" + rows + b"trailer<</Size 5/Root 1 0 R>>\n")
        out.write(b"startxref\n%d\n%%%%EOF\n" % table)
        out.flush()
        os.fsync(out.fileno())
    return paper


def _copy(paper: Path) -> float:
    copy = PLACE / "copy"
    began = time.perf_counter()
    subprocess.run(["sha256sum", paper], stdout=subprocess.DEVNULL, check=True)
    subprocess.run(["cp", paper, copy], check=True)
    subprocess.run(["sync", copy], check=True)
    spent = time.perf_counter() - began
    copy.unlink()
    return spent


def _ask(way: str, paper: Path) -> dict[str, float]:
    command = [sys.executable, __file__, way, str(paper)]
    told = subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True, check=True).stdout
    answer: dict[str, float] = json.loads(told.splitlines()[-1])
    return answer


def _child(way: str, paper: Path) -> None:
    """In the measured process: the content comes in chunks, is kept, and goes again, so that it is never there already."""
    import django

    django.setup()
    bring = {"keep": _prepare_keep, "upload": _prepare_upload}[way]()
    _forget(bring(PLACE / SMALL))  # a server has its libraries and its connection already
    began = time.perf_counter()
    file = bring(paper)
    spent = time.perf_counter() - began
    _forget(file)
    print(json.dumps({"seconds": spent, "peak": peak_of("self")}))


def _forget(file: Any) -> None:
    from paripurna.platform.files import store
    from paripurna.platform.files.models import StoredFile

    StoredFile.objects.filter(pk=file.pk).delete()
    store.delete(store.key_of(file.hash))


def _prepare_keep() -> Callable[[Path], Any]:
    from paripurna.platform.files import actions

    return lambda paper: actions.keep(chunks=_read(paper), filename="sk.pdf", at=AT)


def _prepare_upload() -> Callable[[Path], Any]:
    """What a room's upload takes, without HTTP: opened, received in one stream, judged, kept and handed over."""
    from paripurna.platform.accounts.models import User
    from paripurna.platform.files.uploads import actions
    from paripurna.platform.files.uploads.types import Brought, UploadKind, register_upload_kind
    from paripurna.platform.regions.models import City

    city, user = City.objects.get(), User.objects.get()
    kind = UploadKind("benchmark", lambda _user, _city, _words: None, lambda _upload, _by, _at: None)
    register_upload_kind(kind.name, kind.check, kind.on_kept)

    def bring(paper: Path) -> Any:
        brought = Brought("sk.pdf", paper.stat().st_size, {})
        upload = actions.bring_whole(city=city, kind=kind, brought=brought, chunks=_read(paper), by=user, at=AT)
        file = upload.file
        upload.delete()
        return file

    return bring


def _read(paper: Path) -> Iterator[bytes]:
    with paper.open("rb") as stream:
        while chunk := stream.read(64 * 1024):
            yield chunk


if __name__ == "__main__":
    _child(sys.argv[1], Path(sys.argv[2]))
