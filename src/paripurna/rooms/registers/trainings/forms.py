"""What people fill in about participants."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from paripurna.platform.ui.fields import TableField
from paripurna.platform.ui.widgets import DateInput
from paripurna.rooms.network.types import AgencyRef
from paripurna.rooms.registers.trainings.types import ParticipantDraft, Service


class ParticipantForm(forms.Form):
    name = forms.CharField(
        label=_("Name"), max_length=200, help_text=_("An adult. Children are counted on the training itself.")
    )
    agency = forms.TypedChoiceField(label=_("Agency"), coerce=int)
    service = forms.ChoiceField(label=_("Service"), choices=[("", "—"), *Service.choices])
    post = forms.CharField(label=_("Post"), max_length=160, required=False)
    has_certificate = forms.BooleanField(label=_("Got a certificate"), required=False)
    certified_until = forms.DateField(label=_("It holds until"), required=False, widget=DateInput())

    def __init__(self, agencies: Iterable[AgencyRef], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [(agency.id, f"{agency.abbreviation} · {agency.name}") for agency in agencies]
        self.fields["agency"].choices = known  # type: ignore[attr-defined]

    def draft(self) -> ParticipantDraft:
        data = self.cleaned_data
        return ParticipantDraft(
            name=data["name"],
            agency_id=data["agency"],
            service=Service(data["service"]),
            post=data["post"],
            certified_until=data["certified_until"],
            has_certificate=data["has_certificate"] or data["certified_until"] is not None,
        )


class ListForm(forms.Form):
    """A file of participants, and the service of rows that name none."""

    file = TableField(
        megabytes=5,
        help_text=_(
            "Columns nama, instansi, layanan, jabatan, kelurahan, sertifikat, berlaku sampai. Identity numbers are not taken. The file is not kept."
        ),
    )
    service = forms.ChoiceField(
        label=_("Service"),
        required=False,
        choices=[("", _("as each row says")), *Service.choices],
        help_text=_("Of rows that name none."),
    )

    def chosen_service(self) -> Service | None:
        return Service(self.cleaned_data["service"]) if self.cleaned_data["service"] else None


class LeaveForm(forms.Form):
    """Who left the post, and since when; no day takes it back."""

    participants = forms.TypedMultipleChoiceField(label=_("Participants"), coerce=int)
    left_on = forms.DateField(label=_("Since"), required=False, widget=DateInput())

    def __init__(self, known: Iterable[int], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["participants"].choices = [(pk, pk) for pk in known]  # type: ignore[attr-defined]
