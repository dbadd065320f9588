"""From a plan to calendar entries: one per step with a date, one per milestone on the way to a decision."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping

from modeller.fakta import Fristart
from modeller.plan import Milepael, Plan, Plansteg, Status
from modeller.register import Register
from modeller.tekst import Maalform, Tekst
from varsler.kalender import ord as kalenderord
from varsler.kalender.lenker import Lenker
from varsler.kalender.oppfoering import Oppfoering, Tilstand

KATEGORIER: Mapping[str, tuple[Tekst, str]] = {
    "bygdevekst": (Tekst("Bygdevekstavtale", "Bygdevekstavtale"), "seagreen"),
    "samarbeid": (Tekst("Samarbeidsavtale", "Samarbeidsavtale"), "steelblue"),
    "distriktssatsing": (Tekst("Distriktssatsing", "Distriktssatsing"), "darkorange"),
    "utviklingsavtale": (Tekst("Utviklingsavtale", "Utviklingsavtale"), "mediumpurple"),
    "omstilling": (Tekst("Regional omstilling", "Regional omstilling"), "firebrick"),
    "periode": (Tekst("Periodeavtale", "Periodeavtale"), "goldenrod"),
    "generell": (Tekst("Avtale", "Avtale"), "slategray"),
}
"""Category and CSS colour per lifecycle."""


def oppfoeringer(
    plan: Plan,
    register: Register,
    lenke: Lenker,
    *,
    part: str | None = None,
    steg: Collection[str] | None = None,
) -> tuple[Oppfoering, ...]:
    """The plan's entries in its own order, the same for every reader.

    `part` keeps what concerns that party: where it acts, takes part or has the ball, and what concerns everyone.
    `steg` keeps the steps with these ids. Steps that have lapsed and steps without a date have no entry.
    """
    flertall = Counter(_likt_steg(s) for s in plan)
    return tuple(
        oppfoering
        for s in plan
        if s.status is not Status.BORTFALT and (steg is None or s.id in steg) and _gjelder(s, part)
        for oppfoering in _for_steg(plan, s, register, lenke, flertall[_likt_steg(s)] > 1)
    )


def _likt_steg(steg: Plansteg) -> tuple[str, int | None, str | None]:
    return steg.steg, steg.aar, steg.delmaal


def _gjelder(steg: Plansteg, part: str | None) -> bool:
    return part is None or not steg.parter or part in (*steg.parter, *steg.deltar, *steg.ball)


def _for_steg(plan: Plan, steg: Plansteg, register: Register, lenke: Lenker, flere: bool) -> Iterator[Oppfoering]:
    oppdiktet = [_oppdiktet(m, register) for m in steg.milepaeler]
    if steg.status is not Status.IKKE_AKTUELL:
        for milepael in steg.milepaeler:
            if _vises(milepael, steg):
                # Papers and saksframlegg hang on the meeting after them, so one made-up plan colours them all.
                yield _oppfoering(plan, steg, milepael, register, lenke, flere, any(oppdiktet))
    if steg.frist is not None or _skjedd_av_seg_selv(steg):
        yield _oppfoering(plan, steg, None, register, lenke, flere, any(oppdiktet))


def _vises(milepael: Milepael, steg: Plansteg) -> bool:
    """The deciding meeting is the step's own entry; what a finished step never registered tells nobody anything."""
    if milepael.noekkel.startswith("vedtak:") and milepael.dato == steg.frist:
        return False
    return milepael.naadd is not None or steg.status is not Status.UTFOERT


def _oppfoering(
    plan: Plan,
    steg: Plansteg,
    milepael: Milepael | None,
    register: Register,
    lenke: Lenker,
    flere: bool,
    oppdiktet: bool,
) -> Oppfoering:
    url = Tekst(*(lenke(plan.avtale, steg.id, m) for m in (Maalform.NB, Maalform.NN)))
    dag = milepael.dato if milepael else steg.utfoert if _skjedd_av_seg_selv(steg) else steg.frist
    assert dag is not None
    bare_maaned = milepael is None and steg.bare_maaned and not _skjedd_av_seg_selv(steg)
    kategori, farge = KATEGORIER.get(plan.livsloep, KATEGORIER["generell"])
    return Oppfoering(
        avtale=plan.avtale,
        steg=steg.id,
        milepael=milepael.noekkel if milepael else None,
        dag=dag.replace(day=1) if bare_maaned else dag,
        bare_maaned=bare_maaned,
        tilstand=_tilstand(steg, milepael),
        tittel=kalenderord.tittel(plan, steg, milepael, register, flere, oppdiktet),
        beskrivelse=kalenderord.beskrivelse(plan, steg, milepael, register, url, oppdiktet),
        url=url,
        kategori=kategori,
        farge=farge,
    )


def _tilstand(steg: Plansteg, milepael: Milepael | None) -> Tilstand:
    if milepael and milepael.naadd:
        return Tilstand.FERDIG
    if steg.status is Status.IKKE_AKTUELL:
        return Tilstand.AVLYST
    if steg.status is Status.UTFOERT:
        return Tilstand.FERDIG if steg.parter else Tilstand.FAST
    return Tilstand.FAST if steg.art is Fristart.FRIST and not steg.uavklart else Tilstand.USIKKER


def _skjedd_av_seg_selv(steg: Plansteg) -> bool:
    """What nobody does, such as being in force, stands on the day it came about."""
    return not steg.parter and steg.utfoert is not None


def _oppdiktet(milepael: Milepael, register: Register) -> bool:
    organ = register.organer.get(milepael.noekkel.partition(":")[2])
    return organ is not None and organ.oppdiktet
