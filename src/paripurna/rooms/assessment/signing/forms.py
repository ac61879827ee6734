"""What a person says of a paper, of a template, and of reopening a stage."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from paripurna.platform.ui.widgets import DateInput
from paripurna.rooms.assessment.signing.types import MOST_SIGNERS, PaperDraft, PaperKind, Signer

NIP_DIGITS = 18
FIELDS = ("name", "post", "nip")


class PaperForm(forms.Form):
    """Number, date, place, recipient of the letter, and up to four people who sign."""

    number = forms.CharField(label=_("Number of the paper"), max_length=80, required=False)
    dated_on = forms.DateField(label=_("Date of the paper"), required=False, widget=DateInput)
    place = forms.CharField(label=_("Place of signing"), max_length=120, required=False)
    recipient = forms.CharField(label=_("Recipient of the letter"), max_length=300, required=False)

    def __init__(self, kind: PaperKind, draft: PaperDraft, data: Any = None) -> None:
        super().__init__(data, initial=_initial_of(draft))
        if kind is not PaperKind.COVER_LETTER:
            del self.fields["recipient"]
        for place in range(1, MOST_SIGNERS + 1):
            self.fields[f"name-{place}"] = forms.CharField(label=_("Name with titles"), max_length=160, required=False)
            self.fields[f"post-{place}"] = forms.CharField(label=_("Post"), max_length=160, required=False)
            self.fields[f"nip-{place}"] = forms.CharField(
                label=_("NIP"), max_length=24, required=False, validators=[check_nip]
            )

    @property
    def signers(self) -> list[tuple[int, list[forms.BoundField]]]:
        """The fields of everybody who signs, and of the first person who may."""
        return [(place, self._fields_of(place)) for place in range(1, MOST_SIGNERS + 1) if self._is_shown(place)]

    @property
    def further(self) -> list[tuple[int, list[forms.BoundField]]]:
        """The fields that nobody has filled yet."""
        return [(place, self._fields_of(place)) for place in range(1, MOST_SIGNERS + 1) if not self._is_shown(place)]

    def _fields_of(self, place: int) -> list[forms.BoundField]:
        return [self[f"{name}-{place}"] for name in FIELDS]

    def _is_shown(self, place: int) -> bool:
        return place == 1 or any(field.value() for field in self._fields_of(place))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for place in range(1, MOST_SIGNERS + 1):
            name, post, nip = (data.get(f"{field}-{place}", "") for field in FIELDS)
            if (post or nip) and not name:
                self.add_error(f"name-{place}", _("Give the name, or empty the other fields."))
            if name and not post:
                self.add_error(f"post-{place}", _("Give the post in which this person signs."))
        return data

    def draft(self) -> PaperDraft:
        data = self.cleaned_data
        people = (
            Signer(*(data[f"{field}-{place}"].strip() for field in FIELDS)) for place in range(1, MOST_SIGNERS + 1)
        )
        return PaperDraft(
            number=data["number"].strip(),
            dated_on=data["dated_on"],
            place=data["place"].strip(),
            recipient=data.get("recipient", "").strip(),
            signers=tuple(signer for signer in people if signer.name),
        )


def check_nip(text: str) -> None:
    """This function will raise `ValidationError` unless the text is a NIP: 18 digits, spaces as one likes."""
    if not re.fullmatch(rf"(\d\s*){{{NIP_DIGITS}}}", text.strip()):
        raise ValidationError(_("A NIP has 18 digits. Leave it empty where there is none."))


def _initial_of(draft: PaperDraft) -> dict[str, Any]:
    people = {
        f"{field}-{place}": getattr(signer, field)
        for place, signer in enumerate(draft.signers, start=1)
        for field in FIELDS
    }
    said = {name: getattr(draft, name) for name in ("number", "dated_on", "place", "recipient")}
    return {**said, **people}
