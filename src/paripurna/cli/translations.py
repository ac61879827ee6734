"""`paripurna translations`: gathers every sentence of code and pages into `locale/id`, and says what is not translated yet.

Written with Babel, so that no GNU gettext is needed. Entries stand in the order of the English text, without line
numbers, so that two people can add sentences without meeting.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.pofile import read_po, write_po

PACKAGE = Path(__file__).resolve().parents[1]
CATALOG = PACKAGE.parents[1] / "locale" / "id" / "LC_MESSAGES" / "django.po"
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "_": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
PAGES = (".html", ".txt")
PLACE = re.compile(r"%\((\w+)\)[sd]")


@dataclass(frozen=True, slots=True)
class Untold:
    """A sentence that is missing, empty or does not fit its original."""

    sentence: str
    why: str


def collect_catalog() -> Catalog:
    """This function will return every translatable sentence of the package, untranslated."""
    catalog = _new_catalog()
    for path in sorted(PACKAGE.rglob("*")):
        for _line, message, _comments, context in _extract(path):
            catalog.add(message, context=context)
    return catalog


def _new_catalog() -> Catalog:
    catalog = Catalog(locale="id", charset="utf-8", fuzzy=False)
    catalog.mime_headers = [("Plural-Forms", "nplurals=1; plural=0;")]  # Babel thinks that Indonesian has two
    return catalog


def _extract(path: Path) -> Iterator[tuple[int, str | tuple[str, ...], list[str], str | None]]:
    if path.suffix == ".py" and "migrations" not in path.parts:
        source = path.read_bytes()
    elif path.suffix in PAGES and "templates" in path.parts:
        source = _as_python(path)
    else:
        return iter(())
    return extract("python", io.BytesIO(source), keywords=KEYWORDS)


def _as_python(path: Path) -> bytes:
    """Django turns the tags of a template into calls that any extractor reads."""
    from django.utils.translation.template import templatize

    calls = templatize(path.read_text(encoding="utf-8"))
    return "\n".join(line.strip() for line in calls.splitlines()).encode()


def read_catalog() -> Catalog:
    """This function will return the Indonesian catalogue as it stands, empty when there is none yet."""
    if not CATALOG.exists():
        return _new_catalog()
    with CATALOG.open("rb") as file:
        return read_po(file, locale="id")


def merge_catalog() -> Catalog:
    """This function will return today's sentences with the translations that stand; what is no longer said is dropped."""
    known = read_catalog()
    merged = collect_catalog()
    for message in merged:
        found = known.get(message.id, context=message.context) if message.id else None
        if found is not None and not found.fuzzy:
            message.string = found.string
    return merged


def write_catalog(catalog: Catalog) -> None:
    """This function will write the catalogue in its stable form."""
    CATALOG.parent.mkdir(parents=True, exist_ok=True)
    plain = _new_catalog()
    for message in catalog:
        if message.id:
            plain.add(message.id, _one_plural(message), context=message.context)
    text = io.BytesIO()
    write_po(text, plain, no_location=True, sort_output=True, width=0, omit_header=True)
    CATALOG.write_bytes(HEADER + text.getvalue())


def _one_plural(message: Message) -> str | tuple[str, ...]:
    """Indonesian has one form for every number."""
    told = message.string or ""
    if isinstance(message.id, str):
        return told if isinstance(told, str) else told[0]
    return (told,) if isinstance(told, str) else tuple(told[:1])


HEADER = b"""# Paripurna: Indonesian. Gathered by `paripurna translations gather`; translate here.
msgid ""
msgstr ""
"Language: id\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"

"""


def list_untold(said: Catalog) -> list[Untold]:
    """This function will return every sentence that an Indonesian reader would meet in English, or with a wrong placeholder."""
    known = read_catalog()
    return [untold for message in said if message.id and (untold := _find_fault(message, known))]


def _find_fault(message: Message, known: Catalog) -> Untold | None:
    first = message.id if isinstance(message.id, str) else message.id[0]
    found = known.get(message.id, context=message.context)
    if found is None:
        return Untold(first, "not gathered yet")
    told = found.string if isinstance(found.string, str) else (found.string[0] if found.string else "")
    if not told:
        return Untold(first, "not translated")
    originals = set(PLACE.findall(first if isinstance(message.id, str) else " ".join(message.id)))
    if set(PLACE.findall(told)) - originals or (isinstance(message.id, str) and originals - set(PLACE.findall(told))):
        return Untold(first, "placeholders differ")
    return None


@click.group()
def translations() -> None:
    """Terjemahan: kumpulkan kalimat, periksa yang belum diterjemahkan."""


@translations.command()
def gather() -> None:
    """Gathers today's sentences into locale/id; translations that stand are kept."""
    write_catalog(merge_catalog())
    click.echo(f"{CATALOG.name}: {len(list_untold(collect_catalog()))} kalimat belum diterjemahkan.")


@translations.command()
def check() -> None:
    """Names every sentence that is not translated; ends with 1 when there is one."""
    found = list_untold(collect_catalog())
    for untold in found:
        click.echo(f"{untold.why}: {untold.sentence}")
    raise SystemExit(1 if found else 0)
