"""The reference data shipped with the package, read into plain rows."""

from __future__ import annotations

import csv
import hashlib
import json
import lzma
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

from paripurna.platform.regions.names import core_name, fold, split_type

VERSION = b"1"  # raise it when the rows made from the same files change
SHIPPED = Path(__file__).parent / "data"
Row = tuple[object, ...]


@dataclass(frozen=True)
class Source:
    """A folder of reference data. Every method yields rows in the order of the loader's staging tables."""

    folder: Path = SHIPPED

    @cached_property
    def about(self) -> dict[str, Any]:
        about: dict[str, Any] = json.loads((self.folder / "dataset.json").read_text(encoding="utf-8"))
        return about

    @property
    def valid_from(self) -> date:
        return date.fromisoformat(self.about["valid_from"])

    def hash(self) -> str:
        """This function will return SHA-256 over our version, and the names and bytes of every file of data."""
        digest = hashlib.sha256(VERSION)
        for path in sorted(self.folder.iterdir()):
            if path.suffix in {".csv", ".xz", ".json"}:
                digest.update(path.name.encode())
                digest.update(path.read_bytes())
        return digest.hexdigest()

    def regions(self) -> Iterator[Row]:
        """code, name, level, type, parent_code, valid_from, valid_to, bps_code, folded, search"""
        bps = {row["code"]: row["bps_code"] for row in self._table("bps-codes")}
        founded = {row["code"]: row["founded_on"] for row in self._table("foundings")}
        other_names = self._other_names()
        above = {"": ""}
        for row in self._table("regions"):
            code, name, kind = row["code"], row["name"], row["type"]
            parent = code.rpartition(".")[0]
            search = " ".join([fold(name), *other_names.get(code, ()), above[parent]]).strip()
            level = code.count(".") + 1
            if level < 4:
                above[code] = search
            valid_from = founded.get(code[:2], self.valid_from) if level <= 2 else self.valid_from
            yield code, name, level, kind, parent, valid_from, None, bps.get(code, ""), core_name(name, kind), search
        yield from self._former_regions()

    def _former_regions(self) -> Iterator[Row]:
        for row in self._table("successions"):
            name, kind = row["name"], row["type"]
            last_day = date.fromisoformat(row["succeeded_on"]) - timedelta(days=1)
            parent = row["former_code"].partition(".")[0]
            yield (
                *(row["former_code"], name, 2, kind, parent, row["known_from"], last_day, ""),
                *(core_name(name, kind), fold(name)),
            )

    def aliases(self) -> Iterator[Row]:
        """code, name, folded, source"""
        for row in self._table("aliases"):
            yield row["code"], row["alias"], fold(row["alias"]), "sebutan umum"
        for row in self._table("bps-codes"):
            yield row["code"], row["bps_name"], split_type(fold(row["bps_name"]))[1], self.about["bps"]["source"]

    def figures(self) -> Iterator[Row]:
        """code, measure, value, unit, period, as_of, basis, source, confidence"""
        measures = (("total", "POPULATION"), ("male", "POPULATION_MALE"), ("female", "POPULATION_FEMALE"))
        people, area = self.about["population"], self.about["area"]
        for row in self._table("population-area"):
            for column, measure in measures:
                yield row["code"], measure, row[column], *_basis(people)
            yield row["code"], "AREA", row["area_km2"], *_basis(area)
        for row in self._table("figures"):
            yield tuple(row.values())

    def borders(self) -> Iterator[Row]:
        """code, detail, geometry, label_lon, label_lat, source, license"""
        about = self.about["borders"]
        for path in sorted(self.folder.glob("borders-*.geojson.xz")):
            detail = path.name.split(".")[1]
            for feature in json.loads(lzma.decompress(path.read_bytes()))["features"]:
                of = feature["properties"]
                shape = json.dumps(feature["geometry"], separators=(",", ":"))
                yield of["code"], detail, shape, of["label_lon"], of["label_lat"], about["source"], about["license"]

    def predecessors(self) -> Iterator[Row]:
        """code, code of the predecessor"""
        for row in self._table("successions"):
            yield row["code"], row["former_code"]
        for row in self._table("foundings"):
            yield row["code"], row["mother_code"]

    def time_zones(self) -> dict[str, str]:
        """This function will return the time zone of each province by its code."""
        return {row["province_code"]: row["time_zone"] for row in self._table("time-zones")}

    def _other_names(self) -> dict[object, list[str]]:
        found: dict[object, list[str]] = {}
        for code, _, folded, _ in self.aliases():
            found.setdefault(code, []).append(str(folded))
        return found

    def _table(self, name: str) -> Iterator[dict[str, str]]:
        """A table may come as it is or packed."""
        plain = self.folder / f"{name}.csv"
        with (
            plain.open(encoding="utf-8")
            if plain.exists()
            else lzma.open(f"{plain}.xz", "rt", encoding="utf-8") as lines
        ):
            yield from csv.DictReader(lines)


def _basis(about: dict[str, str]) -> Row:
    return about["unit"], about["period"], about["as_of"], about["basis"], about["source"], ""
