"""The key ring: key-encryption keys, the newest first, and the key of blind indexes.

It comes from the settings `PARIPURNA_KEYS` and `PARIPURNA_INDEX_KEY`, or else from a file under `var`, made on first
use and readable by its owner alone. A key's id is the start of its own hash, so that no key can pass for another.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import os
import secrets
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from paripurna.platform.crypto.types import KeyMissing, KeyUnusable

KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class KeyRing:
    """Keys by id, the first being the one that seals; and the key of blind indexes."""

    keys: dict[str, bytes]
    index_key: bytes

    @property
    def current_id(self) -> str:
        return next(iter(self.keys))

    def key(self, key_id: str) -> bytes:
        """This function will return the key. Raises `KeyMissing`."""
        try:
            return self.keys[key_id]
        except KeyError:
            raise KeyMissing(key_id) from None


def current_ring() -> KeyRing:
    """This function will return the ring of this installation, read anew when the key file has changed.

    Raises `KeyUnusable` when a key is not 32 bytes in base64 or the file is open to others.
    """
    if settings.CRYPTO_KEYS:
        return build_ring(tuple(settings.CRYPTO_KEYS), settings.CRYPTO_INDEX_KEY)
    file = Path(settings.CRYPTO_KEY_FILE)
    if not file.exists():
        _write(file, [_new_key()], _new_key(), replace=False)
    return _ring_of_file(file, file.stat().st_ctime_ns)


def add_key() -> str:
    """This function will put a new key in front of the key file and return its id.

    Raises `KeyUnusable` when the keys come from the settings: there a person has to add it.
    """
    if settings.CRYPTO_KEYS:
        raise KeyUnusable(_("The keys come from PARIPURNA_KEYS: put the new key in front there, then run this again."))
    ring = current_ring()
    keys = [_new_key(), *(_encode(key) for key in ring.keys.values())]
    _write(Path(settings.CRYPTO_KEY_FILE), keys, _encode(ring.index_key), replace=True)
    return current_ring().current_id


@lru_cache(maxsize=8)
def build_ring(keys: tuple[str, ...], index_key: str) -> KeyRing:
    """This function will read keys written in base64. Raises `KeyUnusable`."""
    if not index_key:
        raise KeyUnusable(_("PARIPURNA_INDEX_KEY is missing: it must be set together with PARIPURNA_KEYS."))
    raw = [_decode(key) for key in keys]
    return KeyRing({_id_of(key): key for key in raw}, _decode(index_key))


@lru_cache(maxsize=4)
def _ring_of_file(file: Path, _changed: int) -> KeyRing:
    if file.stat().st_mode & 0o077:
        raise KeyUnusable(_("The key file %(file)s can be read by others. Run: chmod 600 %(file)s") % {"file": file})
    try:
        content = json.loads(file.read_text(encoding="ascii"))
        return build_ring(tuple(content["keys"]), content["index_key"])
    except (ValueError, KeyError, TypeError) as error:
        raise KeyUnusable(
            _("The key file %(file)s cannot be read. Restore it from a safe copy.") % {"file": file}
        ) from error


def _write(file: Path, keys: list[str], index_key: str, *, replace: bool) -> None:
    """Write whole or not at all; a second process that makes the first file at the same time keeps the other's."""
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f"{file.name}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as out:
        json.dump({"keys": keys, "index_key": index_key}, out, indent=1)
        out.flush()
        os.fsync(out.fileno())
    try:
        if replace:
            draft.replace(file)
        elif not file.exists():
            os.link(draft, file)
    except FileExistsError:
        return
    finally:
        draft.unlink(missing_ok=True)


def _new_key() -> str:
    return _encode(secrets.token_bytes(KEY_BYTES))


def _encode(key: bytes) -> str:
    return base64.urlsafe_b64encode(key).decode("ascii")


def _decode(text: str) -> bytes:
    try:
        key = base64.urlsafe_b64decode(text)
    except (binascii.Error, ValueError):
        key = b""
    if len(key) != KEY_BYTES:
        raise KeyUnusable(_("An encryption key is not 32 bytes in base64. Make one with: openssl rand -base64 32"))
    return key


def _id_of(key: bytes) -> str:
    return hashlib.sha256(key).hexdigest()[:8]
