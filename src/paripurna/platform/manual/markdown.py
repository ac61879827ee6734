"""Markdown of the manual → HTML of the house: tables on, raw HTML off, links and pictures led to their addresses."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import PurePosixPath

from django.utils.text import slugify
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

from paripurna.platform.manual.types import Page, Passage

FRONT = "README"
PICTURES = "gambar"
Size = tuple[int, int]


class Addresses:
    """Where the pages and pictures that a text names are served, and how large a picture is drawn."""

    def __init__(
        self, page: Callable[[str], str], picture: Callable[[str], str], size: Callable[[str], Size | None]
    ) -> None:
        self.page, self.picture, self.size = page, picture, size


def build_page(slug: str, text: str, addresses: Addresses) -> Page:
    """This function will return the page that `text` describes; its first heading is its title."""
    tokens = _parser().parse(text)
    links = tuple(_lead(tokens, addresses))
    passages = tuple(_split(tokens))
    body = tokens[3:] if tokens and tokens[0].tag == "h1" else tokens
    html = _parser().renderer.render(body, _parser().options, {})
    return Page(slug, passages[0].title, html, passages, links)


def list_targets(text: str) -> list[str]:
    """This function will return every link and picture that `text` names, as written there."""
    names = {"link_open": "href", "image": "src"}
    return [str(each.attrGet(names[each.type])) for each in _walk(_parser().parse(text)) if each.type in names]


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    parser.add_render_rule("table_open", _open_table)
    parser.add_render_rule("table_close", lambda *_: "</table></div>\n")
    return parser


def _open_table(renderer: RendererHTML, tokens: list[Token], index: int, *_: object) -> str:
    return '<div class="p-manual__table" tabindex="0" role="group"><table class="table">\n'


def _walk(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from _walk(token.children or [])


def _lead(tokens: list[Token], addresses: Addresses) -> Iterator[str]:
    """This function will turn file names into addresses, in place, and yield the pages that were named."""
    for token in _walk(tokens):
        if token.type == "link_open":
            target, _hash, anchor = str(token.attrGet("href")).partition("#")
            if target.endswith(".md") and "/" not in target:
                slug = slug_of(target)
                token.attrSet("href", addresses.page(slug) + (f"#{anchor}" if anchor else ""))
                yield slug
        elif token.type == "image":
            _hang(token, PurePosixPath(str(token.attrGet("src"))), addresses)


def slug_of(file: str) -> str:
    stem = PurePosixPath(file).stem
    return "" if stem == FRONT else stem


def _hang(token: Token, source: PurePosixPath, addresses: Addresses) -> None:
    if source.parent != PurePosixPath(PICTURES):
        return
    token.attrSet("src", addresses.picture(source.stem))
    token.attrSet("loading", "lazy")
    if size := addresses.size(source.stem):
        token.attrSet("width", str(size[0]))
        token.attrSet("height", str(size[1]))


def _split(tokens: list[Token]) -> Iterator[Passage]:
    """This function will give second headings their anchors, and yield the passages between them."""
    anchor, title, words = "", "", list[str]()
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.type != "inline":
            continue
        text = "".join(_plain(token))
        if before and before.type == "heading_open" and before.tag == "h1":
            title = text
        elif before and before.type == "heading_open" and before.tag == "h2":
            yield Passage(anchor, title, " ".join(words))
            anchor, title, words = slugify(text), text, []
            before.attrSet("id", anchor)
        else:
            words.append(text)
    yield Passage(anchor, title, " ".join(words))


def _plain(token: Token) -> Iterator[str]:
    for child in token.children or []:
        yield " " if child.type in {"softbreak", "hardbreak"} else child.content if child.type != "image" else ""
