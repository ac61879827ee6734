"""How private a field is. Every field of every model is classed in the model's `FIELD_CLASSES`."""

from enum import StrEnum


class FieldClass(StrEnum):
    PUBLIC = "PUBLIC"  # may stand on a public page
    INTERNAL = "INTERNAL"  # for people with a right in the city
    PERSONAL = "PERSONAL"  # tells something of a person; scrubbed from dumps, erased on request
    SEALED = "SEALED"  # encrypted or hashed; never shown, never exported


PUBLIC = FieldClass.PUBLIC
INTERNAL = FieldClass.INTERNAL
PERSONAL = FieldClass.PERSONAL
SEALED = FieldClass.SEALED
