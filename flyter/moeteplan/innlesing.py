"""From what was read to what it means: entries given to their bodies, each held against its plan, as happenings."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from flyter.innfoering import Hendt
from flyter.moeteplan.gjenkjenning import Uviss, kjenn_igjen
from flyter.moeteplan.lest import Lest, Planfeil, Uforstaatt
from modeller.kontroll import LENGST_FRAM_AAR
from modeller.moeteplan import Moeteoppfoering, Sammenligning, sammenlign
from modeller.register import Organ, Register
from modeller.tekst import Tekst, oppramsing

UKJENT_ORGAN = Tekst(
    "Tittelen sier ikke sikkert hvilket organ det er møte i. Gi navnet i en egen kolonne, eller les inn ett organ om "
    "gangen.",
    "Tittelen seier ikkje sikkert kva organ det er møte i. Gi namnet i ein eigen kolonne, eller les inn eitt organ om "
    "gongen.",
)
FOR_FJERNT = Tekst(
    f"Datoen er mer enn {LENGST_FRAM_AAR} år unna. Sjekk årstallet.",
    f"Datoen er meir enn {LENGST_FRAM_AAR} år unna. Sjekk årstalet.",
)
ANNET = Tekst(
    "Dette er ikke et møte i et organ vi har møteplan for her.",
    "Dette er ikkje eit møte i eit organ vi har møteplan for her.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Innlesing:
    """What a source means to the bodies it was read for: `per_organ` by id, in the order of their names.

    `uforstaatt` may be meetings, so while there are any no known meeting is called off for having vanished (then
    `holder_igjen` is how many would have been); `andre` are something else.
    """

    per_organ: Mapping[str, Sammenligning]
    uforstaatt: tuple[Uforstaatt, ...]
    andre: tuple[Uforstaatt, ...]
    holder_igjen: int = 0

    def hendte(self, dag: date, kilde: str | None) -> list[Hendt]:
        """The happenings to register, told on `dag`; `kilde` is where they are told."""
        return [
            Hendt(stroem=f"organ/{organ}", hendelse=hendelse, skjedde=dag, kilde=kilde)
            for organ, sammenligning in self.per_organ.items()
            for hendelse in sammenligning.hendelser
        ]


def les_inn(
    lest: Lest,
    organer: Collection[Organ],
    register: Register,
    dag: date,
    *,
    gitt: Organ | None = None,
    sist: Iterable[Moeteoppfoering] = (),
) -> Innlesing:
    """Give the entries to those of `organer` they are of, and hold each body's against its plan.

    With `gitt`, one of them, what names no other body is its own, and only its plan is looked at. `sist` is what the
    same source said before. Raises `Planfeil` when nothing was an entry of any of them: an empty calendar is a fault
    of the source, not a year without meetings.
    """
    egne: dict[str, list[Moeteoppfoering]] = {}
    uforstaatt: list[Uforstaatt] = []
    andre: list[Uforstaatt] = []
    for en in lest.oppfoeringer:
        if en.dato.year - dag.year > LENGST_FRAM_AAR:
            uforstaatt.append(_listet(en, FOR_FJERNT))
            continue
        organ = _organet(en, organer, register, gitt)
        if isinstance(organ, Organ) and gitt in {None, organ}:
            egne.setdefault(organ.id, []).append(en)
        elif organ is Uviss.UKJENT:
            uforstaatt.append(_listet(en, UKJENT_ORGAN))
        else:
            andre.append(_listet(en, ANNET))
    for ulest in lest.uforstaatt:
        omtrent = Moeteoppfoering(kilde_id=None, dato=dag, tittel=ulest.hva)
        vedkommer = kjenn_igjen(omtrent, tuple(organer), register)
        en_annens = vedkommer is Uviss.ANNET or (gitt is not None and vedkommer not in {gitt, Uviss.UKJENT})
        (andre if en_annens else uforstaatt).append(ulest)
    if not egne:
        raise _ingen_moeter([gitt] if gitt else organer, [*uforstaatt, *andre])
    foer: dict[str, list[Moeteoppfoering]] = {}
    for en in sist:
        if isinstance(organ := _organet(en, organer, register, gitt), Organ):
            foer.setdefault(organ.id, []).append(en)
    alle = {
        organ.id: sammenlign(organ, egne[organ.id], dag, sist=foer.get(organ.id, ()), kan_trekke=not uforstaatt)
        for organ in sorted(organer, key=lambda organ: organ.navn.nb)
        if organ.id in egne
    }
    trekkes = sum(
        len(sammenlign(organ, egne[organ.id], dag, sist=foer.get(organ.id, ())).endringer)
        - len(alle[organ.id].endringer)
        for organ in organer
        if uforstaatt and organ.id in egne
    )
    return Innlesing(per_organ=alle, uforstaatt=tuple(uforstaatt), andre=tuple(andre), holder_igjen=trekkes)


def _organet(en: Moeteoppfoering, organer: Collection[Organ], register: Register, gitt: Organ | None) -> Organ | Uviss:
    organ = kjenn_igjen(en, tuple(organer), register)
    return gitt if gitt is not None and organ is Uviss.UKJENT else organ


def _listet(en: Moeteoppfoering, grunn: Tekst) -> Uforstaatt:
    hva = en.tittel or en.utvalg or "uten tittel"
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
