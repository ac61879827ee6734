"""The evidence table of a question: looked at, downloaded, signed off into the library."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from paripurna.platform.access.doors import CityRequest, requires
from paripurna.platform.access.policy import may
from paripurna.platform.access.types import Permission
from paripurna.platform.tables.writing import XLSX
from paripurna.platform.ui.refusals import telling
from paripurna.rooms.evidence import actions, policy
from paripurna.rooms.evidence.fact_tables.drawing import draw_table, write_table_workbook
from paripurna.rooms.evidence.fact_tables.reading import find_signed, find_table
from paripurna.rooms.sheets import queries as sheets
from paripurna.rooms.sheets.queries import FactRowsPage, Sheet
from paripurna.rooms.sheets.types import UnknownQuestion

FORMS = {"xlsx": XLSX, "pdf": "application/pdf"}


@require_GET
@requires(Permission.EVIDENCE_VIEW)
def show_table(request: CityRequest, sheet: UUID, question: str) -> HttpResponse:
    today = timezone.localdate()
    found, table = _find(request, sheet, question, on=today)
    context = {
        "sheet": found,
        "table": table,
        "signed": find_signed(found, question, on=today),
        "may_sign": found.closed_at is None and policy.may_link(request.user, found, table.question, on=today),
        "may_export": may(request.user, Permission.EXPORT, request.city, on=today),
    }
    return render(request, "evidence/fact_table.html", context)


@require_GET
@requires(Permission.EXPORT)
def send_table(request: CityRequest, sheet: UUID, question: str, form: str) -> HttpResponse:
    """The rows as they are now, unsigned; never with persons."""
    if form not in FORMS:
        raise Http404
    found, table = _find(request, sheet, question, on=timezone.localdate())
    content = write_table_workbook(table) if form == "xlsx" else draw_table(found, table, None)
    response = HttpResponse(content, content_type=FORMS[form])
    response["Content-Disposition"] = f'attachment; filename="matriks-{table.question.number}.{form}"'
    return response


@require_POST
@requires(Permission.EVIDENCE_EDIT)
def sign_table(request: CityRequest, sheet: UUID, question: str) -> HttpResponse:
    found, _table = _find(request, sheet, question, on=timezone.localdate())
    seen, now = request.POST.get("seen", ""), timezone.now()
    with telling(request):
        document = actions.sign_fact_table(sheet=found, question=question, seen=seen, by=request.user, at=now)
        told = _("Signed off. The table lies in the library and proves question %(number)s.")
        messages.success(request, told % {"number": question})
        return redirect("evidence:document", city=request.city.slug, code=document.code)
    return redirect("evidence:fact_table", city=request.city.slug, sheet=sheet, question=question)


def _find(request: CityRequest, code: UUID, question: str, *, on: date) -> tuple[Sheet, FactRowsPage]:
    """The sheet and the rows behind the question; whoever asks for others finds nothing."""
    sheet = sheets.get_sheet(request.city, code=str(code))
    try:
        sheets.get_question(sheet, question)
    except UnknownQuestion:
        raise Http404 from None
    table = find_table(sheet, question, on=on)
    if table is None:
        raise Http404
    return sheet, table
