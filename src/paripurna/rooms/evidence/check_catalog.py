"""The page of all checks, written from the code; a test keeps it current.

`python -m paripurna.rooms.evidence.check_catalog` prints it (`DJANGO_SETTINGS_MODULE` names the settings).
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

from django.utils.translation import override

from paripurna.rooms.evidence.proof.checks import THEMES
from paripurna.rooms.evidence.proof.findings import SEVERITIES, Check
from paripurna.rooms.evidence.types import KIND_TRAITS, DocumentKind, KindTraits, Timing

LANGUAGE = "id"
HEAD = """# Pemeriksaan dokumen

Setiap dokumen yang ditautkan ke pertanyaan diperiksa sistem. Halaman ini ditulis dari kode (`rooms/evidence/proof/checks/`) dan
dijaga oleh uji: `python -m paripurna.rooms.evidence.check_catalog` mencetaknya. Cara nilai data dukung dihitung ada di
[bagaimana data dukung dinilai](../methods/proof.md).

Temuan **harus diperbaiki** membuat dokumen tidak dihitung sampai diperbaiki atau dikecualikan dengan alasan. **Perlu perhatian** dan
**catatan** tidak mengurangi apa pun. Dokumen yang belum dibaca sistem tidak ditegur tentang isinya.
"""
TIMINGS = {
    Timing.IN_FORCE: "berlaku pada periode",
    Timing.ACTIVITY: "terjadi pada periode",
    Timing.YEAR: "dari tahun pada periode",
    Timing.ANY: "–",
}


def write_page() -> str:
    """This function will return the page in Indonesian, as Markdown."""
    with override(LANGUAGE):
        return "\n".join([HEAD, *_write_traits(), *_write_themes()]) + "\n"


def _write_traits() -> Iterator[str]:
    yield "## Apa yang diharapkan dari tiap jenis\n"
    yield from _table(("jenis", "waktu", "ditandatangani", "bernomor"), map(_write_kind, KIND_TRAITS.items()))


def _write_kind(row: tuple[DocumentKind, KindTraits]) -> tuple[str, ...]:
    kind, traits = row
    return str(kind.label), TIMINGS[traits.timing], _tick(traits.is_signed), _tick(traits.is_numbered)


def _write_themes() -> Iterator[str]:
    for theme, title in THEMES.items():
        yield f"\n## {title}\n"
        yield from _table(("kode", "bobot", "kapan", "yang dikatakan"), map(_write_check, theme.CHECKS))


def _write_check(check: Check) -> tuple[str, ...]:
    sentence = str(check.sentence).replace("%(", "‹").replace(")s", "›")
    return f"`{check.code}`", str(SEVERITIES[check.severity]), str(check.when), sentence


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    yield from (f"| {' | '.join(row)} |" for row in rows)


def _tick(holds: bool) -> str:  # noqa: FBT001 - a mark for a value, not a switch
    return "ya" if holds else "–"


if __name__ == "__main__":
    import django

    django.setup()
    sys.stdout.write(write_page())
