"""A digest in words: sections of lines, over all the agreements it is about, and how it names parties and steps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from modeller.fakta import Fristart
from modeller.plan import Plan, Plansteg
from modeller.register import Register
from modeller.tekst import Maalform, Tekst, dato_kort, lik, oppramsing
from varsler.adresse import en_linje
from varsler.stegord import er_raad, tittel_i_ord, tittel_med_dato
from varsler.svarlenke import Lenke
from varsler.vedtaksgang import neste_moetedag, utsatt_i_moete

LINJER = 8
"""So many lines a section has at the most: a digest is read in a minute."""
TEGN = 300
"""So long a line is at the most: a note may be any length."""
NAVN = 3
"""So many parties or agreements are named in a line, and lines stand under one; of more it says how many."""
DAGER_BARE = 14
"""From so many days on a delay is told in weeks."""
UKE = 7
FLERE = lik("og {} til")
PASSERT = "passert"
UTSATT_TIL = Tekst("utsatt, neste møte {}", "utsett, neste møte {}")
UTSATT_UTEN_MOETE = Tekst("utsatt, ingen flere møter i møteplanen", "utsett, ingen fleire møte i møteplanen")
IKKE_HOLDT = Tekst("ikke registrert som holdt", "ikkje registrert som halde")
PARTER = Tekst("{} parter", "{} partar")
AVTALER = Tekst("{} avtaler", "{} avtalar")


@dataclass(frozen=True, slots=True, kw_only=True)
class Linje:
    """One line: `hvem` stands first, set apart from the `tekst` after it (which has the space or colon between them);
    `lenke` is where it is seen to, `under` are lines of its own.
    """

    tekst: str
    hvem: str = ""
    lenke: Lenke | None = None
    under: tuple[Linje, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Avsnitt:
    """A heading with its lines."""

    tittel: str
    linjer: tuple[Linje, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Oversikt:
    """The sections of a digest. `avtaler` names the agreements, or says how many; `antall` is how many things wait for
    the reader, and `viktigst` are the first of them, which follow on the introduction.
    """

    avsnitt: tuple[Avsnitt, ...]
    avtaler: str
    antall: int
    anbefalt: int = 0
    """How many of them are recommended and not required."""
    viktigst: tuple[Linje, ...] = ()
    hvor: str = ""
    """Where they are, when that is in one agreement alone or in several; else the lines say it themselves."""
    er_resten: bool = False
    """Whether the message has items of its own before the digest, which leaves out what they tell."""
    har_flere: bool = False
    """Whether the reader is needed for more than these."""
    over: int = 0
    """How much is overdue besides, that the reader need not see to yet."""
    brutt: int = 0
    """How many dates ahead will not hold."""
    uendret: bool = False
    """Whether there is nothing new in any of the agreements."""
    har_svar: bool = False
    """Whether what the reader must do is answered from there."""
    overlatt: bool = False
    """Whether there is more, which the reader has handed over to a colleague."""

    @property
    def er_tom(self) -> bool:
        """Whether there is nothing in it, as when the message's own items tell all there is."""
        return not self.avsnitt and not self.viktigst


def avsnitt(
    tittel: str, linjer: Iterable[Linje], maalform: Maalform, resten: Lenke | None, *, plass: int = LINJER
) -> tuple[Avsnitt, ...]:
    """The section, cut short when it is long (`resten` is where the rest is, if anywhere, told once); none without
    lines.
    """
    hele = tuple(dict.fromkeys(map(_trygg, linjer)))
    alle = tuple(_kortet(linje, maalform) for linje in hele)
    if not alle:
        return ()
    vist: list[Linje] = []
    for linje in alle:
        vist.append(linje)
        plass -= max(len(linje.under), 1)
        if plass <= 0:
            break
    utelatt = alle[len(vist) :]
    if utelatt and len(vist) > 1 and not vist[-1].under:  # the line that says so is one too
        utelatt = (vist.pop(), *utelatt)
    if utelatt:
        antall = sum(max(len(linje.under), 1) for linje in utelatt)
        vist.append(Linje(tekst=FLERE.paa(maalform).format(antall), lenke=resten))
    elif kortede := [nr for nr, linje in enumerate(hele) if linje.under != vist[nr].under]:
        siste = vist[kortede[-1]]
        vist[kortede[-1]] = replace(siste, lenke=siste.lenke or resten)
    return (Avsnitt(tittel=tittel, linjer=tuple(vist)),)


