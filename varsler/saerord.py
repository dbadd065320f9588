"""What thanks, contact lists, digests and the ladder to the coordinator say beside what all items say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from modeller.register import Register
from modeller.tekst import Maalform, Tekst, lik, oppramsing
from varsler.fraser import dag_i_ord
from varsler.mottakere import dekning
from varsler.oversikt.lenker import Oversiktslenker, fortalt_av
from varsler.oversikt.maaned import maaneden
from varsler.oversikt.ord import partene
from varsler.oversikt.uke import uken
from varsler.partsrader import partene_i
from varsler.regler import OVERSIKTER, Slag
from varsler.sak import Varselsak
from varsler.sakord import Sakord
from varsler.stegord import tittel_med_dato
from varsler.svarlenke import EGNE, UTEN_STEG, Formaal
from varsler.svarmulighet import muligheter
from varsler.takk import BARE_STEGET, har_mer, neste_hos, venter_naa
from varsler.trappeord import IKKE_MINNET, MINNES_IKKE, uten_unntatte

UKEN = Tekst("Oversikt for uke {uke}, {aar}", "Oversikt for veke {uke}, {aar}")
MAANEDEN = lik("Oversikt for {maaned}")
EGNE_VALG = Tekst("Hvor ofte du får e-post", "Kor ofte du får e-post")
BARE_LEDELSE = Tekst("ledelsen", "leiinga")
POSTMOTTAK = lik("Postmottak")


def med_saerord(
    ord_: Sakord, sak: Varselsak, like: Sequence[Varselsak], maalform: Maalform, lenker: Oversiktslenker
) -> Sakord:
    """The item with what is its kind's own; `like` are all of the kind to the same address, told as one."""
    match sak.slag:
        case Slag.TAKK:
            venter = venter_naa(sak.plan, sak.steg, sak.rad.part)
            return replace(ord_, venter_naa=partene(venter, sak.register, maalform))
        case Slag.KOORDINATOR_FORFALT | Slag.KOORDINATOR_HOLDER_OPP | Slag.KOORDINATOR_OVERTAR:
            oensker = sak.steg.oppfoelging.oensker
            bedt = [oensker[part].til for part in sak.parter if part in oensker]
            bedt = bedt if len(bedt) == len(sak.parter) else []  # the others are reminded as ever
            igjen = pause_til(sak)
            return replace(
                ord_,
                ber_om_tid=dag_i_ord(max(bedt), maalform) if bedt else "",
                minnes_igjen=dag_i_ord(igjen, maalform) if igjen else "",
                minnes=_uten(MINNES_IKKE, sak, sak.parter, maalform),
                minnet=_uten(IKKE_MINNET, sak, sak.parter, maalform),
            )
        case Slag.LEDELSE_FORFALT | Slag.POSTMOTTAK_FORFALT:
            parter = partene_i(sak.rad.data) or (sak.rad.part,)
            minnet = uten_unntatte(IKKE_MINNET, parter, sak.rad.data)
            resten = [part for part in parter if part not in minnet] if minnet else []
            return replace(ord_, minnet=_navnene(minnet, sak, maalform), ikke_minnet=_navnene(resten, sak, maalform))
        case Slag.KONTAKTLISTE:
            linjer = tuple(kontaktlinjer(sak.rad.part, sak.register, sak.plan.dag, maalform))
            return replace(ord_, linjer=linjer, avtale="", saksnummer="")  # it is about no agreement
        case Slag.NY_LENKE:
            return _ny_lenke(replace(ord_, besvares=any(muligheter(sak))), sak, maalform)
        case Slag.UKESOVERSIKT:
            uke = date.fromisoformat(str(sak.rad.data["dato"])).isocalendar()
            return replace(
                ord_,
                saksnummer="",
                steget=UKEN.paa(maalform).format(uke=uke.week, aar=uke.year),
                oversikt=uken(like, sak.register, maalform, lenker),
            )
        case Slag.MAANEDSOVERSIKT:
            dag = date.fromisoformat(str(sak.rad.data["dato"]))
            return replace(
                ord_,
                saksnummer="",
                steget=MAANEDEN.paa(maalform).format(maaned=dag_i_ord(dag, maalform, bare_maaned=True)),
                oversikt=maaneden(like, sak.register, maalform, lenker),
            )
        case _:
            return ord_


