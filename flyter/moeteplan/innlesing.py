"""From what was read to what it means: entries given to their bodies, each held against its plan, as happenings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from flyter.innfoering import Hendt
from flyter.moeteplan.fordeling import Organsoeker
from flyter.moeteplan.gjenkjenning import Tvil, Uviss, kjenn_igjen
from flyter.moeteplan.lest import Lest, Planfeil, Uforstaatt
from modeller.kontroll import LENGST_FRAM_AAR
from modeller.moeteplan import Moeteoppfoering, Moeteslag, Sammenligning, sammenlign, var_der
from modeller.register import Organ, Register
from modeller.tekst import Tekst, oppramsing

FOR_FJERNT = Tekst(
    f"Datoen er mer enn {LENGST_FRAM_AAR} år unna. Sjekk årstallet.",
    f"Datoen er meir enn {LENGST_FRAM_AAR} år unna. Sjekk årstalet.",
)


NOK_TIL_AA_STUSSE = 3
"""A source that takes away so many meetings, and most of those there are, is not believed without a person."""


class Frafall(NamedTuple):
    """So many of a body's coming meetings (of `aar`, or of all when None) that a source takes away, that it may be
    broken.
    """

    organ: str
    borte: int
    av: int
    aar: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Innlesing:
    """What a source means to the bodies it was read for: `per_organ` by id, in the order of their names.

    `uforstaatt` may be meetings, so while there are any that were not there before, no known meeting is called off for
    having vanished (then `holder_igjen` is how many would have been); of those that can be read but not told from other
    things, `uvisse` is how many there are and `nye_uvisse` how many were not there before. `andre` are something else.
    `frafall` is what nobody should believe without having looked.
    """

    per_organ: Mapping[str, Sammenligning]
    uforstaatt: tuple[Uforstaatt, ...]
    andre: tuple[Uforstaatt, ...]
    holder_igjen: int = 0
    frafall: tuple[Frafall, ...] = ()
    uvisse: int = 0
    nye_uvisse: int = 0

    @property
    def kan_slippes(self) -> bool:
        """Whether what is held back would go, were what cannot be told from other things known not to be meetings."""
        return self.holder_igjen > 0 and self.uvisse == len(self.uforstaatt)

    def hendte(self, dag: date, kilde: str | None) -> list[Hendt]:
        """The happenings to register, told on `dag`; `kilde` is where they are told."""
        return [
            Hendt(stroem=f"organ/{organ}", hendelse=hendelse, skjedde=dag, kilde=kilde)
            for organ, sammenligning in self.per_organ.items()
            for hendelse in sammenligning.hendelser
        ]


def les_inn(  # noqa: PLR0913 - what it takes, each of its own kind
    lest: Lest,
    organer: Collection[Organ],
    register: Register,
    dag: date,
    fridager: Collection[date],
    *,
    gitt: Organ | None = None,
    alt_er_moeter: bool = False,
    resten_er_ikke_moeter: bool = False,
    sist: Iterable[Moeteoppfoering] = (),
) -> Innlesing:
    """Give the entries to those of `organer` they are of, and hold each body's against its plan.

    With `gitt`, one of them, what names no other body is its own if it can be a meeting, and only its plan is looked
    at; `alt_er_moeter` says that somebody knows it is, `resten_er_ikke_moeter` that what cannot be told from other
    things is not. On public holidays (`fridager`) only what names its body is a
    meeting. `sist` is what the same source said before. Raises `Planfeil` when nothing was an entry of any of them: an
    empty calendar is a fault of the source, not a year without meetings.
    """
    soeker = Organsoeker(
        organer=tuple(organer), register=register, fridager=fridager, gitt=gitt, alt_er_moeter=alt_er_moeter
    )
    egne: dict[str, list[Moeteoppfoering]] = {}
    uforstaatt: list[Uforstaatt] = []
    andre: list[Uforstaatt] = []
    sist = tuple(sist)
    sagt_foer = {(en.kilde_id, en.dato, en.tittel) for en in sist}
    kan_vaere_flyttet = False
    uvisse = nye_uvisse = 0
    naere = []
    for en in lest.oppfoeringer:
        if en.dato.year - dag.year > LENGST_FRAM_AAR:
            uforstaatt.append(_listet(en, FOR_FJERNT))
            kan_vaere_flyttet = True
        else:
            naere.append(en)
    for en, organ in soeker.fordel(naere):
        if isinstance(organ, Organ):
            egne.setdefault(organ.id, []).append(en)
        elif organ.er_moete is None:
            uforstaatt.append(_listet(en, organ.grunn))
            uvisse += 1
            nye_uvisse += (en.kilde_id, en.dato, en.tittel) not in sagt_foer
        else:
            andre.append(_listet(en, organ.grunn))
    for ulest in lest.uforstaatt:
        omtrent = Moeteoppfoering(kilde_id=None, dato=dag, tittel=ulest.hva)
        vedkommer = kjenn_igjen(omtrent, tuple(organer), register)
        if isinstance(vedkommer, Tvil):
            vedkommer = vedkommer.organ
        en_annens = vedkommer is Uviss.ANNET or (gitt is not None and vedkommer not in {gitt, Uviss.UKJENT})
        (andre if en_annens else uforstaatt).append(ulest)
        kan_vaere_flyttet |= not en_annens
    if not egne:
        raise _ingen_moeter([gitt] if gitt else organer, [*uforstaatt, *andre])
    foer: dict[str, list[Moeteoppfoering]] = {}
    for en, organ in replace(soeker, alt_er_moeter=gitt is not None and gitt.bare_moeter).fordel(sist):
        if isinstance(organ, Organ):
            foer.setdefault(organ.id, []).append(en)
    hele = {
        organ.id: sammenlign(organ, egne[organ.id], dag, sist=foer.get(organ.id, ()))
        for organ in sorted(organer, key=lambda organ: organ.navn.nb)
        if organ.id in egne
    }
    alle = hele
    if kan_vaere_flyttet or (nye_uvisse and not resten_er_ikke_moeter):
        alle = {
            id_: sammenlign(register.organer[id_], egne[id_], dag, sist=foer.get(id_, ()), kan_trekke=False)
            for id_ in hele
        }
    return Innlesing(
        per_organ=alle,
        uforstaatt=tuple(uforstaatt),
        andre=tuple(andre),
        holder_igjen=sum(len(hele[id_].endringer) - len(alle[id_].endringer) for id_ in hele),
        frafall=tuple(
            f for id_, en in alle.items() for f in _frafall(register.organer[id_], en, dag, foer.get(id_, ()))
        ),
        uvisse=uvisse,
        nye_uvisse=nye_uvisse,
    )


def _frafall(
    organ: Organ, sammenligning: Sammenligning, dag: date, sist: Collection[Moeteoppfoering]
) -> Iterator[Frafall]:
    """The years it is of, or all that is to come together when it is of none of them alone; of the meetings that the
    source had, for those it never had it cannot take away.
    """
    kommer = Counter(
        moete.dato.year for moete in organ.moeter if not moete.avlyst and moete.dato >= dag and var_der(moete, sist)
    )
    borte = Counter(
        en.moete.dato.year
        for en in sammenligning.endringer
        if en.slag in {Moeteslag.BORTE, Moeteslag.AVLYST, Moeteslag.PASSERT} and en.moete is not None
    )
    aarene = [aar for aar in sorted(borte) if _er_paafallende(borte[aar], kommer[aar])]
    yield from (Frafall(organ.id, borte[aar], kommer[aar], aar) for aar in aarene)
    if not aarene and _er_paafallende(borte.total(), kommer.total()):
        yield Frafall(organ.id, borte.total(), kommer.total(), None)


def _er_paafallende(borte: int, av: int) -> bool:
    return borte >= NOK_TIL_AA_STUSSE and 2 * borte > av


def _listet(en: Moeteoppfoering, grunn: Tekst) -> Uforstaatt:
    hva = en.tittel or en.utvalg or en.kalender or "uten tittel"
    return Uforstaatt(hvor=en.hvor, hva=f"{hva} ({en.dato.day}.{en.dato.month}.{en.dato.year})", grunn=grunn)


def _ingen_moeter(organer: Collection[Organ], listet: Collection[Uforstaatt]) -> Planfeil:
    navn = sorted({(organ.navn.nb, organ.navn.nn) for organ in organer})
    nb, nn = oppramsing([en[0] for en in navn], "eller"), oppramsing([en[1] for en in navn], "eller")
    eksempel = next(iter(listet), None)
    merket = f" «{eksempel.hva}»: {eksempel.grunn.nb}" if eksempel else ""
    merket_nn = f" «{eksempel.hva}»: {eksempel.grunn.nn}" if eksempel else ""
    return Planfeil(
        Tekst(
            f"Ingen av oppføringene er et møte i {nb}. Møteplanen er ikke endret.{merket}",
            f"Ingen av oppføringane er eit møte i {nn}. Møteplanen er ikkje endra.{merket_nn}",
        )
    )
