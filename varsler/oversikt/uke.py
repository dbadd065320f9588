"""The week of a coordinator in words: what needs her first, then who waits on whom, what is new and what comes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from modeller.plan import Plan, Plansteg
from modeller.register import Register
from modeller.tekst import Maalform, Tekst, dato_kort, oppramsing
from modeller.venting import hvem_venter
from varsler.fraser import dag_i_ord
from varsler.logg.faktaord import begrunnelsen, faktumsetning
from varsler.logg.loggnavn import Loggnavn, lagt_til
from varsler.oversikt.innhold import TO_UKER, kommer
from varsler.oversikt.ord import Oversikt, avsnitt, bare_tittel, over_fristen, partene
from varsler.oversikt.tider import nye_fakta
from varsler.stegord import tittel_med_dato

LENGE_OVER = timedelta(weeks=6)
"""So long past its deadline a step has become the coordinator's own matter."""
TRENGER = Tekst("Dette trenger deg", "Dette treng deg")
VENTER = Tekst("Hvem har ballen, og hvem venter", "Kven har ballen, og kven ventar")
ENDRET = Tekst("Nytt siden {}", "Nytt sidan {}")
KOMMER = Tekst("Kommer de neste to ukene", "Kjem dei neste to vekene")
VIL_HA_TID = Tekst(
    "{hvem} ber om å få flytte {steg} til {til}{grunn}", "{hvem} ber om å få flytte {steg} til {til}{grunn}"
)
AVSLAATT = Tekst("{hvem} har sagt nei: {steg}", "{hvem} har sagt nei: {steg}")
STAAR = Tekst(
    "{hvem} har vært over fristen i {uker} uker: {steg}", "{hvem} har vore over fristen i {uker} veker: {steg}"
)
UTEN_KONTAKT = Tekst("{hvem} mangler kontakt", "{hvem} manglar kontakt")
IKKE_LEVERT = Tekst(
    "{hvem}: e-post til {adresse} blir ikke tatt imot", "{hvem}: e-post til {adresse} blir ikkje teken imot"
)
HAR = Tekst("{hvem}: {steg}{over}{anslag}{venter}", "{hvem}: {steg}{over}{anslag}{venter}")
ANDRE_VENTER = Tekst(". {} venter", ". {} ventar")
ANSLAG = Tekst(", regner med å være ferdig {}", ", reknar med å vere ferdig {}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ukeavtale:
    """One agreement of the digest, with what its row noted: `fra`, the day of the last, and whom mail cannot reach."""

    plan: Plan
    fra: date
    dag: date
    uten_kontakt: Sequence[str]
    uleverbare: Sequence[tuple[str, str]]


def ukeavtale(plan: Plan, data: Mapping[str, object]) -> Ukeavtale:
    """Read from the data of a row."""
    uten, uleverbare = data.get("uten_kontakt"), data.get("uleverbare")
    return Ukeavtale(
        plan=plan,
        fra=date.fromisoformat(str(data["fra"])),
        dag=date.fromisoformat(str(data["dato"])),
        uten_kontakt=[str(part) for part in uten] if isinstance(uten, list) else [],
        uleverbare=[(str(en[0]), str(en[1])) for en in uleverbare] if isinstance(uleverbare, list) else [],
    )


def uken(avtaler: Sequence[Ukeavtale], register: Register, maalform: Maalform) -> Oversikt:
    """The digest of these agreements."""
    flere = len(avtaler) > 1

    def linjer(hva: Callable[[Ukeavtale, Register, Maalform], Iterator[str]]) -> list[str]:
        return [
            f"{linje} – {en.plan.navn.paa(maalform)}" if flere else linje
            for en in avtaler
            for linje in hva(en, register, maalform)
        ]

    trenger = linjer(_trenger)
    fra = dato_kort(min(en.fra for en in avtaler))
    return Oversikt(
        avsnitt=(
            *avsnitt(TRENGER.paa(maalform), trenger, maalform),
            *avsnitt(VENTER.paa(maalform), linjer(_venter), maalform),
            *avsnitt(KOMMER.paa(maalform), linjer(_kommer), maalform),
            *avsnitt(ENDRET.paa(maalform).format(fra), linjer(_endret), maalform),
        ),
        avtaler=oppramsing([f"«{en.plan.navn.paa(maalform)}»" for en in avtaler]),
        antall=len(trenger),
    )


def _trenger(en: Ukeavtale, register: Register, maalform: Maalform) -> Iterator[str]:
    plan = en.plan
    for steg in plan:
        hvem = partene(steg.ball or steg.parter, register, maalform)
        tittel = bare_tittel(plan, steg, maalform)
        for part, oenske in steg.oppfoelging.oensker.items():
            grunn = f": «{oenske.grunn}»" if oenske.grunn else ""
            navn, til = register.navn(part).paa(maalform), dato_kort(oenske.til)
            yield VIL_HA_TID.paa(maalform).format(hvem=navn, steg=tittel, til=til, grunn=grunn)
        if steg.avslaatt:
            yield AVSLAATT.paa(maalform).format(hvem=hvem, steg=tittel)
        elif steg.ball and not steg.hvilende and (over := steg.dager_over(plan.dag)) > LENGE_OVER.days:
            med_dato = tittel_med_dato(plan, steg, maalform)
            yield STAAR.paa(maalform).format(hvem=hvem, steg=med_dato, uker=over // 7)
    for part in en.uten_kontakt:
        yield UTEN_KONTAKT.paa(maalform).format(hvem=register.navn(part).paa(maalform))
    for part, adresse in en.uleverbare:
        yield IKKE_LEVERT.paa(maalform).format(hvem=register.navn(part).paa(maalform), adresse=adresse)


class _Likt(NamedTuple):
    """What open steps of several parties may have in common, so that they are told in one line."""

    steg: str
    over: int
    venter: str
    anslag: str


def _venter(en: Ukeavtale, register: Register, maalform: Maalform) -> Iterator[str]:
    """Open steps that others wait for, that are overdue and not yet hers, or that a party has said when it will do."""
    plan = en.plan
    ventende: dict[str, tuple[Plansteg, list[str]]] = {}
    for venting in hvem_venter([plan]):
        venter = ventende.setdefault(venting.steg.id, (venting.steg, []))[1]
        if venting.venter is not None:
            venter.append(venting.venter)
    like: dict[_Likt, list[str]] = {}
    for steg, venter in ventende.values():
        anslag = [a.dato for part, a in steg.oppfoelging.anslag.items() if part in steg.ball]
        over = steg.dager_over(plan.dag)
        if not venter and not anslag and not 0 < over <= LENGE_OVER.days:
            continue
        likt = _Likt(
            steg=tittel_med_dato(plan, steg, maalform),
            over=over,
            venter=partene(venter, register, maalform),
            anslag=dato_kort(max(anslag)) if anslag else "",
        )
        like.setdefault(likt, []).extend(steg.ball)
    for likt, parter in like.items():
        yield HAR.paa(maalform).format(
            hvem=partene(parter, register, maalform),
            steg=likt.steg,
            over=f", {over_fristen(likt.over, maalform)}" if likt.over else "",
            venter=ANDRE_VENTER.paa(maalform).format(likt.venter) if likt.venter else "",
            anslag=ANSLAG.paa(maalform).format(likt.anslag) if likt.anslag else "",
        )


def _kommer(en: Ukeavtale, register: Register, maalform: Maalform) -> Iterator[str]:
    like: dict[tuple[date, str], list[str]] = {}
    for dato, steg, milepael in kommer(en.plan, en.plan.dag + TO_UKER):
        tittel = bare_tittel(en.plan, steg, maalform)
        hva = f"{milepael.tittel.paa(maalform)}, {tittel}" if milepael else tittel
        like.setdefault((dato, hva), []).extend(steg.ball or steg.parter)
    for (dato, hva), parter in like.items():
        yield f"{dag_i_ord(dato, maalform)}: {hva} ({partene(parter, register, maalform)})"


def _endret(en: Ukeavtale, register: Register, maalform: Maalform) -> Iterator[str]:
    navn = Loggnavn(register=register, plan=en.plan, lagt_til=lagt_til(en.plan.fakta))
    etter_id = {f.id: f for f in en.plan.fakta}
    for faktum in reversed(nye_fakta(en.plan, en.fra, en.dag)):
        offer = etter_id.get(getattr(faktum.hendelse, "faktum", ""))
        setning = faktumsetning(faktum, navn, offer).paa(maalform)
        grunn = begrunnelsen(faktum.hendelse)
        yield f"{dato_kort(faktum.skjedde)}: {setning}{f' («{grunn}»)' if grunn else ''}"
