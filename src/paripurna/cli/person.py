"""`paripurna person`: what is needed before anybody can sign in, and when somebody cannot any more."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import click

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User


@click.group()
def person() -> None:
    """Orang: undang yang pertama, tautkan identitas, lepas langkah kedua."""


@person.command()
@click.argument("city")
@click.argument("name")
@click.option("--role", default="SECRETARIAT", show_default=True, help="Peran yang diberikan.")
@click.option("--region", default="", help="Kode wilayah bila bukan daerahnya sendiri, misalnya 64 (provinsi).")
@click.option("--email", default="", help="Surel, bila ada.")
def invite(city: str, name: str, *, role: str, region: str, email: str) -> None:
    """Buat tautan undangan; tampil satu kali, berlaku tujuh hari."""
    from django.conf import settings
    from django.urls import reverse
    from django.utils import timezone

    from paripurna.platform.access import actions
    from paripurna.platform.access.queries import get_region_for_role
    from paripurna.platform.access.types import Refused, RoleCode
    from paripurna.platform.regions.queries import find_city

    found = find_city(slug=city)
    if found is None:
        sys.exit(
            f"Daerah {city} belum dilayani. Mulai dengan `paripurna city enable KODE`; `paripurna city list` menyebut yang ada."
        )
    if role not in set(RoleCode):
        sys.exit(f"Peran {role} tidak ada. Peran: {', '.join(RoleCode)}.")
    try:
        where, code = get_region_for_role(found, region), RoleCode(role)
        _made, token = actions.invite(
            city=found, region=where, role=code, name=name, email=email, by=None, at=timezone.now()
        )
    except Refused as refusal:
        sys.exit(str(refusal))
    click.echo(urljoin(settings.PUBLIC_URL, reverse("invitation:follow", kwargs={"token": token})))


@person.command()
@click.argument("username")
@click.argument("subject")
def link(username: str, subject: str) -> None:
    """Tautkan orang dengan nomor identitasnya (sub) di penyedia identitas."""
    from django.utils import timezone

    from paripurna.platform.accounts import actions
    from paripurna.platform.accounts.queries import find_identity_provider

    provider = find_identity_provider()
    if provider is None:
        sys.exit("Penyedia identitas belum dipasang: atur PARIPURNA_OIDC_ISSUER lebih dulu.")
    actions.link_subject(person=_find(username), provider=provider, subject=subject, by=None, at=timezone.now())
    click.echo(f"{username} kini dapat masuk lewat penyedia identitas.")


@person.command()
@click.argument("username")
def unlock(username: str) -> None:
    """Lepas semua langkah kedua dari orang yang kehilangan ponsel dan kode cadangannya."""
    from django.utils import timezone

    from paripurna.platform.accounts import actions

    actions.reset_second_factor(person=_find(username), by=None, at=timezone.now())
    click.echo(f"Langkah kedua {username} dilepas. Bila perannya mewajibkan, ia memasangnya lagi saat masuk.")


@person.command()
@click.argument("username")
def password(username: str) -> None:
    """Tetapkan kata sandi baru; diketik, tidak tampil."""
    from django.utils import timezone

    from paripurna.platform.accounts import actions

    someone = _find(username)
    text = click.prompt("Kata sandi baru", hide_input=True, confirmation_prompt=True)
    actions.reset_password(person=someone, password=text, by=None, at=timezone.now())
    click.echo(f"Kata sandi {username} diganti; ia keluar di semua perangkat.")


def _find(username: str) -> User:
    from paripurna.platform.accounts.queries import find_person

    found = find_person(username)
    if found is None:
        sys.exit(f"Tidak ada orang dengan nama pengguna {username}.")
    return found
