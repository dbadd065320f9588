"""What a report of delivery means: the same as the same answer would have meant had the server given it at once."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from modeller.lager import hovedboker, utboks
from modeller.lager.hovedboker import SendtMelding
from modeller.lager.lager import Tx
from modeller.lager.leveringsforsoek import Klasse, Leveringsforsoek
from modeller.lager.returpost import Returslag
from modeller.lager.utboks import kort_id
from varsler.avvisning import gi_opp_adressen
from varsler.bilde import TaBilder
from varsler.levering.forsoek import uten_andres_adresser
from varsler.levering.svar import Nektet, Senere, Trinn, tolk, ventetid_siden
from varsler.melding import OSLO
from varsler.retur.innkommet import Leveringsstatus

ENDELIG, MIDLERTIDIG, FOERSTE_ENDELIGE = 550, 450, 500
SIER_INGENTING = ".0.0"
"""How a status code ends that tells its class alone; the server's own words may have a better one."""
_SMTP = re.compile(r"^([2-5]\d\d)(?:[ -]+|$)(.*)", re.DOTALL)
_UTVIDET = re.compile(r"^[245]\.\d{1,3}\.\d{1,3}\b")
_KLASSER = {Returslag.FORSINKET: Klasse.FORSINKET, Returslag.FRAMME: Klasse.FRAMME}


@dataclass(frozen=True, slots=True, kw_only=True)
class Utfall:
    """What came of a message after all. `vent` is how long it waits when it goes again."""

    slag: Returslag
    kode: str
    svar: str
    vent: timedelta = timedelta()

    def som_forsoek(self, sendt: SendtMelding, naa: datetime) -> Leveringsforsoek:
        """For the record of answers."""
        return Leveringsforsoek(
            message_id=sendt.message_id,
            mottaker=sendt.mottaker,
            tid=naa,
            klasse=_KLASSER.get(self.slag, Klasse.RETUR),
            kode=self.kode,
            tekst=uten_andres_adresser(self.svar, sendt.mottaker),
            saker=tuple(kort_id(post.noekkel) for post in sendt.poster),
        )

    async def gjoer(self, tx: Tx, sendt: SendtMelding, naa: datetime, ta_bilder: TaBilder) -> None:
        """Do what follows: mark the address, lay the message aside, or let it go again; nothing for what goes well."""
        noekler = [post.noekkel for post in sendt.poster]
        if sendt.proeve_til:  # its recipient, who is owed it still, has nothing to do with it
            if self.slag is Returslag.IKKE_LEVERT:
                dag = naa.astimezone(OSLO).date()
                await hovedboker.merk_uleverbar(tx, sendt.proeve_til, dag, self.svar)
        elif self.slag is Returslag.PROEVES_IGJEN:
            await utboks.ta_tilbake(tx, noekler, neste_forsoek=naa + self.vent, merknad=self.svar)
        elif self.slag is Returslag.NEKTET:
            await utboks.ta_tilbake(tx, noekler)
            await utboks.gi_opp(tx, noekler, self.svar)
        elif self.slag is Returslag.IKKE_LEVERT:
            await utboks.ta_tilbake(tx, noekler)
            await gi_opp_adressen(
                tx,
                sendt.mottaker,
                noekler=noekler,
                avtaler=[post.avtale for post in sendt.poster],
                svar=self.svar,
                naa=naa,
                ta_bilder=ta_bilder,
            )


def gjelder(status: Leveringsstatus, mottaker: str) -> bool:
    """Whether the report is about the address we wrote to, and not about one its mail was sent on to."""
    adresser = {status.opprinnelig, status.endelig} - {None}
    return _likt(mottaker) in {_likt(adresse) for adresse in adresser if adresse}


def utfall(status: Leveringsstatus, *, om_innholdet: bool, siden: timedelta) -> Utfall | None:
    """What the report means for a message sent `siden` ago; None when it says nothing we know of."""
    svar = " ".join(del_ for del_ in (_uten_gjentakelse(status), status.diagnose) if del_)
    match status.handling:
        case "failed":
            return _feilet(status, svar, om_innholdet=om_innholdet, siden=siden)
        case "delayed":
            return Utfall(slag=Returslag.FORSINKET, kode=status.status, svar=svar)
        case "delivered" | "relayed" | "expanded":
            return Utfall(slag=Returslag.FRAMME, kode=status.status, svar=svar)
        case _:
            return None


def _feilet(status: Leveringsstatus, svar: str, *, om_innholdet: bool, siden: timedelta) -> Utfall:
    kode, tekst = _som_svar(status)
    tolket = tolk(Trinn.INNHOLD if om_innholdet else Trinn.MOTTAKER, kode, tekst)
    match tolket:
        case Nektet():
            return Utfall(slag=Returslag.NEKTET, kode=status.status, svar=svar)
        # The server that has the message gave it up earlier than we would have done.
        case Senere() if (vent := ventetid_siden(tolket, siden)) is not None:
            return Utfall(slag=Returslag.PROEVES_IGJEN, kode=status.status, svar=svar, vent=vent)
        case _:
            return Utfall(slag=Returslag.IKKE_LEVERT, kode=status.status, svar=svar)


def _som_svar(status: Leveringsstatus) -> tuple[int, str]:
    """The report as the server's answer: its number, and its words with the most telling status code first.

    Whether it is for good the report decides: it may have been a "not now" that was said for too long.
    """
    funnet = _SMTP.match(status.diagnose)
    tekst = funnet[2] if funnet else status.diagnose
    kode = int(funnet[1]) if funnet else 0
    if status.status[:1] == "5" or not kode:
        endelig = status.status[:1] != "4"
        if not (endelig and kode >= FOERSTE_ENDELIGE):
            kode = ENDELIG if endelig else MIDLERTIDIG
    if status.status and not status.status.endswith(SIER_INGENTING):
        tekst = f"{status.status} {_UTVIDET.sub('', tekst).strip()}"
    return kode, tekst


def _uten_gjentakelse(status: Leveringsstatus) -> str:
    return "" if status.status in status.diagnose else status.status


def _likt(adresse: str) -> str:
    """The address as it is compared: the domain in its ASCII form, all in small letters."""
    lokal, _, domene = adresse.strip().rpartition("@")
    with suppress(ValueError):
        domene = domene.encode("idna").decode("ascii")
    return f"{lokal}@{domene}".lower()
