"""A text column that holds sealed text and is read and written as plain text on the instance."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import FieldError
from django.db import models

from paripurna.platform.crypto.sealing import is_sealed, seal, unseal


class SealedToken(str):
    """Sealed text as it stands in the database."""

    __slots__ = ()


class SealedTextField(models.TextField):
    """Plain on the instance, sealed in the database, opened when read.

    The primary key is part of the seal, so it must be known before saving: use it with a UUID key. Cannot be filtered
    on (see `blind_index`) nor set by `QuerySet.update`.
    """

    def contribute_to_class(self, cls: type[models.Model], name: str, private_only: bool = False) -> None:
        super().contribute_to_class(cls, name, private_only)
        setattr(cls, self.attname, SealedAttribute(self))

    def context_of(self, instance: models.Model) -> str:
        if instance.pk is None:
            raise FieldError(f"{self.name} is sealed for its record: give the record its key before saving.")
        return f"{instance._meta.db_table}:{instance.pk}:{self.column}"

    def from_db_value(self, value: str | None, *_unused: object) -> SealedToken | None:
        return None if value is None else SealedToken(value)

    def pre_save(self, model_instance: models.Model, add: bool) -> SealedToken | None:
        value = model_instance.__dict__.get(self.attname)
        if value is None or isinstance(value, SealedToken):
            return value
        return SealedToken(seal(value, self.context_of(model_instance)))

    def get_prep_value(self, value: Any) -> Any:
        if isinstance(value, str) and not is_sealed(value):
            raise FieldError(f"{self.name} is sealed: save the record instead of updating the column.")
        return None if value is None else str(value)

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name != "isnull":
            raise FieldError(f"{self.name} is sealed: find records by a blind index.")
        return super().get_lookup(lookup_name)


class SealedAttribute:
    """Opens the token when the attribute is read; the database is asked first when it was deferred."""

    def __init__(self, field: SealedTextField) -> None:
        self.field = field

    def __get__(self, instance: models.Model | None, owner: type[models.Model]) -> Any:
        if instance is None:
            return self
        name = self.field.attname
        if name not in instance.__dict__:
            instance.refresh_from_db(fields=[name])
        value = instance.__dict__[name]
        return unseal(value, self.field.context_of(instance)) if isinstance(value, SealedToken) else value

    def __set__(self, instance: models.Model, value: str | None) -> None:
        instance.__dict__[self.field.attname] = value
