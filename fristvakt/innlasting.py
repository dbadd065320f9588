"""Files into the store: the difference shown and stored as facts, and the facts of fact files when their day comes."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from flyter.grunnlag import Grunnlag
from flyter.mottak import Avtalemottak, endret_mottak_i, mottaksstand
from flyter.ombygging import bygg_om
from flyter.oppdatering import oslodag
from flyter.registrer import Avvist, Hendt, registrer_alle
from fristvakt.faktarettelser import endret_i_faktafilene
from fristvakt.filer import AV_FAKTAFIL, AV_FIL, Endring, Filfeil, Innlest, endringer, les_avtalefiler, livsloep_i
from fristvakt.filer.avtalehenvisninger import ukjente
from fristvakt.husregler import AV_INSTALLASJONEN, les_husregler
from fristvakt.innstillinger import Innstillinger
from fristvakt.installasjon import aapne_begynt, grunnlag_med
from fristvakt.klokke import Klokke
from fristvakt.livsloepmappe import endrede_livsloep, lagre
from modeller.fakta import avtalestroem
from modeller.lager import faktalager
from modeller.lager.lager import I_MINNET, Lager
from varsler.regler import STANDARDREGLER, Varselregler


@dataclass(frozen=True, slots=True, kw_only=True)
class Lastet:
    """What loading changed: a line per change in the files, how many facts of fact files were new, and the agreements
    whose mail goes to others.
    """

    linjer: tuple[str, ...]
    nye_fakta: int
    mottak: tuple[Avtalemottak, ...]


async def last_inn(
    lager: Lager,
    innlest: Innlest,
    naa: datetime,
    *,
    mappe: Path | None = None,
    proev: bool = False,
    regler: Varselregler = STANDARDREGLER,
) -> Lastet:
    """Load what agreement files say: everything in one transaction, or nothing.

    An organisation's own lifecycles that came with them go into the data folder (`mappe`). Are some of them others than
    before, the agreements are derived anew after, as after any change of rules.

    Facts of a fact file count when they have happened by `naa`; those still ahead are left for a later loading. With
    `proev` they are tried and told of, but not stored. Raises `flyter.registrer.Avvist` for what an agreement or
    register file says, and `Filfeil` for a fact of a fact file, and for a contact limited to an agreement that is
    neither in the files nor here.
    """
    dag, grunnlag = oslodag(naa), grunnlag_med(innlest.livsloep, regler)
    async with lager.proeving() if proev else lager.skriving() as tx:
        if feil := ukjente(innlest.henvisninger, {*innlest.avtaler, *await faktalager.avtaler(tx)}):
            raise Filfeil(feil)
        stroemmer = [*await faktalager.les_register(tx)]
        for avtale in innlest.avtaler:
            stroemmer += await faktalager.les_stroem(tx, avtalestroem(avtale))
        nye = endringer(innlest, stroemmer, dag)
        fakta = endret_i_faktafilene(faktahendelser(innlest, date.max), stroemmer, dag)
        livsloep = endrede_livsloep(innlest.egne_livsloep, mappe) if mappe else ()
        foer = await mottaksstand(tx, dag)
        av_filer = await registrer_alle(tx, [som_hendt(e) for e in nye], av=AV_FIL, naa=naa, grunnlag=grunnlag)
        with med_linjen_i_filen(innlest):
            hendt = await registrer_alle(tx, fakta.hendte, av=AV_FAKTAFIL, naa=naa, grunnlag=grunnlag)
        planer = {**av_filer.planer, **hendt.planer}
        ider = {faktum.id for faktum in (*av_filer.fakta, *hendt.fakta)}
        mottak = await endret_mottak_i(tx, planer.values(), dag, foer, ider, grunnlag)
        if not proev:
            lagre(livsloep)
    if mappe and not proev and any(not en.ny for en in livsloep):
        await bygg_om(lager, naa=naa, grunnlag=grunnlag_med(livsloep_i(mappe), regler))
    linjer = (*(en.linje for en in livsloep), *(e.linje for e in nye), *fakta.linjer)
    return Lastet(linjer=linjer, nye_fakta=fakta.nye, mottak=mottak)


@dataclass(frozen=True, slots=True, kw_only=True)
class Aapnet:
    """An agreement to ask about, with its store and what plans are derived with there; of a file, `avvik` is what
    the reminder rules it goes by have that is not standard, in sentences.
    """

    avtale: str
    lager: Lager
    grunnlag: Grunnlag
    avvik: tuple[str, ...] = ()


@asynccontextmanager
async def aapne_avtalene(innstillinger: Innstillinger, klokke: Klokke, hvor: str) -> AsyncIterator[Aapnet]:
    """An agreement to ask about by its id in the data folder, or read from its file into a store in memory, where what
    the installation has decided of its reminders holds as it does in a simulation.

    Raises `IngenInstallasjon` and `Filfeil`.
    """
    fil = Path(hvor)
    if fil.suffix != ".toml":
        async with aapne_begynt(innstillinger, klokke) as her:
            yield Aapnet(avtale=hvor, lager=her.lager, grunnlag=her.grunnlag)
        return
    innlest = les_avtalefiler([fil], livsloep_i(innstillinger.mappe))
    husregler = await les_husregler(innstillinger, innlest.avtaler)
    grunnlag = grunnlag_med(innlest.livsloep, husregler.regler)
    async with await Lager.aapne(I_MINNET) as lager:
        await last_inn(lager, innlest, klokke.naa(), regler=husregler.regler)
        valgt = husregler.som_hendt(innlest, klokke.dag())
        async with lager.skriving() as tx:
            await registrer_alle(tx, valgt, av=AV_INSTALLASJONEN, naa=klokke.naa(), grunnlag=grunnlag)
        yield Aapnet(
            avtale=next(iter(innlest.avtaler)),
            lager=lager,
            grunnlag=grunnlag,
            avvik=tuple(husregler.avvik(innlest, sendetid=False)),
        )


@contextmanager
def med_linjen_i_filen(innlest: Innlest) -> Iterator[None]:
    """A fact of a fact file that is refused when it is registered is told like any other fault of the file."""
    try:
        yield
    except Avvist as avvist:
        id_ = re.sub(r"-\d+$", "", avvist.hendt.id or "")  # a corrected fact has a number after its id
        steder = {f.id: f.feil for fil in innlest.avtaler.values() for f in fil.fakta}
        if sted := steder.get(avvist.hendt.id or "", steder.get(id_)):
            raise Filfeil(replace(sted, hva=grunn.nb) for grunn in avvist.innvendinger) from None
        raise


def faktahendelser(innlest: Innlest, til: date, fra: date | None = None) -> list[Hendt]:
    """The happenings of the fact files from `fra` (the beginning) up to `til`, in the order they happened."""
    hendte = [
        Hendt(stroem=f.stroem, hendelse=f.hendelse, skjedde=f.skjedde, id=f.id, oppdiktet=f.oppdiktet, kilde=f.kilde)
        for fil in innlest.avtaler.values()
        for f in fil.fakta
        if f.skjedde <= til and (fra is None or f.skjedde >= fra)
    ]
    return sorted(hendte, key=lambda h: h.skjedde)


def som_hendt(endring: Endring) -> Hendt:
    """What a change in a file is when it is registered."""
    return Hendt(
        stroem=endring.stroem,
        hendelse=endring.hendelse,
        skjedde=endring.skjedde,
        oppdiktet=endring.oppdiktet,
        kilde=endring.kilde,
    )
