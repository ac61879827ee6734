"""The field visit of the demo: the sites that the edition proposes with invented people, a rehearsal, and the 48 hours after it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from paripurna.platform.accounts.models import User
from paripurna.rooms.assessment.queries import Round
from paripurna.rooms.assessment.visit import actions, asking, queries, rehearsing
from paripurna.rooms.assessment.visit.models import VisitAsk, VisitPlan, VisitSite
from paripurna.rooms.assessment.visit.types import (
    AskAnswer,
    AskDraft,
    AskStep,
    LineResult,
    PlanDraft,
    SiteDraft,
    SiteKind,
    StepNote,
)
from paripurna.rooms.evidence import queries as evidence
from paripurna.rooms.network import queries as network
from paripurna.rooms.sheets.queries import edition_of

RESULTS = (LineResult.GOOD, LineResult.WEAK, LineResult.GOOD, LineResult.UNTRIED)
LATE = (2, -1, 5, 0, 3, -2, 8, 1)  # minutes beside the plan, of the sites whose clock was taken
MISSING = {2: "Daftar hadir pelatihan (contoh)", 5: "Foto ruang laktasi terbaru (contoh)"}
HOURS_GONE = timedelta(hours=20)
ASKS = (
    ("Salinan bertanda tangan dan berstempel (contoh)", "dp3akb", (AskStep.BRING, AskStep.HAND_OVER)),
    ("Versi terakhir yang sudah diundangkan (contoh)", "dinkes", (AskStep.BRING,)),
    ("SK sekolah ramah anak tahun berjalan (contoh)", "disdikbud", ()),
    ("Rincian anggaran per klaster (contoh)", "bappeda", ()),
    ("Notulen forum anak kecamatan (contoh)", "dp3akb", (AskStep.DECLINE,)),
)
NOTE = "Semua lokasi, orang, dan nomor di sini contoh. Rombongan berkumpul 15 menit lebih awal."


def load_visit(running: Round, *, by: User, at: datetime) -> bool:
    """This function will make the run sheet of the running round and return True, unless it has one."""
    if queries.find_plan(running):
        return False
    plan = actions.begin_plan(round=running, with_template=True, by=by, at=at)
    draft = PlanDraft(None, time(8), time(14, 30), NOTE)
    actions.change_plan(plan=plan, draft=draft, base_revision=plan.revision, by=by, at=at)
    for site in queries.list_sites(plan):
        site.plan, site.city = plan, plan.city
        changed = actions.change_site(site=site, draft=_invent(site), base_revision=site.revision, by=by, at=at)
        changed.plan, changed.city = plan, plan.city
        result = RESULTS[site.position % len(RESULTS)]
        note = "contoh: 4G di halaman depan" if result is LineResult.WEAK else ""
        actions.note_line(site=changed, result=result, note=note, by=by, at=at)
    _rehearse(plan, by=by, at=at)
    _ask_for_papers(plan, by=by, at=at)
    return True


def _rehearse(plan: VisitPlan, *, by: User, at: datetime) -> None:
    """A rehearsal of this morning: nobody of the demo has been here yesterday."""
    midnight = datetime.combine(at.astimezone(ZoneInfo(plan.city.time_zone)), time(), ZoneInfo(plan.city.time_zone))
    clock = max(at - timedelta(hours=3), midnight)
    said: dict[str, Any] = {"rehearsal": rehearsing.begin_rehearsal(plan=plan, by=by, at=clock), "by": by}
    sites = [site for site in queries.list_sites(plan) if not site.is_reserve]
    for position, (site, late) in enumerate(zip(sites, LATE, strict=False), start=1):
        rehearsing.time_step(position=position, ends=False, at=clock, **said)
        clock += timedelta(minutes=max(site.minutes + late, 1))
        rehearsing.time_step(position=position, ends=True, at=clock, **said)
        if position in MISSING:
            rehearsing.note_step(position=position, said=StepNote("", MISSING[position]), at=clock, **said)
    rehearsing.end_rehearsal(note="Gladi contoh: lokasi berikutnya dilanjutkan besok.", at=clock, **said)


def _ask_for_papers(plan: VisitPlan, *, by: User, at: datetime) -> None:
    asking.start_hours(plan=plan, starts=at - HOURS_GONE, by=by, at=at)
    numbers = [question.number for question in edition_of(plan.round.sheet).questions]
    proving = [(number, found[0]) for number, found in evidence.list_proving(plan.round.sheet, numbers).items()]
    for (title, agency, steps), (question, document) in zip(ASKS, proving, strict=False):
        draft = AskDraft(title, network.get_agency(plan.city, agency).ref.id, question)
        ask = asking.add_ask(plan=plan, draft=draft, by=by, at=at)
        for step in steps:
            note = "Belum pernah dibuat di semua kecamatan (contoh)." if step is AskStep.DECLINE else ""
            ask = _take(ask, step, AskAnswer(document.code if step is AskStep.BRING else None, note), by=by, at=at)


def _take(ask: VisitAsk, step: AskStep, answer: AskAnswer, *, by: User, at: datetime) -> VisitAsk:
    return asking.take_step(ask=ask, step=step, answer=answer, base_revision=ask.revision, by=by, at=at)


def _invent(site: VisitSite) -> SiteDraft:
    same = {name: getattr(site, name) for name in SiteDraft.__dataclass_fields__}
    known = SiteDraft(**same | {"kind": SiteKind(site.kind), "questions": tuple(site.questions)})
    return replace(
        known,
        name=f"{site.name} (contoh)",
        address=f"Jalan Contoh Nomor {site.position}",
        person_name=f"Penanggung Jawab Contoh {site.position}",
        person_phone=f"0800-000-{site.position:03d}",
        online_link=f"https://rapat.contoh.example/lokasi-{site.position}",
        rain_plan="Pindah ke aula." if site.kind == SiteKind.PLAY_SPACE else "",
    )
