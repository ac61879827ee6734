"""The form of an entry, made from the description of its register; and how a file is chosen."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from paripurna.platform.tables.refusals import BadCell
from paripurna.platform.ui.fields import TableField
from paripurna.platform.ui.refusals import complain
from paripurna.rooms.network.types import AgencyRef
from paripurna.rooms.registers.description import Field, Register, check_values
from paripurna.rooms.registers.kinds import FlagKind, Frame
from paripurna.rooms.registers.models import Entry
from paripurna.rooms.registers.types import Values


class KindField(forms.Field):
    """A field of a register as a field of a form: what is typed is read as a cell of a file is."""

    def __init__(self, field: Field, frame: Frame) -> None:
        self.kind, self.frame = field.kind, frame
        self.is_flag = isinstance(field.kind, FlagKind)
        super().__init__(
            label=field.label,
            required=field.required and not self.is_flag,
            help_text=str(field.help),
            widget=field.kind.widget(frame),
        )

    def to_python(self, value: Any) -> Any:
        if value in (None, "", []):
            return self.kind.empty
        try:
            return self.kind.read(value, self.frame)
        except BadCell as bad:
            raise forms.ValidationError(bad.text) from bad


class EntryForm(forms.Form):
    """`code` makes sending twice adding once; `revision` is the state that the person saw."""

    code = forms.UUIDField(widget=forms.HiddenInput)
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, register: Register, frame: Frame, *args: Any, said: Values | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.register, self.frame = register, frame
        for one in register.fields:
            self.fields[one.name] = KindField(one, frame)
            if said and said.get(one.name) not in (None, "", [], {}):
                self.initial[one.name] = one.kind.fill(said[one.name], frame)

    @classmethod
    def of(cls, register: Register, frame: Frame, entry: Entry, *args: Any) -> EntryForm:
        """This function will return the form filled with what an entry holds."""
        begun = {"code": entry.code, "revision": entry.revision}
        return cls(register, frame, *args, initial=begun, said=register.values_of(entry))

    @classmethod
    def new(cls, register: Register, frame: Frame, said: Values, *args: Any) -> EntryForm:
        """This function will return the form of a new entry, with what is known of it before."""
        begun = {one.name: one.initial for one in register.fields if one.initial is not None}
        return cls(register, frame, *args, initial={"code": uuid.uuid4(), "revision": 0}, said=begun | said)

    def clean(self) -> Values:
        if not self.errors:
            complain(self, check_values(self.register, self.values(), self.frame))
        return self.cleaned_data

    def renew(self, revision: int) -> None:
        """This method will let the next sending rest on what the person has been shown now."""
        data = self.data.copy()  # type: ignore[attr-defined]
        data["revision"] = revision
        self.data = data

    def values(self) -> Values:
        return self.register.complete({one.name: self.cleaned_data[one.name] for one in self.register.fields})

    def list_fields(self) -> list[tuple[forms.BoundField, str]]:
        """This method will return what the page draws, in order, each with its width."""
        return [(self[one.name], one.width) for one in self.register.fields]


class ImportForm(forms.Form):
    """Which file, and whose the rows are that do not say."""

    agency = forms.ChoiceField(label=_("Agency"), help_text=_("Of the rows that name none."))
    file = TableField(megabytes=25)

    def __init__(self, kept: tuple[AgencyRef, ...], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kept = kept
        choices = [(agency.code, f"{agency.abbreviation} · {agency.name}") for agency in kept]
        self.fields["agency"].choices = choices  # type: ignore[attr-defined]

    def chosen_agency(self) -> AgencyRef:
        return next(agency for agency in self.kept if agency.code == self.cleaned_data["agency"])
