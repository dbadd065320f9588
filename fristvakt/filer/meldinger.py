"""What the models refuse, said in plain bokmål: what is wrong and what would be right."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class _Funn:
    """One pydantic error, with the keys known where it is and the last key of its path."""

    verdi: object
    ctx: Mapping[str, Any]
    felt: Mapping[str, str]
    noekkel: str


def melding(feil: Mapping[str, Any], felt: Mapping[str, str], noekkel: str) -> Melding:
    """What is wrong and what would be right, for one pydantic error.

    `felt` are the keys known where the error is, with their descriptions; `noekkel` is the last part of its path.
    """
    slag, funn = feil["type"], _Funn(feil["input"], feil.get("ctx", {}), felt, noekkel)
    if slag in _SKAL_VAERE:
        ventet, riktig = _SKAL_VAERE[slag]
        return f"«{noekkel}» skal være {ventet}, men er {_slag(funn.verdi)}.", riktig
    if slag in _MELDINGER:
        return _MELDINGER[slag](funn)
    return f"{_vist(funn.verdi)} kan ikke stå her.", felt.get(noekkel, "")


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


def _modeller(annotasjon: object) -> tuple[type[BaseModel], ...]:
    if isinstance(annotasjon, type) and issubclass(annotasjon, BaseModel):
        return (annotasjon,)
    return tuple(m for del_ in get_args(annotasjon) for m in _modeller(del_))


def _valg(ventet: str) -> list[str]:
    return re.findall(r"'([^']+)'", ventet)


def _vist(verdi: object) -> str:
    return f"«{verdi}»" if isinstance(verdi, str | int | float | date) else _slag(verdi).capitalize()


def _slag(verdi: object) -> str:
    if isinstance(verdi, bool):
        return "true eller false"
    if isinstance(verdi, datetime):
        return "en dato med klokkeslett"
    if isinstance(verdi, date):
        return f"en dato ({verdi.isoformat()})"
    if isinstance(verdi, int | float):
        return f"et tall ({verdi})"
    if isinstance(verdi, str):
        return f"tekst («{verdi}»)"
    return "en liste" if isinstance(verdi, list) else "en tabell"


def _egen(funn: _Funn) -> Melding:
    return funn.ctx["hva"], funn.ctx["riktig"]


def _ukjent_noekkel(funn: _Funn) -> Melding:
    return f"Nøkkelen «{funn.noekkel}» er ukjent her.", forslag(
        funn.noekkel, funn.felt, "Kjente nøkler her er", alle=True
    )


def _mangler(funn: _Funn) -> Melding:
    return f"«{funn.noekkel}» mangler.", funn.felt.get(funn.noekkel, "")


def _uten_type(funn: _Funn) -> Melding:
    if funn.noekkel in _REGLER:
        return "«type» mangler.", 'Skriv hva slags regel det er, for eksempel type = "foer".'
    return "«type» mangler.", 'Skriv hva slags faktum det er, for eksempel type = "steg_utfoert".'


def _ukjent_type(funn: _Funn) -> Melding:
    tag = funn.ctx["tag"]
    hva = "Det finnes ingen regel av typen" if funn.noekkel in _REGLER else "Faktumet kan ikke ha typen"
    return f"{hva} «{tag}».", forslag(tag, _valg(funn.ctx["expected_tags"]), alle=True)


def _utenfor_valget(funn: _Funn) -> Melding:
    hva = f"{_vist(funn.verdi)} er ikke en gyldig verdi for «{funn.noekkel}»."
    return hva, forslag(str(funn.verdi), _valg(funn.ctx["expected"]), alle=True)


def _ikke_liste(funn: _Funn) -> Melding:
    tabell = isinstance(funn.verdi, dict)
    riktig = f"Skriv [[{funn.noekkel}]] med to hakeparenteser." if tabell else 'Skriv for eksempel ["a", "b"].'
    return f"«{funn.noekkel}» skal være en liste, men er {_slag(funn.verdi)}.", riktig


def _tom(funn: _Funn) -> Melding:
    return f"«{funn.noekkel}» er tom.", "Her må det stå minst én."


def _utenfor_grensen(funn: _Funn) -> Melding:
    grense = f"minst {funn.ctx['ge']}" if "ge" in funn.ctx else f"høyst {funn.ctx['le']}"
    return f"{funn.verdi} er ikke et gyldig tall for «{funn.noekkel}».", f"Tallet må være {grense}."


def _ikke_dato(funn: _Funn) -> Melding:
    return _dato(funn.verdi)


def _utenfor_moenster(funn: _Funn) -> Melding:
    hva, riktig = _MOENSTRE.get(funn.noekkel, _MOENSTRE["aar"])
    return f"«{funn.verdi}» {hva}", riktig


def _dato(verdi: object) -> Melding:
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
    if not (1 <= maaned <= len(MAANEDER) and aar > 0):
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


_REGLER = frozenset({"frist", "aapner"})
"""The keys of a lifecycle file whose values are told apart by `type`."""
_MOENSTRE: Mapping[str, Melding] = {
    "maaned": ("er ikke en måned.", 'Skriv år og måned slik: "2025-01".'),
    "steg": (
        "kan ikke være en steg-id.",
        "Skriv nøkkel, år, delmål og part med punktum mellom, for eksempel «forankring.trysil».",
    ),
    "milepael": (
        "er ikke en milepæl.",
        "Skriv «saksframlegg», eller «papirer:», «behandling:» eller «vedtak:» fulgt av organets id.",
    ),
    "id": ("kan ikke være en id her.", "Den har bare bokstaver, sifre og understrek, for eksempel «vedtekter»."),
    "gjelder": (
        "sier ikke hvem det gjelder.",
        "Skriv «installasjon», eller «avtale/», «part/» eller «kontakt/» fulgt av id-en.",
    ),
    "aar": ("er ikke et årstall.", "Skriv årstallet med fire sifre foran møtedatoene: 2025 = [2025-02-13]."),
}
_MELDINGER: Mapping[str, Callable[[_Funn], Melding]] = {
    "egen": _egen,
    "extra_forbidden": _ukjent_noekkel,
    "missing": _mangler,
    "union_tag_not_found": _uten_type,
    "union_tag_invalid": _ukjent_type,
    "enum": _utenfor_valget,
    "literal_error": _utenfor_valget,
    "date_type": _ikke_dato,
    "list_type": _ikke_liste,
    "too_short": _tom,
    "greater_than_equal": _utenfor_grensen,
    "less_than_equal": _utenfor_grensen,
    "string_pattern_mismatch": _utenfor_moenster,
}
