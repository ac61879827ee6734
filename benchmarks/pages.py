"""How fast pages are, beside their limits: `python benchmarks/pages.py [--quick]`. Prints figures, asserts nothing.

Loads the demo into a place of its own (`var/benchmark`), serves it as an installation would and asks it as people do.
The throughput needs `wrk` (Debian: apt install wrk); without it that part is left out.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.visitors import Answered, Visitor  # noqa: E402

PORT = 8391
CITY = "/daerah/balikpapan/"
HOME, INSTRUMENT = f"{CITY}beranda/", f"{CITY}evaluasi/instrumen/"
FORECAST, WHAT_IF = f"{CITY}prakiraan/", f"{CITY}prakiraan/bagaimana-jika/?soal=1.1&soal=2.1&klaster=K1"
SECRETARIAT = "contoh-sekretariat"
PEOPLE = (SECRETARIAT, "contoh-petugas", "contoh-verifikator", "contoh-pimpinan", "contoh-provinsi")
QUICK = "--quick" in sys.argv
RUNS, SECONDS, THINK = (10, 10, 3.0) if QUICK else (40, 40, 3.0)
ENVIRONMENT = {
    **os.environ,
    "PARIPURNA_VAR": str(ROOT / "var" / "benchmark"),
    "PARIPURNA_DEMO": "1",
    "PARIPURNA_LOG_LEVEL": "WARNING",
    "DJANGO_SETTINGS_MODULE": "benchmarks.measured_settings",
    "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
}
COMMAND = (sys.executable, "-m", "paripurna.cli.main")


def main() -> None:
    """Load, serve with one process and measure, then with two."""
    subprocess.run([*COMMAND, "demo", "--load-only"], env=ENVIRONMENT, cwd=ROOT, check=True)
    subprocess.run([*COMMAND, "build"], env=ENVIRONMENT, cwd=ROOT, check=True)
    with served(processes=1) as (pids, started):
        show("serving after start, database included", f"{started:.1f} s", "5 s")
        tree = measure_pages()
        measure_crowd(tree)
        show("memory of the web process", f"{max(map(memory_mb, pids)):.0f} MB", "150 MB")
        visitor = sign_in(SECRETARIAT)
        show_page("what if: two questions and a cluster", lambda: visitor.get(WHAT_IF), "300 ms")
        show("memory of the web process, once it has reckoned", f"{max(map(memory_mb, pids)):.0f} MB", "")
    with served(processes=2) as (pids, _started):
        measure_throughput(tree)
        show("memory of each of two web processes", f"{max(map(memory_mb, pids)):.0f} MB", "150 MB")


@contextmanager
def served(*, processes: int, environment: Mapping[str, str] = ENVIRONMENT) -> Iterator[tuple[list[int], float]]:
    """This function will serve from nothing, and yield the web processes and how long the start took."""
    began = time.perf_counter()
    command = [*COMMAND, "serve", "--port", str(PORT), "--workers", str(processes)]
    server = subprocess.Popen(command, env=environment, cwd=ROOT, stdout=subprocess.DEVNULL)
    try:
        wait_until_ready()
        yield children_of(server.pid), time.perf_counter() - began
    finally:
        server.terminate()
        server.wait(30)


def wait_until_ready() -> None:
    for _ in range(600):
        try:
            with urlopen(f"http://127.0.0.1:{PORT}/readyz", timeout=5):
                return
        except OSError:
            time.sleep(0.05)
    raise SystemExit("The server did not come up.")


def measure_pages() -> str:
    """Medians of the server's own time, one visitor, warm. Returns the address of the tree."""
    visitor = sign_in(SECRETARIAT)
    tree = visitor.get(INSTRUMENT).location
    show_page("Beranda", lambda: visitor.get(HOME), "80 ms")
    show_page("tree of the instrument, drawn anew", lambda: visitor.get(tree, X_Uncached="1"), "80 ms")
    show_page("tree of the instrument, from fragments", lambda: visitor.get(tree), "")
    show_page("forecast, from the stored row", lambda: visitor.get(FORECAST), "100 ms")
    save = prepare_save(visitor, tree)
    show_page("save of an answer with new totals", save, "30 ms")
    return tree


def show_page(name: str, ask: Callable[[], Answered], limit: str) -> None:
    for _ in range(5):
        ask()
    found = [ask() for _ in range(RUNS)]
    wrong = {one.status for one in found} - {200, 204}
    note = f"  (status {wrong})" if wrong else ""
    clock, processor = median(one.server_ms for one in found), median(one.processor_ms for one in found)
    show(f"{name}, median", f"{clock:.1f} ms{note}", limit)
    show("  … of which the processor of the web process", f"{processor:.1f} ms", "")
    show(f"{name}, statements", str(max(one.statements for one in found)), "12" if "tree" in name else "")


