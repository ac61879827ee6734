"""Agencies for tests: made as people make them, by actions."""

from datetime import UTC, date, datetime

from paripurna.platform.regions.models import City
from paripurna.rooms.network import actions
from paripurna.rooms.network.types import AgencyDraft, AgencyKind, AgencyRef

SINCE = datetime(2026, 1, 5, tzinfo=UTC)


NAMES = {
    "bag-hukum": "Bagian Hukum Sekretariat Daerah",
    "bappeda": "Badan Perencanaan Pembangunan Daerah",
    "dinkes": "Dinas Kesehatan",
    "dinsos": "Dinas Sosial",
    "disdikbud": "Dinas Pendidikan dan Kebudayaan",
    "disdukcapil": "Dinas Kependudukan dan Pencatatan Sipil",
    "diskominfo": "Dinas Komunikasi dan Informatika",
    "dp3akb": "Dinas Pemberdayaan Perempuan, Perlindungan Anak, dan Keluarga Berencana",
    "kemenag": "Kantor Kementerian Agama",
    "polresta": "Kepolisian Resor Kota",
}
"""As they are called on pages; pictures of the manual show them."""


def draft_agency(code: str = "dinkes", **fields: object) -> AgencyDraft:
    known = {
        "abbreviation": code.upper(),
        "name": NAMES.get(code, f"Dinas {code}"),
        "kind": AgencyKind.OPD,
        "valid_from": date(2020, 1, 1),
    }
    return AgencyDraft(code=code, **known | fields)  # type: ignore[arg-type]


def make_agency(city: City, code: str = "dinkes", *, plays: tuple[str, ...] = (), **fields: object) -> AgencyRef:
    """This function will add an agency to the city; `plays` names roles that it alone plays."""
    ref = actions.create_agency(city=city, draft=draft_agency(code, **fields), by=None, at=SINCE)
    for role in plays:
        actions.set_role(city=city, role=role, codes=[code], by=None, at=SINCE)
    return ref
