"""Errors of sealing, in words that name the remedy."""

from __future__ import annotations

from django.utils.translation import gettext as _


class CryptoError(Exception):
    """Something about keys or sealed text is wrong."""


class KeyMissing(CryptoError):
    """A text was sealed with a key that this installation does not have."""

    def __init__(self, key_id: str) -> None:
        self.key_id = key_id
        super().__init__(
            _("The encryption key %(key)s is missing. Put it back into the key file or into PARIPURNA_KEYS.")
            % {"key": key_id}
        )


class KeyUnusable(CryptoError):
    """A key of the settings or of the key file cannot be used; the message says which and why."""


class SealBroken(CryptoError):
    """A sealed text was changed, cut, or moved to another place than the one it was sealed for."""

    def __init__(self) -> None:
        super().__init__(_("A sealed text cannot be opened: it was changed, or it belongs to another record."))
