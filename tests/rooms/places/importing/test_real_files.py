"""Lists as their publishers made them, through the door that officers use, on the borders of Balikpapan."""

import csv
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from paripurna.platform.regions.models import Border
from paripurna.platform.regions.source import Source
from paripurna.rooms.places.demo import OSM_FILE, load_osm_places
from paripurna.rooms.places.models import Place
from paripurna.rooms.places.standing.queries import list_certified
from tests.factories.regions import make_region

NOW = datetime(2026, 11, 26, 2, 0, tzinfo=UTC)
PLAY_SPACES = Path(__file__).parent / "lists" / "balikpapan-rbra.csv"


@pytest.fixture
def city(city):
    """Balikpapan with the borders of its kelurahan, as they are shipped."""
    names = {row["code"]: row["name"] for row in Source()._table("regions") if row["code"].startswith("64.71.")}
    regions = {code: make_region(code, names[code]) for code in sorted(names, key=len)}
    Border.objects.bulk_create(
        Border(
            region=regions[code],
            detail=detail,
            geometry=json.loads(shape),
            label_lon=lon,
            label_lat=lat,
            source=source,
            license=terms,
        )
        for code, detail, shape, lon, lat, source, terms in Source().borders()
        if code in names and detail == "full"
    )
    return city


@pytest.fixture
def desk(page, city):
    def send(path, **said):
        file = SimpleUploadedFile(path.name, path.read_bytes())
        here = reverse("places:import_begin", kwargs={"city": city.slug})
        shown = page.post(here, {"source": "contoh", "kind": "", "license": "", "file": file} | said).url
        plan = page.get(shown).context["plan"]
        columns = {f"k{index}": name for index, name in enumerate(plan.mapping)}
        page.post(shown, columns | {"do": "run"})
        return plan

    return send


def test_every_place_of_openstreetmap_is_taken_with_the_kelurahan_of_the_map(desk):
    with OSM_FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))

    plan = desk(OSM_FILE)

    assert (len(plan.added), plan.problems, plan.notes) == (578, (), ())
    assert sum(plan.counts.values()) == Place.objects.count() == 578
    written = dict(Place.objects.values_list("name", "kelurahan__code"))
    assert written == {" ".join(row["name"].split()): row["kelurahan_code"] for row in rows}


def test_every_play_space_is_taken_and_read_as_it_was_written(desk):
    plan = desk(PLAY_SPACES, kind="play_space")

    assert (len(plan.added), plan.problems) == (5, ())
    phases = Place.objects.order_by("pk").values_list("phase", "kind")
    assert list(phases) == [("OPEN", "play_space")] * 4 + [("IDEA", "play_space")]
    assert Place.objects.filter(lat__isnull=False).count() == 1


def test_the_demo_loads_them_once_and_certifies_none(city):
    assert (load_osm_places(city, at=NOW), load_osm_places(city, at=NOW)) == (578, 0)

    assert set(Place.objects.values_list("license", flat=True)) == {"ODbL 1.0"}
    assert list_certified(city, NOW.date()) == frozenset()
