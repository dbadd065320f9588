"""Registering a fact: checked, stored, derived and queued in one transaction. Plain functions, no Prefect."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from flyter.grunnlag import Grunnlag
from flyter.innfoering import Avvist, Hendt, Innfoering, som_nytt
from flyter.innvendinger import registerinnvendinger, uttaksinnvendinger
from flyter.oppdatering import Registerstand, beroerte, hent_register, oppdater, oslodag
from modeller.fakta import (
    INSTALLASJON,
    Faktum,
    FaktumAngret,
    Hendelse,
    KalenderkildeFjernet,
    KalenderkildeSatt,
    KontaktlisteBekreftet,
    KontaktRegistrert,
    KontaktSluttet,
    MoeteAvlyst,
    MoeteFlyttet,
    MoeteplanFastsatt,
    NavnEndret,
    OrganRegistrert,
    PartAvloest,
    PartRegistrert,
    ProevemodusSatt,
    StedfortrederSatt,
    VarselregelSatt,
    VarselvalgTatt,
    avtalestroem,
)
from modeller.lager import faktalager, hovedboker
from modeller.lager.faktalager import AVTALEPREFIKS
from modeller.lager.lager import Lager, Tx
from modeller.plan import Plan
from modeller.registerfold import brett_register
from modeller.tekst import Tekst

__all__ = [
    "Avvist",
    "Hendt",
    "Registrert",
    "registerstroem",
    "registrer",
    "registrer_alle",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Registrert:
    """What a registration did: the facts that are new, and the plans of every agreement derived again, by id."""

    fakta: tuple[Faktum, ...]
    planer: dict[str, Plan]


def registerstroem(hendelse: Hendelse) -> str:  # noqa: PLR0911 - one per kind of stream
    """The register stream a happening belongs to. ValueError for an agreement's, and for an undo, which may be any."""
    match hendelse:
        case PartRegistrert(part=part):
            return f"part/{part.id}"
        case KontaktRegistrert(kontakt=kontakt):
            return f"kontakt/{kontakt.id}"
        case NavnEndret(part=part_id) | PartAvloest(part=part_id) | KontaktlisteBekreftet(part=part_id):
            return f"part/{part_id}"
        case VarselregelSatt(gjelder=stroem) if not stroem.startswith(AVTALEPREFIKS):
            return stroem
        case VarselvalgTatt(kontakt=kontakt_id):
            return f"kontakt/{kontakt_id}"
        case KontaktSluttet(kontakt=kontakt_id) | StedfortrederSatt(kontakt=kontakt_id):
            return f"kontakt/{kontakt_id}"
        case OrganRegistrert(organ=organ):
            return f"organ/{organ.id}"
        case MoeteplanFastsatt(organ=organ_id) | MoeteAvlyst(organ=organ_id) | MoeteFlyttet(organ=organ_id):
            return f"organ/{organ_id}"
        case KalenderkildeSatt(organ=organ_id) | KalenderkildeFjernet(organ=organ_id):
            return f"organ/{organ_id}"
        case ProevemodusSatt():
            return INSTALLASJON
        case _:
            raise ValueError(f"{type(hendelse).__name__} says nothing of which register stream it belongs to")


async def registrer(
    lager: Lager,
    hendelser: Sequence[Hendelse],
    *,
    avtale: str | None = None,
    skjedde: date,
    av: str,
    naa: datetime,
    grunnlag: Grunnlag,
    oppdiktet: bool = False,
) -> Registrert:
    """Register happenings of one agreement (or, without `avtale`, of the register) in one transaction.

    `skjedde` is the day in Oslo they happened, `av` who registers, `naa` the aware instant of registration. Raises
    `Avvist` with the reasons when one of them cannot be; then nothing is stored.
    """
    hendte = [
        Hendt(
            stroem=avtalestroem(avtale) if avtale is not None else registerstroem(hendelse),
            hendelse=hendelse,
            skjedde=skjedde,
            oppdiktet=oppdiktet,
        )
        for hendelse in hendelser
    ]
    async with lager.skriving() as tx:
        return await registrer_alle(tx, hendte, av=av, naa=naa, grunnlag=grunnlag)


