"""Invented people, one a role, who look invented. Their passwords are unusable: the demo signs them in with one click."""

from __future__ import annotations

from dataclasses import dataclass

from paripurna.platform.access.types import RoleCode


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """`agency` is a code of the city's agencies; `region` the code of the region that the role is granted for."""

    username: str
    name: str
    role: RoleCode
    region: str
    agency: str = ""


PEOPLE = (
    DemoPerson("contoh-sekretariat", "Sekar Contoh", RoleCode.SECRETARIAT, "64.71", "dp3akb"),
    DemoPerson("contoh-petugas", "Petra Contoh", RoleCode.OFFICER, "64.71", "dinkes"),
    DemoPerson("contoh-petugas-pendidikan", "Pandu Contoh", RoleCode.OFFICER, "64.71", "disdikbud"),
    DemoPerson("contoh-verifikator", "Vera Contoh", RoleCode.VERIFIER, "64.71", "inspektorat"),
    DemoPerson("contoh-verifikator-bappeda", "Vino Contoh", RoleCode.VERIFIER, "64.71", "bappeda"),
    DemoPerson("contoh-pimpinan", "Wira Contoh", RoleCode.HEAD, "64.71"),
    DemoPerson("contoh-kelurahan", "Lurina Contoh", RoleCode.KELURAHAN, "64.71.05.1008", "kel-sepinggan-baru"),
    DemoPerson("contoh-kecamatan", "Camila Contoh", RoleCode.KELURAHAN, "64.71.05", "kec-balikpapan-selatan"),
    DemoPerson("contoh-mitra", "Mitra Contoh", RoleCode.PARTNER, "64.71", "apsai"),
    DemoPerson("contoh-provinsi", "Provita Contoh", RoleCode.PROVINCE, "64"),
)
