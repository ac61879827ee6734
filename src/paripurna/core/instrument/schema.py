"""The JSON Schema that an author's editor checks files against while typing: built from the models, never by hand."""

from __future__ import annotations

import json

from paripurna.core.instrument.model import Edition

DIALECT = "https://json-schema.org/draft/2020-12/schema"
NAME = "edition.schema.json"


def edition_schema() -> dict[str, object]:
    """This function will return the schema of `edition.yaml` and of a strand's file.

    It differs from the model in two ways that authors see: a label may be a bare text, and the head of an edition lists
    the names of its strand files.
    """
    schema = Edition.model_json_schema(mode="validation")
    parts = schema.pop("$defs")
    schema["properties"]["strands"] = {
        "type": "array",
        "items": {"type": "string", "pattern": r"\.yaml$"},
        "minItems": 1,
    }
    text = parts.pop("Text")
    parts |= {"Head": schema, "TwoTexts": text, "Text": {"anyOf": [{"type": "string"}, {"$ref": "#/$defs/TwoTexts"}]}}
    return {
        "$schema": DIALECT,
        "title": "Paripurna edition",
        "description": "The head of an edition (edition.yaml) or one of its strands.",
        "anyOf": [{"$ref": "#/$defs/Head"}, {"$ref": "#/$defs/Strand"}],
        "$defs": parts,
    }


def edition_schema_text() -> str:
    """This function will return the schema as the file that ships beside the editions."""
    return json.dumps(edition_schema(), indent=2, ensure_ascii=False, sort_keys=True) + "\n"
