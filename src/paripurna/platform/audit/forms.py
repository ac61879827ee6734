"""What a reader of the audit may ask for."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from paripurna.platform.audit.types import EventFilter


class EventFilterForm(forms.Form):
    """The filters of the page; the address bar carries them in Indonesian."""

    cari = forms.CharField(label=_("Words or a name"), max_length=80, required=False)
    peristiwa = forms.CharField(label=_("What was done"), max_length=80, required=False)
    orang = forms.UUIDField(label=_("Who did it"), required=False)
    objek = forms.CharField(label=_("About"), max_length=120, required=False)
    dari = forms.DateField(label=_("From"), required=False)
    sampai = forms.DateField(label=_("Until"), required=False)
    sebelum = forms.IntegerField(min_value=1, required=False, widget=forms.HiddenInput)

    def filters(self) -> EventFilter:
        """This function will return what was asked for; a field that makes no sense asks for nothing."""
        self.is_valid()
        asked = self.cleaned_data
        return EventFilter(
            verb=asked.get("peristiwa") or "",
            person=str(asked.get("orang") or ""),
            subject=asked.get("objek") or "",
            text=asked.get("cari") or "",
            since=asked.get("dari"),
            until=asked.get("sampai"),
        )

    def before(self) -> int | None:
        self.is_valid()
        return self.cleaned_data.get("sebelum")
