"""A party that gets its role late: a date that was over by then is none of its own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from modeller.avledning.fastdag import Frist
from modeller.avtalefold import Avtale
from modeller.begrunnelse import Ledd, Verdi
from modeller.fakta import Fristart

if TYPE_CHECKING:
    from modeller.avledning.knute import Knute

PASSERT = "passert_da_rollen_kom"


def nykommere(avtale: Avtale) -> Mapping[str, date]:
    """The parties whose role came under way, with the day it did. One that only decided a role it might have is none:
    it has had the dates before it all the time.
    """
    return {p: faktum.skjedde for p, faktum in avtale.rollefakta.items() if p not in avtale.rolleavgjoerelser}


def frist_for_nykommere(frist: Frist, knute: Knute) -> Frist:
    """The date of a step whose parties are all new, where the rule gives one that was over: the first meeting that
    their body could reach, else none.
    """
    kom = [knute.rom.nykommere.get(part) for part in knute.instans.parter]
    nye = [dag for dag in kom if dag is not None]
    if frist.dato is None or not nye or len(nye) < len(kom) or min(nye) <= frist.dato:
        return frist
    part, dag = knute.instans.parter[0], min(nye)
    passert = Ledd(PASSERT, {"dato": frist.dato, "hvem": knute.rom.register.navn(part), "kom": dag})
    ruter = knute.rom.ruter
    organ = ruter.organ(part, knute.fakta.organ, foerste=knute.steg.i_foerste_organ) if knute.steg.vedtak else None
    rute = ruter.neste_fra(part, organ, dag, paa_vei=False) if organ else None
    if organ is None or rute is None:
        return Frist(None, Fristart.VEILEDENDE, (passert,))
    moetet: dict[str, Verdi] = {"organ": organ.navn, "dato": rute.moete.dato, "klart": rute.foerste.dato}
    return Frist(rute.moete.dato, Fristart.VEILEDENDE, (passert, Ledd("foerste_moete_for_nykommer", moetet)), rute=rute)


def uten_dato_som_ny(frist: Frist) -> bool:
    """Whether a step has no date because its parties are new: what comes after it is not held back by that."""
    return frist.dato is None and any(ledd.setning == PASSERT for ledd in frist.begrunnelse)
