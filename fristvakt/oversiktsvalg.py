"""Digests turned off and on for a contact at the command line, as the contact's own link does it."""

from __future__ import annotations

from datetime import date

from fristvakt.faktaord import Faktafeil
from modeller.lager import faktalager
from modeller.lager.lager import Tx
from modeller.lager.minne import MINNE
from modeller.regelvalg import Varselvalg
from varsler.regler import OVERSIKTER

EN_OM_GANGEN = (
    "Oversiktene slås av og på for én kontakt om gangen: skriv «--for kontakt/ID». For alle, en avtale eller en part "
    "kan de ikke slås av. Hver mottaker kan også si dem fra seg med lenken nederst i e-posten."
)
BARE_AV_OG_PAA = "Oversiktene kan bare slås av og på. Skriv av eller paa."
OM_INGEN_STEG = "Oversiktene gjelder alt mottakeren har. De kan ikke slås av for ett steg."


def er_oversikt(regel: str) -> bool:
    """Whether it is a digest that is called this: no rule, but a choice of each contact."""
    return regel in {slag.value for slag in OVERSIKTER}


def oversiktsfelter(hva: str, gjelder: str, steg: str | None) -> list[str]:
    """The choice as fields of its fact, without how often other mail is gathered. Raises `Faktafeil`."""
    slag, _, kontakt = gjelder.partition("/")
    if slag != "kontakt" or not kontakt:
        raise Faktafeil(EN_OM_GANGEN)
    if steg is not None:
        raise Faktafeil(OM_INGEN_STEG)
    if hva not in {"av", "paa", "på", "som-ellers"}:
        raise Faktafeil(BARE_AV_OG_PAA)
    return [f"kontakt={kontakt}", f"oversikter={'false' if hva == 'av' else 'true'}"]


async def med_samling(tx: Tx, felter: list[str], dag: date) -> list[str]:
    """The fields with how often the contact gets what does not press, as it has chosen by `dag`: that is to stand."""
    kontakt = felter[0].removeprefix("kontakt=")
    valg = MINNE.register(await faktalager.les_register(tx), dag).varselvalg.get(kontakt, Varselvalg())
    return [*felter, f"samling={valg.samling.value}"]
