"""The meeting plan of KS Fiks Politisk Behandling: `utvalg[].moete[].{moeteid, moetedato, tittel}` as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, time
from typing import Any

from flyter.drift import OSLO
from flyter.moeteplan.dager import AAR
from flyter.moeteplan.lest import Lest, Planfeil, Uforstaatt, Uleselig, hoeyst
from flyter.moeteplan.tegn import dekod, er_avlyst
from modeller.moeteplan import Moeteoppfoering
from modeller.tekst import Tekst

LENGSTE_ID = 200
_NAVN = ("utvalgnavn", "utvalgsnavn", "navn")
_UTEN_NAVN = Tekst(
    "Filen har flere utvalg, og det møtet står under, har ikke noe navn («utvalgNavn»).",
    "Fila har fleire utval, og det møtet står under, har ikkje noko namn («utvalgNavn»).",
)


def les_fiks(innhold: bytes) -> Lest:
    """The meetings of all its bodies. Raises `Planfeil` for JSON that is broken or of another kind."""
    try:
        data = json.loads(dekod(innhold))
    except (ValueError, RecursionError) as feil:
        linje = getattr(feil, "lineno", None)
        raise Planfeil(Tekst("Filen er ikke gyldig JSON.", "Fila er ikkje gyldig JSON."), linje) from None
    utvalgene = data.get("utvalg") if isinstance(data, dict) else None
    if not isinstance(utvalgene, list) or not all(isinstance(utvalg, dict) for utvalg in utvalgene):
        raise Planfeil(
            Tekst(
                "Filen har ikke feltet «utvalg», som en møteplan fra Fiks Politisk Behandling har.",
                "Fila har ikkje feltet «utvalg», som ein møteplan frå Fiks Politisk Behandling har.",
            )
        )
    oppfoeringer: list[Moeteoppfoering] = []
    uforstaatt = [_uten_moeter(utvalg) for utvalg in utvalgene if _er_ukjent_form(utvalg)]
    sett: dict[str, Moeteoppfoering] = {}
    for nr, (utvalg, moete) in enumerate(_moeter(utvalgene), 1):
        hoeyst(nr)
        tittel, id_ = (_tekst(moete.get(felt)) if isinstance(moete, dict) else "" for felt in ("tittel", "moeteid"))
        try:
            en = _oppfoering(moete, utvalg, tittel, id_, sett)
        except Uleselig as feil:
            uforstaatt.append(
                Uforstaatt(hvor=nr, hva=tittel or utvalg or "uten tittel", grunn=feil.grunn, kilde_id=id_ or None)
            )
        else:
            oppfoeringer.append(en)
    ulest = {en.kilde_id for en in uforstaatt}
    return Lest(oppfoeringer=tuple(en for en in oppfoeringer if en.kilde_id not in ulest), uforstaatt=tuple(uforstaatt))


def _moeter(utvalgene: list[dict[str, Any]]) -> Iterator[tuple[str | None, Any]]:
    """Each meeting with its body's name; None where there is none among several, so that it may be any of them."""
    for utvalg in utvalgene:
        moeter = utvalg.get("moete") or []
        for moete in moeter if isinstance(moeter, list) else [moeter]:
            yield _navnet(utvalg) or (None if len(utvalgene) > 1 else ""), moete


def _navnet(utvalg: dict[str, Any]) -> str:
    """What the body is called, however the sender writes the field."""
    navn = {felt.lower(): verdi for felt, verdi in utvalg.items()}
    return next((tekst for felt in _NAVN if (tekst := _tekst(navn.get(felt)))), "")


def _er_ukjent_form(utvalg: dict[str, Any]) -> bool:
    """Whether it has lists, and none by the name of meetings: they may be meetings all the same."""
    return "moete" not in utvalg and any(isinstance(verdi, list) and verdi for verdi in utvalg.values())


def _uten_moeter(utvalg: dict[str, Any]) -> Uforstaatt:
    grunn = Tekst("Utvalget har ikke feltet «moete».", "Utvalet har ikkje feltet «moete».")
    return Uforstaatt(hvor=None, hva=_navnet(utvalg) or "uten navn", grunn=grunn)


def _oppfoering(
    moete: object, utvalg: str | None, tittel: str, id_: str, sett: dict[str, Moeteoppfoering]
) -> Moeteoppfoering:
    if utvalg is None:
        raise Uleselig(_UTEN_NAVN)
    if not isinstance(moete, dict) or not 0 < len(id_) <= LENGSTE_ID:
        raise Uleselig(Tekst("Møtet har ingen «moeteid».", "Møtet har ingen «moeteid»."))
    skrevet = moete.get("moetedato")
    i_oslo = _tidspunkt(skrevet)
    if i_oslo is None or i_oslo.year not in AAR:
        raise Uleselig(
            Tekst(
                f"«moetedato» er «{_tekst(skrevet)[:40]}», og det er ikke et tidspunkt.",
                f"«moetedato» er «{_tekst(skrevet)[:40]}», og det er ikkje eit tidspunkt.",
            )
        )
    en = Moeteoppfoering(
        kilde_id=id_,
        dato=i_oslo.date(),
        klokkeslett=i_oslo.time() if i_oslo.time() != time() else None,
        tittel=tittel,
        utvalg=utvalg,
        avlyst=er_avlyst(tittel),
    )
    if sett.setdefault(id_, en) != en:
        raise Uleselig(Tekst(f"Møteid «{id_}» står to ganger.", f"Møteid «{id_}» står to gonger."))
    return en


def _tidspunkt(skrevet: object) -> datetime | None:
    """The instant in Oslo; without an offset it is taken for Oslo's clock."""
    if not isinstance(skrevet, str):
        return None
    try:
        tid = datetime.fromisoformat(skrevet)
        return tid.astimezone(OSLO) if tid.tzinfo else tid
    except (ValueError, OverflowError):
        return None


def _tekst(verdi: object) -> str:
    return " ".join(str(verdi).split())[:500] if isinstance(verdi, str | int) else ""
