"""Reading the environment: one place that knows how a setting is spelled and what to say when it is wrong."""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

TRUE_WORDS = frozenset({"1", "true", "yes", "on", "ya"})
FALSE_WORDS = frozenset({"0", "false", "no", "off", "tidak", ""})


class BadSetting(ImproperlyConfigured):
    """A setting of the environment that cannot be understood; the message names it and the remedy."""


class Environment:
    """The settings of one process: the `.env` file, overridden by the process environment."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self._values = values

    @classmethod
    def read(cls, file: Path, process: Mapping[str, str]) -> Environment:
        """This function will merge the `NAME=value` lines of `file`, if it exists, under `process`."""
        lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
        pairs = (line.partition("=") for line in lines if "=" in line and not line.lstrip().startswith("#"))
        from_file = {name.strip(): value.strip().strip("\"'") for name, _, value in pairs}
        return cls({**from_file, **process})

    def text(self, name: str, default: str = "") -> str:
        return self._values.get(name, default)

    def words(self, name: str, default: str) -> list[str]:
        return self.text(name, default).replace(",", " ").split()

    def number(self, name: str, default: int) -> int:
        text = self.text(name, str(default))
        if not text.isdigit():
            raise BadSetting(f"{name} must be a whole number, not {text!r}.")
        return int(text)

    def flag(self, name: str, *, default: bool) -> bool:
        word = self.text(name, "1" if default else "0").lower()
        if word not in TRUE_WORDS | FALSE_WORDS:
            raise BadSetting(f"{name} must be 1 or 0, not {word!r}.")
        return word in TRUE_WORDS

    def address(self, name: str) -> str:
        text = self.text(name)
        if text and not (urlsplit(text).scheme in {"http", "https"} and urlsplit(text).hostname):
            raise BadSetting(f"{name} must be an address like https://kode.contoh.go.id/paripurna, not {text!r}.")
        return text

    def path(self, name: str, default: Path) -> Path:
        return Path(self.text(name, str(default))).expanduser().resolve()

    def secret(self, name: str, file: Path) -> str:
        """This function will return the setting, else the secret kept in `file`, made there on first use."""
        if value := self.text(name):
            return value
        if not file.exists():
            _write_once(file, secrets.token_urlsafe(48))
        return file.read_text(encoding="ascii").strip()

    def database(self, name: str, var: Path) -> dict[str, Any]:
        """This function will return Django's settings of the PostgreSQL at `name`, else of the embedded one under `var`."""
        if url := self.text(name):
            return self._postgresql(name, url)
        from paripurna.platform.embedded import connection_settings

        return {"ENGINE": "django.db.backends.postgresql", **connection_settings(var)}

    def file_store(self, var: Path) -> dict[str, Any]:
        """This function will return Django's settings of the store of files: a folder under `var`, or an S3 bucket."""
        bucket = self.text("PARIPURNA_S3_BUCKET")
        if not bucket:
            return {
                "BACKEND": "django.core.files.storage.FileSystemStorage",
                "OPTIONS": {"location": var / "files", "file_permissions_mode": 0o600},
            }
        options = {
            "bucket_name": bucket,
            "endpoint_url": self.text("PARIPURNA_S3_ENDPOINT") or None,
            "region_name": self.text("PARIPURNA_S3_REGION") or None,
            "access_key": self.text("PARIPURNA_S3_ACCESS_KEY") or None,
            "secret_key": self.text("PARIPURNA_S3_SECRET_KEY") or None,
        }
        fixed = {"signature_version": "s3v4", "addressing_style": "path", "default_acl": None}
        return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options | fixed}

    @staticmethod
    def _postgresql(name: str, url: str) -> dict[str, Any]:
        parts = urlsplit(url)
        if parts.scheme not in {"postgres", "postgresql"} or len(parts.path) < 2:
            raise BadSetting(f"{name} must look like postgresql://user:password@host:5432/database.")
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path[1:]),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": parts.hostname or "",
            "PORT": str(parts.port or ""),
            "OPTIONS": dict(parse_qsl(parts.query)),
        }


def _write_once(file: Path, text: str) -> None:
    """Two processes may start at once: the first one's secret counts, and nobody reads half of it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    draft.touch(mode=0o600)
    draft.write_text(text, encoding="ascii")
    with contextlib.suppress(FileExistsError):
        os.link(draft, file)
    draft.unlink()
