"""What a template may hold: every placeholder with its explanation and an example. They are written in Indonesian, as the papers are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Row = dict[str, str]
Values = dict[str, str | list[Row]]
DOTS = "……………………"
"""Where nothing was said: room to write by hand."""


@dataclass(frozen=True, slots=True)
class Placeholder:
    name: str
    told: Promise
    example: str


@dataclass(frozen=True, slots=True)
class Listing:
    """Rows to go through: `{%tr for k in klaster %}` … `{%tr endfor %}`, each with fields of its own."""

    name: str
    told: Promise
    fields: tuple[Placeholder, ...]


P = Placeholder
PLACEHOLDERS: tuple[Placeholder, ...] = (
    P("kota", _("Name of the city or regency"), "Kota Balikpapan"),
    P("jenis_daerah", _("“Kota” or “Kabupaten”"), "Kota"),
    P("provinsi", _("Name of the province"), "Kalimantan Timur"),
    P("evaluasi", _("Name of the round"), "Evaluasi KLA 2026"),
    P("tahun", _("Year of the round"), "2026"),
    P("instrumen", _("Name of the instrument"), "Evaluasi Kabupaten/Kota Layak Anak 2024-2025"),
    P("periode_awal", _("First day of the period that the answers tell of"), "1 Januari 2025"),
    P("periode_akhir", _("Last day of the period"), "31 Desember 2025"),
    P("tahap", _("Name of the stage"), "Evaluasi mandiri (EM)"),
    P("tahap_mulai", _("First day of the stage"), "2 November 2026"),
    P("tahap_selesai", _("Last day of the stage"), "30 November 2026"),
    P("nilai", _("Total of the stage"), "876,50"),
    P("nilai_maksimum", _("Highest total there can be"), "1.000"),
    P("predikat", _("Predicate at that total"), "Utama"),
    P("jumlah_pertanyaan", _("Number of questions"), "274"),
    P("jumlah_terjawab", _("Questions with an answer"), "270"),
    P("jumlah_terverifikasi", _("Answers that are internally verified"), "265"),
    P("jumlah_dokumen", _("Documents that prove answers"), "412"),
    P("jumlah_temuan", _("Unresolved findings together"), "9"),
    P("revisi", _("Revision of the sheet that the figures belong to"), "1.482"),
    P("dibuat", _("Day on which the paper was made"), "26 November 2026"),
    P("nomor", _("Number of the paper"), "400.2/118/DP3AKB"),
    P("hari", _("Day of the week of the paper's date"), "Senin"),
    P("tanggal", _("Date of the paper"), "30 November 2026"),
    P("tempat", _("Place of signing"), "Balikpapan"),
    P("kepada", _("Recipient of the letter"), "Gubernur Kalimantan Timur"),
)
LISTINGS: tuple[Listing, ...] = (
    Listing(
        "klaster",
        _("The clusters, one after the other"),
        (
            P("nama", _("Name of the cluster"), "Kelembagaan"),
            P("nilai", _("Points of the cluster"), "201,50"),
            P("maksimum", _("Highest points of the cluster"), "220"),
            P("pertanyaan", _("Number of its questions"), "38"),
            P("terjawab", _("Its questions with an answer"), "38"),
        ),
    ),
    Listing(
        "temuan",
        _("Unresolved findings, by what they are"),
        (
            P("uraian", _("What is unresolved"), "Pertanyaan belum dijawab"),
            P("jumlah", _("How many of them"), "4"),
        ),
    ),
    Listing(
        "penanda_tangan",
        _("Those who sign, in their order"),
        (
            P("nomor", _("1, 2, …"), "1"),
            P("nama", _("Name with titles"), "Nama Contoh, S.Sos., M.Si."),
            P("jabatan", _("Post"), "Ketua Gugus Tugas KLA"),
            P("nip", _("NIP; empty where there is none"), "19700101 199503 2 001"),
        ),
    ),
)
FIELDS: Mapping[str, frozenset[str]] = {
    listing.name: frozenset(field.name for field in listing.fields) for listing in LISTINGS
}
NAMES = frozenset(placeholder.name for placeholder in PLACEHOLDERS) | FIELDS.keys()


def build_example() -> Values:
    """This function will return the examples as values: what a new template is tried with."""
    values: Values = {placeholder.name: placeholder.example for placeholder in PLACEHOLDERS}
    rows = {listing.name: [{field.name: field.example for field in listing.fields}] for listing in LISTINGS}
    return values | rows