async def registrer_alle(tx: Tx, hendte: Sequence[Hendt], *, av: str, naa: datetime, grunnlag: Grunnlag) -> Registrert:
    """Register happenings of any streams in the caller's transaction.

    Register happenings are taken first, then each agreement's in the order given. Every agreement they concern is
    derived again. An id stored before is passed over. Raises `Avvist` for the first that cannot be, which must be let
    out of the transaction so that nothing is stored.
    """
    dag = oslodag(naa)
    for stroem in sorted({hendt.stroem for hendt in hendte}):
        await faktalager.laas(tx, stroem)
    registerhendte = [hendt for hendt in hendte if not hendt.stroem.startswith(AVTALEPREFIKS)]
    avtalehendte = [hendt for hendt in hendte if hendt.stroem.startswith(AVTALEPREFIKS)]
    nye = await _til_registeret(tx, registerhendte, av, naa, grunnlag)
    beroert = {stroem for faktum in nye for stroem in beroerte(faktum.stroem, faktum.hendelse)}
    avtaler = set(await faktalager.avhengige(tx, beroert))
    stand = await hent_register(tx, dag)
    for stroem, egne in _per_stroem(avtalehendte).items():
        fra_stroemmen = await _til_avtalen(tx, stroem, egne, stand, av, naa, grunnlag)
        if fra_stroemmen:
            avtaler.add(stroem.removeprefix(AVTALEPREFIKS))
        nye += fra_stroemmen
    planer: dict[str, Plan] = {}
    for avtale in sorted(avtaler):
        plan = await oppdater(tx, avtale, naa=naa, grunnlag=grunnlag, stand=stand)
        if plan is not None:
            planer[avtale] = plan
    return Registrert(fakta=tuple(nye), planer=planer)


async def _til_registeret(tx: Tx, hendte: Sequence[Hendt], av: str, naa: datetime, grunnlag: Grunnlag) -> list[Faktum]:
    """Append register happenings, then check each against the register with all of them in it.

    So their order among themselves is free, and a register of any size is folded once.
    """
    if not hendte:
        return []
    foer = await faktalager.les_register(tx)
    nye: list[Faktum] = []
    for stroem, egne in _per_stroem(hendte).items():
        nye += await faktalager.tilfoey(tx, stroem, [som_nytt(hendt, av, naa) for hendt in egne])
    register, dag = brett_register((*foer, *nye), date.max), oslodag(naa)
    for faktum in nye:
        if grunner := registerinnvendinger(faktum, register, (*foer, *nye), dag, grunnlag.livsloep.values()):
            raise _avvist(faktum, grunner)
    if angringer := [faktum for faktum in nye if isinstance(faktum.hendelse, FaktumAngret)]:
        foer_angringene = brett_register(foer, date.max)
        borte = sorted(foer_angringene.parter.keys() - register.parter.keys())
        avtaler = {part: await faktalager.avhengige(tx, [f"part/{part}"]) for part in borte}
        if grunner := list(uttaksinnvendinger(foer_angringene, register, avtaler)):
            raise _avvist(angringer[0], grunner)
    await _proev_adressene_igjen(tx, nye)
    return nye


def _avvist(faktum: Faktum, grunner: Sequence[Tekst]) -> Avvist:
    hendt = Hendt(stroem=faktum.stroem, hendelse=faktum.hendelse, skjedde=faktum.skjedde, id=faktum.id)
    return Avvist(hendt, grunner)


async def _proev_adressene_igjen(tx: Tx, nye: Sequence[Faktum]) -> None:
    """An address somebody has just registered is believed again, also where mail was turned away before."""
    for faktum in nye:
        match faktum.hendelse:
            case KontaktRegistrert(kontakt=kontakt):
                await hovedboker.merk_leverbar(tx, kontakt.epost)
            case PartRegistrert(part=part) if part.postmottak:
                await hovedboker.merk_leverbar(tx, part.postmottak)
            case _:
                pass


async def _til_avtalen(
    tx: Tx, stroem: str, hendte: Sequence[Hendt], stand: Registerstand, av: str, naa: datetime, grunnlag: Grunnlag
) -> list[Faktum]:
    innfoering = Innfoering(tx, await faktalager.les_stroem(tx, stroem), stand, av=av, naa=naa, grunnlag=grunnlag)
    for hendt in hendte:
        await innfoering.ta(hendt)
    await innfoering.lagre(stroem)
    return innfoering.nye


def _per_stroem(hendte: Sequence[Hendt]) -> dict[str, list[Hendt]]:
    stroemmer: dict[str, list[Hendt]] = {}
    for hendt in hendte:
        stroemmer.setdefault(hendt.stroem, []).append(hendt)
    return stroemmer
