"""A step in the words of a message: its title, its date and kind of date, its route and its source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from modeller.fakta import Fristart, FristUtsatt
from modeller.faktaliste import gjeldende
from modeller.kildevalg import kilde_i_ord
from modeller.livsloep import Krav
from modeller.plan import Milepael, Plan, Plansteg
from modeller.register import Register
from modeller.tekst import Maalform, Tekst, dato_kort, maaned_ord, oppramsing
from varsler.fraser import (
    ANBEFALT,
    ANBEFALT_DATO,
    ANBEFALT_INNEN,
    ART,
    ART_BESTEMT,
    ART_FORKLART,
    IKKE_FRIST,
    MOETE,
    MOETE_BESTEMT,
    MOETEDAG,
    dag_i_ord,
)

OM_DET = Tekst("Dette er anbefalt, ikke påkrevd.", "Dette er tilrådd, ikkje påkravd.")
OM_FRISTEN = Tekst(
    "Dette er anbefalt, ikke påkrevd, men det er satt en frist for det.",
    "Dette er tilrådd, ikkje påkravd, men det er sett ein frist for det.",
)
OM_MOETET = Tekst("Møtet er anbefalt, ikke påkrevd.", "Møtet er tilrådd, ikkje påkravd.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Linje:
    """A labelled value."""

    navn: str
    verdi: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Milepaelord:
    """A milestone in words."""

    dato: str
    tittel: str
    naadd: bool = False
    passert: bool = False
    holdes_ikke: bool = False


def tittel_i_ord(plan: Plan, steg: Plansteg, maalform: Maalform) -> str:
    """The step's title, with its year and delmål where it has them."""
    tittel = steg.navn.paa(maalform)
    delmaal = plan.delmaal.get(steg.delmaal or "")
    return f"{tittel}: {delmaal.navn.paa(maalform)}" if delmaal else tittel


def stegtittel(plan: Plan, steg: Plansteg) -> Tekst:
    """The same in both written standards."""
    return Tekst(tittel_i_ord(plan, steg, Maalform.NB), tittel_i_ord(plan, steg, Maalform.NN))


def tittel_med_dato(plan: Plan, steg: Plansteg, maalform: Maalform) -> str:
    """The title in quotation marks with the date and its kind: `«Søknad om tilskudd 2024» (frist 16.9.2024)`; and
    that it is recommended, when it is.
    """
    tittel = f"«{tittel_i_ord(plan, steg, maalform)}»"
    deler = [ANBEFALT.paa(maalform)] if steg.krav is Krav.ANBEFALT and not bare_anbefalt_dato(steg) else []
    if steg.frist is not None:
        deler.append(f"{art_kort(steg, maalform)} {kort_dato(steg.frist, bare_maaned=steg.bare_maaned)}")
    return f"{tittel} ({', '.join(deler)})" if deler else tittel


def samlet(stegene: Sequence[Plansteg], plan: Plan, register: Register, maalform: Maalform) -> str:
    """The steps with their dates; what several parties have one each of is told once, with whose they are."""
    like: dict[str, list[Plansteg]] = {}
    for steg in stegene:
        like.setdefault(tittel_med_dato(plan, steg, maalform), []).append(steg)
    titler = [tittel_i_ord(plan, steg, maalform) for steg in stegene]
    deler = []
    for ord_, egne in like.items():
        parter = dict.fromkeys(part for steg in egne for part in steg.parter)
        hos = oppramsing([register.navn(part).paa(maalform) for part in parter])
        deler.append(f"{ord_} hos {hos}" if titler.count(tittel_i_ord(plan, egne[0], maalform)) > 1 else ord_)
    return oppramsing(deler)


def er_raad(steg: Plansteg) -> bool:
    """Whether it is recommended and nobody has set a deadline for it: it is never late."""
    return steg.krav is Krav.ANBEFALT and not steg.forpliktende


def anbefalt_i_ord(steg: Plansteg, maalform: Maalform) -> str:
    """That the step is recommended and not required, as a sentence; empty when it is required."""
    if steg.krav is not Krav.ANBEFALT:
        return ""
    om = OM_MOETET if steg.er_innkalt else OM_FRISTEN if steg.forpliktende else OM_DET
    return om.paa(maalform)


