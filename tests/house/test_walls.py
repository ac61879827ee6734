"""The walls stand, and would be noticed if one fell."""

import subprocess
import sys
import tomllib
from pathlib import Path

from grimp import ImportGraph

from tests.house.contracts import FrontDoorContract, NeverContract, OnlyContract

ROOT = Path(__file__).resolve().parents[2]


def graph(*links: tuple[str, str]) -> ImportGraph:
    graph = ImportGraph()
    for importer, imported in links:
        graph.add_import(importer=importer, imported=imported)
    return graph


def contract(kind: type, **options: object) -> object:
    return kind(name="a wall", session_options={}, contract_options=options)


def test_contracts_are_kept() -> None:
    program = Path(sys.executable).with_name("lint-imports")

    done = subprocess.run([program, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout


def test_no_contract_ignores_an_import() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]

    assert [wall["name"] for wall in contracts if "ignore_imports" in wall] == []


class TestFrontDoorContract:
    front = contract(FrontDoorContract, container="a.rooms", doors=["types", "queries"], private=["models"])

    def test_lets_a_neighbor_in_at_the_door(self) -> None:
        assert list(self.front.find_breaches(graph(("a.rooms.x.views", "a.rooms.y.queries")))) == []

    def test_stops_a_neighbor_behind_it(self) -> None:
        links = [("a.rooms.x.views", "a.rooms.y.policy"), ("a.cli.z", "a.rooms.y.models")]

        assert sorted(self.front.find_breaches(graph(*links))) == sorted(links)

    def test_lets_a_room_use_its_own(self) -> None:
        assert list(self.front.find_breaches(graph(("a.rooms.x.views", "a.rooms.x.models")))) == []


def test_only_contract_stops_what_is_not_allowed() -> None:
    only = contract(OnlyContract, package="a.core", allowed=["pydantic"])
    links = [("a.core.x", "django"), ("a.core.x", "json"), ("a.core.x", "pydantic"), ("a.core.x", "a.core.y")]

    assert list(only.find_breaches(graph(*links))) == [("a.core.x", "django")]


def test_never_contract_stops_what_matches() -> None:
    never = contract(NeverContract, importers=["a.*"], imported=["a.secret*"], except_for=["a.config*", "a.secret*"])
    links = [("a.x", "a.secret.y"), ("a.config.z", "a.secret.y"), ("a.secret.y", "a.secret.z")]

    assert list(never.find_breaches(graph(*links))) == [("a.x", "a.secret.y")]
