"""Hashing, judging and storing a file, beside `sha256sum` and a synced `cp` of the same file in the same run.

Every measurement of ours is a process of its own, so that its peak memory is that of one file.
"""

from __future__ import annotations

import json
import os
import random
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PLACE = ROOT / "var" / "benchmark-storing"
MEGABYTE = 1024**2
SIZES = (1, 10, 100, 500)
PIECE = 8 * MEGABYTE
MARGIN = 4096  # what stands around the bulk
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
            print(
                f"{'MB':>5} {'sha256sum + cp + sync':>22} {'kept':>8} {'share':>6} {'uploaded':>9} {'share':>6} {'peak':>8}"
            )
            for size in SIZES:
                _compare(size)
    finally:
        shutil.rmtree(PLACE, ignore_errors=True)


def _compare(size: int) -> None:
    plain, kept, uploaded, peaks = [], [], [], []
    for run in range(RUNS):
        paper = _write_paper(size, seed=size * 10 + run)
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


def _write_paper(size: int, seed: int) -> Path:
    """A PDF whose bulk is a stream of bytes that do not pack, as of a scan. Written before the clock runs."""
    paper = PLACE / "paper.pdf"
    chance, left, places = random.Random(seed), size * MEGABYTE - MARGIN, []
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
    from django.utils import timezone

    from paripurna.platform.files import actions, store
    from paripurna.platform.files.models import StoredFile

    at = timezone.now()
    actions.keep(
        chunks=[b"pemanasan"], filename="a.txt", at=at
    )  # a server has its libraries and its connection already
    prepared = {"keep": _prepare_keep, "upload": _prepare_upload}[way](paper, at)
    began = time.perf_counter()
    file = prepared()
    spent = time.perf_counter() - began
    StoredFile.objects.filter(pk=file.pk).delete()
    store.delete(store.key_of(file.hash))
    print(json.dumps({"seconds": spent, "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))


def _prepare_keep(paper: Path, at):  # type: ignore[no-untyped-def]
    from paripurna.platform.files import actions

    return lambda: actions.keep(chunks=_read(paper), filename="sk.pdf", at=at)


def _prepare_upload(paper: Path, at):  # type: ignore[no-untyped-def]
    """The steps of an upload without HTTP: bytes to the disk piece by piece, then judged, hashed and kept."""
    from paripurna.platform.files.keeping import judge, register
    from paripurna.platform.files.uploads import parts

    def bring():  # type: ignore[no-untyped-def]
        from uuid import uuid4

        with parts.held(uuid4(), new=True) as part:
            position = synced = 0
            for chunk in _read(paper):
                position = part.write(position, chunk)
                if position - synced >= PIECE:
                    part.sync()
                    synced = position
            part.sync()
            file = register(part.path, judge(part.path, "sk.pdf"), at=at)
            part.path.unlink()
        return file

    return bring


def _read(paper: Path) -> Iterator[bytes]:
    with paper.open("rb") as stream:
        while chunk := stream.read(64 * 1024):
            yield chunk


if __name__ == "__main__":
    _child(sys.argv[1], Path(sys.argv[2]))
