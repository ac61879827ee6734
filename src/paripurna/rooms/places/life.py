"""In which phase of its life a place was on a day: asked by facts, lists, coverage and the map alike."""

from __future__ import annotations

from datetime import date

from django.db.models import Case, CharField, F, OuterRef, Q, Subquery, When

from paripurna.rooms.places.models import PlacePhase


def phase_on(on: date, prefix: str = "") -> Case:
    """This function will ask for the phase of a place on a day; None before its life began. `prefix` leads to the place: "place__".

    The present phase holds since the day it began, always where nobody knows that day. Before, the last one that had begun.
    """
    lived = PlacePhase.objects.filter(Q(since=None) | Q(since__lte=on), place=OuterRef(f"{prefix}pk"))
    last = lived.order_by(F("since").desc(nulls_last=True), "-pk").values("phase")[:1]
    has_begun = Q(**{f"{prefix}phase_since": None}) | Q(**{f"{prefix}phase_since__lte": on})
    return Case(When(has_begun, then=F(f"{prefix}phase")), default=Subquery(last), output_field=CharField(null=True))
