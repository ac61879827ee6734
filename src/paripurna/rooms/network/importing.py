"""A list of agencies from a workbook or a CSV file: every row a draft, every problem named by row and column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import override

from paripurna.platform.regions.search import find_region
from paripurna.platform.tables import Cell, Limits, RowProblem, TableError, find_best_head, read_table
from paripurna.platform.tables.previews import read_rows, sign_rows
from paripurna.platform.tables.remarks import refuse, refuse_headless, refuse_unread, text_of
from paripurna.rooms.network.models import Agency
from paripurna.rooms.network.types import AgencyDraft, AgencyKind

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.platform.regions.models import City

LIMITS_OF_FILE = Limits(file_bytes=2_000_000, unpacked_bytes=20_000_000, rows=1_001, columns=60)
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

    drafts: tuple[AgencyDraft, ...] = ()
    problems: tuple[RowProblem, ...] = ()


def sign_agencies(drafts: Sequence[AgencyDraft], city: City, by: User) -> str:
    """This function will return the agencies of a preview, signed."""
    rows = (asdict(draft) | {"valid_from": draft.valid_from.isoformat()} for draft in drafts)
    return sign_rows(rows, of=f"network.agencies:{city.pk}", by=by)


def read_token(token: str, city: City, by: User) -> tuple[AgencyDraft, ...]:
    """This function will return the agencies of a preview. Raises `PreviewGone`."""
    return tuple(_revive(row) for row in read_rows(token, of=f"network.agencies:{city.pk}", by=by))


def read_agencies(content: bytes, *, within: str, valid_from: date) -> Preview:
    """This function will read a workbook or a CSV file about the city with the code `within`.

    `valid_from` is for rows that do not say since when.
    """
    try:
        rows, missing = _rows(content)
    except TableError as error:
        return Preview(problems=(refuse_unread(error),))
    if missing:
        return Preview(problems=(refuse_headless(missing),))
    if not rows:
        said = refuse(_("The file has no rows."), _("Write each agency into a row below the headings."))
        return Preview(problems=(said,))
    places = _find_places({row.get("region_code", "") for row in rows.values()}, within)
    problems = tuple(problem for number, row in rows.items() for problem in _problems(number, row))
    if problems := (*problems, *_problems_of_codes(rows), *_problems_of_places(rows, places)):
        return Preview(problems=problems)
    return Preview(tuple(_draft(row, places, valid_from) for row in rows.values()))


def _find_places(names: set[str], within: str) -> dict[str, str]:
    """Codes of the regions of the city that these names or codes mean; "" where none or several might be meant."""
    found = {}
    for name in names - {""}:
        region = find_region(name, within=within).region
        found[name] = region.code if region and f"{region.code}.".startswith(f"{within}.") else ""
    return found


def _problems_of_places(rows: Mapping[int, Mapping[str, str]], places: Mapping[str, str]) -> tuple[RowProblem, ...]:
    text, remedy = _("No kecamatan or kelurahan of the city is called so."), _("Write its name or its code.")
    asked = ((number, row.get("region_code", "")) for number, row in rows.items())
    return tuple(RowProblem(number, "kelurahan", text, remedy) for number, name in asked if name and not places[name])


def _rows(content: bytes) -> tuple[dict[int, dict[str, str]], list[str]]:
    """Rows of the fullest sheet by their numbers and our names of the columns, and the required columns not there."""
    head = find_best_head(read_table(content, LIMITS_OF_FILE).sheets, COLUMNS)
    columns = head.columns if head else {}
    missing = [COLUMNS[name][0] for name in REQUIRED if name not in columns]
    rows = {
        row.number: {name: _text(row.cell(column)) for name, column in columns.items()}
        for row in (head.body if head else ())
    }
    return {number: row for number, row in rows.items() if any(row.values())}, missing


def _text(cell: Cell) -> str:
    return cell.strip() if isinstance(cell, str) else text_of(cell)  # what a text says in lines stays in lines


def _problems(number: int, row: Mapping[str, str]) -> Iterator[RowProblem]:
    for name in REQUIRED:
        if not row[name]:
            said = _("This cell must not be empty."), _("Fill it, or leave the whole row out.")
            yield RowProblem(number, COLUMNS[name][0], *said)
    if row["kind"] and _kind(row["kind"]) is None:
        kinds = ", ".join(str(kind.label) for kind in AgencyKind)
        yield _unread(number, "kind", row, _("Write one of: %(names)s.") % {"names": kinds})
    if row.get("valid_from") and _date(row["valid_from"]) is None:
        yield _unread(number, "valid_from", row, _("Write the date as 2025-01-31."))
    if row.get("contact_email") and not _is_email(row["contact_email"]):
        yield _unread(number, "contact_email", row, _("Write an address such as nama@balikpapan.go.id."))
    for name, cell in row.items():
        limit = LIMITS.get(name, len(cell))
        if len(cell) > limit:
            said = _("At most %(limit)s characters.") % {"limit": limit}, _("Shorten the text.")
            yield RowProblem(number, COLUMNS[name][0], *said)


def _unread(number: int, name: str, row: Mapping[str, str], remedy: str) -> RowProblem:
    sentence = _("“%(text)s” cannot be read here.") % {"text": row[name][:40]}
    return RowProblem(number, COLUMNS[name][0], sentence, remedy)


def _problems_of_codes(rows: Mapping[int, Mapping[str, str]]) -> tuple[RowProblem, ...]:
    seen: dict[str, int] = {}
    found = []
    for number, row in rows.items():
        code = _code(row)
        if not code:
            said = _("A code needs at least one letter or digit."), _("Fill the column “kode”.")
            found.append(RowProblem(number, "kode", *said))
        elif code in seen:
            text = _("The code %(code)s stands in row %(row)s too.") % {"code": code, "row": seen[code]}
            found.append(RowProblem(number, "kode", text, _("Keep one of the two rows.")))
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
