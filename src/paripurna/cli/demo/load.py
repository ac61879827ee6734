"""Loading the demo, once: a second call finds it there and changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction

from paripurna.cli.demo.checklists import load_checklists
from paripurna.cli.demo.documents import attach_decree, load_documents
from paripurna.cli.demo.inspections import load_inspections
from paripurna.cli.demo.meetings import load_meetings
from paripurna.cli.demo.people import PEOPLE, DemoPerson
from paripurna.cli.demo.rounds import (
    OPENED,
    find_example_round,
    keep_calendar_ahead,
    load_finished_round,
    load_last_week,
    load_running_round,
)
from paripurna.cli.demo.visits import load_visit
from paripurna.platform.access import actions as access
from paripurna.platform.access.queries import get_part
from paripurna.platform.accounts import actions as accounts
from paripurna.platform.accounts.models import User
from paripurna.platform.accounts.queries import find_example_person
from paripurna.platform.regions import actions as regions
from paripurna.platform.regions import queries as region_queries
from paripurna.platform.regions.models import City, Region
from paripurna.rooms.assessment.forecasting.actions import make_forecasts
from paripurna.rooms.assessment.published import load_published_results
from paripurna.rooms.assessment.queries import find_forecast, list_published_results, list_rounds
from paripurna.rooms.assessment.types import SUBJECT_KIND
from paripurna.rooms.evidence.demo import keep_requests_ahead, load_requests
from paripurna.rooms.evidence.queries import count_documents
from paripurna.rooms.network import actions as network
from paripurna.rooms.network.demo import load_balikpapan_agencies, load_example_task_force
from paripurna.rooms.places.coverage.demo import load_numbers
from paripurna.rooms.places.demo import load_osm_places, load_play_spaces
from paripurna.rooms.places.siting.demo import load_scenario
from paripurna.rooms.places.standing.demo import load_standings
from paripurna.rooms.registers.demo import LATE, load_registers
from paripurna.rooms.registers.demo_people import load_late_people, load_people
from paripurna.rooms.sheets.actions import take_edition
from paripurna.rooms.sheets.queries import find_newest_edition

HOME = "64.71"
CITIES = {
    "64.71": "balikpapan",
    "64.72": "samarinda",
    "64.74": "bontang",
    "64.01": "paser",
    "64.02": "kutai-kartanegara",
    "64.03": "berau",
    "64.07": "kutai-barat",
    "64.08": "kutai-timur",
    "64.09": "penajam-paser-utara",
    "64.11": "mahakam-ulu",
}
"""The ten cities of East Kalimantan; only the first is worked in, of the others the published results are known."""
EARLIER = timedelta(days=500)
JOINED = timedelta(days=60)
BROUGHT = timedelta(days=8)  # how long ago the documents came: before the forecast of last week
CAME_LATE = timedelta(days=2)
Say = Callable[[str], None]


class RealCities(Exception):
    """The database holds cities that are no demo: nothing is loaded among them."""


def load_demo(*, at: datetime, say: Say) -> None:
    """This function will load regions, ten cities, agencies, invented people and rounds, saying each step.

    What is there already is left as it is. Raises `RealCities`.
    """
    check_no_real_city()
    say("Menyiapkan wilayah Indonesia …")
    regions.load_reference_data(at=at)
    cities = {code: _enable(code, slug, at=at) for code, slug in CITIES.items()}
    city = cities[HOME]
    people = _load_people(city, at=at - JOINED, say=say)
    _load_registers(city, at=at - OPENED, say=say)  # first: answers are taken from them
    _load_places(city, at=at, say=say)
    _load_checklists(city, at=at, say=say)
    _load_rounds(city, people, at=at, say=say)
    _load_documents(city, people, at=at - BROUGHT, say=say)
    _load_last_week(city, people, at=at, say=say)
    _load_requests(city, people, at=at, say=say)
    _load_visit(city, people, at=at, say=say)
    _load_meetings(city, people, at=at, say=say)
    _load_inspections(city, people, at=at, say=say)
    say("Memprakirakan nilai verifikasi …")
    make_forecasts(at=at)
    if not list_published_results(city):
        say("Memuat hasil yang dipublikasikan dari sepuluh kabupaten/kota …")
        names = {found.name: found for found in cities.values()}
        load_published_results(cities=names, edition=find_newest_edition(SUBJECT_KIND))


@transaction.atomic
def _load_places(city: City, *, at: datetime, say: Say) -> None:
    if load_play_spaces(city, at=at):
        say("Mencatat ruang bermain ramah anak yang diketahui …")
    if load_osm_places(city, at=at):
        say("Mengimpor tempat dari OpenStreetMap …")
    if load_standings(city, at=at):
        say("Mencatat pernyataan ruang bermain, dan penilaian mandiri contoh …")
    if load_numbers(city, at=at):
        say("Memperkirakan jumlah anak setiap kelurahan …")
    if load_scenario(city, at=at):
        say("Mencari lokasi ruang bermain berikutnya …")


@transaction.atomic
def _load_checklists(city: City, *, at: datetime, say: Say) -> None:
    if load_checklists(city, at=at):
        say("Mengisi daftar periksa contoh dari setiap kelurahan dan kecamatan …")


def check_no_real_city() -> None:
    """This function will raise `RealCities` when there are cities and none of the invented people."""
    if region_queries.list_cities() and find_example_person(PEOPLE[0].username) is None:
        raise RealCities(
            "Basis data ini sudah berisi kabupaten/kota sungguhan, jadi data contoh tidak dimuat. "
            "Pakai tempat lain: PARIPURNA_VAR=./var-contoh make demo"
        )


def _enable(code: str, slug: str, *, at: datetime) -> City:
    return regions.enable_city(region_code=code, slug=slug, is_published_only=code != HOME, by=None, at=at)


@transaction.atomic
def _load_people(city: City, *, at: datetime, say: Say) -> dict[str, User]:
    known = {person.username: find_example_person(person.username) for person in PEOPLE}
    missing = [person for person in PEOPLE if known[person.username] is None]
    if missing:
        say("Memuat perangkat daerah dan orang contoh …")
        load_balikpapan_agencies(city, by=None, at=at)
        load_example_task_force(city, by=None, at=at)
    created = {person.username: _load_person(person, city, at=at) for person in missing}
    return {username: found for username, found in known.items() if found} | created


def _load_person(person: DemoPerson, city: City, *, at: datetime) -> User:
    user = accounts.create_person(username=person.username, name=person.name, password=None, at=at)
    region = _find_region(city, person.region)
    membership = access.grant_membership(person=user, region=region, role=person.role, by=None, at=at)
    if person.agency:
        network.join_agency(membership=membership, city=city, agency_code=person.agency, by=None, at=at)
    return user


def _find_region(city: City, code: str) -> Region:
    """The city, the province above it or a kelurahan of it."""
    if city.region.parent and code == city.region.parent.code:
        return city.region.parent
    return city.region if code == city.code else get_part(city, code)


@transaction.atomic
def _load_rounds(city: City, people: dict[str, User], *, at: datetime, say: Say) -> None:
    if list_rounds(city):
        keep_calendar_ahead(city, at=at)
        keep_requests_ahead(city, at=at)
        say("Data contoh sudah ada.")
        return
    edition = find_newest_edition(SUBJECT_KIND)
    snapshot = take_edition(edition.reference, city=city, at=at)
    say("Mengisi evaluasi terdahulu dengan jawaban contoh …")
    finished = load_finished_round(city, snapshot, edition, at=at - EARLIER)
    say("Mengisi evaluasi berjalan dengan jawaban contoh …")
    load_running_round(city, snapshot, edition, previous=finished, people=people, at=at)


@transaction.atomic
def _load_documents(city: City, people: dict[str, User], *, at: datetime, say: Say) -> None:
    running = find_example_round(city)
    if running is None or count_documents(city):
        return
    say("Mengisi pustaka dengan dokumen contoh …")
    load_documents(city, running, by=people["contoh-sekretariat"], at=at)
    attach_decree(city, by=people["contoh-sekretariat"], at=at)


@transaction.atomic
def _load_last_week(city: City, people: dict[str, User], *, at: datetime, say: Say) -> None:
    running = find_example_round(city)
    if running is None or find_forecast(running):
        return
    say("Memprakirakan nilai sepekan lalu, lalu memasukkan yang menyusul …")
    load_last_week(running, people=people, at=at)
    load_registers(city, year=running.sheet.period_end.year, folder=LATE, at=at - CAME_LATE)
    load_late_people(city, year=running.sheet.period_end.year, at=at - CAME_LATE)


@transaction.atomic
def _load_requests(city: City, people: dict[str, User], *, at: datetime, say: Say) -> None:
    running = find_example_round(city)
    if running is not None and load_requests(running.sheet, people, at=at):
        say("Meminta dokumen contoh …")


@transaction.atomic
def _load_visit(city: City, people: dict[str, User], *, at: datetime, say: Say) -> None:
    running = find_example_round(city)
    if running and load_visit(running, by=people["contoh-sekretariat"], at=at):
        say("Menyiapkan kunjungan lapangan contoh …")


@transaction.atomic
def _load_meetings(city: City, people: dict[str, User], *, at: datetime, say: Say) -> None:
    if load_meetings(city, people, at=at):
        say("Mengadakan rapat contoh dari gugus tugas …")


@transaction.atomic
def _load_inspections(city: City, people: dict[str, User], *, at: datetime, say: Say) -> None:
    if load_inspections(city, people, at=at):
        say("Memeriksa ruang bermain contoh …")


@transaction.atomic
def _load_registers(city: City, *, at: datetime, say: Say) -> None:
    running = find_example_round(city)
    if running is None and list_rounds(city):
        return  # a visitor finished the example, and its registers are the visitor's now
    year = running.sheet.period_end.year if running else at.year - 1
    if load_registers(city, year=year, at=at):
        say("Mengisi daftar peraturan, anggaran, dan inovasi contoh …")
    if load_people(city, year=year, at=at):
        say("Mengisi pelatihan, kemitraan, dan data terpilah contoh …")
