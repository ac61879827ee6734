"""What the gallery of components shows: invented figures, and one of each thing in every state."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import QueryDict
from django.urls import reverse

from paripurna.platform.tables import RowProblem
from paripurna.platform.ui.components.badges import STANDINGS, STATES
from paripurna.platform.ui.components.imports import PlannedLine
from paripurna.platform.ui.components.stories import Entry
from paripurna.platform.ui.context import House
from paripurna.platform.ui.fields import TableField
from paripurna.platform.ui.navigation import Group, Link, pick_thumbs
from paripurna.platform.ui.registry import TopLine
from paripurna.platform.ui.ruler import Band, Marker, Ruler

BANDS = tuple(
    Band(label, Decimal(start), Decimal(end))
    for label, start, end in (
        ("", 0, 500),
        ("Pratama", 500, 600),
        ("Madya", 600, 700),
        ("Nindya", 700, 800),
        ("Utama", 800, 900),
        ("Paripurna", 900, 1000),
    )
)
NAVIGATION = (
    ("Beranda", "home", (("Beranda", "home", True),)),
    ("Evaluasi", "clipboard-check", (("Instrumen", "list-tree", False), ("Kesenjangan", "target", False))),
    ("Tugas Saya", "checklist", (("Tugas Saya", "checklist", False),)),
    ("Gugus Tugas & Mitra", "users-group", (("Perangkat daerah", "building", False), ("Orang", "users", False))),
)
AT = datetime(2026, 11, 23, 2, 42, tzinfo=UTC)
ROWS = (
    (1, "Peraturan tentang KLA", "ACCEPTED", "31.50", "35", "2"),
    (2, "Kelembagaan KLA", "SUBMITTED", "44.75", "60", "9.25"),
    (3, "Peran lembaga masyarakat, media, dan dunia usaha", "DRAFT", "18", "50", "0"),
    (4, "Anak yang memiliki akta kelahiran", "RETURNED", "27.30", "40", "8.50"),
    (5, "Ketersediaan informasi layak anak", "EMPTY", "0", "35", "0"),
)

LINES = (
    PlannedLine(7, "Taman Bekapai", is_new=True),
    PlannedLine(8, "Perpustakaan Kota", is_new=False, changed=("Alamat", "Jam buka"), kept=("Telepon",)),
)
PROBLEMS = (RowProblem(9, "sejak", "“31/2/2026” bukan tanggal.", "Tulis tanggalnya seperti 2026-01-31.", "Lembar1"),)


class SampleForm(forms.Form):
    """A form with one field of each kind."""

    name = forms.CharField(label="Nama kegiatan", help_text="Seperti tertulis di dokumen anggaran.")
    people = forms.IntegerField(label="Jumlah peserta", min_value=0, help_text="Anak di bawah 18 tahun.")
    agency = forms.ChoiceField(label="Perangkat daerah", choices=[("", "Pilih…"), ("dp3akb", "DP3AKB")])
    kind = forms.ChoiceField(
        label="Bentuk kegiatan", widget=forms.RadioSelect, choices=[("a", "Pelatihan"), ("b", "Sosialisasi")]
    )
    note = forms.CharField(label="Catatan", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    agreed = forms.BooleanField(label="Sudah diperiksa terhadap dokumen aslinya")


class SampleTableForm(forms.Form):
    """A table to import, and what is said of all its rows."""

    file = TableField(megabytes=5)
    source = forms.CharField(label="Sumber", help_text="Dari siapa daftar ini.")


def build_gallery(query: QueryDict, frame: House) -> dict[str, Any]:
    """This function will return the context of `ui/gallery.html`."""
    gallery = reverse("ui:gallery")
    wrong = SampleForm({"people": "-3", "agency": "dp3akb", "kind": "a"})
    return {
        "house": _frame(frame, gallery),
        "rulers": _rulers(),
        "states": tuple(STATES),
        "standings": tuple(STANDINGS),
        "strands": (
            "Kelembagaan",
            "Klaster I",
            "Klaster II",
            "Klaster III",
            "Klaster IV",
            "Klaster V",
            "Kelana–Dekela",
        ),
        "rows": [_row(row) for row in ROWS],
        "totals": {"won": Decimal("121.55"), "maximum": Decimal(220)},
        "page": Paginator(range(274), 20).get_page(query.get("halaman", "2")),
        "values": [Decimal(521), Decimal("588.40"), None, Decimal(650), Decimal(732), Decimal("812.4")],
        "tabs": [("Semua", gallery, 274), ("Perlu perbaikan", f"{gallery}?keadaan=perbaikan", 12)],
        "options": [
            ("dp3akb", "DP3AKB"),
            ("Klaster III", [("dinkes", "Dinas Kesehatan"), ("disdik", "Dinas Pendidikan")]),
        ],
        "form": SampleForm(),
        "wrong_form": wrong,
        "table_form": SampleTableForm(),
        "begun": SimpleNamespace(done_at=None),
        "plan": SimpleNamespace(added=LINES[:1], changed=LINES[1:], unchanged=12, problems=PROBLEMS),
        "lines": LINES,
        "problems": PROBLEMS,
        "entries": _entries(),
        "trail": [("Klaster I", gallery), ("Indikator 4", gallery)],
        "links": [("XLSX", gallery), ("CSV", gallery), ("PDF", gallery)],
        "saved_at": AT,
        "due_on": date(2026, 12, 5),
        "share": Decimal("0.8124"),
        "amounts": (1_250_000, 1_325_400_000),
        "today": 0,
        "twelve": 12,
        "past": -3,
        "old_text": "Pelatihan Konvensi Hak Anak bagi 120 guru di enam kecamatan.",
        "new_text": "Pelatihan Konvensi Hak Anak bagi 145 guru dan kader di enam kecamatan.",
    }


def _frame(frame: House, gallery: str) -> House:
    navigation = tuple(
        Group(
            label,
            icon,
            tuple(Link(name, gallery, drawing, on_phone=True, is_current=now) for name, drawing, now in links),
        )
        for label, icon, links in NAVIGATION
    )
    city = SimpleNamespace(name="Kota Balikpapan", slug="balikpapan")
    line = TopLine("Evaluasi 2025", "Evaluasi mandiri", 12, gallery)
    return replace(frame, city=city, top_line=line, navigation=navigation, thumbs=pick_thumbs(navigation))


def _rulers() -> dict[str, Ruler]:
    why = reverse("ui:gallery")
    markers = (
        Marker("Evaluasi mandiri", Decimal(935), "Paripurna", href=why),
        Marker("Pemeriksaan internal", Decimal("868.20"), "Utama", href=why),
        Marker("Verifikasi", Decimal("812.40"), "Utama", shape="dot", href=why),
        Marker("Perkiraan final", Decimal(805), "Utama", shape="diamond", low=Decimal(771), high=Decimal(836)),
    )
    indicator = (Marker("Evaluasi mandiri", Decimal(36)), Marker("Verifikasi", Decimal("27.30"), shape="dot"))
    return {
        "round": Ruler("Nilai KLA 2025", Decimal(1000), BANDS, markers, "88,6 poin lagi menuju Paripurna."),
        "indicator": Ruler("Indikator 4", Decimal(40), (), indicator),
        "empty": Ruler("Nilai KLA 2026", Decimal(1000), BANDS, ()),
    }


def _row(row: tuple[int, str, str, str, str, str]) -> dict[str, Any]:
    number, name, state, won, maximum, lost = row
    top, got, gone = Decimal(maximum), Decimal(won), Decimal(lost)
    marker = Marker("Verifikasi", got, shape="dot")
    return {
        "number": number,
        "name": name,
        "state": state,
        "won": got,
        "lost": gone,
        "open": top - got - gone,
        "maximum": top,
        "ruler": Ruler(name, top, (), (marker,)),
    }


def _entries() -> list[Entry]:
    return [
        Entry(AT, "Sari dari Bappeda mengembalikan jawaban.", "SK belum ditandatangani.", "corner-up-left"),
        Entry(datetime(2026, 11, 20, 6, 5, tzinfo=UTC), "Dewi dari DP3AKB mengajukan jawaban.", icon="send"),
        Entry(datetime(2026, 11, 18, 1, 30, tzinfo=UTC), "Dewi dari DP3AKB menulis jawaban.", icon="pencil"),
    ]
