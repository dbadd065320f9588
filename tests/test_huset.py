"""The house rules that no linter knows: what must stand in which file, and what may stand in none."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import get_args

import pytest

from modeller.fakta import Fristart, Hendelse, Rolle, Utfall
from modeller.livsloep import Fullfoeres, Krav
from modeller.plan import Status

ROT = Path(__file__).parent.parent
PYPROJECT = tomllib.loads((ROT / "pyproject.toml").read_text(encoding="utf-8"))
ROM = ("modeller", "varsler", "flyter", "tavle", "fristvakt")
# Hosts of registries and mirrors: a committed file that names one installs from there and nowhere else.
REGISTRE = re.compile(
    r"(?:registry\.(?:npmjs|yarnpkg)\.|files\.pythonhosted\.|(?<![\w.])pypi\.org/|--(?:extra-)?index-url|\"resolved\":)"
)
EPOST = re.compile(r"[\w.+-]+@([\w-]+(?:\.[\w-]+)+)")


def innsjekkede(*moenstre: str) -> Iterator[tuple[str, str]]:
    """Committed text files with their content."""
    kjoert = subprocess.run(["git", "ls-files", "-z", *moenstre], cwd=ROT, capture_output=True, check=True, text=True)
    for navn in filter(None, kjoert.stdout.split("\0")):
        fil = ROT / navn
        if fil.is_file():
            try:
                yield navn, fil.read_text(encoding="utf-8")
            except UnicodeDecodeError:
                continue


def kildekode() -> Iterator[tuple[Path, ast.Module]]:
    for rom in ROM:
        for fil in sorted((ROT / rom).rglob("*.py")):
            yield fil, ast.parse(fil.read_text(encoding="utf-8"))


def test_ingen_innsjekket_fil_peker_paa_et_pakkeregister() -> None:
    funn = [navn for navn, tekst in innsjekkede() if navn != "tests/test_huset.py" and REGISTRE.search(tekst)]
    assert funn == []


def test_laasefilene_har_bare_navn_versjon_og_hash() -> None:
    for fil in sorted((ROT / "laas").glob("*.txt")):
        linjer = fil.read_text(encoding="utf-8").splitlines()
        assert [linje for linje in linjer if "/" in linje.replace("laas/", "")] == [], fil.name
        pakker = [linje for linje in linjer if "==" in linje]
        assert pakker
        assert all(linje.endswith("\\") for linje in pakker), f"{fil.name}: a package without a hash"


@pytest.mark.parametrize(("laas", "ekstra"), [("drift.txt", False), ("utvikling.txt", True)])
def test_alt_i_pyproject_er_laast(laas: str, ekstra: bool) -> None:
    tekst = (ROT / "laas" / laas).read_text(encoding="utf-8")
    laaste = set(re.findall(r"^([a-z0-9-]+)(?:\[[a-z0-9,-]+\])?==", tekst, re.MULTILINE))
    assert avhengigheter(ekstra=ekstra) - laaste == set()


def test_hver_avhengighet_har_sin_grunn() -> None:
    omtalt = (ROT / "docs" / "avhengigheter.md").read_text(encoding="utf-8")
    nodepakker = re.findall(r'^ {4}"([^"]+)": "\d', (ROT / "package.json").read_text(encoding="utf-8"), re.MULTILINE)
    assert nodepakker
    assert [navn for navn in (*sorted(avhengigheter(ekstra=True)), *nodepakker) if f"`{navn}`" not in omtalt] == []


def avhengigheter(*, ekstra: bool) -> set[str]:
    prosjekt = PYPROJECT["project"]
    krav = prosjekt["dependencies"] + (prosjekt["optional-dependencies"]["test"] if ekstra else [])
    return {re.split(r"[\[<>=!~ ]", linje)[0] for linje in krav}


def test_alt_vi_importerer_er_en_avhengighet_vi_har_navngitt() -> None:
    # What comes with a package we name.
    kjent_som = {"pydantic_core": "pydantic", "starlette": "fastapi"}
    navngitt = {navn.replace("-", "_") for navn in avhengigheter(ekstra=False)}
    ukjente = {
        (str(fil.relative_to(ROT)), navn)
        for fil, tre in kildekode()
        for navn in importerte(tre)
        if kjent_som.get(navn, navn).replace("-", "_") not in navngitt
    }
    assert ukjente == set()


def importerte(tre: ast.Module) -> set[str]:
    """Top-level names of the packages from outside that a module imports."""
    navn: set[str] = set()
    for node in ast.walk(tre):
        if isinstance(node, ast.Import):
            navn.update(alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            navn.add(node.module.split(".")[0])
    return navn - sys.stdlib_module_names - {*ROM, "maler", "eksempler"}


def test_hvert_ord_i_kjernen_staar_i_ordlista() -> None:
    ordliste = (ROT / "docs" / "ordliste.md").read_text(encoding="utf-8")
    arter: tuple[type[StrEnum], ...] = (Status, Krav, Fristart, Rolle, Utfall, Fullfoeres)
    verdier = [medlem.value for art in arter for medlem in art]
    fakta = [fakta.__name__ for fakta in get_args(Hendelse)]
    assert [navn for navn in verdier + fakta if f"`{navn}`" not in ordliste] == []


def test_hver_epostmal_finnes_paa_begge_maalformer() -> None:
    maler = {fil.relative_to(ROT / "maler" / "epost") for fil in (ROT / "maler" / "epost").rglob("*.n[bn].*")}
    assert maler
    andre = {".nb.": ".nn.", ".nn.": ".nb."}
    mangler = [
        str(mal)
        for mal in sorted(maler)
        for denne, den_andre in andre.items()
        if denne in mal.name and mal.with_name(mal.name.replace(denne, den_andre)) not in maler
    ]
    assert mangler == []


def test_alle_epostadresser_hoerer_til_example() -> None:
    funn = {
        (navn, domene)
        for navn, tekst in innsjekkede(*ROM, "eksempler", "tests", "maler", "docs", "deploy", "README.md")
        for domene in EPOST.findall(tekst)
        if not domene.endswith((".example", "127.0.0.1"))
    }
    assert funn == set()


def test_ingen_gaar_utenom_motoren() -> None:
    # Claims and run history live in the flow's body; these methods of Prefect's go round it (DESIGN section 5).
    utenom = {"with_options", "submit", "map", "delay", "apply_async"}
    funn = [
        f"{fil.relative_to(ROT)}:{node.lineno} .{node.func.attr}"
        for fil, tre in kildekode()
        if fil.is_relative_to(ROT / "flyter")
        for node in ast.walk(tre)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in utenom
    ]
    assert funn == []


def test_hver_modul_sier_hva_den_er_til() -> None:
    tause = [str(fil.relative_to(ROT)) for fil, tre in kildekode() if tre.body and not ast.get_docstring(tre)]
    assert tause == []


def test_det_finnes_ikke_rom_uten_navn() -> None:
    tomme_navn = {"utils", "util", "helpers", "helper", "crud", "services", "service", "common", "misc"}
    funn = [str(fil.relative_to(ROT)) for fil, _ in kildekode() if {fil.stem, fil.parent.name} & tomme_navn]
    assert funn == []


def test_make_har_maalene_som_readme_lover() -> None:
    makefil = (ROT / "Makefile").read_text(encoding="utf-8")
    maal = set(re.findall(r"^([a-z]+):", makefil, re.MULTILINE))
    readme = (ROT / "README.md").read_text(encoding="utf-8")
    lovet = {
        navn for par in re.findall(r"^ {4}make ([a-z]+)|`make ([a-z]+)", readme, re.MULTILINE) for navn in par if navn
    }
    assert lovet >= {"start", "test", "oppsett"}
    assert lovet - maal == set()
