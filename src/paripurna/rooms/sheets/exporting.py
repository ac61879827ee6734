"""An edition taken out as a file: canonical JSON, or YAML as authors write it."""

from __future__ import annotations

from io import StringIO
from typing import Any

from ruamel.yaml import YAML

from paripurna.core.instrument.canonical import edition_to_json, to_plain
from paripurna.core.instrument.model import Edition
from paripurna.core.instrument.revision import Change
from paripurna.rooms.sheets.local import RevisionContent

JSON, YAML_FORMAT = "json", "yaml"
FORMATS = (JSON, YAML_FORMAT)
CONTENT_TYPES = {JSON: "application/json", YAML_FORMAT: "application/yaml"}


def export_edition(edition: Edition, form: str) -> bytes:
    """This function will write an edition as "json" (canonical, the bytes that are hashed) or "yaml"."""
    return edition_to_json(edition) if form == JSON else write_yaml(to_plain(edition)).encode()


def write_content(content: RevisionContent) -> str:
    """This function will write the changes of a revision as the YAML that its editor shows."""
    changes: list[Change] = list(content.changes)
    return write_yaml({"sources": [to_plain(s) for s in content.sources], "changes": [to_plain(c) for c in changes]})


def write_yaml(data: Any) -> str:
    yaml = YAML(typ="safe")
    yaml.default_flow_style = False
    yaml.allow_unicode = True
    yaml.width = 120
    yaml.representer.sort_base_mapping_type_on_output = False
    stream = StringIO()
    yaml.dump(data, stream)
    return stream.getvalue()