def ble_frist(plan: Plan, steg: Plansteg) -> bool:
    """Whether whoever last moved its date made it a deadline, and nobody had before."""
    hendelser = (faktum.hendelse for faktum in gjeldende(plan.fakta, plan.dag))
    arter = [h.art for h in hendelser if isinstance(h, FristUtsatt) and h.steg == steg.id]
    foer = [art for art in arter[:-1] if art is not None]
    return arter[-1:] == [Fristart.FRIST] and foer[-1:] != [Fristart.FRIST]


def bare_anbefalt_dato(steg: Plansteg) -> bool:
    """Whether its date would be a deadline if the step were required."""
    return steg.frist is not None and steg.art is Fristart.FRIST and er_raad(steg)


def art_kort(steg: Plansteg, maalform: Maalform) -> str:
    """The kind of date as it stands before the date itself."""
    if bare_anbefalt_dato(steg):
        return ANBEFALT_INNEN.paa(maalform)
    return (MOETE if steg.er_innkalt else ART[steg.art]).paa(maalform)


def vedtaksdag_for(steg: Plansteg) -> date | None:
    """The day of the deciding meeting: a date somebody expects may lie after it."""
    return steg.milepaeler[-1].dato if steg.milepaeler else steg.frist


def art_i_ord(steg: Plansteg, maalform: Maalform) -> str:
    """The kind of date as a sentence begins with it."""
    if bare_anbefalt_dato(steg):
        return ANBEFALT_DATO.paa(maalform)
    if steg.er_innkalt:
        return MOETE_BESTEMT.paa(maalform)
    bestemt = ART_BESTEMT[steg.art].paa(maalform)
    return bestemt.replace("dato", "tidspunkt") if steg.bare_maaned else bestemt


def kort_dato(dag: date, *, bare_maaned: bool) -> str:
    """`7.11.2024`, or `januar 2025` where only the month is known."""
    return maaned_ord(dag) if bare_maaned else dato_kort(dag)


def fristlinje(steg: Plansteg, maalform: Maalform) -> Linje | None:
    """The step's date as a labelled line; None without one."""
    if steg.frist is None:
        return None
    forklart = ART_FORKLART[steg.art].paa(maalform)
    verdi = dag_i_ord(steg.frist, maalform, bare_maaned=steg.bare_maaned)
    if bare_anbefalt_dato(steg):
        return Linje(navn=ANBEFALT_DATO.paa(maalform), verdi=f"{verdi} ({IKKE_FRIST.paa(maalform)})")
    if steg.er_innkalt:
        return Linje(navn=MOETEDAG.paa(maalform), verdi=verdi)
    navn = ART_BESTEMT[steg.art].paa(maalform) if steg.art is not Fristart.FRIST else "Frist"
    return Linje(navn=navn, verdi=f"{verdi} ({forklart})" if forklart else verdi)


def veien_i_ord(veien: Sequence[Milepael], maalform: Maalform, i_dag: date) -> tuple[Milepaelord, ...]:
    """The route, as read on `i_dag`. A point before one that is reached was not missed."""
    siste = max((nr for nr, m in enumerate(veien) if m.naadd is not None), default=-1)
    return tuple(_punkt_i_ord(m, maalform, i_dag, forbi=nr < siste) for nr, m in enumerate(veien))


def _punkt_i_ord(milepael: Milepael, maalform: Maalform, i_dag: date, *, forbi: bool) -> Milepaelord:
    return Milepaelord(
        dato=dato_kort(milepael.dato),
        tittel=milepael.tittel.paa(maalform),
        naadd=milepael.naadd is not None,
        passert=milepael.dato < i_dag and not forbi,
        holdes_ikke=milepael.avlyst,
    )


def kilden(steg: Plansteg, maalform: Maalform) -> str:
    """Where the step is stated; empty when nowhere."""
    kilde = kilde_i_ord(steg.kilde, steg.moenster)
    return kilde.paa(maalform) if kilde else ""


def paa_oppdiktet_plan(steg: Plansteg, register: Register) -> bool:
    """Whether the milestones lean on a made-up meeting plan and the derivation does not say so itself."""
    if any(ledd.setning == "oppdiktet_moeteplan" for ledd in steg.begrunnelse):
        return False
    organer = (m.noekkel.partition(":")[2] for m in steg.milepaeler)
    return any(o in register.organer and register.organer[o].oppdiktet for o in organer)