def _kortet(linje: Linje, maalform: Maalform) -> Linje:
    """With some of the lines under it and how many there are besides, when they are many."""
    if len(linje.under) <= NAVN + 1:
        return linje
    resten = Linje(tekst=FLERE.paa(maalform).format(len(linje.under) - NAVN))
    return replace(linje, under=(*linje.under[:NAVN], resten))


def _trygg(linje: Linje) -> Linje:
    """What people wrote stays on its own line, and is no longer than a line may be."""
    return replace(
        linje, hvem=en_linje(linje.hvem), tekst=_kort(linje.tekst), under=tuple(_trygg(en) for en in linje.under)
    )


def _kort(tekst: str) -> str:
    foran = tekst[: len(tekst) - len(tekst.lstrip())]
    linje = f"{foran}{en_linje(tekst)}"
    return linje if len(linje) <= TEGN else f"{linje[: TEGN - 1].rstrip()}…"


def partene(parter: Iterable[str], register: Register, maalform: Maalform) -> str:
    """The parties' names, each once."""
    return oppramsing([register.navn(part).paa(maalform) for part in dict.fromkeys(parter)])


def navngitt(parter: Collection[str], register: Register, maalform: Maalform) -> str:
    """All the parties by name, by their short ones when they are many: who has the ball is never only a number."""
    if len(parter) <= NAVN:
        return partene(parter, register, maalform)
    return oppramsing([register.kortnavn(part).paa(maalform) for part in parter])


def partene_kort(parter: Iterable[str], register: Register, maalform: Maalform) -> str:
    """The parties by their short names, or how many they are."""
    ulike = tuple(dict.fromkeys(parter))
    if len(ulike) > NAVN:
        return PARTER.paa(maalform).format(len(ulike))
    return oppramsing([register.kortnavn(part).paa(maalform) for part in ulike])


def avtalene(navn: Collection[str], maalform: Maalform) -> str:
    """The agreements by name, or how many they are."""
    if len(navn) > NAVN:
        return AVTALER.paa(maalform).format(len(navn))
    return oppramsing([f"«{ett}»" for ett in navn])


def kortnavn(planer: Sequence[Plan], maalform: Maalform) -> Mapping[str, str]:
    """By agreement, what it is called among these: without the words that several of them begin with («Bygdevekstavtale
    for …»).
    """
    navn = {plan.avtale: plan.navn.paa(maalform) for plan in planer}
    foran = Counter(ett.partition(" for ")[0] for ett in navn.values() if " for " in ett)
    return {
        avtale: ett.partition(" for ")[2] if foran[ett.partition(" for ")[0]] > 1 else ett
        for avtale, ett in navn.items()
    }


def steget(plan: Plan, steg: Plansteg, maalform: Maalform) -> str:
    """The step in quotation marks with its date, and how far past its deadline it is, or that another date is past."""
    tittel = tittel_med_dato(plan, steg, maalform)
    if er_passert(steg, plan.dag):
        hvor_sent = PASSERT
    elif steg.forfalt(plan.dag):
        hvor_sent = for_sent(steg, plan.dag, maalform)
    else:
        return tittel
    return f"{tittel.removesuffix(')')}, {hvor_sent})"


def er_passert(steg: Plansteg, dag: date) -> bool:
    """Whether its date is past and no deadline: one that is overdue says how much."""
    return steg.frist is not None and steg.frist < dag and (steg.art is not Fristart.FRIST or er_raad(steg))


def for_sent(steg: Plansteg, dag: date, maalform: Maalform) -> str:
    """`5 dager over fristen`, `3 uker over fristen`; of a meeting, which is no deadline, that nobody has said it was
    held; of a decision put off, when the body meets next.
    """
    if steg.er_innkalt:
        return IKKE_HOLDT.paa(maalform)
    if utsatt_i_moete(steg):
        moetet = neste_moetedag(steg)
        return UTSATT_TIL.paa(maalform).format(dato_kort(moetet)) if moetet else UTSATT_UTEN_MOETE.paa(maalform)
    return f"{saa_lenge(steg.dager_over(dag), maalform)} over fristen"


def saa_lenge(dager: int, maalform: Maalform) -> str:
    """`1 dag`, `5 dager`, `3 uker`: whole weeks when it is long."""
    nn = maalform is Maalform.NN
    if dager >= DAGER_BARE:
        return f"{dager // UKE} {'veker' if nn else 'uker'}"
    return f"{dager} {'dag' if dager == 1 else 'dagar' if nn else 'dager'}"


def bare_tittel(plan: Plan, steg: Plansteg, maalform: Maalform) -> str:
    """The step in quotation marks."""
    return f"«{tittel_i_ord(plan, steg, maalform)}»"
