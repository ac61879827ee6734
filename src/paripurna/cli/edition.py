"""`paripurna edition`: check, read and compare instruments. Needs no database."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from paripurna.core.instrument.loader import is_edition, load_edition, read_edition
from paripurna.core.instrument.model import Edition
from paripurna.core.instrument.problem import EditionError, Problem, Severity
from paripurna.core.instrument.shelf import SHIPPED, EditionNotFoundError, get_edition, list_editions, list_folders
from paripurna.core.instrument.text import Text

_SAY = {
    "sound": Text(id="{name}: baik, peringatan: {warnings}.", en="{name}: sound, warnings: {warnings}."),
    "broken": Text(
        id="{name}: kesalahan: {errors}, peringatan: {warnings}.", en="{name}: errors: {errors}, warnings: {warnings}."
    ),
    "not_found": Text(
        id="Edisi “{name}” tidak ada. Yang ada: {known}.", en="There is no edition “{name}”. There is: {known}."
    ),
    "no_question": Text(id="Pertanyaan “{number}” tidak ada dalam {name}.", en="Question “{number}” is not in {name}."),
    "links": Text(id="{name}: baik, {count} hubungan.", en="{name}: sound, {count} links."),
    "same": Text(id="Tidak ada perbedaan.", en="No differences."),
    "counts": Text(
        id="{added} ditambah, {removed} dihapus, {changed} diubah.",
        en="{added} added, {removed} removed, {changed} changed.",
    ),
    "written": Text(id="{file} ditulis.", en="{file} written."),
}
_SEVERITIES = {
    Severity.ERROR: Text(id="kesalahan", en="error"),
    Severity.WARNING: Text(id="peringatan", en="warning"),
}


def in_languages(command: Callable[..., Any]) -> Callable[..., Any]:
    """This function will return the command with `--language`."""
    choice = click.Choice(["id", "en"])
    return click.option("--language", type=choice, default="id", show_default=True, help="Bahasa keluaran.")(command)


@click.group()
def edition() -> None:
    """Edisi instrumen: periksa, baca, bandingkan."""


@edition.command()
@click.argument("names", nargs=-1, metavar="[FOLDER|BERKAS|ID]…")
@in_languages
def check(names: tuple[str, ...], language: str) -> None:
    """Periksa edisi; tanpa nama, semua edisi yang ikut dengan Paripurna."""
    folders = [_folder(name, language) for name in names] or list(list_folders())
    if not all([_check(folder, language) for folder in folders]):  # noqa: C419  # every folder is told, not the first
        sys.exit(1)


def _check(folder: Path, language: str) -> bool:
    reading = read_edition(folder)
    for problem in reading.problems:
        click.echo(f"{_SEVERITIES[problem.severity].in_language(language)}: {problem.in_language(language)}")
    name = reading.edition.reference if reading.edition else str(folder)
    counts = {"errors": len(reading.errors), "warnings": len(reading.problems) - len(reading.errors)}
    click.echo(_say("broken" if reading.errors else "sound", language, name=name, **counts))
    return not reading.errors


@edition.command()
@click.argument("name", metavar="FOLDER|ID")
@click.option("--question", "number", help="Satu pertanyaan saja, dengan aturannya.")
@click.option("--json", "as_json", is_flag=True, help="JSON kanonis.")
@in_languages
def show(name: str, number: str | None, as_json: bool, language: str) -> None:  # click's flags
    """Tampilkan edisi, atau satu pertanyaan."""
    from paripurna.cli.edition_text import tell_edition, tell_question
    from paripurna.core.instrument.canonical import edition_to_json, to_plain

    found = _load(name, language)
    if number is None:
        click.echo(edition_to_json(found).decode() if as_json else "\n".join(tell_edition(found, language)))
        return
    question = found.question_by_number.get(number)
    if question is None:
        raise click.ClickException(_say("no_question", language, number=number, name=found.reference))
    told = json.dumps(to_plain(question), ensure_ascii=False) if as_json else None
    click.echo(told or "\n".join(tell_question(question, found, language)))


@edition.command()
@click.argument("old", metavar="LAMA")
@click.argument("new", metavar="BARU")
@in_languages
def diff(old: str, new: str, language: str) -> None:
    """Bandingkan dua edisi."""
    from paripurna.core.instrument.diff import diff_editions

    found = diff_editions(_load(old, language), _load(new, language))
    for difference in found.differences:
        click.echo(difference.in_language(language))
    counts = {"added": len(found.added), "removed": len(found.removed), "changed": len(found.changed)}
    click.echo(_say("counts" if found.differences else "same", language, **counts))


@edition.command()
@click.argument("old", metavar="LAMA")
@click.argument("new", metavar="BARU")
@click.option("--check", "file", type=click.Path(path_type=Path), help="Periksa jembatan yang sudah ditulis.")
@in_languages
def crosswalk(old: str, new: str, file: Path | None, language: str) -> None:
    """Usulkan jembatan dari edisi lama ke baru, sebagai YAML untuk diperbaiki penulisnya."""
    from paripurna.core.instrument.crosswalk import load_crosswalk
    from paripurna.core.instrument.guess import guess_crosswalk, spell_crosswalk

    before, after = _load(old, language), _load(new, language)
    if file is None:
        click.echo(spell_crosswalk(guess_crosswalk(before, after)), nl=False)
        return
    try:
        links = load_crosswalk(file, before, after).links
    except EditionError as error:
        raise click.ClickException(_spell(error.problems, language)) from None
    click.echo(_say("links", language, name=file.name, count=len(links)))


@edition.command()
@click.option("--write", is_flag=True, help="Tulis ke folder editions.")
@in_languages
def schema(write: bool, language: str) -> None:  # click's flag
    """JSON Schema bagi penulis edisi."""
    from paripurna.core.instrument.schema import NAME, edition_schema_text

    if not write:
        click.echo(edition_schema_text(), nl=False)
        return
    (SHIPPED / NAME).write_text(edition_schema_text(), "utf-8")
    click.echo(_say("written", language, file=SHIPPED / NAME))


@edition.command("hash")
@click.argument("names", nargs=-1, metavar="[FOLDER|ID]…")
@in_languages
def hash_(names: tuple[str, ...], language: str) -> None:
    """Sidik isi (SHA-256) tiap edisi."""
    from paripurna.core.instrument.canonical import content_hash

    for found in [_load(name, language) for name in names] or list_editions():
        click.echo(f"{content_hash(found)}  {found.reference}")


def _load(name: str, language: str) -> Edition:
    """The edition in a folder or file, or of that id; what is wrong with it is told and ends the command."""
    try:
        return load_edition(Path(name)) if is_edition(Path(name)) else get_edition(name)
    except EditionNotFoundError:
        raise click.ClickException(_not_found(name, language)) from None
    except EditionError as error:
        raise click.ClickException(_spell(error.problems, language)) from None


def _folder(name: str, language: str) -> Path:
    if is_edition(Path(name)):
        return Path(name)
    for folder in list_folders():
        reading = read_edition(folder)
        known = {folder.name} if reading.edition is None else {reading.edition.id, reading.edition.reference}
        if name in known:
            return folder
    raise click.ClickException(_not_found(name, language))


def _not_found(name: str, language: str) -> str:
    return _say("not_found", language, name=name, known=", ".join(folder.name for folder in list_folders()))


def _spell(problems: tuple[Problem, ...], language: str) -> str:
    return "\n".join(problem.in_language(language) for problem in problems)


def _say(key: str, language: str, **params: object) -> str:
    return _SAY[key].in_language(language).format_map(params)
