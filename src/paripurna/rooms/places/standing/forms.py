"""What a person says of a step: what stands on its paper, with which level a sheet begins, and why it is revoked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from paripurna.platform.ui.widgets import DateInput
from paripurna.rooms.places.standing.checking import NUMBERED, is_early
from paripurna.rooms.places.standing.standards import Standard, say
from paripurna.rooms.places.standing.types import IssuerKind, Step, StepDraft

if TYPE_CHECKING:
    from paripurna.rooms.evidence.queries import Document
    from paripurna.rooms.sheets.queries import EditionChoice

NOTHING = ("", "–")


class StepForm(forms.Form):
    """A step as its paper tells it. Only who may issue it by the standard can be chosen."""

    issuer = forms.ChoiceField(label=_("Issued by"))
    issuer_name = forms.CharField(
        label=_("Name of the issuer"),
        max_length=200,
        required=False,
        help_text=_("As on the paper; never a person's name alone."),
    )
    number = forms.CharField(label=_("Number"), max_length=120, required=False)
    issued_on = forms.DateField(label=_("Issued on"), widget=DateInput)
    valid_to = forms.DateField(label=_("Last day"), widget=DateInput, required=False)
    level = forms.ChoiceField(label=pgettext_lazy("standard", "Level"), required=False)
    document = forms.ChoiceField(
        label=_("Document of the library that proves it"),
        required=False,
        help_text=_("Upload the signed paper to the library first; without it nobody can check this step."),
    )
    note = forms.CharField(label=_("Note"), max_length=300, required=False)
    uuid = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(
        self, standard: Standard, step: Step, documents: Sequence[Document], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.step = step
        self.fields["number"].required = step in NUMBERED
        self.fields["issuer_name"].required = IssuerKind.PLACE not in standard.list_issuers(step)
        self._choose("issuer", [(issuer.value, issuer.label) for issuer in standard.list_issuers(step)])
        self._choose("document", [NOTHING, *((str(found.code), found.title) for found in documents)])
        if standard.overlay.levels:
            self.fields["level"].required = not is_early(step)
            self._choose("level", [NOTHING, *((each.code, say(each.label)) for each in standard.overlay.levels)])
        else:
            del self.fields["level"]
        found = standard.find_step(step)
        years = found.years if found else None
        self.fields["valid_to"].help_text = (
            _("Left empty: %(years)s years from the day of issue.") % {"years": years}
            if years
            else _("The standard names no term: write the day on the paper, or leave it empty where it names none.")
        )

    def _choose(self, name: str, choices: Sequence[tuple[Any, Any]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def draft(self) -> StepDraft:
        data = self.cleaned_data
        names = ("issuer_name", "number", "issued_on", "valid_to", "note")
        said = {name: data[name] for name in names}
        return StepDraft(self.step, IssuerKind(data["issuer"]), level=data.get("level", ""), **said)

    def document_code(self) -> UUID | None:
        code = self.cleaned_data["document"]
        return UUID(code) if code else None


class AssessmentForm(forms.Form):
    """With which level, and under which version of the standard, a place assesses itself."""

    level = forms.ChoiceField(label=pgettext_lazy("standard", "Level"))
    edition = forms.ChoiceField(label=_("Version of the standard"))

    def __init__(self, standard: Standard, editions: Sequence[EditionChoice], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if standard.overlay.levels:
            levels = [(each.code, say(each.label)) for each in standard.overlay.levels]
            self.fields["level"].choices = [NOTHING, *levels]  # type: ignore[attr-defined]
        else:
            del self.fields["level"]
        if len(editions) > 1:
            self.fields["edition"].choices = [(each.key, each.label) for each in editions]  # type: ignore[attr-defined]
        else:
            del self.fields["edition"]


class RevokeForm(forms.Form):
    """Since when a step does not hold, and why."""

    revoked_on = forms.DateField(
        label=_("Does not hold since"),
        widget=DateInput,
        help_text=_("For an entry made by mistake write its day of issue: then it never held."),
    )
    reason = forms.CharField(label=_("Why"), max_length=300)

    @classmethod
    def of(cls, data: Any, on: date) -> RevokeForm:
        return cls(data, initial={"revoked_on": on})
