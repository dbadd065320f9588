"""One file from disk to TOML data with the line of every key, or the faults that make it unreadable."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from fristvakt.filer.feil import Feil, Filfeil, naermest
from fristvakt.filer.linjer import Sti, finn_linje, linjer

STOERST = 1_000_000
"""Bytes. The largest believable register is a tenth of this."""
LENGSTE_LINJE = 4_000
"""Characters. Longer lines are no file a person wrote, and cost the parser dearly."""
FLEST_DATOFEIL = 50
FILFORMAT = "docs/filformat.md"

# What looks like a date outside quotes but that TOML cannot read: it is quoted before a new try, so that the fault is
# told like every other, at its key, and the rest of the file is checked too.
_DATOLIKT = re.compile(r"""(?<![\w"'.+-])(\d{4}-\d{1,2}-\d{1,2}|\d{1,2}\.\d{1,2}\.\d{4})(?![\w"'.-])""")

_BEGGE_SIDER = "Sett hermetegn på begge sider av teksten."
_EN_AV_DEM = "Behold bare den ene."
_PAR = 'Skriv nøkkel = verdi, for eksempel id = "trysil". En nøkkel har bare a–z, sifre, bindestrek og understrek.'
_TOMLFEIL: tuple[tuple[str, str, str], ...] = (
    ("Expected '=' after a key", "Etter nøkkelen mangler «=».", _PAR),
    ("Invalid initial character for a key part", "Her ventes et nøkkelnavn.", _PAR),
    ("Invalid value", "Verdien kan ikke leses.", "Tekst må stå i hermetegn; tall, datoer, true og false uten."),
    ("Unclosed array", "Listen er ikke lukket.", "Sett «]» etter det siste i listen."),
    ("Unclosed inline table", "Tabellen er ikke lukket.", "Sett «}» etter det siste i tabellen."),
    (
        "Expected newline or end of document",
        "Det står noe mer på linjen etter verdien.",
        "Tekst må stå i hermetegn, og hver nøkkel på sin egen linje.",
    ),
    ("Cannot overwrite a value", "Nøkkelen står to ganger.", _EN_AV_DEM),
    ("Duplicate inline table key", "Nøkkelen står to ganger.", _EN_AV_DEM),
    (
        "Cannot declare",
        "Tabellen står to ganger.",
        "Behold den ene, eller bruk to hakeparenteser, [[…]], når det er flere av samme slag.",
    ),
    ("Cannot mutate immutable", "Tabellen er lukket og kan ikke utvides her.", "Skriv alt om den på ett sted."),
    ("Unterminated string", "Teksten mangler hermetegn på slutten.", _BEGGE_SIDER),
    ("Illegal character '\\n'", "Teksten mangler hermetegn på slutten av linjen.", _BEGGE_SIDER),
    ("Illegal character", "Her står et tegn som ikke kan stå i en TOML-fil.", "Ta bort tegnet."),
    ("Unescaped '\\'", "«\\» i tekst må skrives «\\\\».", "Skriv den dobbelt, eller bruk enkle hermetegn."),
    ("Expected ']", "Overskriften mangler «]».", "Skriv for eksempel [navn] eller [[part]]."),
)


@dataclass(frozen=True, slots=True)
class Raa:
    """A file's TOML data and the text it stands in."""

    fil: Path
    data: dict[str, Any]
    tekst: str

    def feil(self, sti: Sti, hva: str, riktig: str) -> Feil:
        """A fault at a key path."""
        return Feil(self.fil, finn_linje(linjer(self.tekst), sti), vis(sti), hva, riktig)


def vis(sti: Sti) -> str:
    """A key path as people write it, list items counted from 1."""
    ut = ""
    for del_ in sti:
        ut += f"[{del_ + 1}]" if isinstance(del_, int) else f".{del_}" if ut else del_
    return ut


def les_raa(fil: Path, *, veiledning: str = FILFORMAT) -> Raa:
    """The file's data. Raises `Filfeil` when there is no readable TOML in it; it points to the page `veiledning`."""
    try:
        return _les_raa(fil)
    except Filfeil as filfeil:
        raise Filfeil(replace(f, riktig=f.riktig.replace(FILFORMAT, veiledning)) for f in filfeil.feil) from None


def _les_raa(fil: Path) -> Raa:
    tekst = _dekod(fil, _les(fil))
    for nr, linje in enumerate(tekst.split("\n"), 1):
        if len(linje) > LENGSTE_LINJE:
            raise Filfeil([Feil(fil, nr, "", f"Linjen er {len(linje)} tegn lang.", _TOML)])
    for _ in range(FLEST_DATOFEIL):
        try:
            return Raa(fil, tomllib.loads(tekst), tekst)
        except tomllib.TOMLDecodeError as feil:
            nr = _linjenummer(str(feil), tekst)
            rettet = _sett_i_hermetegn(tekst, nr)
            if rettet == tekst:
                raise Filfeil([_tomlfeil(fil, str(feil), nr)]) from None
            tekst = rettet
        except (RecursionError, ValueError):
            raise Filfeil([Feil(fil, None, "", "Filen er nøstet for dypt eller har umulige tall.", _TOML)]) from None
    raise Filfeil([Feil(fil, None, "", f"Filen har mer enn {FLEST_DATOFEIL} datoer som ikke kan leses.", _ISO)])


_TOML = f"En fil til Fristvakt er vanlig tekst i formatet TOML; se {FILFORMAT}."
_ISO = "Skriv datoer uten hermetegn, med år, måned og dag: 2024-11-07."


def _les(fil: Path) -> bytes:
    def nei(hva: str, riktig: str) -> Filfeil:
        return Filfeil([Feil(fil, None, "", hva, riktig)])

    try:
        if fil.is_dir():
            inni = sorted(f.name for f in fil.glob("*.toml"))
            raise nei(
                "Dette er en mappe, ikke en fil.",
                f"Oppgi filene i den, for eksempel {fil / (inni or ['avtale.toml'])[0]}.",
            )
        if not fil.exists():
            naboer = [f.name for f in fil.parent.glob("*.toml")] if fil.parent.is_dir() else []
            treff = naermest(fil.name, naboer)
            raise nei("Filen finnes ikke.", f"Mente du «{fil.parent / treff}»?" if treff else "Sjekk navnet og mappen.")
        if not fil.is_file():
            raise nei("Dette er ikke en vanlig fil.", "Oppgi en TOML-fil.")
        with fil.open("rb") as stroem:
            innhold = stroem.read(STOERST + 1)
        if len(innhold) > STOERST:
            raise nei(f"Filen er {_megabyte(fil.stat().st_size)} stor.", "Den kan være høyst 1 MB.")
    except OSError as feil:
        raise nei("Filen kan ikke leses.", f"Systemet svarer: {feil.strerror}.") from None
    if not innhold.strip():
        raise nei("Filen er tom.", f"Se eksempelet i {FILFORMAT}.")
    return innhold


def _megabyte(byte: int) -> str:
    return f"{byte / 1_000_000:.1f} MB".replace(".", ",")


def _dekod(fil: Path, innhold: bytes) -> str:
    if innhold.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Filfeil([Feil(fil, None, "", "Filen er lagret som UTF-16.", "Lagre den som UTF-8.")])
    if b"\x00" in innhold:
        raise Filfeil([Feil(fil, None, "", "Filen er ikke en tekstfil.", _TOML)])
    try:
        return innhold.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as feil:
        nr = innhold.count(b"\n", 0, feil.start) + 1
        raise Filfeil(
            [
                Feil(
                    fil,
                    nr,
                    "",
                    "Filen er ikke lagret som UTF-8.",
                    "Lagre den som UTF-8; æ, ø og å er trolig lagret på en eldre måte.",
                )
            ]
        ) from None


def _linjenummer(melding: str, tekst: str) -> int:
    treff = re.search(r"at line (\d+)", melding)
    return int(treff[1]) if treff else len(tekst.rstrip().split("\n"))


def _sett_i_hermetegn(tekst: str, nr: int) -> str:
    rader = tekst.split("\n")
    rader[nr - 1] = _DATOLIKT.sub(lambda m: m[0] if _finnes(m[1]) else f'"{m[1]}"', rader[nr - 1])
    return "\n".join(rader)


def _finnes(dato: str) -> bool:
    try:
        date.fromisoformat(dato)
    except ValueError:
        return False
    return True


def _tomlfeil(fil: Path, melding: str, nr: int) -> Feil:
    for begynnelse, hva, riktig in _TOMLFEIL:
        if melding.startswith(begynnelse):
            return Feil(fil, nr, "", hva, riktig)
    return Feil(fil, nr, "", "Linjen er ikke gyldig TOML.", _TOML)
