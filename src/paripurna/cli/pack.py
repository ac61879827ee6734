"""`paripurna pack verify`: check a pack of proof on any machine. Needs neither server, database nor settings."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from paripurna.cli.edition import in_languages
from paripurna.core.instrument.text import Text
from paripurna.platform.bags.checking import check_bag
from paripurna.platform.bags.types import Fault, Problem, Report

BROKEN, UNREADABLE = 1, 2
TOLD = 50
"""Problems told in words; `--json` tells all."""

_SAY = {
    "whole": Text(
        id="{file}: utuh. {files} berkas, {size} bita, semua sidik jari cocok.",
        en="{file}: whole. {files} files, {size} bytes, every hash fits.",
    ),
    "broken": Text(id="{file}: TIDAK utuh. Masalah: {count}.", en="{file}: NOT whole. Problems: {count}."),
    "more": Text(id="… dan {count} lagi; lihat semuanya dengan --json.", en="… and {count} more; see all with --json."),
    "unread": Text(id="{file} tidak dapat dibaca: {reason}.", en="{file} cannot be read: {reason}."),
    "archive": Text(id="Sidik jari paket (SHA-256): {hash}", en="Hash of the pack (SHA-256): {hash}"),
    "manifest": Text(id="Sidik jari manifes (SHA-256): {hash}", en="Hash of the manifest (SHA-256): {hash}"),
    "other": Text(
        id="Sidik jari paket bukan yang disebut: ini berkas lain.",
        en="The hash of the pack is not the one named: this is another file.",
    ),
}
_FAULTS = {
    Fault.NOT_ZIP: Text(
        id="bukan arsip ZIP, atau terpotong sebelum akhir; unduh lagi",
        en="no ZIP archive, or cut off before its end; fetch it again",
    ),
    Fault.UNSAFE: Text(
        id="nama yang keluar dari foldernya; jangan diekstrak", en="a name that leaves its folder; do not unpack"
    ),
    Fault.TWICE: Text(id="nama yang ada lebih dari sekali", en="a name that is there more than once"),
    Fault.SPECIAL: Text(id="tautan atau isi terkunci; jangan diekstrak", en="a link or locked; do not unpack"),
    Fault.OUTSIDE: Text(id="di luar folder paket", en="outside the folder of the pack"),
    Fault.UNDECLARED: Text(id="tidak ada, padahal menandai paket BagIt", en="is missing; it marks a BagIt pack"),
    Fault.NO_MANIFEST: Text(id="tidak ada: daftar sidik jari hilang", en="is missing: the list of hashes is gone"),
    Fault.BAD_LINE: Text(id="baris yang tidak menyebut berkas", en="a line that names no file"),
    Fault.MISSING: Text(id="hilang", en="is missing"),
    Fault.CHANGED: Text(id="isinya berubah", en="its content has changed"),
    Fault.BROKEN: Text(id="rusak: tidak terbaca sampai akhir", en="broken: cannot be read to its end"),
    Fault.EXTRA: Text(id="berkas tambahan yang tidak ada dalam daftar", en="an extra file that is on no list"),
    Fault.COUNT: Text(
        id="jumlah atau besar isi tidak sesuai dengan keterangan paket",
        en="number or size of the content differ from what the pack says",
    ),
}


@click.group()
def pack() -> None:
    """Paket data dukung: periksa keutuhannya."""


@pack.command()
@click.argument("file", metavar="BERKAS", type=click.Path(path_type=Path))
@click.option("--hash", "wanted", default="", help="Sidik jari SHA-256 paket, seperti tertulis di halaman Paket.")
@click.option("--json", "as_json", is_flag=True, help="Keluaran JSON.")
@in_languages
def verify(file: Path, wanted: str, *, as_json: bool, language: str) -> None:
    """Periksa paket: susunan BagIt dan setiap SHA-256.

    Kode keluar: 0 utuh, 1 tidak utuh, 2 tidak dapat dibaca.
    """
    try:
        report = check_bag(file)
    except OSError as error:
        click.echo(_say("unread", language, file=file, reason=error.strerror or error), err=True)
        sys.exit(UNREADABLE)
    is_other = bool(wanted) and wanted.strip().lower() != report.hash
    click.echo(_to_json(report, is_other=is_other) if as_json else _tell(file, report, language, is_other=is_other))
    if is_other or not report.is_whole:
        sys.exit(BROKEN)


def _tell(file: Path, report: Report, language: str, *, is_other: bool) -> str:
    if report.is_whole:
        lines = [_say("whole", language, file=file, files=report.files, size=report.bytes)]
    else:
        lines = [_say("broken", language, file=file, count=len(report.problems))]
        lines += [f"  {_tell_problem(problem, language)}" for problem in report.problems[:TOLD]]
    if (more := len(report.problems) - TOLD) > 0:
        lines.append(_say("more", language, count=more))
    if is_other:
        lines.append(_say("other", language))
    lines.append(_say("archive", language, hash=report.hash))
    if report.manifest_hash:
        lines.append(_say("manifest", language, hash=report.manifest_hash))
    return "\n".join(lines)


def _tell_problem(problem: Problem, language: str) -> str:
    """Names come from a file that somebody may have made on purpose: nothing in them moves the terminal."""
    sentence = _FAULTS[problem.fault].in_language(language)
    shown = "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in problem.path)
    return f"{shown}: {sentence}" if shown else sentence


def _to_json(report: Report, *, is_other: bool) -> str:
    told = {
        "whole": report.is_whole and not is_other,
        "name": report.name,
        "hash": report.hash,
        "hash_fits": not is_other,
        "manifest_hash": report.manifest_hash,
        "files": report.files,
        "bytes": report.bytes,
        "info": dict(report.info),
        "problems": [{"fault": problem.fault.value, "path": problem.path} for problem in report.problems],
    }
    return json.dumps(told, ensure_ascii=False, indent=2)


def _say(key: str, language: str, **values: object) -> str:
    return _SAY[key].in_language(language).format(**values)
