"""Sealing of short texts: the front door of `crypto`.

Each text has its own data key (AES-256-GCM), which is wrapped by the current key of the ring. The place it belongs to
(`table:pk:field`) is authenticated with it, so that a token moved to another record does not open. Wrapping does not
depend on the place: a rotation re-wraps the small data key and leaves the text alone.

A token reads `psv1.<key id>.<wrapped data key>.<sealed text>`.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import secrets
import unicodedata

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from paripurna.platform.crypto.keys import KEY_BYTES, current_ring
from paripurna.platform.crypto.types import SealBroken

PREFIX = "psv1"
NONCE_BYTES = 12


def seal(text: str, context: str) -> str:
    """This function will return `text` sealed for the place `context` ("table:pk:field")."""
    ring = current_ring()
    data_key = secrets.token_bytes(KEY_BYTES)
    wrapped = _encrypt(ring.key(ring.current_id), data_key, _wrap_context(ring.current_id))
    sealed = _encrypt(data_key, text.encode(), context.encode())
    return ".".join((PREFIX, ring.current_id, _to_text(wrapped), _to_text(sealed)))


def unseal(token: str, context: str) -> str:
    """This function will open a token for the place it was sealed for. Raises `SealBroken` and `KeyMissing`."""
    key_id, wrapped, sealed = _parts(token)
    return _decrypt(_data_key(key_id, wrapped), _from_text(sealed), context.encode()).decode()


def rewrap(token: str) -> str:
    """This function will return the token with its data key wrapped by the current key; the text stays as it is."""
    ring = current_ring()
    key_id, wrapped, sealed = _parts(token)
    if key_id == ring.current_id:
        return token
    again = _encrypt(ring.key(ring.current_id), _data_key(key_id, wrapped), _wrap_context(ring.current_id))
    return ".".join((PREFIX, ring.current_id, _to_text(again), sealed))


def is_sealed(value: object) -> bool:
    return isinstance(value, str) and value.startswith(f"{PREFIX}.")


def key_id_of(token: str) -> str:
    return _parts(token)[0]


def blind_index(text: str, context: str) -> str:
    """This function will return a keyed hash by which a sealed text is found again within `context` ("table:field").

    Case, spaces around and the form of accents do not matter.
    """
    folded = unicodedata.normalize("NFKC", text).strip().casefold()
    message = context.encode() + b"\x00" + folded.encode()
    return hmac.new(current_ring().index_key, message, hashlib.sha256).hexdigest()


def _data_key(key_id: str, wrapped: str) -> bytes:
    return _decrypt(current_ring().key(key_id), _from_text(wrapped), _wrap_context(key_id))


def _wrap_context(key_id: str) -> bytes:
    return f"{PREFIX}:{key_id}".encode()


def _encrypt(key: bytes, content: bytes, context: bytes) -> bytes:
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, content, context)


def _decrypt(key: bytes, sealed: bytes, context: bytes) -> bytes:
    try:
        return AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], context)
    except (InvalidTag, ValueError) as error:
        raise SealBroken from error


def _parts(token: str) -> tuple[str, str, str]:
    parts = token.split(".")
    if len(parts) != 4 or parts[0] != PREFIX:
        raise SealBroken
    return parts[1], parts[2], parts[3]


def _to_text(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode("ascii").rstrip("=")


def _from_text(text: str) -> bytes:
    try:
        return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (binascii.Error, ValueError) as error:
        raise SealBroken from error