def prepare_save(visitor: Visitor, tree: str) -> Callable[[], Answered]:
    """A draft that is saved again and again, each time with another note."""
    number, page = next(find_drafts(visitor, tree))
    fields = read_form(page)

    def save() -> Answered:
        fields["note"] = f"contoh {random.random()}"
        answered = visitor.post(f"{tree}pertanyaan/{number}/simpan/", fields, X_Autosave="1", HX_Request="true")
        fields["revision"] = answered.revision
        return answered

    return save


def find_drafts(visitor: Visitor, tree: str) -> Iterator[tuple[str, str]]:
    page = visitor.get(tree).body
    for number in dict.fromkeys(re.findall(r"pertanyaan/([^/\"?]+)/", page)):
        panel = visitor.get(f"{tree}pertanyaan/{number}/").body
        if f"/pertanyaan/{number}/simpan/" in panel:
            yield number, panel


def read_form(page: str) -> dict[str, str | list[str]]:
    """Hidden fields and whatever is chosen, as a browser would send them."""
    fields: dict[str, str | list[str]] = {}
    for tag in re.findall(r"<input[^>]*>", page):
        words = dict(re.findall(r'(\w+)="([^"]*)"', tag))
        if words.get("type") in {"radio", "checkbox"} and "checked" not in tag:
            continue
        if "name" in words:
            fields.setdefault(words["name"], words.get("value", ""))
    return fields


def measure_crowd(tree: str) -> None:
    """Twenty people who read, think and read on."""
    pages = [HOME, tree, tree, f"{CITY}evaluasi/kesenjangan/", f"{CITY}tugas/", f"{CITY}evaluasi/"]
    with ThreadPoolExecutor(20) as crowd:
        found = [one for seen in crowd.map(lambda n: wander(n, pages), range(20)) for one in seen]
    times = [one.seconds * 1000 for one in found]
    show(f"20 people at once, p95 of {len(found)} pages", f"{quantiles(times, n=20)[18]:.0f} ms", "300 ms")
    show("20 people at once, errors", str(sum(one.status >= 400 for one in found)), "0")


def wander(number: int, pages: list[str]) -> list[Answered]:
    chance = random.Random(number)
    visitor, until = sign_in(PEOPLE[number % len(PEOPLE)]), time.perf_counter() + SECONDS
    seen = []
    while time.perf_counter() < until:
        time.sleep(THINK * chance.uniform(0.5, 1.5))
        seen.append(visitor.get(chance.choice(pages)))
    return seen


def measure_throughput(tree: str) -> None:
    if not shutil.which("wrk"):
        print("  wrk is not installed: throughput left out")
        return
    visitor = sign_in(SECRETARIAT)
    for name, extra, limit in (("drawn anew", ["-H", "X-Uncached: 1"], "30"), ("from fragments", [], "100")):
        run_wrk(visitor, tree, extra, seconds=2)
        show(f"tree pages a second, {name}, 2 processes, 8 lines", run_wrk(visitor, tree, extra, seconds=8), limit)


def run_wrk(visitor: Visitor, path: str, extra: list[str], *, seconds: int) -> str:
    headers = ["-H", f"Cookie: {visitor.cookie}", *extra]
    words = ["wrk", "-t1", "-c8", f"-d{seconds}s", *headers, f"http://127.0.0.1:{PORT}{path}"]
    said = subprocess.run(words, capture_output=True, text=True, check=True).stdout
    errors = re.search(r"Non-2xx[^\n]*", said)
    return re.findall(r"Requests/sec:\s+([\d.]+)", said)[0] + (f"  ({errors[0]})" if errors else "")


def sign_in(username: str) -> Visitor:
    visitor = Visitor(PORT)
    visitor.sign_in(username)
    return visitor


def children_of(pid: int) -> list[int]:
    return [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def memory_mb(pid: int) -> float:
    """Resident memory that is the process's own (PSS): pages shared with its neighbors count by share."""
    found = re.search(r"^Pss:\s+(\d+)", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.MULTILINE)
    return int(found[1]) / 1024 if found else 0.0


def show(what: str, figure: str, limit: str) -> None:
    print(f"  {what:<62}{figure:>12}   {f'limit {limit}' if limit else ''}", flush=True)


if __name__ == "__main__":
    main()
