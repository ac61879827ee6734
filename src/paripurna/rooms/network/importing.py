"""A list of agencies from a CSV file: every row a draft, every problem named by row and column."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from django.core import signing
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import override

from paripurna.rooms.network.models import Agency
from paripurna.rooms.network.types import AgencyDraft, AgencyKind, Problem

MAX_ROWS = 1000
SALT = "paripurna.network.import"
MAX_AGE = 60 * 60  # seconds that a preview may wait for its confirmation
COLUMNS: dict[str, tuple[str, ...]] = {
    "code": ("kode", "code", "id"),
    "abbreviation": ("singkatan", "abbreviation"),
    "name": ("nama", "name", "name_id"),
    "kind": ("jenis", "kind"),
    "valid_from": ("sejak", "berlaku sejak", "valid_from"),
    "tasks": ("tugas", "tasks", "kla_role"),
    "note": ("catatan", "note"),
    "source": ("sumber", "source", "evidence"),
    "head_name": ("kepala", "head_name"),
    "contact_name": ("narahubung", "contact_name"),
    "contact_phone": ("telepon", "contact_phone"),
    "contact_email": ("surel", "email", "contact_email"),
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


def read_agencies(content: bytes, *, valid_from: date) -> Preview:
    """This function will read a CSV file; `valid_from` is for rows that do not say since when."""
    rows = list(_rows(content))
    if not rows:
        return Preview((), (Problem(1, "", _("The file has no rows.")),))
    if len(rows) > MAX_ROWS:
        return Preview((), (Problem(1, "", _("The file has more than %(max)s rows.") % {"max": MAX_ROWS}),))
    missing = [COLUMNS[name][0] for name in REQUIRED if name not in rows[0]]
    if missing:
        text = _("Columns are missing: %(columns)s.") % {"columns": ", ".join(missing)}
        return Preview((), (Problem(1, "", text),))
    problems = tuple(problem for number, row in enumerate(rows, 2) for problem in _problems(number, row))
    twice = _problems_of_codes(rows)
    if problems or twice:
        return Preview((), (*problems, *twice))
    return Preview(tuple(_draft(row, valid_from) for row in rows), ())


def _rows(content: bytes) -> Iterator[dict[str, str]]:
    """Rows by our names of the columns; unknown columns and empty rows are left out."""
    text = _decode(content)
    delimiter = ";" if text.partition("\n")[0].count(";") > text.partition("\n")[0].count(",") else ","
    reader = csv.reader(io.StringIO(text), delimiter=delimiter)
    names = [_column(header) for header in next(reader, [])]
    for cells in reader:
        row = {name: cell.strip() for name, cell in zip(names, cells, strict=False) if name}
        if any(row.values()):
            yield {name: "" for name in names if name} | row


def _decode(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")  # how older spreadsheets save CSV


def _column(header: str) -> str:
    folded = header.strip().casefold()
    return next((name for name, headers in COLUMNS.items() if folded in headers), "")


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
        limit = Agency._meta.get_field(name).max_length
        if limit and name != "kind" and len(cell) > limit:
            yield Problem(number, COLUMNS[name][0], _("At most %(limit)s characters.") % {"limit": limit})
    if row.get("contact_email") and not _is_email(row["contact_email"]):
        yield Problem(number, "surel", _("This is not an e-mail address."))


def _problems_of_codes(rows: Sequence[Mapping[str, str]]) -> tuple[Problem, ...]:
    seen: dict[str, int] = {}
    found = []
    for number, row in enumerate(rows, 2):
        code = _code(row)
        if not code:
            found.append(Problem(number, "kode", _("A code needs at least one letter or digit.")))
        elif code in seen:
            text = _("The code %(code)s stands in row %(row)s too.") % {"code": code, "row": seen[code]}
            found.append(Problem(number, "kode", text))
        seen.setdefault(code, number)
    return tuple(found)


def _draft(row: Mapping[str, str], valid_from: date) -> AgencyDraft:
    texts = {name: cell for name, cell in row.items() if name not in {"code", "kind", "valid_from"}}
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
