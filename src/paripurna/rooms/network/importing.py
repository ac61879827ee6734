"""A list of agencies from a workbook or a CSV file: every row a draft, every problem named by row and column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.core import signing
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import models
from django.utils.text import slugify
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from paripurna.platform.regions.search import find_region
from paripurna.platform.tables import Cell, Limits, TableError, find_head, read_table
from paripurna.rooms.network.models import Agency
from paripurna.rooms.network.types import AgencyDraft, AgencyKind, Problem

LIMITS_OF_FILE = Limits(file_bytes=2_000_000, unpacked_bytes=20_000_000, rows=1_001, columns=60)
SALT = "paripurna.network.import"
MAX_AGE = 60 * 60  # seconds that a preview may wait for its confirmation
COLUMNS: dict[str, tuple[str, ...]] = {
    "code": ("kode", "code", "id"),
    "abbreviation": ("singkatan", "abbreviation"),
    "name": ("nama", "name", "name_id"),
    "kind": ("jenis", "kind"),
    "valid_from": ("sejak", "berlaku sejak", "valid_from"),
    "sector": ("bidang", "sektor", "sector"),
    "region_code": ("kelurahan", "wilayah kerja", "kecamatan", "region"),
    "address": ("alamat", "address"),
    "tasks": ("tugas", "tasks", "kla_role"),
    "note": ("catatan", "note"),
    "source": ("sumber", "source", "evidence"),
    "head_name": ("kepala", "head_name"),
    "contact_name": ("narahubung", "contact_name"),
    "contact_phone": ("telepon", "contact_phone"),
    "contact_email": ("surel", "email", "contact_email"),
    "website": ("laman", "situs", "website"),
}
LIMITS = {  # of texts that people write; longer ones the tables would refuse
    name: field.max_length
    for name, field in ((name, Agency._meta.get_field(name)) for name in COLUMNS if name not in {"kind", "region_code"})
    if isinstance(field, models.CharField) and field.max_length
}
REQUIRED = ("abbreviation", "name", "kind")


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import would do. Nothing is taken while there are problems."""

    drafts: tuple[AgencyDraft, ...]
    problems: tuple[Problem, ...]

    @property
    def token(self) -> str:
        """The drafts, signed, so that what is confirmed is what was shown."""
        rows = [asdict(draft) | {"valid_from": draft.valid_from.isoformat()} for draft in self.drafts]
        return signing.dumps(rows, salt=SALT, compress=True)


def read_token(token: str) -> tuple[AgencyDraft, ...]:
    """This function will return the drafts of a preview. Raises `signing.BadSignature` if it is not ours or too old."""
    rows = signing.loads(token, salt=SALT, max_age=MAX_AGE)
    return tuple(_revive(row) for row in rows)


def read_agencies(content: bytes, *, within: str, valid_from: date) -> Preview:
    """This function will read a workbook or a CSV file about the city with the code `within`.

    `valid_from` is for rows that do not say since when.
    """
    try:
        rows, missing = _rows(content)
    except TableError as error:
        return _refused(error.in_language(get_language() or "id"))
    if missing:
        return _refused(_("Columns are missing: %(columns)s.") % {"columns": ", ".join(missing)})
    if not rows:
        return _refused(_("The file has no rows."))
    places = _find_places({row.get("region_code", "") for row in rows.values()}, within)
    problems = tuple(problem for number, row in rows.items() for problem in _problems(number, row))
    if problems := (*problems, *_problems_of_codes(rows), *_problems_of_places(rows, places)):
        return Preview((), problems)
    return Preview(tuple(_draft(row, places, valid_from) for row in rows.values()), ())


def _find_places(names: set[str], within: str) -> dict[str, str]:
    """Codes of the regions of the city that these names or codes mean; "" where none or several might be meant."""
    found = {}
    for name in names - {""}:
        region = find_region(name, within=within).region
        found[name] = region.code if region and f"{region.code}.".startswith(f"{within}.") else ""
    return found


def _problems_of_places(rows: Mapping[int, Mapping[str, str]], places: Mapping[str, str]) -> tuple[Problem, ...]:
    text = _("No kecamatan or kelurahan of the city is called so; write its name or its code.")
    asked = ((number, row.get("region_code", "")) for number, row in rows.items())
    return tuple(Problem(number, "kelurahan", text) for number, name in asked if name and not places[name])


