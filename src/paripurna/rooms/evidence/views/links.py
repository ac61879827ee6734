"""Linking documents and questions, and what people say of findings."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from paripurna.platform.access.doors import CityRequest, requires
from paripurna.platform.access.types import Permission
from paripurna.platform.ui.refusals import telling
from paripurna.platform.ui.whole import read_whole
from paripurna.rooms.evidence import actions, policy, queries
from paripurna.rooms.evidence.forms import LinkForm
from paripurna.rooms.evidence.policy import DocumentScope
from paripurna.rooms.evidence.types import EvidenceDraft
from paripurna.rooms.sheets import queries as sheets
from paripurna.rooms.sheets.queries import Sheet
from paripurna.rooms.sheets.types import SheetError


@require_POST
@requires(Permission.EVIDENCE_EDIT)
def link_to_question(request: CityRequest, code: UUID) -> HttpResponse:
    """This view will link a document to the question whose number was typed on the document's page."""
    document = queries.get_document(request.city, _read_scope(request), code)
    sheet = _get_sheet(request, request.POST.get("sheet", ""))
    form = LinkForm(request.POST)
    if form.is_valid():
        _link(request, code, sheet, EvidenceDraft(**form.cleaned_data))
    else:
        messages.error(request, _("Give the number of the question, for example 1.2a."))
    return redirect("evidence:document", city=request.city.slug, code=document.code)


@require_POST
@requires(Permission.EVIDENCE_EDIT)
def refuse_suggestion(request: CityRequest, code: UUID) -> HttpResponse:
    """This view will note that a document does not prove a question that it was offered to."""
    document = queries.get_document(request.city, _read_scope(request), code)
    sheet = _get_sheet(request, request.POST.get("sheet", ""))
    said = {"document": document, "sheet": sheet, "question": request.POST.get("question", "")[:20]}
    _try(request, _bind(actions.refuse_suggestion, **said), _("It is not offered there again."))
    return redirect("evidence:document", city=request.city.slug, code=document.code)


@require_GET
@requires(Permission.EVIDENCE_EDIT)
def search_for_question(request: CityRequest, sheet: UUID, question: str) -> HttpResponse:
    """This view will offer documents of the library for a question, as a fragment."""
    found = _get_linkable(request, sheet, question)
    text = request.GET.get("cari", "").strip()
    scope = _read_scope(request)
    documents = (
        queries.find_for_question(request.city, scope, sheet=found, question=question, text=text)
        if text
        else [each.document for each in queries.suggest_documents(found, question, scope, on=timezone.localdate())]
    )
    context = {"documents": documents, "text": text, "sheet": found, "question": question}
    context["kind"] = request.GET.get("bukti", "")
    return render(request, "evidence/question_search.html", context)


@require_POST
@requires(Permission.EVIDENCE_EDIT)
def link_found(request: CityRequest, sheet: UUID, question: str) -> HttpResponse:
    """This view will link a document that was found beside the question."""
    found = _get_linkable(request, sheet, question)
    code = _read_code(request.POST.get("document", ""))
    names = ("kind", "place", "note")
    draft = EvidenceDraft(question, **{name: request.POST.get(name, "")[:400].strip() for name in names})
    _link(request, code, found, draft)
    return _to_question(found, question)


@require_POST
@requires(Permission.EVIDENCE_EDIT)
def unlink(request: CityRequest, code: UUID) -> HttpResponse:
    """This view will end a link between a document and a question."""
    link = queries.get_link(request.city, _read_scope(request), code)
    actions.unlink_document(link=link, by=request.user, at=timezone.now())
    messages.success(request, _("The document no longer proves question %(number)s.") % {"number": link.question})
    if request.POST.get("back") == "document":
        return redirect("evidence:document", city=request.city.slug, code=link.document.code)
    return _go_back(request, link.sheet, link.question)


@require_POST
@requires(Permission.ANSWER_VERIFY)
def check_link(request: CityRequest, code: UUID) -> HttpResponse:
    """This view will note that a verifier saw what is linked, or take that back."""
    link = queries.get_link(request.city, _read_scope(request), code)
    is_right = request.POST.get("right") == "1"
    actions.check_evidence(link=link, is_right=is_right, by=request.user, at=timezone.now())
    return _go_back(request, link.sheet, link.question)


@require_POST
@requires(Permission.CHECK_WAIVE)
def waive_check(request: CityRequest, sheet: UUID, question: str) -> HttpResponse:
    """This view will let a finding not count, with a reason."""
    found = _get_sheet(request, str(sheet))
    code = request.POST.get("evidence", "")
    evidence = queries.get_link(request.city, _read_scope(request), _read_code(code)) if code else None
    said = {"check": request.POST.get("check", "")[:30], "reason": request.POST.get("reason", "")[:400]}
    waive = _bind(actions.waive_check, sheet=found, question=question, evidence=evidence, **said)
    _try(request, waive, _("The finding does not count here."))
    return _go_back(request, found, question)


@require_POST
@requires(Permission.CHECK_WAIVE)
def end_waiver(request: CityRequest, sheet: UUID, question: str) -> HttpResponse:
    """This view will let a waived finding count again."""
    found = _get_sheet(request, str(sheet))
    number = read_whole(request.POST.get("waiver", ""))
    waiver = queries.get_waiver(request.city, sheet=found, question=question, waiver_id=number)
    _try(request, _bind(actions.end_waiver, waiver=waiver), _("The finding counts again."))
    return _go_back(request, found, question)


def _link(request: CityRequest, code: UUID, sheet: Sheet, draft: EvidenceDraft) -> None:
    document = queries.get_document(request.city, _read_scope(request), code)
    link = _bind(actions.link_document, document=document, sheet=sheet, draft=draft)
    _try(request, link, _("The document proves question %(number)s now.") % {"number": draft.question})


def _bind(action: Callable[..., object], **said: object) -> Callable[[CityRequest], object]:
    return lambda request: action(**said, by=request.user, at=timezone.now())


def _try(request: CityRequest, action: Callable[[CityRequest], object], done: str) -> None:
    with telling(request, done):
        action(request)


def _read_scope(request: CityRequest) -> DocumentScope:
    return queries.read_scope(request.user, request.city, on=timezone.localdate())


def _get_linkable(request: CityRequest, sheet: UUID, number: str) -> Sheet:
    """The sheet, where the person may link documents to this question. Raises `Http404` and `NotAllowed`."""
    found = _get_sheet(request, str(sheet))
    try:
        question = sheets.get_question(found, number)
    except SheetError:
        raise Http404 from None
    policy.check_may_link(request.user, found, question, on=timezone.localdate())
    return found


def _get_sheet(request: CityRequest, code: str) -> Sheet:
    sheet = sheets.get_sheet(request.city, code=str(_read_code(code)))
    sheets.check_may_view(request.user, sheet, on=timezone.localdate())
    return sheet


def _read_code(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None


def _go_back(request: CityRequest, sheet: Sheet, question: str) -> HttpResponse:
    """To the page of this house that the button stood on, else to the question."""
    back = request.POST.get("back", "")
    is_here = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    return redirect(back) if is_here and back.startswith("/") else _to_question(sheet, question)


def _to_question(sheet: Sheet, question: str) -> HttpResponse:
    return redirect("sheets:question", city=sheet.city.slug, code=sheet.code, question=question)
