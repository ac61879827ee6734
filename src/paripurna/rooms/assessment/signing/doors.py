"""The door by which signed scans come in, also over a network that breaks: what `platform.files` asks of this room."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from paripurna.platform.access.policy import check_may
from paripurna.platform.access.types import Permission, Stranger
from paripurna.platform.files.types import MediaType
from paripurna.platform.files.uploads.types import register_upload_kind
from paripurna.rooms.assessment.queries import Round, get_round, list_stages
from paripurna.rooms.assessment.signing import actions, policy, queries
from paripurna.rooms.assessment.signing.types import KINDS, SLUGS, PaperKind

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.platform.files.models import Upload
    from paripurna.platform.regions.models import City

KIND = "naskah"  # in the address: /daerah/<city>/unggah/naskah/
SCANS = frozenset({MediaType.PDF, MediaType.JPEG, MediaType.PNG, MediaType.WEBP, MediaType.HEIC})


def register() -> None:
    register_upload_kind(KIND, check_upload, take_upload, media_types=SCANS)


def check_upload(user: User, city: City, words: Mapping[str, str]) -> None:
    """This function will raise `Stranger`, `NotAllowed` or `Refused` before a byte of the scan is taken."""
    check_may(user, Permission.ROUND_MANAGE, city, on=timezone.localdate())
    found, stage, kind = _read_place(city, words)
    policy.check_can_change(queries.find_paper(found, stage, kind))


def take_upload(upload: Upload, by: User, at: datetime) -> Mapping[str, Any]:
    """This function will put a scan that has arrived into the library and link it to its paper."""
    found, stage, kind = _read_place(upload.city, upload.metadata)
    if upload.file is None:
        raise Stranger
    paper = actions.sign_paper(
        round=found, stage=stage, kind=kind, file=upload.file, filename=upload.filename, by=by, at=at
    )
    place = {"city": upload.city.slug, "code": found.code, "stage": stage, "kind": SLUGS[kind]}
    title = paper.document.title if paper.document else ""
    return {"url": reverse("assessment:paper", kwargs=place), "label": title}


def _read_place(city: City, words: Mapping[str, str]) -> tuple[Round, str, PaperKind]:
    """The paper that the words name. Raises `Stranger`."""
    try:
        code, kind = UUID(words.get("evaluasi", "")), KINDS[words.get("naskah", "")]
    except (ValueError, KeyError):
        raise Stranger from None
    found, stage = get_round(city, code=str(code)), words.get("tahap", "")
    if stage not in {known.code for known in list_stages(found)}:
        raise Stranger
    return found, stage, kind
