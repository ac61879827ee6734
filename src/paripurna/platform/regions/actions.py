"""Writes of regions and cities."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.text import slugify

from paripurna.platform.audit.actions import record
from paripurna.platform.regions.loading import replace_reference_data
from paripurna.platform.regions.models import City, Dataset, Region
from paripurna.platform.regions.names import core_name
from paripurna.platform.regions.source import Source
from paripurna.platform.regions.types import Level, LoadReport, NotACity, OlderData, RegionNotFound, SlugTaken

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User

LOAD_LOCK = 7_264_710  # any number of our own; two loads wait for each other


@transaction.atomic
def load_reference_data(*, source: Source | None = None, by: User | None = None, at: datetime) -> LoadReport:
    """This function will load the reference data, unless this very data is loaded already. Raises `OlderData`."""
    source = source or Source()
    title, new_hash = source.about["title"], source.hash()
    _wait_for_other_loads()
    last = Dataset.objects.order_by("-loaded_at", "-pk").first()
    if last and last.hash == new_hash:
        return LoadReport(title=title, changed=False, regions=last.region_count)
    if last and last.valid_from > source.valid_from:
        raise OlderData(last.title)
    count, closed = replace_reference_data(source)
    Dataset.objects.create(title=title, valid_from=source.valid_from, hash=new_hash, region_count=count, loaded_at=at)
    details = {"title": title, "regions": count, "closed": closed, "hash": new_hash}
    record(verb="regions.loaded", city=None, subject="regions.dataset", details=details, by=by, at=at)
    return LoadReport(title=title, changed=True, regions=count, closed=closed)


def _wait_for_other_loads() -> None:
    with transaction.get_connection().cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOAD_LOCK])


@transaction.atomic
def enable_city(
    *, region_code: str, slug: str = "", is_published_only: bool = False, by: User | None, at: datetime
) -> City:
    """This function will enable a kabupaten or kota on this installation, or return it if it is enabled already.

    Without a slug it takes one from the name. Raises `RegionNotFound`, `NotACity` and `SlugTaken`.
    """
    region = Region.objects.current().filter(code=region_code).first()
    if region is None:
        raise RegionNotFound(region_code)
    if region.level != Level.CITY:
        raise NotACity(region_code)
    if existing := City.objects.filter(region=region).first():
        return existing
    slug = slugify(slug) or propose_slug(region.name, region.type)
    if City.objects.filter(slug=slug).exists():
        raise SlugTaken(slug)
    city = City.objects.create(
        region=region,
        code=region.code,
        slug=slug,
        name=region.name,
        time_zone=Source().time_zones()[region.code[:2]],
        is_published_only=is_published_only,
        enabled_at=at,
    )
    record(verb="regions.city_enabled", city=city, subject=f"regions.city:{city.code}", by=by, at=at)
    return city


@transaction.atomic
def set_city_remote(*, city: City, is_remote: bool, by: User | None, at: datetime) -> City:
    """This function will say whether the city is 3T (terdepan, terluar, tertinggal), on which some questions depend."""
    city.is_remote = is_remote
    city.save(update_fields=["is_remote"])
    details = {"is_remote": is_remote}
    record(
        verb="regions.city_remote_set", city=city, subject=f"regions.city:{city.code}", details=details, by=by, at=at
    )
    return city


@transaction.atomic
def open_city(*, city: City, by: User | None, at: datetime) -> City:
    """This function will let people work in a city that was known by its published results only."""
    city.is_published_only = False
    city.save(update_fields=["is_published_only"])
    record(verb="regions.city_opened", city=city, subject=f"regions.city:{city.code}", by=by, at=at)
    return city


def propose_slug(name: str, kind: str) -> str:
    """This function will return the slug of a city's name: "balikpapan"; of a kabupaten: "kabupaten-bogor"."""
    core = core_name(name, kind).replace(" ", "-")
    return core if kind == "kota" else f"kabupaten-{core}"
