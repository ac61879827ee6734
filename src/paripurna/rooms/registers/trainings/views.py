"""Participants of a training, and how well services are covered."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from paripurna.platform.access.doors import CityRequest, requires
from paripurna.platform.access.types import NotAllowed, Permission
from paripurna.platform.tables import TableError, read_table
from paripurna.platform.tables.remarks import say_refusal
from paripurna.platform.ui.refusals import complaining, telling
from paripurna.rooms.network import queries as network
from paripurna.rooms.registers import policy
from paripurna.rooms.registers.kinds import Frame
from paripurna.rooms.registers.models import Training
from paripurna.rooms.registers.pages.listing import entry_url, register_url
from paripurna.rooms.registers.queries import get_entry
from paripurna.rooms.registers.row_reports import Outcome
from paripurna.rooms.registers.subjects import list_subjects, name_subjects
from paripurna.rooms.registers.trainings import actions, queries
from paripurna.rooms.registers.trainings.description import STAFFING, TRAININGS
from paripurna.rooms.registers.trainings.forms import LeaveForm, ListForm, ParticipantForm
from paripurna.rooms.registers.trainings.importing import (
    ListPlan,
    plan_list,
    read_people,
    sign_people,
)
from paripurna.rooms.registers.views.lists import list_tabs

FIRST_SUBJECT = "crc"


@requires(Permission.CITY_VIEW)
def coverage(request: CityRequest) -> HttpResponse:
    """This view will show for one subject, `?pokok=`, how many people in post of each service have learned it."""
    taught = queries.list_taught_subjects(request.city)
    subject = request.GET.get("pokok", FIRST_SUBJECT)
    subject = subject if subject in list_subjects() else FIRST_SUBJECT
    codes = dict.fromkeys([FIRST_SUBJECT, *taught, subject])
    context = {
        "register": TRAININGS,
        "tabs": list_tabs(request, TRAININGS),
        "rows": queries.build_coverage(request.city, subject, on=timezone.localdate()),
        "subject": subject,
        "subject_name": name_subjects([subject])[0],
        "subjects": list(zip(codes, name_subjects(codes), strict=True)),
        "staffing_url": register_url(STAFFING, request.city),
    }
    return render(request, "registers/training_coverage.html", context)


@requires(Permission.REGISTER_EDIT)
def participants_add(request: CityRequest, code: UUID) -> HttpResponse:
    """This view will enter one adult who took part."""
    training = _get_kept(request, code)
    agencies = network.list_agencies(request.city, on=timezone.localdate())
    form = ParticipantForm(agencies, request.POST or None, initial={"agency": training.agency_id})
    if form.is_valid():
        drafts = [form.draft()]
        with complaining(form, "name"):
            added = actions.add_participants(training=training, drafts=drafts, by=request.user, at=timezone.now())
            messages.success(request, _("Added.") if added else _("This person is entered already."))
            return redirect("registers:participants_add", city=request.city.slug, code=code)
    context = {"form": form, "training": training, "trail": _trail(request, training)}
    return render(request, "registers/participant_form.html", context, status=422 if form.errors else 200)


@requires(Permission.REGISTER_EDIT)
def participants_import(request: CityRequest, code: UUID) -> HttpResponse:
    """This view will read a list and tell of every row; the confirmed preview is taken whole."""
    training = _get_kept(request, code)
    if token := request.POST.get("token"):
        return _take(request, training, token)
    form, plan = ListForm(request.POST or None, request.FILES or None), None
    if form.is_valid():
        plan = _read(request, training, form)
    context = {
        "form": form,
        "training": training,
        "trail": _trail(request, training),
        "plan": plan,
        "token": sign_people(plan.drafts, training, request.user) if plan and plan.can_run else "",
        "counts": {outcome.lower(): plan.counts[outcome] for outcome in Outcome} if plan else {},
    }
    is_refused = form.errors or (plan and not plan.can_run)
    return render(request, "registers/participants_import.html", context, status=422 if is_refused else 200)


def _read(request: CityRequest, training: Training, form: ListForm) -> ListPlan | None:
    known = frozenset(row.person for row in queries.list_participants(training))
    try:
        table = read_table(form.cleaned_data["file"].read())
    except TableError as error:
        form.add_error("file", say_refusal(error))
        return None
    frame = Frame(request.city, timezone.localdate())
    return plan_list(training, table, frame, service=form.chosen_service(), known=known)


def _take(request: CityRequest, training: Training, token: str) -> HttpResponse:
    with telling(request):
        drafts = read_people(token, training, request.user)
        added = actions.add_participants(training=training, drafts=drafts, by=request.user, at=timezone.now())
        messages.success(request, _("%(count)s people were entered.") % {"count": added})
    return redirect(entry_url(TRAININGS, training, request.city))


@require_POST
@requires(Permission.REGISTER_EDIT)
def participants_leave(request: CityRequest, code: UUID) -> HttpResponse:
    """This view will let chosen people leave their posts, take that back, or take out who was entered by mistake."""
    training = _get_kept(request, code)
    form = LeaveForm([row.pk for row in queries.list_participants(training)], request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose at least one person, and a day."))
        return redirect(entry_url(TRAININGS, training, request.city))
    chosen, said = form.cleaned_data["participants"], {"by": request.user, "at": timezone.now()}
    if request.POST.get("do") == "remove":
        for pk in chosen:
            actions.remove_participant(training=training, participant_id=pk, **said)
    else:
        day = form.cleaned_data["left_on"]
        actions.leave_posts(training=training, participant_ids=chosen, left_on=day, **said)
    messages.success(request, _("Saved."))
    return redirect(entry_url(TRAININGS, training, request.city))


def _get_kept(request: CityRequest, code: UUID) -> Training:
    """The training, for who may keep it."""
    training = get_entry(TRAININGS, request.city, code)
    assert isinstance(training, Training)  # noqa: S101 - the register says so
    if not policy.may_keep(request.user, request.city, training.agency_id, on=timezone.localdate()):
        raise NotAllowed
    return training


def _trail(request: CityRequest, training: Training) -> list[tuple[str, str]]:
    home = reverse("registers:entry_list", kwargs={"city": request.city.slug, "register": TRAININGS.slug})
    return [(str(TRAININGS.label), home), (training.title, entry_url(TRAININGS, training, request.city))]