def _refused(message: str) -> Preview:
    return Preview((), (Problem(1, "", message),))


def _rows(content: bytes) -> tuple[dict[int, dict[str, str]], list[str]]:
    """Rows of the first sheet by their numbers and our names of the columns, and the required columns not there."""
    head = find_head(read_table(content, LIMITS_OF_FILE).sheets[0], COLUMNS)
    columns = head.columns if head else {}
    missing = [COLUMNS[name][0] for name in REQUIRED if name not in columns]
    rows = {
        row.number: {name: _text(row.cell(column)) for name, column in columns.items()}
        for row in (head.body if head else ())
    }
    return {number: row for number, row in rows.items() if any(row.values())}, missing


def _text(cell: Cell) -> str:
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return "" if cell is None else str(cell).strip()


def _problems(number: int, row: Mapping[str, str]) -> Iterator[Problem]:
    for name in REQUIRED:
        if not row[name]:
            yield Problem(number, COLUMNS[name][0], _("This cell must not be empty."))
    if row["kind"] and _kind(row["kind"]) is None:
        kinds = ", ".join(str(kind.label) for kind in AgencyKind)
        yield Problem(number, "jenis", _("Write one of: %(kinds)s.") % {"kinds": kinds})
    if row.get("valid_from") and _date(row["valid_from"]) is None:
        yield Problem(number, "sejak", _("Write the date as 2025-01-31."))
    for name, cell in row.items():
        limit = LIMITS.get(name, len(cell))
        if len(cell) > limit:
            yield Problem(number, COLUMNS[name][0], _("At most %(limit)s characters.") % {"limit": limit})
    if row.get("contact_email") and not _is_email(row["contact_email"]):
        yield Problem(number, "surel", _("This is not an e-mail address."))


def _problems_of_codes(rows: Mapping[int, Mapping[str, str]]) -> tuple[Problem, ...]:
    seen: dict[str, int] = {}
    found = []
    for number, row in rows.items():
        code = _code(row)
        if not code:
            found.append(Problem(number, "kode", _("A code needs at least one letter or digit.")))
        elif code in seen:
            text = _("The code %(code)s stands in row %(row)s too.") % {"code": code, "row": seen[code]}
            found.append(Problem(number, "kode", text))
        seen.setdefault(code, number)
    return tuple(found)


def _draft(row: Mapping[str, str], places: Mapping[str, str], valid_from: date) -> AgencyDraft:
    texts = {name: cell for name, cell in row.items() if name not in {"code", "kind", "valid_from", "region_code"}}
    texts["region_code"] = places.get(row.get("region_code", ""), "")
    kind = _kind(row["kind"]) or AgencyKind.OPD
    since = _date(row.get("valid_from", "")) or valid_from
    return AgencyDraft(code=_code(row), kind=kind, valid_from=since, **texts)


def _revive(row: dict[str, str]) -> AgencyDraft:
    known = {"kind": AgencyKind(row["kind"]), "valid_from": date.fromisoformat(row["valid_from"])}
    return AgencyDraft(**row | known)  # type: ignore[arg-type]


def _code(row: Mapping[str, str]) -> str:
    return slugify(row.get("code") or row["abbreviation"])[:40]


def _kind(text: str) -> AgencyKind | None:
    """By the stored value, by the words people use, or by the label in either language."""
    folded = text.casefold()
    if folded in OTHER_WORDS:
        return OTHER_WORDS[folded]
    for language in ("id", "en"):
        with override(language):
            for kind in AgencyKind:
                if folded in {kind.value.casefold(), str(kind.label).casefold()}:
                    return kind
    return None


OTHER_WORDS = {
    "layanan": AgencyKind.SERVICE,
    "wilayah": AgencyKind.TERRITORIAL,
    "vertikal": AgencyKind.VERTICAL,
    "mitra": AgencyKind.PARTNER,
    "anak": AgencyKind.CHILDREN,
    "perusahaan": AgencyKind.COMPANY,
    "dunia usaha": AgencyKind.COMPANY,
    "lsm": AgencyKind.NGO,
    "kampus": AgencyKind.UNIVERSITY,
}


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _is_email(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True
