"""Reading the manual. A page is rendered once and again when its file has changed."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from struct import Struct

from django.conf import settings
from django.urls import reverse

from paripurna.platform.manual.markdown import FRONT, PICTURES, Addresses, build_page
from paripurna.platform.manual.types import Finding, NoSuchPage, Page, Passage, Place
from paripurna.platform.search import stem_text

NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
DENSITY = 2  # pixels of a picture for each pixel of the page
EXCERPT = 160


def get_place(slug: str) -> Place:
    """This function will return the page with its neighbors. Raises `NoSuchPage`."""
    page, contents = get_page(slug), list_pages()
    slugs = [each.slug for each in contents]
    if slug not in slugs:
        return Place(page, contents, None, None)
    at = slugs.index(slug)
    return Place(page, contents, contents[at - 1] if at else None, contents[at + 1] if at + 1 < len(contents) else None)


def list_pages() -> tuple[Page, ...]:
    """This function will return the front page and then every page that it leads to, in that order."""
    front = get_page("")
    return (front, *(get_page(slug) for slug in dict.fromkeys(front.links) if slug))


def get_page(slug: str) -> Page:
    """This function will return the page of this name; `""` is the front page. Raises `NoSuchPage`."""
    file = _find_file(settings.MANUAL_DIR, slug or FRONT, "md", is_front=not slug)
    return _read_page(slug, file, file.stat().st_mtime_ns)


def get_picture(name: str) -> Path:
    """This function will return the file of a picture. Raises `NoSuchPage`."""
    return _find_file(settings.MANUAL_DIR / PICTURES, name, "png")


def search(words: str, limit: int = 20) -> list[Finding]:
    """This function will return the passages in which every one of `words` stands, those with it in the heading first."""
    wanted = set(stem_text(words).split())
    if not wanted:
        return []
    found = [
        (not wanted <= _stems(passage.title), Finding(page, passage, _cut(passage.words, wanted)))
        for page in list_pages()
        for passage in page.passages
        if wanted <= _stems(f"{passage.title} {passage.words}")
    ]
    return [finding for _rank, finding in sorted(found, key=lambda each: each[0])][:limit]


def url_of(page: Page, passage: Passage | None = None) -> str:
    """This function will return the address of a page, or of a passage in it."""
    anchor = f"#{passage.anchor}" if passage and passage.anchor else ""
    return _page_url(page.slug) + anchor


def _page_url(slug: str) -> str:
    return reverse("manual:page", kwargs={"page": slug}) if slug else reverse("manual:front")


def _find_file(folder: Path, name: str, suffix: str, *, is_front: bool = False) -> Path:
    file = folder / f"{name}.{suffix}"
    if not (is_front or NAME.fullmatch(name)) or not file.is_file():
        raise NoSuchPage(name)
    return file


SIZE_OF_PNG = Struct(">16xII")  # its head names it before anything else; Pillow would cost every process 3 MB


@lru_cache(maxsize=64)
def _read_page(slug: str, file: Path, _changed: int) -> Page:
    addresses = Addresses(_page_url, lambda name: reverse("manual:picture", kwargs={"name": name}), _measure)
    return build_page(slug, file.read_text(encoding="utf-8"), addresses)


def _measure(name: str) -> tuple[int, int] | None:
    """Half of its pixels: pictures are taken for dense screens. A page is shown also when a picture of it is lost."""
    try:
        file = get_picture(name)
    except NoSuchPage:
        return None
    with file.open("rb") as picture:
        width, height = SIZE_OF_PNG.unpack(picture.read(SIZE_OF_PNG.size))
    return width // DENSITY, height // DENSITY


@lru_cache(maxsize=512)
def _stems(text: str) -> frozenset[str]:
    return frozenset(stem_text(text).split())


def _cut(text: str, wanted: set[str]) -> str:
    """This function will return the words of `text` around the first one that was wanted."""
    words = text.split()
    first = next((at for at, word in enumerate(words) if wanted & _stems(word)), 0)
    begin = max(0, first - 6)
    excerpt = ("… " if begin else "") + " ".join(words[begin:])
    return excerpt if len(excerpt) <= EXCERPT else excerpt[:EXCERPT].rsplit(" ", 1)[0] + " …"
