"""Published results of cities, shipped with their sources: what is known from reports, never more than that."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from django.db import transaction
from ruamel.yaml import YAML

from paripurna.core.instrument.model import Edition
from paripurna.core.scoring import find_grade
from paripurna.platform.regions.models import City
from paripurna.platform.tables import read_table
from paripurna.rooms.assessment.history import Outcome, read_history
from paripurna.rooms.assessment.models import PublishedResult
from paripurna.rooms.assessment.types import Confidence

DATA = Path(__file__).parent / "data"


@transaction.atomic
def load_published_results(*, cities: dict[str, City], edition: Edition) -> int:
    """This function will replace what is known of `cities` (by region name, "Kota Balikpapan") and return how many rows.

    Reference data, so no audit line: the source stands in each row.
    """
    rows = [*_from_reports(cities, edition), *_from_history(cities.get("Kota Balikpapan"))]
    PublishedResult.objects.filter(city__in=cities.values()).delete()
    return len(PublishedResult.objects.bulk_create(rows, ignore_conflicts=True))


def _from_reports(cities: dict[str, City], edition: Edition) -> Iterator[PublishedResult]:
    reader = YAML(typ="base", pure=True)  # every scalar as text: points are never floats
    cases: list[dict[str, str]] = reader.load((DATA / "published-results.yaml").read_text(encoding="utf-8"))["cases"]
    sources = {source.code: source.text for source in edition.sources}
    for case in cases:
        city = cities.get(case["region"].replace("Kab. ", "Kabupaten "))
        if city is None:
            continue
        total = Decimal(case["value"]) if case["value"] else None
        yield PublishedResult(
            city=city,
            year=int(case["year"]),
            stage=case["stage"].upper(),
            total=total,
            grade="" if total is None else find_grade(edition, total).code,
            grade_reported=_reported(case),
            note=case.get("note") or "",
            source=_tell_source(case["provenance"], sources),
            confidence=Confidence.MEDIUM,
        )


def _reported(case: dict[str, str]) -> str:
    """The predicate as it was announced; who was given none stands below the first band, and is named so."""
    told = case.get("predicate_reported") or ""
    return "" if told == "none" else told


def _tell_source(provenance: str, sources: dict[str, str]) -> str:
    """The sources by their full text, where the case names only their codes: "FOUND S7"."""
    texts = [sources[word] for word in re.findall(r"S[0-9]+[A-Z]?", provenance) if word in sources]
    return (" · ".join(texts) or provenance)[:400]


def _from_history(city: City | None) -> Iterator[PublishedResult]:
    if city is None:
        return
    for row in read_history(read_table(DATA / "balikpapan-kla-riwayat.csv")):
        if row.outcome is Outcome.TAKEN:
            yield row.as_result(city)
