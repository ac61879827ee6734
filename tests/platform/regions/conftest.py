"""Two worlds: a province of a few regions written by the test, and the whole country as it is shipped."""

import json
from datetime import UTC, datetime

import pytest
from django.db import connection, transaction

from paripurna.platform.regions.loading import replace_reference_data
from paripurna.platform.regions.source import Source
from tests import database

NOW = datetime(2026, 11, 24, 3, 30, tzinfo=UTC)
HEADS = {
    "regions.csv": "code,name,type",
    "bps-codes.csv": "code,bps_code,bps_name",
    "foundings.csv": "code,mother_code,founded_on,source",
    "successions.csv": "former_code,name,type,known_from,succeeded_on,code,source",
    "aliases.csv": "code,alias",
    "population-area.csv": "code,name,male,female,total,area_km2",
    "figures.csv": "code,measure,value,unit,period,as_of,basis,source,confidence",
    "time-zones.csv": "province_code,time_zone",
}
BASIS = {"basis": "Dukcapil DKB", "unit": "jiwa", "period": "2024-S2", "as_of": "2024-12-31", "source": "uji"}
SMALL = (
    "64,Kalimantan Timur,provinsi",
    "64.71,Kota Balikpapan,kota",
    "64.71.01,Balikpapan Timur,kecamatan",
    "64.71.01.1001,Manggar,kelurahan",
    "64.71.01.1002,Lamaru,kelurahan",
)


@pytest.fixture
def now():
    return NOW


@pytest.fixture
def write_source(tmp_path):
    """A folder of reference data with these regions."""

    def write(*regions, valid_from="2025-04-25", title="Keputusan uji", **tables):
        folder = tmp_path / f"data-{valid_from}-{len(list(tmp_path.iterdir()))}"
        folder.mkdir()
        lines = {"regions": regions or SMALL, **{name.replace("_", "-"): rows for name, rows in tables.items()}}
        for name, head in HEADS.items():
            stem = name.removesuffix(".csv")
            (folder / name).write_text("\n".join([head, *lines.get(stem, ())]) + "\n", encoding="utf-8")
        source = {"source": "uji", "license": "MIT"}
        about = {"title": title, "valid_from": valid_from, "borders": source, "bps": source}
        about |= {"population": BASIS, "area": BASIS | {"unit": "km²"}}
        (folder / "dataset.json").write_text(json.dumps(about), encoding="utf-8")
        return Source(folder)

    return write


@pytest.fixture(scope="module")
def indonesia(django_db_setup, django_db_blocker):
    """All regions as shipped, committed for the tests of one module and taken away after them."""
    with django_db_blocker.unblock():
        with transaction.atomic():
            replace_reference_data(Source())
        connection.close()
    yield
    with django_db_blocker.unblock():
        database.renew()
