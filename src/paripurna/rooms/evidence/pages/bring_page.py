"""The page on which documents are brought: what was said so far, and what comes next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.urls import reverse

from paripurna.rooms.evidence.bringing import PLACES, Destination, find_destination, find_wanted, read_form
from paripurna.rooms.evidence.forms import BringForm
from paripurna.rooms.evidence.proofs import find_only_kind
from paripurna.rooms.evidence.types import ChildContent, Confidentiality, DocumentKind

if TYPE_CHECKING:
    from django.http import QueryDict

    from paripurna.platform.accounts.models import User
    from paripurna.platform.regions.models import City
    from paripurna.rooms.evidence.models import ProofRequest


@dataclass(frozen=True, slots=True)
class BringPage:
    """`is_ready`: everything that must be known before a file comes is said."""

    form: BringForm
    is_ready: bool
    destination: Destination | None
    wanted: ProofRequest | None
    places: Mapping[str, str]  # words of the address that travel along
    words: Mapping[str, str]  # everything that travels with a file
    said: tuple[str, ...]
    again_url: str
    back_url: str
    upload_url: str

    @property
    def is_link(self) -> bool:
        return self.is_ready and self.form.cleaned_data["kind"] == DocumentKind.LINK


def build_bring_page(user: User, city: City, query: QueryDict, *, on: date) -> BringPage:
    """This function will read from the address what was said of the files and where they belong."""
    places = {name: str(query[name]) for name in PLACES if query.get(name)}
    is_said = any(name in query for name in ("kind", "child_content"))
    form = read_form(user, city, query if is_said else None, on=on)
    destination = find_destination(city, query)
    wanted = find_wanted(user, city, query, on=on)
    if not is_said:
        form.initial["kind"] = query.get("jenis", "") or _guess_kind(destination, wanted)
    is_ready = is_said and form.is_valid()
    bring_url = reverse("evidence:bring", kwargs={"city": city.slug})
    return BringPage(
        form=form,
        is_ready=is_ready,
        destination=destination,
        wanted=wanted,
        places=places,
        words={**places, **{name: query.get(name, "") for name in form.fields}} if is_ready else {},
        said=tuple(_say(form)) if is_ready else (),
        again_url=f"{bring_url}?{urlencode(places)}",
        back_url=_find_way_back(city, destination, wanted),
        upload_url=reverse("files:upload_begin", kwargs={"city": city.slug, "kind": "dokumen"}),
    )


def _guess_kind(destination: Destination | None, wanted: ProofRequest | None) -> str:
    """The kind of document that is meant, where what is asked for can be one kind only."""
    if wanted is not None:
        return find_only_kind(wanted.sheet, wanted.kind)
    return find_only_kind(destination.sheet, destination.kind) if destination is not None else ""


def _say(form: BringForm) -> list[str]:
    """What was chosen, in words."""
    values = form.cleaned_data
    agencies = dict(form.fields["agency"].choices)  # type: ignore[attr-defined]
    return [
        str(DocumentKind(values["kind"]).label),
        str(agencies[values["agency"]]).partition(" · ")[0],
        str(ChildContent(values["child_content"]).label),
        str(Confidentiality(values["confidentiality"]).label),
    ]


def _find_way_back(city: City, destination: Destination | None, wanted: ProofRequest | None) -> str:
    if wanted is not None:
        return reverse("evidence:request", kwargs={"city": city.slug, "code": wanted.code})
    if destination is not None:
        place = {"city": city.slug, "code": destination.sheet.code, "question": destination.question}
        return reverse("sheets:question", kwargs=place)
    return reverse("evidence:documents", kwargs={"city": city.slug})
