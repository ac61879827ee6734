"""What this room hands down to every page: its place in the navigation, search, names of its subjects, its panel section."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from paripurna.platform.access.types import Permission
from paripurna.platform.audit.types import Label, register_subject
from paripurna.platform.ui.registry import (
    Hit,
    Item,
    Search,
    Section,
    register_navigation,
    register_search,
    register_section,
)
from paripurna.rooms.evidence import packs, queries
from paripurna.rooms.evidence.pages import fact_table_section, proof_section
from paripurna.rooms.evidence.queries import Document
from paripurna.rooms.sheets.registry import PanelSection, register_panel_section

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.rooms.sheets.queries import Sheet

DOCUMENTS = Item("evidence", _("Documents"), "evidence:documents", Permission.EVIDENCE_VIEW, 10, icon="files")
PACKS = Item("evidence", _("Packs"), "evidence:packs", Permission.EVIDENCE_PACK, 40, icon="download")


def register() -> None:
    """This function will register everything; called once at start."""
    register_section(Section("evidence", _("Evidence"), "file-check", 25))
    register_navigation(DOCUMENTS)
    register_navigation(PACKS)
    register_search(Search("evidence.documents", _("Documents"), find_hits, Permission.EVIDENCE_VIEW, order=30))
    register_subject("evidence.document", name_documents)
    register_subject("evidence.pack", name_packs)
    register_panel_section(PROOF)
    register_panel_section(TABLE)


def find_hits(request: HttpRequest, words: str, limit: int) -> list[Hit]:
    """This function will find documents that the person may see, for the search of the top bar."""
    city, today = request.city, timezone.localdate()  # type: ignore[attr-defined]
    scope = queries.read_scope(request.user, city, on=today)  # type: ignore[arg-type]
    found = queries.list_documents(city, scope, text=words)[:limit]
    return [Hit(document.title, document_url(document, city.slug), document.number) for document in found]


def name_documents(keys: Sequence[str]) -> Mapping[str, Label]:
    """This function will return title and page of each document; whoever reads the audit sees all documents."""
    found = queries.list_by_codes(keys)
    return {str(document.code): Label(document.title, document_url(document, slug)) for document, slug in found}


def name_packs(keys: Sequence[str]) -> Mapping[str, Label]:
    """This function will return the name of each pack, and the page where it is."""
    found = packs.list_by_codes(keys)
    return {str(pack.code): Label(str(pack), packs_url(pack.city.slug)) for pack in found}


def packs_url(city: str) -> str:
    return reverse("evidence:packs", kwargs={"city": city})


def document_url(document: Document, city: str) -> str:
    return reverse("evidence:document", kwargs={"city": city, "code": document.code})


def _get_section(sheet: Sheet, number: str, user: User, **known: Any) -> Mapping[str, Any] | None:
    return proof_section.get_context(sheet, number, user, on=timezone.localdate(), **known)


PROOF = PanelSection(
    code="evidence.proof", title=_("Proof"), template="evidence/proof_section.html", get_context=_get_section, order=10
)


def _get_table_section(sheet: Sheet, number: str, user: User) -> Mapping[str, Any] | None:
    return fact_table_section.get_context(sheet, number, user, on=timezone.localdate())


TABLE = PanelSection(
    code="evidence.fact_table",
    title=_("Evidence table (matriks)"),
    template="evidence/fact_table_section.html",
    get_context=_get_table_section,
    order=5,
)
