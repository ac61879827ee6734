"""`paripurna build`: what is made from sources once, so that a server starts at once — pages, translations, static files."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import click
from django.conf import settings

FRONTEND_PARTS = ("src/**/*", "public/**/*", "scripts/**/*", "*.json", "*.js", "*.ts", "*.html", "*.txt")


@click.command()
def build() -> None:
    """Bangun yang berubah saja: halaman (Vite), terjemahan (.mo), berkas statis (termampat)."""
    build_frontend(settings.ROOT_DIR / "frontend")
    compile_messages(settings.LOCALE_PATHS)
    collect_static()


class NotBuilt(Exception):
    """There are no styles and scripts to serve."""


def ensure_built() -> None:
    """This function will gather the static files where a server would miss them. Raises `NotBuilt`."""
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    if settings.DEBUG or manifest.exists():
        return
    if not settings.FRONTEND_DIST.exists():
        raise NotBuilt("Gaya dan skrip halaman belum dibangun. Jalankan dahulu: paripurna build")
    collect_static()


def build_frontend(folder: Path) -> None:
    """This function will run `npm ci` and `npm run build` where their sources have changed."""
    if not (folder / "package.json").exists():
        if not settings.FRONTEND_DIST.exists():  # a wheel brings what was built
            click.echo("  · neither frontend/ nor anything built from it: pages are served without styles")
        return
    wishes = [folder / "package.json", folder / "package-lock.json"]
    with changed("npm", wishes, made=folder / "node_modules") as is_changed:
        if is_changed:
            click.echo("  · fetching the front-end packages (npm ci)")
            _npm(folder, "ci", "--no-audit", "--no-fund")
    sources = [file for part in FRONTEND_PARTS for file in folder.glob(part) if "node_modules" not in file.parts]
    with changed("vite", sources, made=settings.FRONTEND_DIST) as is_changed:
        if is_changed:
            click.echo("  · building styles and scripts (Vite)")
            _npm(folder, "run", "build")


def compile_messages(folders: Iterable[Path]) -> None:
    """This function will compile every changed `.po`; GNU gettext is not needed."""
    for locale in folders:
        for source in sorted(locale.rglob("*.po")):
            target = source.with_suffix(".mo")
            if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
                click.echo(f"  · compiling {source.relative_to(locale.parent)}")
                _compile(source, target)


def collect_static() -> None:
    """This function will gather and compress the static files of all apps when one of them has changed."""
    import django
    from django.contrib.staticfiles.finders import get_finders
    from django.core.management import call_command

    django.setup()
    found = (Path(storage.path(name)) for finder in get_finders() for name, storage in finder.list([]))
    with changed("static", sorted(found), made=Path(settings.STATIC_ROOT)) as is_changed:
        if is_changed:
            click.echo("  · gathering and compressing static files")
            call_command("collectstatic", interactive=False, verbosity=0, clear=True)


class changed:  # noqa: N801 — reads as a sentence: with changed(…)
    """Says whether `sources` differ from those of the last time that the block ended well."""

    def __init__(self, name: str, sources: Iterable[Path], *, made: Path) -> None:
        self._stamp = Path(settings.VAR_DIR) / "build" / name
        self._made = made
        digest = hashlib.sha256()
        for source in sorted(sources):
            if source.is_file():
                digest.update(str(source).encode() + hashlib.sha256(source.read_bytes()).digest())
        self._digest = digest.hexdigest()

    def __enter__(self) -> bool:
        known = self._stamp.read_text(encoding="ascii") if self._stamp.exists() else ""
        return known != self._digest or not self._made.exists()

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self._stamp.parent.mkdir(parents=True, exist_ok=True)
            self._stamp.write_text(self._digest, encoding="ascii")


def _compile(source: Path, target: Path) -> None:
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with source.open("rb") as text:
        catalog = read_po(text, locale=source.parents[1].name, abort_invalid=True)
    with target.open("wb") as binary:
        write_mo(binary, catalog)


def _npm(folder: Path, *words: str) -> None:
    """The Node of the wheel lies beside our Python; the machine's own is not asked."""
    programs = Path(sys.executable).parent
    environment = {**os.environ, "PATH": f"{programs}{os.pathsep}{os.environ.get('PATH', '')}"}
    done = subprocess.run(
        [str(programs / "npm"), *words], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        last = (done.stderr or done.stdout).strip().splitlines()[-12:]
        raise click.ClickException(f"npm {' '.join(words)} failed in {folder}:\n" + "\n".join(last))
