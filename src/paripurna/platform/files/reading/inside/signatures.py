"""Electronic signatures in PDF files, verified without any network."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from paripurna.platform.files.reading.inside.bounds import clean
from paripurna.platform.files.reading.types import Paper, Signature, Trouble, Unread, Verdict

MAX_SIGNATURES = 50
MAX_LINE = 300
ROOT_FILES = {".pem", ".crt", ".cer"}


def read_paper(file: Path, roots: str, at: str) -> Paper:
    """This function will return what a PDF says of itself. `roots` is a folder of certificates of authorities, or empty."""
    try:
        reader = PdfReader(file)
        locked = reader.is_encrypted and not reader.decrypt("")
        if locked:
            raise Unread(Trouble.LOCKED)
        told = reader.metadata
        created = None
        with suppress(ValueError, AttributeError):
            created = told.creation_date if told else None
        return Paper(
            page_count=len(reader.pages),
            is_encrypted=reader.is_encrypted,
            title=_line(told and told.title),
            author=_line(told and told.author),
            program=_line(told and (told.creator or told.producer)),
            created_at=_aware(created),
            signatures=_read_signatures(file, roots, datetime.fromisoformat(at)),
        )
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise Unread(Trouble.BROKEN) from error


def _read_signatures(file: Path, roots: str, at: datetime) -> tuple[Signature, ...]:
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.pdf_utils.reader import PdfFileReader

    with file.open("rb") as stream:
        try:
            found = PdfFileReader(stream, strict=False).embedded_regular_signatures
        except (PdfError, ValueError, KeyError, TypeError) as error:
            if b"/ByteRange" in file.read_bytes():
                raise Unread(Trouble.BROKEN) from error
            return ()
        trusted = _read_roots(roots)
        return tuple(_read_signature(signature, trusted, at) for signature in found[:MAX_SIGNATURES])


def _read_signature(embedded: Any, roots: list[Any], at: datetime) -> Signature:
    try:
        embedded.compute_integrity_info()
        signed_at = _aware(embedded.self_reported_timestamp)
        status = _validate(embedded, roots, signed_at or at)
    except Exception:  # noqa: BLE001 — pyHanko and what it stands on raise very many kinds
        return _unreadable(embedded)
    stamp = status.timestamp_validity
    is_stamped = stamp is not None and stamp.valid and stamp.intact
    certificate = status.signing_cert
    return Signature(
        field=_line(embedded.field_name),
        verdict=_verdict(status, signed_at or at),
        signer=_named(certificate.subject, "common_name") or _line(certificate.subject.human_friendly),
        organization=_named(certificate.subject, "organization_name"),
        authority=_named(certificate.issuer, "common_name") or _line(certificate.issuer.human_friendly),
        signed_at=_aware(stamp.timestamp) if stamp is not None and is_stamped else signed_at,
        is_time_proved=is_stamped,
        covers_whole_document=status.coverage.name == "ENTIRE_FILE",
    )


def _validate(embedded: Any, roots: list[Any], on: datetime) -> Any:
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    context = ValidationContext(
        trust_roots=roots, allow_fetching=False, revocation_mode="soft-fail", moment=on, best_signature_time=on
    )
    return validate_pdf_signature(embedded, signer_validation_context=context, ts_validation_context=context)


def _verdict(status: Any, on: datetime) -> Verdict:
    if not (status.intact and status.valid):
        return Verdict.BROKEN
    if status.coverage.name not in {"ENTIRE_FILE", "ENTIRE_REVISION"} or not _is_allowed(status):
        return Verdict.CHANGED
    if status.trusted:
        return Verdict.VALID
    certificate = status.signing_cert
    was_valid = certificate.not_valid_before <= on <= certificate.not_valid_after
    return Verdict.STRANGER if was_valid else Verdict.EXPIRED


def _is_allowed(status: Any) -> bool:
    """Proofs of validity and further signatures may follow a signature; pages and words may not."""
    from pyhanko.sign.diff_analysis import ModificationLevel

    level = status.modification_level
    return level is not None and level != ModificationLevel.OTHER and bool(status.docmdp_ok)


def _unreadable(embedded: Any) -> Signature:
    return Signature(
        _line(embedded.field_name),
        Verdict.UNREADABLE,
        "",
        "",
        "",
        None,
        is_time_proved=False,
        covers_whole_document=False,
    )


def _read_roots(folder: str) -> list[Any]:
    from pyhanko.keys import load_certs_from_pemder_data

    files = sorted(path for path in Path(folder).iterdir() if path.suffix in ROOT_FILES) if folder else []
    return [certificate for path in files for certificate in load_certs_from_pemder_data(path.read_bytes())]


def _named(name: Any, part: str) -> str:
    value = name.native.get(part, "")
    return _line(value if isinstance(value, str) else " ".join(map(str, value)))


def _line(value: object) -> str:
    return clean(" ".join(str(value or "").split()))[:MAX_LINE]


def _aware(moment: datetime | None) -> datetime | None:
    if moment is None:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
