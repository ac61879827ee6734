"""Two-language texts, standings and sources: what every part of an edition is labelled with."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict


class Part(BaseModel):
    """Anything inside an edition: immutable, and refuses fields it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Standing(StrEnum):
    """How far a rule may be trusted."""

    OFFICIAL = "OFFICIAL"  # as the ministry (or the standard's owner) published it
    INFERRED = "INFERRED"  # derived from observations or background, not published
    UNKNOWN = "UNKNOWN"  # not found; a free mark stands in its place
    LOCAL = "LOCAL"  # decided by the city in a local revision


class Text(Part):
    """A label in Indonesian (`id`, the official side) and English (`en`)."""

    id: str
    en: str = ""

    def in_language(self, language: str) -> str:
        """This function will return the text in `language` ("id" or "en"), Indonesian where English is missing."""
        return self.en if language == "en" and self.en else self.id


def _as_text(value: object) -> object:
    return {"id": value} if isinstance(value, str) else value


Label = Annotated[Text, BeforeValidator(_as_text)]
"""A `Text`; authors may write a bare string for a label that is Indonesian only."""
