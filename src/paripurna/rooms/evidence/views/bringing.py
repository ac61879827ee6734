"""Bringing documents: choose what they are, then one file or many."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from paripurna.platform.access.doors import CityRequest, requires
from paripurna.platform.access.types import Permission
from paripurna.platform.files import actions as files
from paripurna.platform.files.models import StoredFile
from paripurna.platform.files.types import FileRefused
from paripurna.rooms.evidence import actions, policy, queries
from paripurna.rooms.evidence.bringing import Destination, SameContent, bring, check_new
from paripurna.rooms.evidence.forms import BringForm
from paripurna.rooms.evidence.policy import DocumentScope
from paripurna.rooms.evidence.queries import Document
from paripurna.rooms.evidence.requesting.listing import ProofRequest, get_request
from paripurna.rooms.evidence.requesting.scope import read_scope
from paripurna.rooms.evidence.types import Confidentiality, EvidenceError, RequestStep
from paripurna.rooms.sheets import queries as sheets
from paripurna.rooms.sheets.types import SheetError


@requires(Permission.EVIDENCE_EDIT)
def bring_documents(request: CityRequest) -> HttpResponse:
    """This view will ask what is brought, and take it in: all files or none."""
    today = timezone.localdate()
    scope = queries.read_scope(request.user, request.city, on=today)
    agencies = queries.list_bringable(request.user, request.city, scope, on=today)
    destination, wanted = find_destination(request), find_wanted(request)
    form = BringForm(agencies, request.POST or None, request.FILES or None, initial=_guess(request))
    known: Sequence[tuple[str, Document]] = ()
    if request.method == "POST" and form.is_valid():
        try:
            return _go_on(request, _take(request, form, destination, wanted), destination, wanted)
        except SameContent as same:
            known = same.known
            form.offer_again()
        except (EvidenceError, SheetError) as refused:
            field = getattr(refused, "field", "")
            form.add_error(field if field in form.fields else "uploads", str(refused))
    context = {"form": form, "destination": destination, "wanted": wanted, "known": known}
    return render(request, "evidence/bring.html", context, status=422 if form.errors or known else 200)


def find_destination(request: CityRequest) -> Destination | None:
    """This function will return the question that `?lembar=…&pertanyaan=…` names. Raises `Http404` for one that is not."""
    code, number = request.GET.get("lembar", ""), request.GET.get("pertanyaan", "")
    if not code or not number:
        return None
    try:
        sheet = sheets.get_sheet(request.city, code=str(UUID(code)))
        question = sheets.get_question(sheet, number)
    except (ValueError, SheetError):
        return None
    kind = request.GET.get("bukti", "")
    return Destination(sheet, question.number, kind if kind in question.evidence else "")


def find_wanted(request: CityRequest) -> ProofRequest | None:
    """This function will return the request that `?permintaan=` names, if the person may answer it now."""
    try:
        code = UUID(request.GET.get("permintaan", ""))
    except ValueError:
        return None
    scope = read_scope(request.user, request.city, on=timezone.localdate())
    found = get_request(request.city, scope, code)
    is_mine = scope.may_step(found, RequestStep.ANSWER) and policy.can_step(found, RequestStep.ANSWER)
    return found if is_mine else None


def _guess(request: CityRequest) -> dict[str, str]:
    return {"kind": request.GET.get("jenis", ""), "confidentiality": Confidentiality.INTERNAL}


@transaction.atomic
def _take(
    request: CityRequest, form: BringForm, destination: Destination | None, wanted: ProofRequest | None
) -> list[Document]:
    at = timezone.now()
    kept = [(_keep(file, at=at), file.name) for file in form.cleaned_data["uploads"]]
    if not form.cleaned_data["again"]:
        check_new(request.city, _read_scope(request), kept)
    kept = kept or [(None, form.cleaned_data["link"])]
    brought = bring(city=request.city, form=form, kept=kept, destination=destination, by=request.user, at=at)
    if wanted is not None:
        answer = {"documents": brought, "base_revision": wanted.revision, "by": request.user, "at": at}
        actions.answer_request(request=wanted, **answer)
    return brought


def _read_scope(request: CityRequest) -> DocumentScope:
    return queries.read_scope(request.user, request.city, on=timezone.localdate())


def _keep(file: UploadedFile[bytes], *, at: datetime) -> StoredFile | None:
    """Keep one of the files; a refusal says which of them it is about."""
    try:
        return files.keep(chunks=file.chunks(), filename=file.name or "", at=at)
    except FileRefused as refused:
        raise EvidenceError(f"{file.name}: {refused}", "uploads") from refused


def _go_on(
    request: CityRequest, documents: list[Document], destination: Destination | None, wanted: ProofRequest | None
) -> HttpResponse:
    count = len(documents)
    text = ngettext("%(count)s document was brought.", "%(count)s documents were brought.", count) % {"count": count}
    messages.success(request, text)
    if wanted is not None:
        return redirect("evidence:request", city=request.city.slug, code=wanted.code)
    if destination is not None:
        sheet, number = destination.sheet, destination.question
        return redirect("sheets:question", city=request.city.slug, code=sheet.code, question=number)
    if count == 1:
        return redirect("evidence:document", city=request.city.slug, code=documents[0].code)
    messages.info(request, _("Open each of them to add number, dates and what it proves."))
    return redirect("evidence:documents", city=request.city.slug)
