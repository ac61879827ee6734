"""What every kind of field can do, and the city in which it does it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from paripurna.platform.tables.writing import Value
from paripurna.rooms.network import queries as network
from paripurna.rooms.network.types import AgencyRef

if TYPE_CHECKING:
    from paripurna.platform.regions.models import City
    from paripurna.rooms.registers.description import Register


@dataclass
class Frame:
    """The city and the day in which values are read and told: what stands for a choice there, asked for once."""

    city: City
    on: date
    keeping: tuple[AgencyRef, ...] | None = None  # the agencies whose entries the person may keep; None: any
    _titles: dict[str, Mapping[int, str]] = field(default_factory=dict, init=False)

    @cached_property
    def agencies(self) -> Mapping[int, AgencyRef]:
        """Every agency of the city by its id, ended ones too: an old entry still names its own."""
        return {agency.id: agency for agency in network.list_every_agency(self.city)}

    @cached_property
    def offered_agencies(self) -> tuple[AgencyRef, ...]:
        return tuple(network.list_agencies(self.city, on=self.on)) if self.keeping is None else self.keeping

    def titles(self, register: Register) -> Mapping[int, str]:
        """This method will return how each standing entry of a register is called, by its id."""
        if register.code not in self._titles:
            self._titles[register.code] = register.list_titles(self.city.pk)
        return self._titles[register.code]


@dataclass(frozen=True)
class Kind:
    """A text as it is; the other kinds override what differs."""

    remedy: ClassVar[Promise] = _("Write it as in the example of the template.")

    @property
    def empty(self) -> Any:
        """What stands where nothing was written."""
        return ""

    def read(self, cell: Any, frame: Frame) -> Any:
        """This method will return the value that a cell or an input holds. Raises `BadCell`; never asked about nothing."""
        raise NotImplementedError

    def tell(self, value: Any, frame: Frame) -> str:
        """This method will say the value to people, in their language."""
        return str(value)

    def write(self, value: Any, frame: Frame) -> Value:
        """This method will return the value as a cell that `read` takes back."""
        return self.tell(value, frame)

    def widget(self, frame: Frame) -> forms.Widget:
        return forms.TextInput()

    def fill(self, value: Any, frame: Frame) -> Any:
        """This method will return what the widget shows of a value."""
        return self.write(value, frame)

    def store(self, value: Any) -> Any:
        """This method will return the value as JSON for the history."""
        return value

    def revive(self, stored: Any) -> Any:
        """This method will turn what `store` returned back into the value."""
        return stored
