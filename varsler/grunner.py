"""Why an item was owed, for the ledger: noted when the item is made, and completed with the facts when it goes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from modeller.avstand import Avstand
from modeller.fakta import Faktum
from modeller.faktaliste import gjeldende
from modeller.plan import Plansteg
from modeller.varselgrunn import Varselgrunn, avstand_som_json
from modeller.varselrad import Jsonverdi, Utboksrad
from varsler.rader import iso
from varsler.regler import OVERSIKTER, Anker
from varsler.varselpunkt import Varselpunkt


@dataclass(frozen=True, slots=True, kw_only=True)
class Faktagrunnlag:
    """The facts an agreement was derived from: by step the ids of those about it, in the order they happened, and the
    number of the stream's last.
    """

    om_steg: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    siste: int = 0


INGEN_FAKTA = Faktagrunnlag()
"""Of what was made up without any."""


def faktagrunnlag(fakta: Iterable[Faktum], dag: date) -> Faktagrunnlag:
    """The facts of one agreement that were in force on `dag`."""
    alle = tuple(fakta)
    om_steg: dict[str, list[str]] = {}
    for faktum in gjeldende(alle, dag):
        if isinstance(steg := getattr(faktum.hendelse, "steg", None), str):
            om_steg.setdefault(steg, []).append(faktum.id)
    return Faktagrunnlag(
        om_steg={steg: tuple(ider) for steg, ider in om_steg.items()}, siste=max((f.nr for f in alle), default=0)
    )


def regelen(punkt: Varselpunkt, steg: Plansteg) -> dict[str, Jsonverdi]:
    """What a reminder is counted from and how far, for the row's data."""
    anker = punkt.regel.anker
    talt_fra = steg.aapnet if anker in {Anker.AAPNET, Anker.INNLEST} else punkt.talt_fra or punkt.dato
    return {"anker": anker.value, "talt_fra": iso(talt_fra), "avstand": {**avstand_som_json(punkt.regel.avstand)}}


def grunnen(rad: Utboksrad, fakta: Faktagrunnlag) -> Varselgrunn:
    """The reason of an item as it stands when it is told."""
    regel = rad.data.get("regel")
    regel = regel if isinstance(regel, dict) else {}
    talt_fra, avstand = regel.get("talt_fra"), regel.get("avstand")
    return Varselgrunn(
        regel=rad.slag,
        anker=str(regel.get("anker") or ""),
        avstand=_avstanden(avstand) if isinstance(avstand, dict) else None,
        talt_fra=date.fromisoformat(talt_fra) if isinstance(talt_fra, str) and talt_fra else None,
        forfaller=_dagen(rad),
        fakta=fakta.om_steg.get(rad.steg, ()),
        siste_faktum=fakta.siste,
    )


def _dagen(rad: Utboksrad) -> date:
    """The day it was to go: of a digest the digest's own, also for what went with it before its turn."""
    dagen = rad.data.get("dato")
    return date.fromisoformat(dagen) if rad.slag in OVERSIKTER and isinstance(dagen, str) else rad.forfaller


def _avstanden(lagret: Mapping[str, Jsonverdi]) -> Avstand | None:
    enheter = {enhet: antall for enhet, antall in lagret.items() if isinstance(antall, int)}
    return Avstand(**enheter) if enheter else None
