"""Two invented meetings of the task force: one that was held, minuted and signed off, and one to come with its agenda."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from paripurna.platform.accounts.models import User
from paripurna.platform.regions.clock import day_in
from paripurna.platform.regions.models import City
from paripurna.rooms.assessment.meetings import actions, agenda, attending, queries
from paripurna.rooms.assessment.meetings.minutes import sign_minutes
from paripurna.rooms.assessment.meetings.models import Meeting
from paripurna.rooms.assessment.meetings.types import DecisionDraft, MeetingDraft, MinutesDraft
from paripurna.rooms.network import queries as network

TITLE = "Rapat koordinasi gugus tugas KLA (contoh)"
PLACE = "Aula contoh, Balai Kota"
WEDNESDAY = 2
APART = timedelta(days=21)
GUEST_AT = ("contoh-sekretariat", "contoh-petugas", "contoh-petugas-pendidikan", "contoh-verifikator-bappeda")
OFFICES = (("Kelurahan Sepinggan Baru", 2), ("Forum Anak Balikpapan", 3), ("PKK", 1))
OPENING = "Pembukaan dan capaian pekan ini (contoh)"
MINUTES = (
    "Contoh notula. Sekretariat memaparkan posisi nilai dan dokumen yang masih ditunggu.\n"
    "Perangkat daerah menyampaikan kendala masing-masing; forum anak mengusulkan jadwal bersama untuk kunjungan lapangan."
)


@dataclass(frozen=True, slots=True)
class DemoDecision:
    text: str
    agency: str
    days: int  # from today, so that nobody looks late
    is_done: bool = False


DECISIONS = (
    DemoDecision("Membagikan daftar dokumen yang ditunggu per klaster (contoh)", "dp3akb", 7, is_done=True),
    DemoDecision("Melengkapi daftar hadir pelatihan KHA petugas puskesmas (contoh)", "dinkes", 30),
    DemoDecision("Mengumpulkan SK sekolah ramah anak dari semua kecamatan (contoh)", "disdikbud", 35),
    DemoDecision("Menyusun matriks anggaran responsif anak tahun berjalan (contoh)", "bappeda", 40),
)


def load_meetings(city: City, people: Mapping[str, User], *, at: datetime) -> bool:
    """This function will hold one meeting and call the next, and return True; where there are some, it keeps them ahead."""
    secretary, today = people["contoh-sekretariat"], day_in(city, at)
    newest = queries.find_newest(city)
    if newest is not None:
        _keep_ahead(newest, secretary, today, at=at)
        return False
    coming = _find_coming(today)
    _hold(city, coming - APART, people, at=at - timedelta(days=(today - coming + APART).days))
    _prepare(city, coming, secretary, at=at)
    return True


def _find_coming(today: date) -> date:
    """The Wednesday of next week."""
    return today + timedelta(days=WEDNESDAY - today.weekday() + 7)


def _hold(city: City, day: date, people: Mapping[str, User], *, at: datetime) -> None:
    secretary = people["contoh-sekretariat"]
    called = at - timedelta(days=6)
    meeting = _call(city, day, secretary, at=called)
    agenda.add_point(meeting=meeting, text=OPENING, by=secretary, at=called)
    agenda.propose_agenda(meeting=meeting, by=secretary, at=called)
    token = attending.make_token(meeting, at=at)
    for name in GUEST_AT:
        attending.attend(meeting=meeting, token=token, by=people[name], at=at)
    for office, count in OFFICES:
        attending.note_office(meeting=meeting, office=office, count=count, by=secretary, at=at)
    _decide(meeting, secretary, at=at)
    minutes = MinutesDraft(MINUTES, day + APART)
    written = actions.write_minutes(meeting=meeting, draft=minutes, base_revision=meeting.revision, by=secretary, at=at)
    signed = at + timedelta(days=1)
    sign_minutes(meeting=written, base_revision=written.revision, by=secretary, at=signed)


def _decide(meeting: Meeting, secretary: User, *, at: datetime) -> None:
    for demo in DECISIONS:
        owner = network.get_agency(meeting.city, demo.agency).ref.id
        draft = DecisionDraft(demo.text, owner, meeting.held_on + APART + timedelta(days=demo.days))
        decision = actions.add_decision(meeting=meeting, draft=draft, by=secretary, at=at)
        if demo.is_done:
            actions.finish_decision(decision=decision, is_done=True, by=secretary, at=at + timedelta(days=2))


def _prepare(city: City, day: date, secretary: User, *, at: datetime) -> None:
    meeting = _call(city, day, secretary, at=at)
    agenda.add_point(meeting=meeting, text=OPENING, by=secretary, at=at)
    agenda.propose_agenda(meeting=meeting, by=secretary, at=at)
    actions.send_invitation(meeting=meeting, by=secretary, at=at)


def _call(city: City, day: date, secretary: User, *, at: datetime) -> Meeting:
    guests = tuple(agency.id for agency in network.list_task_force_agencies(city, on=day_in(city, at)))
    draft = MeetingDraft(title=TITLE, held_on=day, begins_at=time(9), place=PLACE, agency_ids=guests)
    return actions.call_meeting(city=city, draft=draft, is_example=True, by=secretary, at=at)


def _keep_ahead(meeting: Meeting, secretary: User, today: date, *, at: datetime) -> None:
    """When the demo has grown old the coming meeting is next week again, and what would look late is done."""
    if not meeting.is_example or meeting.held_on >= today:
        return
    for decision in queries.list_city_decisions(meeting.city, is_open=True):
        if decision.is_late(today):
            actions.finish_decision(decision=decision, is_done=True, by=secretary, at=at)
    if meeting.signed_at is None:
        _move(meeting, _find_coming(today), secretary, at=at)


def _move(meeting: Meeting, day: date, secretary: User, *, at: datetime) -> None:
    known = {name: getattr(meeting, name) for name in ("title", "begins_at", "place", "link", "note")}
    draft = MeetingDraft(**known, held_on=day, agency_ids=tuple(queries.list_guest_ids(meeting)))
    actions.change_meeting(meeting=meeting, draft=draft, base_revision=meeting.revision, by=secretary, at=at)
