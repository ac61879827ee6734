"""`paripurna facts`: which questions the registers answer, and whether the overlays that say so are sound."""

from __future__ import annotations

import sys
from pathlib import Path

import click


@click.group()
def facts() -> None:
    """Fakta: pertanyaan yang dijawab oleh data."""


@facts.command()
@click.option("--language", type=click.Choice(["id", "en"]), default="id", show_default=True, help="Bahasa keluaran.")
def check(language: str) -> None:
    """Periksa ikatan pertanyaan pada sumber fakta, semua edisi; salah ketik disebut dengan barisnya."""
    from paripurna.core.instrument.fact_checks import check_fact_overlay
    from paripurna.core.instrument.problem import Severity
    from paripurna.core.instrument.shelf import list_editions
    from paripurna.rooms.sheets.queries import list_fact_checks

    sources = list_fact_checks()
    problems = [problem for edition in list_editions() for problem in check_fact_overlay(edition, sources)]
    for problem in problems:
        click.echo(f"{problem.severity.value.lower()}: {problem.in_language(language)}")
    if not problems:
        click.echo("Semua ikatan pertanyaan pada sumber fakta baik.")
    if any(problem.severity is Severity.ERROR for problem in problems):
        sys.exit(1)


@facts.command("list")
@click.argument("city")
@click.option("--all", "everything", is_flag=True, help="Juga yang registernya belum berisi.")
def list_live(city: str, everything: bool) -> None:  # click's flags
    """Sebut jawaban menurut register hari ini untuk lembar kerja terbaru CITY (nama di alamat, misalnya balikpapan)."""
    from django.utils import timezone

    from paripurna.platform.regions.queries import find_city
    from paripurna.rooms.sheets import queries

    found = find_city(slug=city)
    sheets = queries.list_open_sheets(found) if found else []
    if not sheets:
        sys.exit(f"Tidak ada lembar kerja terbuka untuk {city}.")
    live = queries.read_live_answers(sheets[0], queries.edition_of(sheets[0]), on=timezone.localdate())
    for number, answer in live.items():
        if everything or answer.value is not None:
            said = queries.say_answer(answer.bound.question, answer.data).replace("\n", "; ")
            click.echo(f"{number:<7} {answer.bound.binding.source:<34} {said or '–'}")
    known = [answer for answer in live.values() if answer.value is not None]
    points = sum(answer.bound.question.max_points for answer in known)
    click.echo(f"{len(known)} pertanyaan ({points} poin) dijawab oleh data.")


@facts.command()
@click.argument("page", type=click.Path(path_type=Path, exists=True, dir_okay=False))
def reference(page: Path) -> None:
    """Tulis ulang daftar di halaman rujukan PAGE (docs/reference/facts.md)."""
    from paripurna.rooms.sheets.queries import renew_fact_reference

    page.write_text(renew_fact_reference(page.read_text(encoding="utf-8")), encoding="utf-8")
    click.echo(f"{page} ditulis.")
