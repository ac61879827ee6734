"""The operator's way through the national application."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from paripurna.platform.access.doors import CityRequest, requires
from paripurna.platform.access.types import Permission
from paripurna.platform.ui.refusals import telling
from paripurna.platform.ui.whole import read_whole
from paripurna.rooms.assessment.handover import actions
from paripurna.rooms.assessment.handover.comparison import build_comparison, find_question_points
from paripurna.rooms.assessment.handover.entry_page import (
    FILTERS,
    EntryPage,
    MadeLine,
    build_entry_list,
    find_line,
    spell_answer,
)
from paripurna.rooms.assessment.handover.files import build_file, is_long
from paripurna.rooms.assessment.handover.forms import EntryRuleForm, read_scores
from paripurna.rooms.assessment.handover.long_files import ask_file, find_file
from paripurna.rooms.assessment.handover.merge_plan import MergePlan, plan_merge
from paripurna.rooms.assessment.handover.queries import list_scores
from paripurna.rooms.assessment.handover.refusing import MergeRefused
from paripurna.rooms.assessment.handover.types import ScoreKey, ScoreLevel
from paripurna.rooms.assessment.queries import Round, get_round
from paripurna.rooms.assessment.types import RoundError


def _get_round(request: CityRequest, code: UUID) -> Round:
    return get_round(request.city, code=str(code))


@require_GET
@requires(Permission.ROUND_MANAGE)
def list_entries(request: CityRequest, code: UUID) -> HttpResponse:
    """This view will list every question with how far it is in the application."""
    chosen = request.GET.get("tampil", "")
    page = build_entry_list(_get_round(request, code), chosen=chosen if chosen in FILTERS else "")
    rule = {"limit_megabytes": page.rule.limit_megabytes, "name_pattern": page.rule.name_pattern}
    return render(request, "assessment/entry_list.html", {"page": page, "form": EntryRuleForm(initial=rule)})


@require_GET
@requires(Permission.ROUND_MANAGE)
def show_entry(request: CityRequest, code: UUID, question: str) -> HttpResponse:
    """This view will show one question with everything to copy."""
    found = _get_round(request, code)
    entries = build_entry_list(found)
    place = find_line(entries.lines, question)
    if place is None:
        raise Http404
    line = entries.lines[place]
    made = find_file(found, question, by=request.user, at=timezone.now())
    page = EntryPage(
        list=entries,
        line=line,
        answer=spell_answer(line.question, line.row),
        place=place + 1,
        before=entries.lines[place - 1].question.number if place else "",
        after=entries.lines[place + 1].question.number if place + 1 < len(entries.lines) else "",
        papers=plan_merge(found, question, request.user, on=timezone.localdate()),
        points=find_question_points(found, question),
        application_points=list_scores(found).get(ScoreKey(ScoreLevel.QUESTION, question)),
        made=MadeLine(made) if made else None,
    )
    return render(request, "assessment/entry_question.html", {"page": page})


@require_POST
@requires(Permission.ROUND_MANAGE)
def tick_entry(request: CityRequest, code: UUID, question: str) -> HttpResponse:
    """This view will tick a question as entered, or take that back, and lead on to the next."""
    found = _get_round(request, code)
    _check_number(found, question)
    said = {"round": found, "question": question, "by": request.user, "at": timezone.now()}
    onward = question
    try:
        if request.POST.get("entered") == "1":
            actions.tick_entry(seen_revision=read_whole(request.POST.get("revision", "")), **said)
            onward = request.POST.get("after") or question
        else:
            actions.untick_entry(**said)
    except RoundError as error:
        messages.error(request, str(error.sentence))
        onward = question
    _check_number(found, onward)
    return redirect("assessment:entry_question", city=request.city.slug, code=code, question=onward)


def _check_number(found: Round, number: str) -> None:
    if find_line(build_entry_list(found).lines, number) is None:
        raise Http404


@require_POST
@requires(Permission.ROUND_MANAGE)
def take_file(request: CityRequest, code: UUID, question: str) -> HttpResponseBase:
    """This view will hand out the files of a question as one PDF below the limit, or say why it cannot."""
    found = _get_round(request, code)
    _check_number(found, question)
    with_restricted = request.POST.get("restricted") == "1"
    plan = plan_merge(found, question, request.user, with_restricted=with_restricted, on=timezone.localdate())
    try:
        if is_long(plan):
            return _have_made(request, found, question, plan, with_restricted=with_restricted)
        made = build_file(found, question, plan)
    except MergeRefused as refused:
        messages.error(request, refused.sentence)
        return redirect("assessment:entry_question", city=request.city.slug, code=code, question=question)
    said = {"documents": len(plan.included), "restricted": plan.restricted}
    actions.note_file(round=found, question=question, **said, by=request.user, at=timezone.now())
    response = FileResponse(made.content, as_attachment=True, filename=made.name, content_type="application/pdf")
    response["Cache-Control"] = "no-store"
    return response


def _have_made(
    request: CityRequest, found: Round, question: str, plan: MergePlan, *, with_restricted: bool
) -> HttpResponse:
    said = {"round": found, "question": question, "plan": plan, "with_restricted": with_restricted}
    ask_file(**said, by=request.user, at=timezone.now())
    messages.success(request, _("The file is being made. You may leave this page; it goes on."))
    return redirect("assessment:entry_question", city=request.city.slug, code=found.code, question=question)


@require_POST
@requires(Permission.ROUND_MANAGE)
def set_rule(request: CityRequest, code: UUID) -> HttpResponse:
    """This view will set how large a file may be and what it is called."""
    _get_round(request, code)
    form = EntryRuleForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Give a limit between 1 and 500 MB, and a name."))
        return _to_list(request, code)
    with telling(request, _("Saved.")):
        actions.set_rule(city=request.city, **form.cleaned_data, by=request.user, at=timezone.now())
    return _to_list(request, code)


@require_GET
@requires(Permission.MARK_OFFICIAL)
def show_scores(request: CityRequest, code: UUID) -> HttpResponse:
    """This view will compare what the application showed with what we reckon."""
    page = build_comparison(_get_round(request, code))
    return render(request, "assessment/entry_scores.html", {"page": page})


@require_POST
@requires(Permission.MARK_OFFICIAL)
def keep_scores(request: CityRequest, code: UUID) -> HttpResponse:
    """This view will keep the scores that were typed, or none of them."""
    found = _get_round(request, code)
    question = request.POST.get("question", "")
    with telling(request, _("Saved.")):
        actions.keep_scores(round=found, scores=read_scores(request.POST), by=request.user, at=timezone.now())
    if question:
        _check_number(found, question)
        return redirect("assessment:entry_question", city=request.city.slug, code=code, question=question)
    return redirect("assessment:entry_scores", city=request.city.slug, code=code)


def _to_list(request: CityRequest, code: UUID) -> HttpResponse:
    return redirect("assessment:entry", city=request.city.slug, code=code)
