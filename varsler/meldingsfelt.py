"""What the templates of a message are filled with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from modeller.tekst import oppramsing
from varsler.maalform import maalform_for
from varsler.maler import mal
from varsler.meldingsavsnitt import avsnitt_om, innledning_til
from varsler.nymottaker import begynner_naa, nye_mottakere, stedfortredere
from varsler.overtakelse import overtakelser
from varsler.rader import I_STEDET_FOR
from varsler.regler import OM_MOETET, TIL_KOORDINATOR, Slag
from varsler.svarlenke import INGEN_SVAR, Formaal
from varsler.svarmulighet import muligheter
from varsler.svarord import SAMLET_POSTMOTTAK
from varsler.svarvalg import svarvalg, valglenke

if TYPE_CHECKING:  # it is filled in when the message is asked for its text
    from varsler.melding import Melding

INGENTING_AA_MELDE = (
    TIL_KOORDINATOR | OM_MOETET | {Slag.AVKLARING, Slag.TAKK, Slag.KONTAKTLISTE, Slag.UKESOVERSIKT, Slag.NY_LENKE}
)
"""Kinds whose reader has nothing to say is done."""


def meldingsfelt(melding: Melding) -> Mapping[str, object]:
    """What the templates of a message are filled with."""
    dag = melding.brev.dag
    samlet = {nr for en in melding.samlesaker if en.egne for nr in en.numre}
    svar = [
        svarvalg(sak, melding.maalform, melding.brev, melding.oppsett.svar, blant_flere=nr in samlet)
        for nr, sak in enumerate(melding.saker)
    ]
    # Thanks ask for nothing, and are no matter among those that the message counts.
    talt = [en for en in melding.samlesaker if en.felles.oversikt is None and en.felles.slag is not Slag.TAKK]
    nummer = {en.numre: nr for nr, en in enumerate(talt, start=1)} if len(talt) > 1 else {}
    valg = valglenke(melding.saker[0], melding.maalform, melding.brev, melding.oppsett.svar)
    return {
        "emne": melding.emne,
        "saker": [
            avsnitt_om(en, melding.maalform, [svar[nr] for nr in en.numre], nummer.get(en.numre, 0))
            for en in melding.samlesaker
            if en.felles.oversikt is None
        ],
        "oversikter": [
            (en.felles, innledning_til(en, melding.maalform))
            for en in melding.samlesaker
            if en.felles.oversikt is not None
        ],
        "antall": len(nummer),
        "kan_svare": any(valg != INGEN_SVAR for valg in svar)
        or any(s.oversikt.har_svar for s in melding.ord_ if s.oversikt),
        "valg": None if any(en.hoved == valg for en in svar) else valg,
        "dag": f"{dag.day}.{dag.month}.{dag.year}",
        "demo": melding.oppsett.demo,
        "proeve": _om_proeven(melding),
        "kan_gjoeres": any(
            s.slag not in INGENTING_AA_MELDE and (s.oversikt is None or s.oversikt.antall) for s in melding.ord_
        ),
        "foerste_gang": _foerste_gang(melding),
        "overtakelser": _hvorfor_deg(melding),
        "kalender": melding.kalender.metode.name.lower() if melding.kalender else "",
        "koordinator": bool(melding.svar_til),
    }


def _om_proeven(melding: Melding) -> Mapping[str, str] | None:
    """On trial, whom the message was for, in the words of the coordinator who gets it instead."""
    if melding.proeve_til is None:
        return None
    register = melding.saker[0].register
    maalform = maalform_for(melding.proeve_til.part, melding.proeve_til, register)
    felt = {
        "navn": melding.navn if melding.kontakt else "",
        "part": register.navn(melding.part).paa(maalform),
        "adresse": melding.mottaker,
        "moete": melding.gjelder_moete and melding.kalender is not None,
    }
    return {"maalform": maalform, "tekst": mal(f"ramme/proeve.{maalform}.txt").render(felt).strip()}


def _hvorfor_deg(melding: Melding) -> list[str]:
    """Why it goes to this address, where that is not what it has been."""
    staar_inn = any(I_STEDET_FOR in sak.rad.data for sak in melding.saker)
    lenket = (
        staar_inn
        and melding.oppsett.svar is not None
        and any(mulighet.formaal is Formaal.OVERLAT for sak in melding.saker for mulighet in muligheter(sak))
    )
    lenken = SAMLET_POSTMOTTAK.paa(melding.maalform) if lenket else ""
    return [
        *stedfortredere(melding.saker, melding.maalform, lenken, kan_besvares=bool(melding.svar_til)),
        *overtakelser((s.rad for s in melding.alle_saker), melding.saker[0].register, melding.maalform),
        *nye_mottakere(melding.saker, melding.maalform),
    ]


def _foerste_gang(melding: Melding) -> str:
    """The agreements this is the first word about."""
    nye = (f"«{o.avtale}»" for s, o in zip(melding.saker, melding.ord_, strict=True) if begynner_naa(s.rad))
    return oppramsing(list(dict.fromkeys(nye)))
