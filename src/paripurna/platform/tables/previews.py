"""A preview that keeps no file: what was read goes to the page signed, and comes back from the same person for the same thing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.core import signing
from django.utils.translation import gettext_lazy as _

from paripurna.platform.tables.imports import ImportRefused

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User

MAX_AGE = 60 * 60  # seconds that a preview may wait for its confirmation


class PreviewGone(ImportRefused):
    """The preview is too old, or it is not of this person and this thing."""

    def __init__(self) -> None:
        super().__init__(_("The preview is too old. Choose the file once more."))


def sign_rows(rows: Iterable[Any], *, of: str, by: User) -> str:
    """This function will return rows signed, so that what is confirmed is what was shown; `of` is what they would be written to."""
    return signing.dumps(list(rows), salt=_salt(of, by), compress=True)


def read_rows(token: str, *, of: str, by: User) -> list[Any]:
    """This function will return the rows of a preview. Raises `PreviewGone`."""
    try:
        return list(signing.loads(token, salt=_salt(of, by), max_age=MAX_AGE))
    except signing.BadSignature as error:
        raise PreviewGone from error


def _salt(of: str, by: User) -> str:
    return f"paripurna.tables.previews:{of}:{by.pk}"
