"""The papers of a stage: what they say, who signs, as Word and as PDF, and the signed scan."""

from __future__ import annotations

import io
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_GET, require_POST

from paripurna.platform.access.doors import CityRequest, requires
from paripurna.platform.access.types import Permission
from paripurna.platform.files.types import FileLost, MediaType
from paripurna.platform.ui.refusals import complaining, telling
from paripurna.rooms.assessment.position import Position
from paripurna.rooms.assessment.queries import Round, get_round
from paripurna.rooms.assessment.signing import actions, doors
from paripurna.rooms.assessment.signing.forms import PaperForm
from paripurna.rooms.assessment.signing.page import (
    PaperPage,
    build_paper_page,
    build_papers_page,
    fill_paper,
    preview_paper,
)
from paripurna.rooms.assessment.signing.types import KINDS, BadTemplate, PaperKind


@require_GET
@requires(Permission.ROUND_MANAGE)
def list_papers(request: CityRequest, code: UUID, stage: str) -> HttpResponse:
    """This view will list the papers of a stage, and lead to freezing it."""
    page = build_papers_page(_get_round(request, code), stage, today=timezone.localdate())
    return render(request, "assessment/papers.html", {"page": page})


@requires(Permission.ROUND_MANAGE)
def edit_paper(request: CityRequest, code: UUID, stage: str, kind: str) -> HttpResponse:
    """This view will show what a paper says and take down what a person adds to it."""
    chosen = _read_kind(kind)
    page, position = build_paper_page(_get_round(request, code), stage, chosen, today=timezone.localdate())
    form = PaperForm(chosen, page.draft, request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = {"round": page.round, "stage": stage, "kind": chosen, "draft": form.draft()}
        with complaining(form):
            actions.change_paper(**said, by=request.user, at=timezone.now())
            messages.success(request, _("Saved."))
            return _to_paper(request, page)
    return _show_paper(request, page, position, form)


def _show_paper(request: CityRequest, page: PaperPage, position: Position, form: PaperForm) -> HttpResponse:
    context = {
        "page": page,
        "form": form,
        "upload_url": reverse("files:upload_begin", kwargs={"city": request.city.slug, "kind": doors.KIND}),
        "preview": None,
        "trouble": "",
    }
    try:
        context["preview"] = preview_paper(position, page.stage, page.line.kind, page.draft, at=timezone.now())
    except BadTemplate as bad:
        context["trouble"] = str(bad.sentence)
    except FileLost:
        context["trouble"] = _("The store has lost the template. Upload it again, or go back to the default.")
    except LookupError:
        context["trouble"] = _("This stage has no marks yet, so there is nothing to sign.")
    return render(request, "assessment/paper.html", context, status=422 if form.errors else 200)


@require_GET
@requires(Permission.ROUND_MANAGE)
def take_docx(request: CityRequest, code: UUID, stage: str, kind: str) -> HttpResponseBase:
    """This view will hand out the filled paper for Word."""
    page, filled = _fill(request, code, stage, kind)
    return FileResponse(
        io.BytesIO(filled), as_attachment=True, filename=_name(page, "docx"), content_type=MediaType.DOCX.value
    )


@require_GET
@requires(Permission.ROUND_MANAGE)
def show_pdf(request: CityRequest, code: UUID, stage: str, kind: str) -> HttpResponse:
    """This view will show the paper set for printing and signing."""
    from paripurna.rooms.assessment.signing.blocks import read_paper, set_paper  # late: loads Typst

    page, filled = _fill(request, code, stage, kind)
    with override("id"):
        title = f"{page.line.kind.label} · {page.round.label}"
    pdf = set_paper(read_paper(filled), title=title, foot=f"{request.city.region.name} · {page.round.label}")
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{_name(page, "pdf")}"'
    return response


@require_POST
@requires(Permission.ROUND_MANAGE)
def unsign_paper(request: CityRequest, code: UUID, stage: str, kind: str) -> HttpResponse:
    """This view will take the link to the signed scan away."""
    page, _position = build_paper_page(_get_round(request, code), stage, _read_kind(kind), today=timezone.localdate())
    said = {"round": page.round, "stage": stage, "kind": page.line.kind}
    with telling(request, _("The scan is not linked any more; it stays in the library.")):
        actions.unsign_paper(**said, by=request.user, at=timezone.now())
    return _to_paper(request, page)


def _fill(request: CityRequest, code: UUID, stage: str, kind: str) -> tuple[PaperPage, bytes]:
    """A template that cannot be filled, and a stage without a total, have no paper: the page says why."""
    page, position = build_paper_page(_get_round(request, code), stage, _read_kind(kind), today=timezone.localdate())
    try:
        return page, fill_paper(position, stage, page.line.kind, page.draft, at=timezone.now())
    except (BadTemplate, FileLost, LookupError) as error:
        raise Http404 from error


def _name(page: PaperPage, extension: str) -> str:
    return f"{page.line.slug}-{slugify(page.stage)}-{page.round.city.slug}-{page.round.year}.{extension}"


def _get_round(request: CityRequest, code: UUID) -> Round:
    return get_round(request.city, code=str(code))


def _read_kind(slug: str) -> PaperKind:
    if slug not in KINDS:
        raise Http404
    return KINDS[slug]


def _to_paper(request: CityRequest, page: PaperPage) -> HttpResponse:
    return redirect(
        "assessment:paper", city=request.city.slug, code=page.round.code, stage=page.stage, kind=page.line.slug
    )
