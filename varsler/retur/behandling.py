"""The job that reads what came back: each piece of mail is noted, and acted on, in one transaction, once."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from datetime import datetime

import structlog

from modeller.lager import hovedboker, leveringsforsoek, returpost
from modeller.lager.hovedboker import SendtMelding
from modeller.lager.lager import Lager, Tx
from modeller.lager.returpost import Returpost, Returslag
from varsler.bilde import TaBilder
from varsler.melding import OSLO
from varsler.retur.hoder import lagringsbar
from varsler.retur.innkommet import Art, Innkommet, Uforstaatt
from varsler.retur.lesing import les
from varsler.retur.mappe import Fil, Returmappe
from varsler.retur.utfall import gjelder, utfall

logg = structlog.get_logger(__name__)

EMNE_MAKS = 300
SVAR_MAKS = 500
SPOER_OM_MAKS = 20
"""So many Message-IDs of one piece of mail are looked up."""

_SLAG = {
    Art.FRAVAER: Returslag.FRAVAER,
    Art.AUTOSVAR: Returslag.AUTOSVAR,
    Art.SVAR: Returslag.SVAR,
    Art.UFORSTAATT: Returslag.UFORSTAATT,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Returbehandling:
    """The job with what it needs."""

    lager: Lager
    mappe: Returmappe
    ta_bilder: TaBilder

    async def les_inn(self, naa: datetime) -> int:
        """Read all that has come by `naa` (aware UTC); returns how many pieces of mail were new.

        May be killed anywhere and run again, by several processes at once: what is noted is not acted on again, and
        a file is marked as read only when it is noted. A file that cannot be handled stops none of the others; what
        went wrong is raised when all have had their turn, and the file is there the next time.
        """
        nye, feilet = 0, []
        for fil in await asyncio.to_thread(lambda: list(self.mappe.uleste())):
            try:
                nye += await self._en(fil, naa)
            except OSError as feil:
                logg.warning("a file of returned mail could not be moved", reason=feil.strerror)
            except Exception as feil:  # noqa: BLE001 - gathered and raised below
                feilet.append(feil)
        if feilet:
            raise ExceptionGroup(f"{len(feilet)} files of returned mail could not be handled", feilet)
        return nye

    async def _en(self, fil: Fil, naa: datetime) -> bool:
        try:
            lest = await asyncio.to_thread(self.mappe.les, fil)
        except OSError:  # it stays where it is: when it can be read, it is
            uleselig = _post(f"fil/{fil.navn}", fil, Innkommet(art=Art.UFORSTAATT, grunn=Uforstaatt.ULESELIG), naa)
            async with self.lager.skriving() as tx:
                return await returpost.noter(tx, uleselig)
        if lest is None:
            return False
        id_, start = lest
        async with self.lager.lesing() as tx:
            kjent = await returpost.er_notert(tx, id_)
        ny = False
        if not kjent:
            innkommet = await asyncio.to_thread(_les_trygt, start)
            async with self.lager.skriving() as tx:
                ny = await self._ta_imot(tx, id_, fil, innkommet, naa)
        await asyncio.to_thread(self.mappe.merk_lest, fil)
        return ny

    async def _ta_imot(self, tx: Tx, id_: str, fil: Fil, innkommet: Innkommet, naa: datetime) -> bool:
        sendt = await _meldingen(tx, innkommet)
        post = _post(id_, fil, innkommet, naa, sendt)
        if innkommet.art is not Art.RAPPORT:
            return await returpost.noter(tx, post)
        if sendt is None:
            return await returpost.noter(tx, replace(post, kode=Uforstaatt.UKJENT_MELDING))
        status = next((s for s in innkommet.statuser if gjelder(s, sendt.gikk_til)), None)
        if status is None:
            return await returpost.noter(tx, replace(post, kode=Uforstaatt.ANNEN_ADRESSE, svar=_adresser(innkommet)))
        hva = utfall(status, om_innholdet=innkommet.om_innholdet, siden=naa - sendt.sendt_tid)
        if hva is None:
            return await returpost.noter(tx, replace(post, kode=Uforstaatt.UKJENT_HANDLING, svar=status.handling[:20]))
        ny = await returpost.noter(tx, replace(post, slag=hva.slag, kode=hva.kode, svar=hva.svar[:SVAR_MAKS]))
        if ny:  # or another process has read it, and done what follows
            await leveringsforsoek.noter(tx, hva.som_forsoek(sendt, naa))
            await hva.gjoer(tx, sendt, naa, self.ta_bilder)
        return ny


def _les_trygt(start: bytes) -> Innkommet:
    """As `les`; a fault of ours in reading one piece of mail is no reason to read it again and again."""
    try:
        return les(start)
    except Exception:
        logg.exception("a piece of returned mail could not be read")
        return Innkommet(art=Art.UFORSTAATT, grunn=Uforstaatt.FEIL)


async def _meldingen(tx: Tx, innkommet: Innkommet) -> SendtMelding | None:
    """The message of ours it answers: by its id or, of what people and their programs write, the last one they got.

    A report that names none of ours may be somebody's invention, whatever address it is about.
    """
    for message_id in innkommet.ider[:SPOER_OM_MAKS]:
        if funnet := await hovedboker.les_sendt(tx, message_id=message_id):
            return funnet[0]
    if innkommet.art in {Art.RAPPORT, Art.UFORSTAATT} or not innkommet.avsender:
        return None
    return await hovedboker.sist_sendt_til(tx, innkommet.avsender)


def _post(id_: str, fil: Fil, innkommet: Innkommet, naa: datetime, sendt: SendtMelding | None = None) -> Returpost:
    slag = _SLAG.get(innkommet.art, Returslag.UFORSTAATT)
    # A postmottak answers everybody; that is a receipt, unless it says otherwise.
    if slag is Returslag.FRAVAER and (sendt is None or sendt.kontakt is None) and not innkommet.sier_borte:
        slag = Returslag.AUTOSVAR
    i_dag = naa.astimezone(OSLO).date()
    om = None if sendt is None or sendt.proeve_til else sendt  # on trial it is the coordinator who answers
    return Returpost(
        id=id_,
        tid=naa,
        dag=min(innkommet.skrevet or i_dag, i_dag),
        slag=slag,
        fil=lagringsbar(fil.navn),
        avsender=innkommet.avsender,
        emne=innkommet.emne[:EMNE_MAKS],
        melding=sendt.message_id if sendt else None,
        mottaker=sendt.gikk_til if sendt else None,
        kontakt=om.kontakt if om else None,
        part=om.part if om else None,
        kode=innkommet.grunn or "",
        borte_til=innkommet.borte_til if slag is Returslag.FRAVAER else None,
        tilbake=innkommet.tilbake if slag is Returslag.FRAVAER else None,
    )


def _adresser(innkommet: Innkommet) -> str:
    adresser = (s.endelig or s.opprinnelig for s in innkommet.statuser)
    return ", ".join(dict.fromkeys(a for a in adresser if a))[:SVAR_MAKS]
