"""A small instrument with a question of every kind, and sheets under it, opened and filled as people do: by actions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from paripurna.core.instrument.model import Edition
from paripurna.platform.access.models import Membership
from paripurna.platform.accounts.models import User
from paripurna.platform.regions.models import City
from paripurna.rooms.assessment.actions import open_round
from paripurna.rooms.assessment.models import Round
from paripurna.rooms.network import actions as network
from paripurna.rooms.sheets import actions, local
from paripurna.rooms.sheets.editions import take_snapshot
from paripurna.rooms.sheets.models import EditionSnapshot, LocalRevision, Sheet
from paripurna.rooms.sheets.queries import get_answer
from paripurna.rooms.sheets.types import AnswerDraft, AnswerRow

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
PERIOD = (date(2025, 1, 1), date(2025, 12, 31))

FILLED: Mapping[str, dict[str, Any]] = {
    "1.1": {"option": "PERDA"},
    "1.2": {"items": ["a", "b"]},
    "1.3": {"value": "75"},
    "1.4": {"value": "50"},
    "1.5": {"numerator": "62.5", "denominator": "100"},
    "2.1": {"current": "12.1", "earlier": "13", "reference": None},
    "2.2": {"count": 3},
    "2.3": {"rows": [{"partner": "PT Contoh", "form": "MoU"}, {"partner": "Yayasan Contoh", "form": "SK"}]},
    "2.4": {"value": "15"},
}
"""An answer to every question of the small edition."""

BANDS = [{"high": 50, "points": 0}, {"low": 50, "high": 80, "points": 5}, {"low": 80, "points": 10}]
UNKNOWN = {"standing": "UNKNOWN", "source": "S1"}
INFERRED = {"standing": "INFERRED", "source": "S1", "note": "Disimpulkan dari lembar contoh."}
OFFICIAL = {"standing": "OFFICIAL", "source": "S1"}
RULES: Mapping[str, tuple[str, int, dict[str, Any]]] = {
    "1.1": (
        "Regulasi tentang perlindungan anak",
        10,
        {
            "kind": "choice",
            "options": [
                {"code": "PERDA", "label": "Peraturan daerah", "points": 10},
                {"code": "PERWALI", "label": "Peraturan wali kota", "points": 6},
                {"code": "NONE", "label": "Belum ada", "points": 0},
            ],
            **OFFICIAL,
        },
    ),
    "1.2": (
        "Pelatihan bagi tenaga kesehatan kelurahan",
        10,
        {
            "kind": "checklist",
            "items": [
                {"code": "a", "label": "Ada jadwal", "points": 4},
                {"code": "b", "label": "Ada peserta", "points": 4},
                {"code": "c", "label": "Ada laporan", "points": 2},
            ],
            **OFFICIAL,
        },
    ),
    "1.3": ("Persentase puskesmas ramah anak", 10, {"kind": "bands", "unit": "%", "bands": BANDS, **INFERRED}),
    "1.4": ("Cakupan imunisasi", 10, {"kind": "linear", "unit": "%", "zero_at": 0, "full_at": 100, **INFERRED}),
    "1.5": ("Anak yang memiliki akta kelahiran", 10, {"kind": "ratio", "bands": BANDS, **INFERRED}),
    "2.1": (
        "Angka perkawinan anak",
        10,
        {"kind": "trend", "unit": "%", "improved": 10, "steady": 5, "worsened": 0, **INFERRED},
    ),
    "2.2": (
        "Jumlah forum anak kelurahan",
        10,
        {
            "kind": "count",
            "unit": "forum",
            "bands": [{"high": 1, "points": 0}, {"low": 1, "high": 5, "points": 5}, {"low": 5, "points": 10}],
            **INFERRED,
        },
    ),
    "2.3": (
        "Kemitraan dengan dunia usaha",
        10,
        {
            "kind": "matrix",
            "columns": [
                {"code": "partner", "label": "Mitra", "required": True},
                {"code": "form", "label": "Bentuk kerja sama"},
            ],
            "bands": [{"high": 2, "points": 0}, {"low": 2, "points": 10}],
            **INFERRED,
        },
    ),
    "2.4": ("Inovasi daerah", 20, {"kind": "free", **UNKNOWN}),
}
GRADES = (("none", "Belum", 0, 50), ("utama", "Utama", 50, 90), ("kla", "Paripurna", 90, 100))


def build_edition(**changes: Any) -> Edition:
    """This function will return the small edition: nine questions, one of each kind, 100 points."""
    return _parse(**changes) if changes else _parse_plain()


@cache
def _parse_plain() -> Edition:
    return _parse()


def _parse(**changes: Any) -> Edition:
    return Edition.model_validate(
        {
            "id": "uji",
            "version": "1",
            "title": {"id": "Instrumen uji", "en": "Test instrument"},
            "subject_kind": "city",
            "standing": "INFERRED",
            "max_points": 100,
            "grades": [_grade(*grade) for grade in GRADES],
            "stages": [
                {"code": "em", "label": "Evaluasi mandiri"},
                {"code": "internal", "label": "Pemeriksaan internal", "internal": True},
                {"code": "va", "label": "Verifikasi administrasi"},
                {"code": "penetapan", "label": "Penetapan", "marks": False},
            ],
            "roles": [{"code": "kesehatan", "label": "Kesehatan"}, {"code": "ppa", "label": "PPA"}],
            "evidence_kinds": [{"code": "sk", "label": "Surat keputusan"}, {"code": "foto", "label": "Foto"}],
            "themes": [{"code": "regulasi", "label": "Regulasi", "move": True}, {"code": "lain", "label": "Lain"}],
            "sources": [{"code": "S1", "text": "Salinan formulir 2024 yang beredar"}],
            "strands": [
                _strand("kelembagaan", "Kelembagaan", "1", [n for n in RULES if n.startswith("1.")]),
                _strand("klaster1", "Klaster I", "2", [n for n in RULES if n.startswith("2.")]),
            ],
            **changes,
        }
    )


def _grade(code: str, label: str, low: int, high: int) -> dict[str, Any]:
    ends = {"low_included": code in {"none", "utama"}, "high_included": code != "none", "awarded": code != "none"}
    return {"code": code, "label": label, "low": low, "high": high, **ends}


def _strand(code: str, label: str, number: str, questions: list[str]) -> dict[str, Any]:
    parts = [_question(each) for each in questions]
    points = sum(part["max_points"] for part in parts)
    indicator = {"number": number, "label": f"Indikator {number}", "max_points": points, "questions": parts}
    return {"code": code, "label": label, "max_points": points, "indicators": [indicator]}


def _question(number: str) -> dict[str, Any]:
    label, points, rule = RULES[number]
    return {
        "number": number,
        "label": label,
        "theme": "regulasi" if number == "1.1" else "lain",
        "max_points": points,
        "rule": rule,
        "roles": ["kesehatan" if number.startswith("1.") else "ppa"],
        "evidence": ["sk"] if number == "1.1" else ["foto"],
        "polarity": "LESS_IS_BETTER" if number == "2.1" else "MORE_IS_BETTER",
        "source": "S1",
    }


def make_snapshot(edition: Edition | None = None) -> EditionSnapshot:
    return take_snapshot(edition or build_edition(), at=NOW)


def make_revision(city: City) -> LocalRevision:
    """This function will return an empty draft of a local revision, begun by the system."""
    return local.begin_revision(city=city, base=make_snapshot(), title="Formulir resmi", by=None, at=NOW)


def make_round(city: City, *, edition: Edition | None = None, label: str = "Evaluasi 2025", **more: Any) -> Round:
    """This function will open a round of the city with an empty sheet."""
    return open_round(
        city=city, edition=make_snapshot(edition), label=label, **{"period": PERIOD, "by": None, "at": NOW, **more}
    )


def make_sheet(city: City, **more: Any) -> Sheet:
    return make_round(city, **more).sheet


def make_person(city: City, role: str, *, agency: str = "", username: str = "") -> User:
    """This function will return a person with a role in the city, working for `agency` if one is named."""
    username = username or f"{role.lower()}-{agency or 'kota'}"
    user = User.objects.create(username=username, name=f"Contoh {username.title()}", joined_at=NOW)
    region = city.region.parent if role == "PROVINCE" else city.region
    membership = Membership.objects.create(
        user=user, region=region, role=role, valid_from=date(2026, 1, 1), granted_at=NOW
    )
    if agency:
        network.join_agency(membership=membership, city=city, agency_code=agency, by=None, at=NOW)
    return user


def fill(
    sheet: Sheet, number: str, *, by: User, submitted: bool = False, data: Any = None, at: datetime = NOW
) -> AnswerRow:
    """This function will save an answer over whatever stands, and submit it if asked."""
    now = get_answer(sheet, number)
    draft = AnswerDraft(number, FILLED[number] if data is None else data, "", now.revision)
    row = actions.save_answer(sheet=sheet, draft=draft, by=by, at=at)
    if submitted:
        row = actions.submit_answer(sheet=sheet, question=number, base_revision=row.revision, by=by, at=at)
    return row