def med_det_neste(saker: Sequence[Varselsak], ord_: Sequence[Sakord], maalform: Maalform) -> Iterator[Sakord]:
    """The items with what comes next after the thanks among them: each next step is told once in a message, under the
    last of its thanks, and not where it is an item itself. Where nothing is left to do at all, that is said once.
    """
    takkene = {nr: sak for nr, sak in enumerate(saker) if sak.slag is Slag.TAKK and BARE_STEGET not in sak.rad.data}
    neste = {nr: steg for nr, sak in takkene.items() if (steg := neste_hos(sak.plan, sak.rad.part))}
    fortalt = fortalt_av(saker)
    siste = {(saker[nr].rad.avtale, steg.id): nr for nr, steg in neste.items()}
    fritt = all(sak.slag in OVERSIKTER | {Slag.TAKK} for sak in saker) and not any(
        har_mer(sak.plan, sak.rad.part) for sak in takkene.values()
    )
    for nr, ord_et in enumerate(ord_):
        steg = neste.get(nr)
        if steg is not None and siste[om := (saker[nr].rad.avtale, steg.id)] == nr and om not in fortalt:
            yield replace(ord_et, neste=tittel_med_dato(saker[nr].plan, steg, maalform))
        else:
            yield replace(ord_et, ingenting_mer=True) if fritt and nr == max(takkene, default=-1) else ord_et


def _uten(felt: str, sak: Varselsak, parter: Sequence[str], maalform: Maalform) -> str:
    """These parties by name, without those that the item excepts."""
    return _navnene(uten_unntatte(felt, parter, sak.rad.data), sak, maalform)


def _navnene(parter: Sequence[str], sak: Varselsak, maalform: Maalform) -> str:
    return oppramsing([sak.register.navn(part).paa(maalform) for part in parter])


def _ny_lenke(ord_: Sakord, sak: Varselsak, maalform: Maalform) -> Sakord:
    """What is about the reader or its party is about no agreement."""
    if (formaal := Formaal(str(sak.rad.data["formaal"]))) not in UTEN_STEG:
        return ord_
    tittel = EGNE_VALG if formaal in EGNE else _om_kontaktene(sak.register.navn(sak.rad.part))
    return replace(ord_, steget=tittel.paa(maalform), delmaal="", avtale="", saksnummer="")


def _om_kontaktene(part: Tekst) -> Tekst:
    """What the contact list of a party is called."""
    return Tekst(f"Kontakter hos {part.nb}", f"Kontaktar hos {part.nn}")


def pause_til(sak: Varselsak) -> date | None:
    """The first day any of those the item is about want to hear of the step, when none of them do today."""
    avtale, dag, sagt = sak.plan.avtale, sak.plan.dag, sak.steg.oppfoelging
    naas = [m for part in sak.parter for m in dekning(part, avtale, sak.register, dag, (), sagt).mottakere]
    dager = [sagt.utsatt_til.get(m.kontakt or "", dag) for m in naas]
    foerst = min(dager, default=dag)
    return foerst if foerst > dag else None


def kontaktlinjer(part: str, register: Register, dag: date, maalform: Maalform) -> list[str]:
    """The contacts that have not left, and the postmottak, as the register has them."""
    egne = [k for k in register.kontakter.values() if k.part == part and not k.har_sluttet(dag)]
    linjer = [
        f"{k.navn}: {k.epost}{f' ({BARE_LEDELSE.paa(maalform)})' if k.ledelse else ''}"
        for k in sorted(egne, key=lambda k: (k.ledelse, k.id))
    ]
    kjent = register.parter.get(part)
    if kjent is not None and kjent.postmottak is not None:
        linjer.append(f"{POSTMOTTAK.paa(maalform)}: {kjent.postmottak}")
    return linjer
