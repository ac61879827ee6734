"""What must hold of a place before it is written, and the kelurahan that follows from its position."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from paripurna.platform.regions.locating import find_kelurahan_at
from paripurna.platform.regions.queries import find_region_id
from paripurna.platform.tables.refusals import BadFields
from paripurna.rooms.places.kinds import Shape, list_kinds
from paripurna.rooms.places.models import Place
from paripurna.rooms.places.types import FieldProblem, Values

if TYPE_CHECKING:
    from paripurna.platform.regions.models import City

OLDEST_CHILD = 17


def complete(values: Values, city: City) -> Values:
    """This function will return the values with what follows from them: the kelurahan that the position lies in, and that a
    place of a kind which is never public is hidden. Raises `BadFields` outside the city.
    """
    kind = list_kinds().get(values.get("kind", ""))
    if kind is not None and not kind.is_public:
        values = values | {"is_hidden": True}
    lon, lat = values.get("lon"), values.get("lat")
    if lon is None or lat is None:
        return values
    code = find_kelurahan_at(city.code, lat=lat, lon=lon)
    if code is None:
        raise BadFields((_describe_outside(city),))
    return values | {"kelurahan_id": find_region_id(code, within=city.code)}


def check_place(values: Values, place: Place | None, *, city: City, on: date) -> None:
    """This function will raise `BadFields` for values that are missing, contradict themselves or are another place's."""
    if problems := (
        *list_problems(values, on=on),
        *list_problems_of_kind(values, place),
        *_find_same_source(values, place, city),
    ):
        raise BadFields(problems)


def list_problems_of_kind(values: Values, place: Place | None) -> Iterator[FieldProblem]:
    """This function will yield that a place cannot become one of another kind while steps of its standard stand."""
    if place and values.get("kind") != place.kind and place.attainments.filter(revoked_at=None).exists():
        yield FieldProblem(
            "kind",
            _("This place took steps of the standard of its kind; they say nothing of another kind."),
            _("Revoke those steps first, or add another place."),
        )


def list_problems(values: Values, *, on: date) -> tuple[FieldProblem, ...]:
    """This function will return what is missing in values or contradicts itself, without asking the register."""
    return tuple(_list_problems(values, on))


def _list_problems(values: Values, on: date) -> Iterator[FieldProblem]:
    if not values.get("name", "").strip():
        yield FieldProblem("name", _("This must not be empty."))
    if values.get("kind") not in list_kinds():
        yield FieldProblem("kind", _("There is no such kind of place."), _("Choose one of the list."))
    since = values.get("phase_since")
    if since and since > on:
        yield FieldProblem("phase_since", _("This day is still to come."), _("Write the day on which it happened."))
    yield from _check_ages(values)
    yield from _check_shape(values)


def _find_same_source(values: Values, place: Place | None, city: City) -> Iterator[FieldProblem]:
    if key := values.get("source_key"):
        same = Place.objects.of_city(city.pk).standing().filter(source_key=key).values_list("pk", flat=True)
        if set(same) - {place.pk if place else None}:
            yield FieldProblem("source_key", _("The register has a place from this source already."))


def _check_ages(values: Values) -> Iterator[FieldProblem]:
    first, last = values.get("age_from"), values.get("age_to")
    if first is not None and last is not None and first > last:
        yield FieldProblem("age_to", _("The oldest is younger than the youngest."), _("Swap the two ages."))
    for name in ("age_from", "age_to"):
        if (values.get(name) or 0) > OLDEST_CHILD:
            yield FieldProblem(name, _("Children are 0 to 17 years old."), _("Write an age from 0 to 17."))


def _check_shape(values: Values) -> Iterator[FieldProblem]:
    kind, drawn = list_kinds().get(values.get("kind", "")), (values.get("geometry") or {}).get("type", "Point")
    if kind is None or drawn == "Point":
        return
    if kind.shape is Shape.LINE and "Line" not in drawn:
        yield FieldProblem("geometry", _("A route is drawn as a line, not as an area."))
    if kind.shape is not Shape.LINE and "Line" in drawn:
        yield FieldProblem("geometry", _("Only a route is drawn as a line; this kind of place is a point or an area."))


def _describe_outside(city: City) -> FieldProblem:
    return FieldProblem(
        "lat",
        _("This position lies outside %(city)s.") % {"city": city.name},
        _("Check whether latitude and longitude are swapped, or point on the map."),
    )
