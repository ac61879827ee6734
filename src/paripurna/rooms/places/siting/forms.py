"""What a person asks of the planner of sites, and what they say of a candidate."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from paripurna.platform.regions.coordinates import CannotRead, read_position
from paripurna.platform.regions.names import fold
from paripurna.platform.tables import find_number
from paripurna.platform.ui.fields import RupiahField
from paripurna.rooms.places.coverage.types import FAR_M, NEAR_M
from paripurna.rooms.places.siting.defaults import get_defaults
from paripurna.rooms.places.siting.types import Fairness, Question, Site, SiteDraft

if TYPE_CHECKING:
    from paripurna.rooms.places.coverage.models import WalkingNetwork

MOST_WEIGHT = 100
YEARS_AHEAD = 15
DISTANCES = ((FAR_M, _("1,000 m")), (NEAR_M, _("300 m")))


class QuestionForm(forms.Form):
    """A scenario: years, money or number of sites, who comes first, and what must be there."""

    title = forms.CharField(label=_("Name"), max_length=120)
    first_year = forms.IntegerField(label=_("First year"))
    last_year = forms.IntegerField(label=_("Last year"))
    budget_idr = RupiahField(
        label=_("Budget of the city in a year (rupiah)"),
        required=False,
        help_text=_(
            "For building and for the upkeep of what was built before. What is left over is not kept for the next year."
        ),
    )
    sites = forms.IntegerField(label=_("At most so many sites in a year"), required=False, min_value=1, max_value=500)
    fairness = forms.ChoiceField(label=_("Who comes first"), choices=Fairness.choices, widget=forms.RadioSelect)
    limit_m = forms.TypedChoiceField(label=_("Within reach means"), choices=DISTANCES, coerce=int)
    network = forms.ChoiceField(
        label=_("Distances run"),
        required=False,
        help_text=_("The plan keeps the paths that it was made with, also when others take their place."),
    )
    needs_keeper = forms.BooleanField(label=_("Only sites that somebody would keep"), required=False)
    certified = forms.BooleanField(label=_("Of the places there, only certified ones count"), required=False)
    must = forms.MultipleChoiceField(
        label=_("Sites that must be in the plan"),
        required=False,
        widget=forms.SelectMultiple({"size": 6}),
        help_text=_("Hold Ctrl to choose several. Leave it empty unless something was promised."),
    )
    weights = forms.CharField(
        label=_("Weights of kelurahan"),
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_(
            "For poverty or density: a kelurahan on each line with a number, such as “Baru Ulu 2”. Others weigh 1."
        ),
    )

    def __init__(
        self,
        sites: Iterable[Site],
        kelurahan: Mapping[str, str],
        year: int,
        *,
        network: WalkingNetwork | None = None,
        data: Any = None,
    ) -> None:
        usual = {
            "first_year": year + 1,
            "last_year": max(get_defaults().years.last, year + 1),
            "budget_idr": get_defaults().budget_idr,
            "fairness": Fairness.EVERY_KELURAHAN,
            "needs_keeper": True,
        }
        super().__init__(data, initial=usual)
        self.kelurahan, self.year = {fold(name): code for code, name in kelurahan.items()}, year
        choices = [(site.code, f"{site.name} · {site.kelurahan_name}") for site in sites if not site.is_left_out]
        self.fields["must"].choices = choices  # type: ignore[attr-defined]
        self._offer(network)
        for name in ("first_year", "last_year"):
            self.fields[name].widget.attrs |= {"min": year, "max": year + YEARS_AHEAD}

    def _offer(self, network: WalkingNetwork | None) -> None:
        """Where the city has uploaded paths, distances run along them unless one chooses otherwise."""
        if network is None:
            del self.fields["network"]
            return
        along = gettext("along the paths (%(source)s)") % {"source": network.source}
        choices = [(str(network.code), along), ("", gettext("straight line with a detour"))]
        self.fields["network"].choices = choices  # type: ignore[attr-defined]
        self.fields["network"].initial = str(network.code)

    def clean_weights(self) -> dict[str, float]:
        lines = [line for line in self.cleaned_data["weights"].splitlines() if line.strip()]
        return dict(self._read_weight(line) for line in lines)

    def _read_weight(self, line: str) -> tuple[str, float]:
        name, _space, text = line.strip().rpartition(" ")
        code, number = self.kelurahan.get(fold(name.rstrip(":= "))), find_number(text)
        if code is None or number is None or not 0 <= number <= MOST_WEIGHT:
            said = gettext("“%(line)s” is no kelurahan with a weight from 0 to 100.")
            raise forms.ValidationError(said % {"line": line.strip()[:60]})
        return code, float(number)

    def question(self) -> Question:
        """This function will return what is asked."""
        said = {name: value for name, value in self.cleaned_data.items() if name != "title"}
        return Question(**said | {"must": tuple(said["must"])})


class SiteForm(forms.Form):
    """A candidate. One that is a place of the register keeps its name and position, which are not asked for."""

    name = forms.CharField(label=_("Name"), max_length=200)
    position = forms.CharField(
        label=_("Position"),
        max_length=80,
        help_text=_("Latitude and longitude, such as -1.2424, 116.8963, or with degrees and minutes."),
    )
    cost_idr = RupiahField(label=_("Cost of building (rupiah)"))
    upkeep_idr = RupiahField(label=_("Upkeep in a year (rupiah)"))
    partner_idr = RupiahField(label=_("A partner gives (rupiah)"), required=False, help_text=_("Tied to this site."))
    partner = forms.CharField(label=_("Which partner"), max_length=200, required=False)
    keeper = forms.CharField(label=_("Who would keep it"), max_length=200, required=False)
    ready_year = forms.IntegerField(
        label=_("First year in which the land can be used"), required=False, min_value=2020, max_value=2100
    )
    is_upgrade = forms.BooleanField(label=_("Something there is upgraded"), required=False)
    is_left_out = forms.BooleanField(label=_("Leave it out of every plan"), required=False)

    def __init__(self, site: Site | None, data: Any = None) -> None:
        super().__init__(data, initial=_initial(site))
        self.site = site
        if site and site.place_code:
            del self.fields["name"], self.fields["position"]

    def clean_position(self) -> tuple[float, float]:
        return read_spot(self.cleaned_data["position"])

    def draft(self) -> SiteDraft:
        """This function will return what is said."""
        said = dict(self.cleaned_data)
        site = self.site
        lat, lon = said.pop("position", (site.lat, site.lon) if site else (0.0, 0.0))
        name = said.pop("name", site.name if site else "")
        return SiteDraft(name, lon, lat, **said | {"partner_idr": said["partner_idr"] or 0})


def read_spot(text: str) -> tuple[float, float]:
    """This function will return latitude and longitude as people write them. Raises `ValidationError`."""
    try:
        found = read_position(text)
    except CannotRead as fault:
        raise forms.ValidationError(
            gettext("This is no position in Indonesia. Write latitude and longitude, such as -1.2424, 116.8963.")
        ) from fault
    return found.lat, found.lon


def _initial(site: Site | None) -> dict[str, Any]:
    if site is None:
        own = get_defaults().own
        return {"cost_idr": own.cost_idr, "upkeep_idr": own.upkeep_idr}
    names = (
        "name",
        "cost_idr",
        "upkeep_idr",
        "partner_idr",
        "partner",
        "keeper",
        "ready_year",
        "is_upgrade",
        "is_left_out",
    )
    return {name: getattr(site, name) for name in names} | {"position": f"{site.lat:.6f}, {site.lon:.6f}"}
