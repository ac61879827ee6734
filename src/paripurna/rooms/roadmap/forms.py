"""Forms of the road map."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from paripurna.core.instrument.fact_overlay import get_fact_overlay
from paripurna.core.instrument.model import Edition
from paripurna.platform.ui.widgets import DateInput
from paripurna.rooms.roadmap.fields import RupiahField
from paripurna.rooms.roadmap.problem import list_ties
from paripurna.rooms.roadmap.quarters import list_firsts
from paripurna.rooms.roadmap.types import Effect, Mode, MoveDraft, ScenarioDraft, TieKind
from paripurna.rooms.roadmap.wording import name_funds, say_quarter

if TYPE_CHECKING:
    from paripurna.rooms.network.types import AgencyRef
    from paripurna.rooms.roadmap.models import Move

WORDS = {"bukti": ("COMPLETE", ""), "periksa": ("", "ACCEPTED")}
SAID = {("COMPLETE", ""): "bukti", ("", "ACCEPTED"): "periksa"}
SAME = (
    "label",
    "cost_idr",
    "quarters",
    "effort",
    "fund",
    "earliest_on",
    "deadline_on",
    "is_must",
    "is_held_back",
    "note",
)


class EffectsField(forms.CharField):
    """One line for each question: its number and the points it is to reach, or *bukti*, or *periksa*."""

    def __init__(self, **given: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": 4}), required=False, max_length=6000, **given)

    def clean(self, value: Any) -> tuple[Effect, ...]:  # type: ignore[override]
        lines = [line.split() for line in super().clean(value).splitlines() if line.strip()]
        effects = [self._read(words) for words in lines]
        if len({effect.question for effect in effects}) < len(effects):
            raise forms.ValidationError(_("Each question stands on one line."))
        return tuple(effects)

    def _read(self, words: list[str]) -> Effect:
        if len(words) == 2 and words[1].lower() in WORDS:
            proof, check = WORDS[words[1].lower()]
            return Effect(words[0], proof_to=proof, check_to=check)
        try:
            number, points = words
            return Effect(number, Decimal(points.replace(",", ".")), proof_to="COMPLETE")
        except (ValueError, InvalidOperation):
            sentence = _("“%(line)s” is not a question with its points. Write for example: 11.2 9")
            raise forms.ValidationError(sentence, params={"line": " ".join(words)}) from None


class MoveForm(forms.Form):
    """What a move costs, how long it takes, who does it, and what it does."""

    label = forms.CharField(label=_("What is done"), max_length=300)
    cost_idr = RupiahField(label=_("Cost in rupiah"))
    fund = forms.ChoiceField(label=_("Source of funds"), required=False)
    agency = forms.ChoiceField(label=_("Lead agency"), required=False)
    quarters = forms.IntegerField(label=_("Quarters it takes"), min_value=1, max_value=40)
    effort = forms.IntegerField(
        label=_("Hours a quarter"),
        min_value=0,
        max_value=100_000,
        help_text=_("Work of the lead agency's own people."),
    )
    chance_pct = forms.IntegerField(label=_("Chance that it succeeds, in per cent"), min_value=1, max_value=100)
    effects = EffectsField(
        label=_("Questions that it lifts"),
        help_text=_(
            "A line for each: the number and the points it is to reach, or *bukti* (proof complete), or *periksa* (verified in the city). Empty for what children need and no question asks."
        ),
    )
    is_must = forms.BooleanField(label=_("A must, whatever it scores"), required=False)
    is_held_back = forms.BooleanField(label=_("Held back: no plan may choose it"), required=False)
    earliest_on = forms.DateField(label=_("Not before"), required=False, widget=DateInput)
    deadline_on = forms.DateField(label=_("Counts if it ends by"), required=False, widget=DateInput)
    needs = forms.MultipleChoiceField(label=_("Begins only after"), required=False)
    excludes = forms.MultipleChoiceField(label=_("Never together with"), required=False)
    note = forms.CharField(label=_("Note"), required=False, widget=forms.Textarea(attrs={"rows": 2}), max_length=4000)
    base_revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, edition: Edition, agencies: Sequence[AgencyRef], moves: Iterable[Move], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.edition = edition
        others = [(move.key, move.label) for move in moves]
        choices: Mapping[str, list[tuple[str, str]]] = {
            "fund": [("", "–"), *name_funds(edition).items()],
            "agency": [("", "–"), *((str(agency.id), agency.abbreviation) for agency in agencies)],
            "needs": others,
            "excludes": others,
        }
        for name, offered in choices.items():
            self.fields[name].choices = offered  # type: ignore[attr-defined]

    @staticmethod
    def initial_of(move: Move) -> dict[str, Any]:
        lines = [f"{effect.question} {_say(effect)}" for effect in move.effects.all()]
        return {
            **{name: getattr(move, name) for name in SAME},
            "agency": str(move.agency_id or ""),
            "chance_pct": int(move.chance * 100),
            "effects": "\n".join(lines),
            "needs": list(list_ties(move, TieKind.NEEDS)),
            "excludes": list(list_ties(move, TieKind.EXCLUDES)),
            "base_revision": move.revision,
        }

    def draft(self) -> MoveDraft:
        data, bound = self.cleaned_data, get_fact_overlay(self.edition).bindings
        effects = (
            Effect(e.question, e.points_to, e.proof_to, e.check_to, e.points_to is not None and e.question in bound)
            for e in data["effects"]
        )
        return MoveDraft(
            **{name: data[name] for name in SAME},
            chance=Decimal(data["chance_pct"]) / 100,
            agency_id=int(data["agency"]) if data["agency"] else None,
            needs=tuple(data["needs"]),
            excludes=tuple(data["excludes"]),
            effects=tuple(effects),
        )


class HoursField(forms.IntegerField):
    """Hours that an agency has for the plan in a quarter; empty where nobody limits them."""

    def __init__(self, **about: Any) -> None:
        super().__init__(required=False, min_value=0, max_value=1_000_000, **about)


class ScenarioForm(forms.Form):
    """What the planner is asked. Limits may all be left empty."""

    title = forms.CharField(label=_("Name of the scenario"), max_length=120)
    mode = forms.ChoiceField(label=_("What is looked for"), choices=Mode.choices, widget=forms.RadioSelect)
    target = forms.DecimalField(
        label=_("Verified total to exceed"), max_digits=7, decimal_places=2, help_text=_("Paripurna begins above 900.")
    )
    confidence_pct = forms.IntegerField(
        label=_("Chance of it, in per cent"), min_value=1, max_value=99, help_text=_("90 means: nine times in ten.")
    )
    budget_idr = RupiahField(label=_("Budget of the whole plan"), required=False)
    starts_on = forms.TypedChoiceField(label=_("First quarter"))
    quarters = forms.IntegerField(label=_("Quarters of the plan"), min_value=1, max_value=40)
    counts_until = forms.DateField(
        label=_("Last day that counts"),
        required=False,
        widget=DateInput,
        help_text=_("What ends later earns nothing in this round. Empty: the end of the plan."),
    )
    hours = HoursField(label=_("Hours of each agency in a quarter"))

    def __init__(
        self, edition: Edition, leads: Sequence[tuple[str, str]], today: date, *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.leads = dict(leads)
        for code, label in leads:
            self.fields[f"hours_{code}"] = HoursField(label=label)
        firsts = [(first.isoformat(), say_quarter(first)) for first in list_firsts(today, 8)]
        self.fields["starts_on"].choices = firsts  # type: ignore[attr-defined]
        self.funds = name_funds(edition)
        self.strands = {s.code: s for s in edition.strands}
        for code, label in self.funds.items():
            self.fields[f"fund_{code}"] = RupiahField(
                label=_("%(fund)s, most in a year") % {"fund": label}, required=False
            )
        for code, strand in self.strands.items():
            self.fields[f"floor_{code}"] = forms.DecimalField(
                label=strand.label.id, required=False, min_value=0, max_value=strand.max_points, decimal_places=2
            )

    @property
    def money_fields(self) -> list[forms.BoundField]:
        return [self[f"fund_{code}"] for code in self.funds]

    @property
    def hours_fields(self) -> list[forms.BoundField]:
        return [self[f"hours_{code}"] for code in self.leads]

    @property
    def floor_fields(self) -> list[forms.BoundField]:
        return [self[f"floor_{code}"] for code in self.strands]

    def draft(self) -> ScenarioDraft:
        data = self.cleaned_data
        money = {code: data[f"fund_{code}"] for code in self.funds}
        floors = {code: data[f"floor_{code}"] for code in self.strands}
        hours_of = {code: data[f"hours_{code}"] for code in self.leads}
        return ScenarioDraft(
            title=data["title"],
            target=data["target"],
            starts_on=date.fromisoformat(data["starts_on"]),
            quarters=data["quarters"],
            mode=Mode(data["mode"]),
            confidence=Decimal(data["confidence_pct"]) / 100,
            budget_idr=data["budget_idr"],
            counts_until=data["counts_until"],
            hours=data["hours"],
            hours_of={code: hours for code, hours in hours_of.items() if hours is not None},
            money={code: idr for code, idr in money.items() if idr is not None},
            floors={code: points for code, points in floors.items() if points is not None},
        )


def _say(effect: Any) -> str:
    if effect.points_to is not None:
        return format(effect.points_to.normalize(), "f").replace(".", ",")
    return SAID.get((effect.proof_to, effect.check_to), "bukti")
