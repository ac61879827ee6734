"""Writing a local revision: question by question in a form, or as a whole in YAML; compared, published, taken out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from paripurna.core.instrument.problem import EditionError
from paripurna.core.instrument.rules import RULES
from paripurna.platform.access.doors import CityRequest, requires
from paripurna.platform.access.types import Permission
from paripurna.platform.ui.whole import read_whole
from paripurna.rooms.sheets import local, queries
from paripurna.rooms.sheets.editions import get_edition
from paripurna.rooms.sheets.exporting import CONTENT_TYPES, FORMATS, export_edition, write_content
from paripurna.rooms.sheets.models import LocalRevision
from paripurna.rooms.sheets.pages.revising import (
    BadRevision,
    drop_change,
    list_problems,
    parse_content,
    put_changes,
    read_question_change,
)
from paripurna.rooms.sheets.pages.revision_page import build_question_form, build_revision_page
from paripurna.rooms.sheets.types import BadAnswer, SheetError
from paripurna.rooms.sheets.wording import list_kinds

UNREADABLE = 422
MAXIMA = (
    ("max_points", gettext_lazy("Maximum of the question")),
    ("indicator_max", gettext_lazy("Maximum of the indicator")),
    ("strand_max", gettext_lazy("Maximum of the strand")),
)


@require_GET
@requires(Permission.EDITION_REVISE)
def show_revision(request: CityRequest, number: int) -> HttpResponse:
    draft = queries.get_revision(request.city, number=number)
    context = {"draft": draft, "page": build_revision_page(draft, request.GET.get("q", ""))}
    return render(request, "sheets/revision_detail.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.EDITION_REVISE)
def edit_question(request: CityRequest, number: int, question: str) -> HttpResponse:
    draft = queries.get_revision(request.city, number=number)
    base = get_edition(draft.base.hash)
    found = base.question_by_number.get(question)
    if found is None:
        raise Http404
    kind = request.POST.get("kind") or request.GET.get("jenis") or ""
    kind = kind if kind in RULES else ""
    typed = {name: str(value) for name, value in request.POST.items()}
    problems: Sequence[str] = ()
    if request.method == "POST":
        try:
            changes, sources = read_question_change(base, found, kind or found.rule.kind, typed)
            _save(request, draft, put_changes(local.read_content(draft), changes, sources))
        except (BadAnswer, BadRevision, EditionError, SheetError) as error:
            problems = _lines(error)
        else:
            return redirect("sheets:revision", city=request.city.slug, number=number)
    form = build_question_form(draft, found, kind, typed or None)
    context = {
        "draft": draft,
        "question": found,
        "form": form,
        "problems": problems,
        "kinds": list_kinds(),
        "maxima": MAXIMA,
    }
    return render(request, "sheets/revision_question.html", context, status=UNREADABLE if problems else 200)


@require_POST
@requires(Permission.EDITION_REVISE)
def drop(request: CityRequest, number: int, key: str) -> HttpResponse:
    draft = queries.get_revision(request.city, number=number)
    return _try(request, draft, lambda: _save(request, draft, drop_change(local.read_content(draft), key)))


@require_http_methods(["GET", "POST"])
@requires(Permission.EDITION_REVISE)
def edit_yaml(request: CityRequest, number: int) -> HttpResponse:
    draft = queries.get_revision(request.city, number=number)
    text = request.POST.get("text", "") if request.method == "POST" else write_content(local.read_content(draft))
    problems: Sequence[str] = ()
    if request.method == "POST":
        try:
            _save(request, draft, parse_content(text))
        except (BadRevision, EditionError, SheetError) as error:
            problems = _lines(error)
        else:
            return redirect("sheets:revision", city=request.city.slug, number=number)
    context = {"draft": draft, "text": text, "problems": problems}
    return render(request, "sheets/revision_yaml.html", context, status=UNREADABLE if problems else 200)


@require_POST
@requires(Permission.EDITION_REVISE)
def publish(request: CityRequest, number: int) -> HttpResponse:
    draft = queries.get_revision(request.city, number=number)
    if request.POST.get("typed_word", "").strip().upper() != _("PUBLISH"):
        messages.error(request, _("Nothing was published: the word did not match."))
        return redirect("sheets:revision", city=request.city.slug, number=number)
    seen = _seen(request, draft)
    return _try(
        request,
        draft,
        lambda: local.publish_revision(draft=draft, base_revision=seen, by=request.user, at=timezone.now()),
    )


@require_GET
@requires(Permission.EXPORT)
def export(request: CityRequest, number: int, form: str) -> HttpResponse:
    """The revised edition, draft or published, as a file."""
    draft = queries.get_revision(request.city, number=number)
    if form not in FORMATS:
        raise Http404
    edition = local.build_edition(draft) if draft.changes else get_edition(draft.base.hash)
    response = HttpResponse(export_edition(edition, form), content_type=CONTENT_TYPES[form])
    response["Content-Disposition"] = f'attachment; filename="{edition.reference}.{form}"'
    return response


def _save(request: CityRequest, draft: LocalRevision, content: local.RevisionContent) -> None:
    local.save_revision(
        draft=draft, content=content, base_revision=_seen(request, draft), by=request.user, at=timezone.now()
    )


def _seen(request: CityRequest, draft: LocalRevision) -> int:
    seen = request.POST.get("revision", "")
    return read_whole(seen, default=draft.revision)


def _lines(error: Exception) -> Sequence[str]:
    if isinstance(error, EditionError):
        return list_problems(error)
    return error.lines if isinstance(error, BadRevision) else (str(error),)


def _try(request: CityRequest, draft: LocalRevision, deed: Any) -> HttpResponse:
    try:
        deed()
    except (EditionError, SheetError) as error:
        for line in _lines(error):
            messages.error(request, line)
    return redirect("sheets:revision", city=request.city.slug, number=draft.number)
