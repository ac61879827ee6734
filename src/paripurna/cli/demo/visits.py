"""The field visit of the demo: the sites that the edition proposes, with invented people, addresses and a note."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time

from paripurna.platform.accounts.models import User
from paripurna.rooms.assessment.queries import Round
from paripurna.rooms.assessment.visit import actions, queries
from paripurna.rooms.assessment.visit.models import VisitSite
from paripurna.rooms.assessment.visit.types import LineResult, PlanDraft, SiteDraft, SiteKind

RESULTS = (LineResult.GOOD, LineResult.WEAK, LineResult.GOOD, LineResult.UNTRIED)
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
    return True


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
