"""What came to a party late, its role or work that must be done again: a date that was over by then is none of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

from modeller.avledning.fastdag import Frist
from modeller.avledning.fullfoering import faktum_i_runde
from modeller.avtalefold import Avtale, Stegfakta
from modeller.begrunnelse import Ledd, Verdi
from modeller.fakta import Faktum, MoeteInnkalt, StegGjenaapnet
from modeller.fakta.begreper import VEILEDENDE
from modeller.regler import ankeret
from modeller.tekst import lik, maaned_ord

if TYPE_CHECKING:
    from modeller.avledning.knute import Knute


def nykommere(avtale: Avtale) -> Mapping[str, date]:
    """The parties whose role came under way, with the day it did. One that only decided a role it might have is none:
    it has had the dates before it all the time.
    """
    return {p: faktum.skjedde for p, faktum in avtale.rollefakta.items() if p not in avtale.rolleavgjoerelser}


def kom_siden(knute: Knute) -> bool:
    """Whether the step may have come to its parties under way; most have not, and what nobody does never has."""
    return bool(knute.instans.parter) and bool(
        knute.rom.nykommere
        or knute.id in knute.rom.avtale.overtatt_uferdig
        or knute.fakta.gjenaapninger
        or (knute.steg.ny_tekst_aapner and len(knute.rom.tekstrunder) > 1)
        or (knute.rom.avlyste and _avlysningen(knute))
    )


def frist_for_det_som_kom_siden(frist: Frist, knute: Knute) -> Frist:
    """The date of a step whose rule gives one that was over when it came: the first meeting that could be reached
    then, else none.
    """
    if frist.dato is None or not knute.instans.parter:  # what is computed comes to nobody
        return frist
    kom = max((par for par in _kom(knute) if par[0] > frist.dato), key=lambda par: par[0], default=None)
    if kom is None:
        return frist
    dag, setning = kom
    part = knute.instans.parter[0]
    dato = lik(f"i {maaned_ord(frist.dato)}") if frist.bare_maaned else frist.dato
    passert = Ledd(setning, {"dato": dato, "hvem": knute.rom.register.navn(part), "kom": dag})
    ruter = knute.rom.ruter
    organ = ruter.organ(part, knute.fakta.organ, foerste=knute.steg.i_foerste_organ) if knute.steg.vedtak else None
    rute = ruter.neste_fra(part, organ, dag, paa_vei=bool(knute.fakta.milepaeler)) if organ else None
    if organ is None or rute is None:
        return Frist(None, VEILEDENDE, (passert,))
    moetet: dict[str, Verdi] = {"organ": organ.navn, "dato": rute.moete.dato, "klart": rute.foerste.dato}
    foerste = Ledd("foerste_moete_siden", moetet)
    return Frist(rute.moete.dato, VEILEDENDE, (passert, foerste), rute=rute)


def _kom(knute: Knute) -> Iterator[tuple[date, str]]:
    """The days the step came to its parties under way, and the sentence that says so."""
    nye = [knute.rom.nykommere.get(part) for part in knute.instans.parter]
    dager = [dag for dag in nye if dag is not None]
    if dager and len(dager) == len(nye):
        yield min(dager), "passert_da_rollen_kom"
    igjen = knute.fakta.aapnet_igjen
    if igjen is not None and isinstance(igjen.hendelse, StegGjenaapnet):
        yield igjen.skjedde, "passert_da_det_ble_aapnet_igjen"
    if overtatt := knute.rom.avtale.overtatt_uferdig.get(knute.id):
        yield overtatt.dag, "passert_da_parten_tok_over"
    if avlysning := _avlysningen(knute):
        yield avlysning.skjedde, "passert_da_moetet_ble_avlyst"
    runde = knute.runde
    if runde.fra is not None and any(faktum_i_runde(knute, nr) for nr in range(1, runde.nr)):
        yield runde.fra.skjedde, "passert_da_teksten_ble_endret"


def avlyste(stegfakta: Mapping[str, Stegfakta]) -> Mapping[str, Faktum]:
    """By step id, the facts that called off meetings, while nobody has called them anew."""
    return {
        id_: fakta.aapnet_igjen
        for id_, fakta in stegfakta.items()
        if fakta.aapnet_igjen is not None
        and isinstance(fakta.aapnet_igjen.hendelse, MoeteInnkalt)
        and not fakta.innkallinger
    }


def _avlysningen(knute: Knute) -> Faktum | None:
    """The fact that called off the meeting that the step is, prepares or has its date counted from."""
    naboer = knute.naboer
    anker = naboer.anker.get(ankeret(knute.steg.frist.regel) or "")
    moetene = (knute.id, *naboer.gjelder, *(anker.steg if anker else ()))
    return next((knute.rom.avlyste[id_] for id_ in moetene if id_ in knute.rom.avlyste), None)


def uten_dato_siden_det_kom(frist: Frist) -> bool:
    """Whether a step has no date because it came late: what is counted from it does without, too."""
    return frist.dato is None and any(ledd.setning.startswith("passert_da_") for ledd in frist.begrunnelse)
