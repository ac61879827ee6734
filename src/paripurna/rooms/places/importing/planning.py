"""What an import would do: each row beside the place that it is known as, and what people wrote by hand left to them."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from math import isclose
from typing import Any

from django.utils.translation import gettext as _

from paripurna.platform.tables import Table
from paripurna.platform.tables.remarks import refuse
from paripurna.rooms.places import writing
from paripurna.rooms.places.checking import list_problems, list_problems_of_kind
from paripurna.rooms.places.importing.frame import Frame
from paripurna.rooms.places.importing.rows import RowReader, complete
from paripurna.rooms.places.importing.tables import List, find_list
from paripurna.rooms.places.importing.types import Draft, Given, ImportPlan, PlannedRow, RowNote
from paripurna.rooms.places.likeness import plain_name
from paripurna.rooms.places.models import Place
from paripurna.rooms.places.types import PHASES, Phase, Values

MOST_PROBLEMS = 500
WHERE = ("lat", "lon", "geometry", "position_basis", "kelurahan_id")  # change together or not at all
NOTHING: tuple[Any, ...] = (None, "", [], "UNKNOWN", False)
A_METER = 1e-5  # degrees


def build_plan(table: Table, frame: Frame, given: Given, mapping: Sequence[str] = ()) -> ImportPlan:
    """This function will work out what importing the table would do, without doing it."""
    found = find_list(table, mapping)
    if found is None or "name" not in found.mapping:
        return _refuse(_("No column is called “nama”."), found)
    reader = RowReader(found, frame, given)
    planner = Planner(reader, frame, given)
    for draft in reader.read_all():
        planner.plan(draft)
    problems = sorted(reader.problems, key=lambda one: one.row)[:MOST_PROBLEMS]
    notes = sorted(reader.notes, key=lambda one: one.row)
    counts = Counter(row.values["kind"] for row in planner.added)
    return ImportPlan(
        heads=found.heads,
        samples=found.samples,
        mapping=found.mapping,
        added=tuple(planner.added),
        changed=tuple(planner.changed),
        held=tuple(planner.held),
        unchanged=planner.unchanged,
        problems=tuple(problems),
        notes=tuple(notes),
        counts=counts,
    )


def _refuse(sentence: str, found: List | None) -> ImportPlan:
    remedy = _("Say below which column holds the name, or write “nama” above it.")
    problems = (refuse(sentence, remedy),)
    if found is None:
        return ImportPlan(problems=problems)
    return ImportPlan(found.heads, found.samples, found.mapping, problems=problems)


class Planner:
    """Sets rows beside the register, which is read once."""

    def __init__(self, reader: RowReader, frame: Frame, given: Given) -> None:
        self.reader, self.frame, self.given = reader, frame, given
        places = list(
            Place.objects.of_city(frame.city.pk).order_by("withdrawn_at", "pk")
        )  # standing ones come last and win
        self.by_code = {place.code: place for place in places}
        self.by_key = {place.source_key: place for place in places if place.source_key}
        self.seen: dict[str, Draft] = {}
        self.added: list[PlannedRow] = []
        self.changed: list[PlannedRow] = []
        self.held: list[PlannedRow] = []
        self.unchanged = 0

    def plan(self, draft: Draft) -> None:
        """This method will say what one row would do, or what stands in its way."""
        if draft.code and draft.code not in self.by_code:
            sentence = _("The register has no place with the code “%(code)s”.") % {"code": draft.code[:20]}
            self.reader.tell(draft.row, "code", sentence, _("Empty the cell for a new place."))
            return
        whole = complete(draft.values, self.given)
        key = draft.key or ("" if draft.code else self._draw_key(draft, whole))
        if self._is_twin(draft, draft.code or key):
            return
        place = self.by_code[draft.code] if draft.code else self.by_key.get(key)
        if place is None:
            self._plan_new(draft, whole | {"source_key": key})
        elif place.is_withdrawn:
            self.reader.notes.append(
                RowNote(
                    draft.row,
                    _("“%(name)s” was withdrawn or merged in the register; it is left alone.") % {"name": place.name},
                )
            )
            self.unchanged += 1
        else:
            self._plan_known(draft, place, {name: whole[name] for name in whole if name in draft.values})

    def _draw_key(self, draft: Draft, whole: Values) -> str:
        """What is known again where the source has no numbers: the name, in its kelurahan, of this source."""
        name = plain_name(whole.get("name", ""))
        told = "|".join((self.given.source.casefold().strip(), whole.get("kind", ""), name, draft.lies_in))
        key = f"nama:{name[:40].strip()}:{hashlib.sha256(told.encode()).hexdigest()[:8]}"
        first = self.seen.get(key)
        if first and _are_apart(first.values, whole):  # two mosques of one name
            return f"{key}@{whole['lat']:.3f},{whole['lon']:.3f}"
        return key

    def _is_twin(self, draft: Draft, key: str) -> bool:
        first = self.seen.setdefault(key, draft)
        if first is draft:
            return False
        sentence = _("The same place stands in row %(row)s.") % {"row": first.row}
        self.reader.tell(draft.row, "name", sentence, _("Keep one of the rows."))
        return True

    def _plan_new(self, draft: Draft, values: Values) -> None:
        if self._is_good(draft, values, ()):
            self.added.append(PlannedRow(draft.row, values["name"], values))

    def _plan_known(self, draft: Draft, place: Place, said: Values) -> None:
        said = self._say_where(place, said)
        differing = {name: value for name, value in said.items() if getattr(place, name) != value}
        kept = () if self.given.is_winning else list_kept(place, differing)
        changed = {name: value for name, value in differing.items() if name not in kept}
        if not changed:
            self.unchanged += not kept
            self.held += [PlannedRow(draft.row, place.name, {}, place, (), kept)] if kept else []
            return
        whole = writing.values_of(place) | changed
        was = self.frame.codes.get(place.kelurahan_id or 0, "")
        if self._is_good(draft, whole, (was,), place) and self._may_follow(draft, place, changed):
            self.changed.append(PlannedRow(draft.row, place.name, changed, place, tuple(sorted(changed)), kept))

    def _say_where(self, place: Place, said: Values) -> Values:
        """A row at the place itself says nothing of where it is; a kelurahan says nothing of a place with a position."""
        if "lat" not in said:
            passed = {"kelurahan_id"} if place.lat is not None else set()
        elif _lies_there(place, said):
            passed = {"lat", "lon", "geometry", *({"position_basis"} - self.reader.columns.keys())}
        else:
            return {"geometry": None} | said
        return {name: value for name, value in said.items() if name not in passed}

    def _is_good(self, draft: Draft, whole: Values, regions: tuple[str, ...], place: Place | None = None) -> bool:
        problems = (*list_problems(whole, on=self.frame.on), *list_problems_of_kind(whole, place))
        for problem in problems:
            self.reader.tell(draft.row, problem.field, problem.sentence, problem.remedy)
        lies_in = self.frame.codes.get(whole.get("kelurahan_id") or 0, "")
        reaches = all(map(self.frame.may_keep_in, {lies_in, *regions}))
        if not reaches:
            sentence = _("You keep the places of your own kelurahan; this one lies elsewhere.")
            self.reader.tell(draft.row, "kelurahan", sentence, _("Take the row out, or ask the secretariat."))
        return reaches and not problems

    def _may_follow(self, draft: Draft, place: Place, changed: Values) -> bool:
        now, following = Phase(place.phase), changed.get("phase", place.phase)
        if following == now or following in PHASES[now]:
            return True
        words = {"now": now.label, "next": Phase(following).label}
        sentence = _("A place that is “%(now)s” cannot become “%(next)s”.") % words
        self.reader.tell(draft.row, "phase", sentence, _("Empty the cell to leave its state alone."))
        return False


def list_kept(place: Place, differing: Values) -> tuple[str, ...]:
    """This function will return which of these fields a person wrote by hand: they hold what no import put there."""
    by_hand = {name for name in differing if _is_by_hand(name, getattr(place, name), place.imported)}
    if by_hand & set(WHERE[:3]):
        by_hand |= set(WHERE) & differing.keys()
    return tuple(sorted(by_hand))


def _is_by_hand(name: str, value: Any, imported: Mapping[str, Any]) -> bool:
    if name in imported:
        stored: Any = writing.store({name: value})[name]
        return bool(stored != imported[name])
    return all(value != nothing for nothing in NOTHING)


def _lies_there(place: Place, said: Values) -> bool:
    if place.lat is None or place.lon is None or "lat" not in said:
        return False
    near = isclose(place.lat, said["lat"], abs_tol=A_METER) and isclose(place.lon, said["lon"], abs_tol=A_METER)
    return near and bool(said.get("geometry", place.geometry) == place.geometry)


def _are_apart(one: Values, other: Values) -> bool:
    if "lat" not in one or "lat" not in other:
        return False
    return bool(abs(one["lat"] - other["lat"]) + abs(one["lon"] - other["lon"]) > 150 * A_METER)
