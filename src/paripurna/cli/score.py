"""`paripurna score`: score a workbook, CSV or YAML. Needs no database."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from paripurna.cli.edition import in_languages
from paripurna.cli.score_file import PROBLEMS, Contents, NothingToScoreError, read_file
from paripurna.core.instrument.loader import is_edition, load_edition
from paripurna.core.instrument.model import Edition
from paripurna.core.instrument.problem import EditionError
from paripurna.core.instrument.shelf import EditionNotFoundError, get_edition
from paripurna.core.instrument.text import Text
from paripurna.core.scoring import Subject, describe
from paripurna.core.scoring import score as score_sheet
from paripurna.core.scoring.result import PartScore, Score
from paripurna.core.scoring.sentences import fill, format_points
from paripurna.platform.tables import TableError

_SAY = {
    "head": Text(id="Bagian", en="Part"),
    "points": Text(id="Nilai", en="Points"),
    "maximum": Text(id="Maks", en="Max"),
    "lost": Text(id="Hilang", en="Lost"),
    "open": Text(id="Kosong", en="Open"),
    "total": Text(id="Jumlah", en="Total"),
    "grade": Text(id="Predikat: {grade}", en="Grade: {grade}"),
    "failed": Text(id="Syarat wajib belum terpenuhi: {places}", en="Mandatory parts are missing: {places}"),
    "distance": Text(id="Menuju {grade}: kurang {distance}", en="To {grade}: {distance} missing"),
    "contradictions": Text(id="Pertentangan:", en="Contradictions:"),
    "problems": Text(id="Catatan pembacaan berkas:", en="Notes on reading the file:"),
    "no_stage": Text(
        id="Tahap “{code}” tidak ada dalam edisi ini. Yang ada: {known}.",
        en="There is no stage “{code}” in this edition. There is: {known}.",
    ),
    "no_edition": Text(id="Edisi “{name}” tidak ada.", en="There is no edition “{name}”."),
}
_WIDTH = 56


@click.command()
@click.argument("file", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--edition", "reference", default="kla-2024", show_default=True, help="Edisi: ID, folder, atau berkas YAML."
)
@click.option("--stage", default="", help="Kode tahap dari buku kerja kami; bawaan: tahap pertama.")
@click.option("--regency", is_flag=True, help="Subjek berupa kabupaten, bukan kota.")
@click.option("--remote", is_flag=True, help="Subjek berupa daerah 3T.")
@click.option("--json", "as_json", is_flag=True, help="Keluaran JSON.")
@in_languages
def score(file: Path, *, reference: str, stage: str, regency: bool, remote: bool, as_json: bool, language: str) -> None:
    """Hitung nilai dari buku kerja, CSV, atau YAML; tanpa basis data."""
    edition = _load(reference, language)
    _check_stage(edition, stage, language)
    try:
        contents = read_file(file, edition, stage)
    except (TableError, NothingToScoreError) as error:
        raise click.ClickException(error.in_language(language)) from error
    subject = Subject("kabupaten" if regency else "kota", remote=remote)
    result = score_sheet(
        edition, answers=contents.answers, marks=contents.marks, subject=subject, recorded=contents.recorded
    )
    if as_json:
        click.echo(json.dumps(build_json(edition, result, contents, language), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(tell_score(edition, result, contents, language)))


def _load(reference: str, language: str) -> Edition:
    try:
        return load_edition(Path(reference)) if is_edition(Path(reference)) else get_edition(reference)
    except EditionNotFoundError as error:
        raise click.ClickException(fill(_SAY["no_edition"], {"name": reference}, language)) from error
    except EditionError as error:
        raise click.ClickException("\n".join(problem.in_language(language) for problem in error.problems)) from error


def _check_stage(edition: Edition, code: str, language: str) -> None:
    codes = [stage.code for stage in edition.stages if stage.marks]
    if code and code not in codes:
        raise click.ClickException(fill(_SAY["no_stage"], {"code": code, "known": ", ".join(codes)}, language))


def tell_score(edition: Edition, result: Score, contents: Contents, language: str) -> Iterator[str]:
    """This function will yield the lines of a score: table, predicate, contradictions, notes on the file."""
    yield _line("head", [_SAY[name].in_language(language) for name in ("points", "maximum", "lost", "open")], language)
    indicators = iter(result.indicators)
    for strand, part in zip(edition.strands, result.strands, strict=True):
        yield _tell_part(f"{strand.code} {strand.label.in_language(language)}", part, language)
        for indicator in strand.indicators:
            yield _tell_part(
                f"  {indicator.number} {indicator.label.in_language(language)}", next(indicators), language
            )
    figures = (result.total, result.max_points)
    yield _line("total", [format_points(figure, language) for figure in figures], language)
    yield from ("", *_tell_grade(result, language))
    if result.contradictions:
        yield from ("", _SAY["contradictions"].in_language(language))
        yield from (f"- {describe(one, language, edition)}" for one in result.contradictions)
    if contents.problems:
        yield from ("", _SAY["problems"].in_language(language))
        yield from (f"- {fill(PROBLEMS[code], params, language)}" for code, params in contents.problems)


def _tell_part(label: str, part: PartScore, language: str) -> str:
    figures = (part.points, part.max_points, part.lost, part.unanswered)
    return _columns(label, [format_points(figure, language) for figure in figures])


def _line(name: str, figures: list[str], language: str) -> str:
    return _columns(_SAY[name].in_language(language), figures)


def _columns(label: str, figures: list[str]) -> str:
    short = label if len(label) <= _WIDTH else f"{label[: _WIDTH - 1]}…"
    return short.ljust(_WIDTH) + "".join(figure.rjust(9) for figure in figures)


def _tell_grade(result: Score, language: str) -> Iterator[str]:
    yield fill(_SAY["grade"], {"grade": result.grade.label}, language)
    if result.failed_mandatory:
        yield fill(_SAY["failed"], {"places": ", ".join(result.failed_mandatory)}, language)
    if result.next_grade:
        yield fill(_SAY["distance"], {"grade": result.next_grade.label, "distance": result.distance}, language)


def build_json(edition: Edition, result: Score, contents: Contents, language: str) -> dict[str, Any]:
    """This function will return a score as plain data; points are text, so that no reader rounds them."""
    return {
        "edition": edition.reference,
        "total": str(result.total),
        "max_points": str(result.max_points),
        "grade": result.grade.code,
        "next_grade": result.next_grade.code if result.next_grade else None,
        "distance": None if result.distance is None else str(result.distance),
        "failed_mandatory": list(result.failed_mandatory),
        "strands": {part.number: _as_json(part) for part in result.strands},
        "indicators": {part.number: _as_json(part) for part in result.indicators},
        "questions": {
            one.number: {"points": str(one.points), "max_points": str(one.max_points), "basis": one.basis}
            for one in result.questions.values()
        },
        "contradictions": [
            {
                "kind": one.kind,
                "level": one.level,
                "place": one.place,
                "expected": None if one.expected is None else str(one.expected),
                "found": None if one.found is None else str(one.found),
                "declared": one.declared,
                "text": describe(one, language, edition),
            }
            for one in result.contradictions
        ],
        "problems": [fill(PROBLEMS[code], params, language) for code, params in contents.problems],
    }


def _as_json(part: PartScore) -> dict[str, str]:
    names = ("points", "max_points", "lost", "unanswered", "overflow")
    return {name: str(getattr(part, name)) for name in names}
