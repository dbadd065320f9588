"""What the models refuse, said in plain bokmål: what is wrong and what would be right."""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, get_args

from pydantic import BaseModel

from fristvakt.filer.feil import forslag
from modeller.tekst import MAANEDER

Melding = tuple[str, str]

_SKAL_VAERE: Mapping[str, Melding] = {
    "string_type": ("tekst", "Skriv den i hermetegn."),
    "int_type": ("et helt tall", "Skriv tallet uten hermetegn."),
    "bool_type": ("ja eller nei", "Skriv true eller false, uten hermetegn."),
    "dict_type": ("en tabell", 'Skriv for eksempel { noekkel = "verdi" }.'),
    "model_type": ("en tabell", 'Skriv for eksempel { noekkel = "verdi" }.'),
    "model_attributes_type": ("en tabell", 'Skriv for eksempel { noekkel = "verdi" }.'),
}


def melding(feil: Mapping[str, Any], felt: Mapping[str, str], noekkel: str) -> Melding:
    """What is wrong and what would be right, for one pydantic error.

    `felt` are the keys known where the error is, with their descriptions; `noekkel` is the last part of its path.
    """
    slag, verdi, ctx = feil["type"], feil["input"], feil.get("ctx", {})
    match slag:
        case "egen":
            return ctx["hva"], ctx["riktig"]
        case "extra_forbidden":
            return f"Nøkkelen «{noekkel}» er ukjent her.", forslag(noekkel, felt, "Kjente nøkler her er")
        case "missing":
            return f"«{noekkel}» mangler.", felt.get(noekkel, "")
        case "union_tag_not_found":
            return "«type» mangler.", 'Skriv hva slags faktum det er, for eksempel type = "steg_utfoert".'
        case "union_tag_invalid":
            return f"Faktumet kan ikke ha typen «{ctx['tag']}».", forslag(ctx["tag"], _valg(ctx["expected_tags"]))
        case "enum" | "literal_error":
            return f"{_vist(verdi)} er ikke en gyldig verdi for «{noekkel}».", forslag(
                str(verdi), _valg(ctx["expected"])
            )
        case "date_type":
            return _dato(verdi)
        case "list_type":
            riktig = (
                f"Skriv [[{noekkel}]] med to hakeparenteser."
                if isinstance(verdi, dict)
                else 'Skriv for eksempel ["a", "b"].'
            )
            return f"«{noekkel}» skal være en liste, men er {_slag(verdi)}.", riktig
        case "too_short":
            return f"«{noekkel}» er tom.", "Her må det stå minst én."
        case "greater_than_equal" | "less_than_equal":
            grense = f"minst {ctx['ge']}" if "ge" in ctx else f"høyst {ctx['le']}"
            return f"{verdi} er ikke et gyldig tall for «{noekkel}».", f"Tallet må være {grense}."
        case "string_pattern_mismatch":
            return _moenster(verdi, noekkel)
    if slag in _SKAL_VAERE:
        ventet, riktig = _SKAL_VAERE[slag]
        return f"«{noekkel}» skal være {ventet}, men er {_slag(verdi)}.", riktig
    return f"{_vist(verdi)} kan ikke stå her.", felt.get(noekkel, "")


def kjente_felt(modell: type[BaseModel], sti: Sequence[str | int]) -> Mapping[str, str]:
    """The keys known at a path of pydantic's, with their descriptions; empty where no single model is meant."""
    her: tuple[type[BaseModel], ...] = (modell,)
    for del_ in sti:
        if isinstance(del_, int):
            continue
        if len(her) > 1:  # kinds of fact: pydantic puts the chosen kind's name in the path
            her = tuple(m for m in her if del_ in get_args(m.model_fields["type"].annotation))
        elif her and (feltet := next((i for n, i in her[0].model_fields.items() if del_ in {i.alias, n}), None)):
            her = _modeller(feltet.annotation)
    if len(her) != 1:
        return {}
    return {i.alias or n: i.description or "" for n, i in her[0].model_fields.items()}


def _modeller(annotasjon: Any) -> tuple[type[BaseModel], ...]:
    if isinstance(annotasjon, type) and issubclass(annotasjon, BaseModel):
        return (annotasjon,)
    return tuple(m for del_ in get_args(annotasjon) for m in _modeller(del_))


def _valg(ventet: str) -> list[str]:
    return re.findall(r"'([^']+)'", ventet)


def _vist(verdi: Any) -> str:
    return f"«{verdi}»" if isinstance(verdi, str | int | float | date) else _slag(verdi).capitalize()


def _slag(verdi: Any) -> str:
    match verdi:
        case bool():
            return "true eller false"
        case int() | float():
            return f"et tall ({verdi})"
        case str():
            return f"tekst («{verdi}»)"
        case datetime():
            return "en dato med klokkeslett"
        case date():
            return f"en dato ({verdi.isoformat()})"
        case list():
            return "en liste"
        case dict():
            return "en tabell"
        case _:
            return "noe annet"


def _dato(verdi: Any) -> Melding:
    """A value that should be a date: which day does not exist, or how it should be written."""
    if isinstance(verdi, datetime):
        return "Her skal det stå en dato uten klokkeslett.", f"Skriv {verdi.date().isoformat()}."
    if not isinstance(verdi, str):
        return f"Her skal det stå en dato, men det er {_slag(verdi)}.", "Skriv den uten hermetegn: 2024-11-07."
    if norsk := re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", verdi):
        dag, maaned, aar = (int(del_) for del_ in norsk.groups())
    elif iso := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", verdi):
        aar, maaned, dag = (int(del_) for del_ in iso.groups())
    else:
        return f"«{verdi}» er ikke en dato.", "Skriv datoen slik, uten hermetegn: 2024-11-07."
    if not (1 <= maaned < len(calendar.mdays) and aar > 0):
        return f"Datoen {verdi} finnes ikke: det er ingen måned nummer {maaned}.", "Skriv år, måned og dag: 2024-11-07."
    dager = calendar.monthrange(aar, maaned)[1]
    if not 1 <= dag <= dager:
        return (
            f"Datoen {verdi} finnes ikke.",
            f"{MAANEDER[maaned - 1].capitalize()} {aar} har {dager} dager.",
        )
    return (
        f"Datoen «{verdi}» er skrevet på feil måte.",
        f"Skriv den slik, uten hermetegn: {date(aar, maaned, dag).isoformat()}.",
    )


def _moenster(verdi: str, noekkel: str) -> Melding:
    match noekkel:
        case "maaned":
            return f"«{verdi}» er ikke en måned.", 'Skriv år og måned slik: "2025-01".'
        case "steg":
            return (
                f"«{verdi}» kan ikke være en steg-id.",
                "Skriv nøkkel, år, delmål og part med punktum mellom, for eksempel «forankring.trysil».",
            )
        case "milepael":
            return (
                f"«{verdi}» er ikke en milepæl.",
                "Skriv «saksframlegg», eller «papirer:», «behandling:» eller «vedtak:» fulgt av organets id.",
            )
        case _:
            return (
                f"«{verdi}» er ikke et årstall.",
                "Skriv årstallet med fire sifre foran møtedatoene: 2025 = [2025-02-13].",
            )
