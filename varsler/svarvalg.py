"""What can be answered from a mail about a step, and the links it gives the reader for that."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from modeller.livsloep import Fullfoeres
from modeller.plan import Milepael, Plan, Plansteg
from modeller.tekst import Maalform, Tekst, lik
from varsler.logg.loggnavn import liten
from varsler.regler import OM_MOETET, TIL_KOORDINATOR, UTEN_DATO, Slag
from varsler.sak import Varselsak
from varsler.stegord import fast_moete
from varsler.svarlenke import (
    EGNE,
    INGEN_SVAR,
    KOORDINATORENS,
    PROEVE,
    UTEN_STEG,
    Formaal,
    Lenke,
    Svaradresser,
    Svarlenke,
    Svarvalg,
    meldingsmerke,
    siste_dag,
)
from varsler.tidspunkter import kan_gjoeres

UTEN_SVAR = TIL_KOORDINATOR | OM_MOETET | UTEN_DATO
"""Kinds that ask their reader for nothing that can be said of the step they hang on."""
ETTERSLEP = frozenset(
    {Slag.KOORDINATOR_FORFALT, Slag.KOORDINATOR_HOLDER_OPP, Slag.KOORDINATOR_OVERTAR, Slag.KOORDINATOR_LOEP_UTGAATT}
)
"""Kinds that tell the coordinator what others have not done, or not said that they have …"""
FORSINKELSE = ETTERSLEP | {Slag.KOORDINATOR_ANSLAG, Slag.KOORDINATOR_MOETE_BORTE}
"""… and that their date may not hold."""
FERDIG = {
    Fullfoeres.UTFOERT: lik("Registrer at det er gjort"),
    Fullfoeres.VEDTAK: lik("Registrer vedtaket"),
    Fullfoeres.INNKALLING: Tekst("Kall inn til møtet", "Kall inn til møtet"),
    Fullfoeres.ROLLE: Tekst("Registrer rollen dere har valgt", "Registrer rolla de har valt"),
}
"""What the link for a step that is done is called, for those who can say so from a mail."""
MOETE_HOLDT = Tekst("Registrer at møtet er holdt", "Registrer at møtet er halde")
SAKSFRAMLEGG = Tekst("Registrer at saksframlegget er klart", "Registrer at saksframlegget er klart")
MILEPAEL = Tekst("Registrer som gjort: {hva}", "Registrer som gjort: {hva}")
NAVN = {
    Formaal.MOETE: lik("Flytt eller avlys møtet"),
    Formaal.AVKLART: Tekst("Registrer at avklaringen er gitt", "Registrer at avklaringa er gitt"),
    Formaal.PAA_SAKEN: Tekst("Vi er på saken", "Vi er på saka"),
    Formaal.MER_TID: Tekst("Vi trenger mer tid", "Vi treng meir tid"),
    Formaal.OVERLAT: Tekst("Overlat til en kollega", "Overlat til ein kollega"),
    Formaal.UTSETT: Tekst("Minn meg senere", "Minn meg seinare"),
    Formaal.SVAR_MER_TID: lik("Svar på ønsket"),
    Formaal.FLYTT: Tekst("Flytt datoen", "Flytt datoen"),
    Formaal.VALG: Tekst("Velg hvordan du får e-post", "Vel korleis du får e-post"),
    Formaal.KONTAKTLISTE: Tekst("Kontaktlisten stemmer", "Kontaktlista stemmer"),
}
FORMAALSORD = NAVN | {
    Formaal.SVAR: Tekst("Andre svar", "Andre svar"),
    Formaal.FERDIG: Tekst("Registrer at det er gjort", "Registrer at det er gjort"),
    Formaal.FERDIG_FOR: Tekst("Registrer at det er gjort", "Registrer at det er gjort"),
    Formaal.MILEPAEL: Tekst("Registrer milepælen", "Registrer milepælen"),
    Formaal.VALG: Tekst("Velg hvordan", "Vel korleis"),
    Formaal.AVMELD: Tekst("Meld av oversiktene", "Meld av oversiktene"),
}
SAMLET = Tekst(
    "Andre svar: vi er på saken, trenger mer tid, en kollega overtar",
    "Andre svar: vi er på saka, treng meir tid, ein kollega tek over",
)
SAMLET_UTEN_TID = Tekst(
    "Andre svar: vi er på saken, en kollega overtar, minn meg senere",
    "Andre svar: vi er på saka, ein kollega tek over, minn meg seinare",
)
"""Where nobody can give more time."""
SAMLET_FLYTT = Tekst(
    "Andre svar: vi er på saken, flytt datoen, en kollega overtar",
    "Andre svar: vi er på saka, flytt datoen, ein kollega tek over",
)
"""Where the reader is the one to give it."""
SAMLET_FOER_MOETET = Tekst(
    "Andre svar: en kollega overtar, minn meg senere", "Andre svar: ein kollega tek over, minn meg seinare"
)
SAMLET_MOETE = Tekst(
    "Andre svar: flytt eller avlys møtet, en kollega overtar, minn meg senere",
    "Andre svar: flytt eller avlys møtet, ein kollega tek over, minn meg seinare",
)
"""From the day of a meeting somebody has called, when the first answer is that it was held."""
SAMLET_POSTMOTTAK = Tekst("Si fra hvem som har saken hos dere", "Sei frå kven som har saka hos dykk")
TEKSTVERSJON = Tekst(
    "Når teksten er klar, svarer du på denne e-posten med nummeret på den. Koordinatoren registrerer det.",
    "Når teksten er klar, svarer du på denne e-posten med nummeret på han. Koordinatoren registrerer det.",
)
TEKSTVERSJON_BLANT_FLERE = Tekst(
    "Når en tekst er klar, svarer du på denne e-posten med nummeret på den og hvilken avtale den gjelder. "
    "Koordinatoren registrerer det.",
    "Når ein tekst er klar, svarer du på denne e-posten med nummeret på han og kva avtale han gjeld. "
    "Koordinatoren registrerer det.",
)
"""Where the step of several agreements is told of as one."""
TEKSTVERSJON_SELV = Tekst(
    "Når teksten er klar, registrerer du nummeret på den med «fristvakt registrer».",
    "Når teksten er klar, registrerer du nummeret på han med «fristvakt registrer».",
)
"""Where there is no coordinator to answer, or the reader is the one."""
SAKSFRAMLEGGET = "saksframlegg"


@dataclass(frozen=True, slots=True)
class Svarmulighet:
    """One answer: what it is for, the milestone or party it is about, and what its link is called."""

    formaal: Formaal
    gjelder: str
    navn: Tekst


class Brev(NamedTuple):
    """The message the links stand in: its Message-ID, when it is written (aware), and the day that is in Oslo.

    On trial (`proeve`) somebody else reads it, and the links must not answer in the recipient's name.
    """

    id: str
    skrevet: datetime
    dag: date
    proeve: bool = False

    def mottaker(self, sak: Varselsak, adresser: Svaradresser) -> str:
        """The mark of whom its links are for."""
        return PROEVE if self.proeve else adresser.merke(sak.rad.kontakt, sak.rad.mottaker)


def svarvalg(
    sak: Varselsak, maalform: Maalform, brev: Brev, adresser: Svaradresser | None, *, blant_flere: bool = False
) -> Svarvalg:
    """The links of an item, which is told as one with others (`blant_flere`) or for itself."""
    if adresser is None:
        return INGEN_SVAR
    alle = tuple(muligheter(sak))

    def lenke(mulighet: Svarmulighet, navn: Tekst | None = None) -> Lenke:
        i_ord = (navn or mulighet.navn).paa(maalform)
        return Lenke(i_ord, adresser.adresse(_til_lenke(sak, mulighet, brev, adresser), brev.skrevet))

    hoved = next((m for m in alle if m.formaal in _HOVED), None)
    andre = tuple(m for m in alle if m is not hoved)
    kan_faa_tid = any(m.formaal is Formaal.MER_TID for m in andre)
    med_tid = SAMLET_FLYTT if _er_koordinators(sak) else SAMLET
    samlet = (med_tid if kan_faa_tid else SAMLET_UTEN_TID) if sak.rad.kontakt else SAMLET_POSTMOTTAK
    if fast_moete(sak.steg) and sak.rad.kontakt:
        samlet = SAMLET_MOETE if any(m.formaal is Formaal.MOETE for m in andre) else SAMLET_FOER_MOETET
    return Svarvalg(
        hoved=lenke(hoved) if hoved else None,
        andre=tuple(map(lenke, andre)),
        samlet=None
        if not andre
        else lenke(andre[0])
        if len(andre) == 1
        else lenke(Svarmulighet(Formaal.SVAR, "", samlet)),
        forklaring=_om_teksten(sak, blant_flere=blant_flere).paa(maalform) if _skriver_tekst(sak, alle) else "",
    )


def steglenke(
    sak: Varselsak, plan: Plan, steg: Plansteg, mulighet: Svarmulighet, brev: Brev, adresser: Svaradresser
) -> str:
    """Where one answer is given about a step that a digest to this recipient tells of."""
    return adresser.adresse(_om_steget(sak, plan, steg, steg.frist, mulighet, brev, adresser), brev.skrevet)


_HOVED = KOORDINATORENS | {
    Formaal.FERDIG,
    Formaal.MILEPAEL,
    Formaal.MOETE,
    Formaal.AVKLART,
    Formaal.KONTAKTLISTE,
    Formaal.VALG,
}


def _skriver_tekst(sak: Varselsak, alle: Collection[Svarmulighet]) -> bool:
    return bool(alle) and sak.steg.fullfoeres is Fullfoeres.TEKST and sak.slag not in TIL_KOORDINATOR


def _om_teksten(sak: Varselsak, *, blant_flere: bool) -> Tekst:
    """How the number of a text that is ready gets known."""
    naa = sak.register.kontakt_naa(sak.plan.koordinator, sak.plan.dag)
    if naa is None or naa.epost == sak.rad.mottaker:
        return TEKSTVERSJON_SELV
    return TEKSTVERSJON_BLANT_FLERE if blant_flere else TEKSTVERSJON


def _er_koordinators(sak: Varselsak) -> bool:
    """Whether the recipient is the one who coordinates the agreement now."""
    naa = sak.register.kontakt_naa(sak.plan.koordinator, sak.plan.dag)
    return naa is not None and naa.id == sak.rad.kontakt


def _til_lenke(sak: Varselsak, mulighet: Svarmulighet, brev: Brev, adresser: Svaradresser) -> Svarlenke:
    if mulighet.formaal in UTEN_STEG:
        return _uten_steg(mulighet.formaal, sak, brev, adresser)
    return _om_steget(sak, sak.plan, sak.steg, sak.dato, mulighet, brev, adresser)


def _om_steget(
    sak: Varselsak,
    plan: Plan,
    steg: Plansteg,
    dato: date | None,
    mulighet: Svarmulighet,
    brev: Brev,
    adresser: Svaradresser,
) -> Svarlenke:
    return Svarlenke(
        formaal=mulighet.formaal,
        part=sak.rad.part,
        mottaker=brev.mottaker(sak, adresser),
        melding=meldingsmerke(brev.id),
        siste_dag=siste_dag(brev.dag, dato),
        avtale=plan.avtale,
        steg=steg.id,
        runde=steg.runde,
        gjelder=mulighet.gjelder,
    )


def valglenke(sak: Varselsak, maalform: Maalform, brev: Brev, adresser: Svaradresser | None) -> Lenke | None:
    """The link to a contact's own choices; None for a postmottak, which has none."""
    adresse = _uten_sak(Formaal.VALG, sak, brev, adresser)
    return Lenke(NAVN[Formaal.VALG].paa(maalform), adresse) if adresse else None


def avmeldingsadresse(sak: Varselsak, brev: Brev, adresser: Svaradresser | None) -> str | None:
    """Where one POST spares a contact more digests (RFC 8058); None for a postmottak."""
    return _uten_sak(Formaal.AVMELD, sak, brev, adresser)


def _uten_sak(formaal: Formaal, sak: Varselsak, brev: Brev, adresser: Svaradresser | None) -> str | None:
    if adresser is None or sak.rad.kontakt is None:
        return None
    return adresser.adresse(_uten_steg(formaal, sak, brev, adresser), brev.skrevet)


def _uten_steg(formaal: Formaal, sak: Varselsak, brev: Brev, adresser: Svaradresser) -> Svarlenke:
    return Svarlenke(
        formaal=formaal,
        part=sak.rad.part,
        mottaker=brev.mottaker(sak, adresser),
        melding=meldingsmerke(brev.id),
        siste_dag=siste_dag(brev.dag, None, eget=formaal in EGNE),
    )


def muligheter(sak: Varselsak) -> Iterator[Svarmulighet]:
    """What the reader of an item can answer, the chief answer first."""
    if sak.slag is Slag.NY_LENKE:
        yield from _som_foer(sak)
    elif sak.slag is Slag.KOORDINATOR_MER_TID:
        om = sak.rad.data.get("om_part")
        if isinstance(om, str):
            yield Svarmulighet(Formaal.SVAR_MER_TID, om, NAVN[Formaal.SVAR_MER_TID])
    elif sak.slag in FORSINKELSE:
        yield from koordinatorens_muligheter(sak.steg, ferdig=sak.slag in ETTERSLEP)
    elif sak.slag is Slag.KONTAKTLISTE and sak.rad.kontakt is not None:
        yield Svarmulighet(Formaal.KONTAKTLISTE, "", NAVN[Formaal.KONTAKTLISTE])
    elif sak.slag is Slag.AVKLARING:
        yield from _avklaringen(sak)
    elif sak.slag not in UTEN_SVAR:
        milepael = sak.rad.data.get("milepael")
        yield from svarmuligheter(
            sak.plan,
            sak.steg,
            sak.rad.part,
            er_kontakt=sak.rad.kontakt is not None,
            milepael=milepael if isinstance(milepael, str) else None,
            koordinator=_er_koordinators(sak),
        )


def koordinatorens_muligheter(steg: Plansteg, *, ferdig: bool) -> Iterator[Svarmulighet]:
    """What the coordinator can do with a step that others are late with: answer the party that asked for more time,
    or move the date when nobody did; and (`ferdig`) register that it is done.
    """
    hos = steg.ball or steg.parter
    spurt = next((part for part in hos if part in steg.oppfoelging.oensker), None)
    gjelder = hos[0] if len(hos) == 1 else ""
    if spurt is not None:
        yield Svarmulighet(Formaal.SVAR_MER_TID, spurt, NAVN[Formaal.SVAR_MER_TID])
    elif steg.kan_flyttes:
        yield Svarmulighet(Formaal.FLYTT, gjelder, NAVN[Formaal.FLYTT])
    # A role is the party's own to choose, and a meeting to call.
    if ferdig and kan_gjoeres(steg) and steg.fullfoeres in {Fullfoeres.UTFOERT, Fullfoeres.VEDTAK}:
        yield Svarmulighet(Formaal.FERDIG_FOR, gjelder, _ferdignavn(steg))


def _ferdignavn(steg: Plansteg) -> Tekst:
    return MOETE_HOLDT if steg.moete else FERDIG[steg.fullfoeres]


def _avklaringen(sak: Varselsak) -> Iterator[Svarmulighet]:
    """What a party can say of a paused step that waits for it."""
    if sak.steg.hvilende and sak.rad.part in sak.steg.ball:
        yield Svarmulighet(Formaal.AVKLART, "", NAVN[Formaal.AVKLART])
        navn = NAVN[Formaal.OVERLAT] if sak.rad.kontakt is not None else SAMLET_POSTMOTTAK
        yield Svarmulighet(Formaal.OVERLAT, "", navn)


def _som_foer(sak: Varselsak) -> Iterator[Svarmulighet]:
    """What the link that had run out was for, as far as it can be answered yet; with the other answers on its step."""
    formaal, gjelder = Formaal(str(sak.rad.data["formaal"])), str(sak.rad.data["gjelder"])
    er_kontakt = sak.rad.kontakt is not None
    if formaal in UTEN_STEG:
        if er_kontakt:
            om = Formaal.VALG if formaal in EGNE else formaal
            yield Svarmulighet(om, "", NAVN[om])
    elif formaal is Formaal.SVAR_MER_TID:
        if gjelder in sak.steg.oppfoelging.oensker:
            yield Svarmulighet(formaal, gjelder, NAVN[formaal])
    elif formaal is Formaal.AVKLART:
        yield from _avklaringen(sak)
    elif formaal in KOORDINATORENS:
        yield from koordinatorens_muligheter(sak.steg, ferdig=True)
    else:
        milepael = gjelder if formaal is Formaal.MILEPAEL else None
        yield from svarmuligheter(sak.plan, sak.steg, sak.rad.part, er_kontakt=er_kontakt, milepael=milepael,
                                  koordinator=_er_koordinators(sak))  # fmt: skip


def formaal_i_ord(formaal: str) -> Tekst:
    """What a link was for, as the record of a message names it; of what nobody knows any more also as it was noted."""
    if formaal in set(Formaal):
        return FORMAALSORD[Formaal(formaal)]
    return Tekst(
        f"En lenke Fristvakt ikke lager lenger ({formaal})", f"Ei lenkje Fristvakt ikkje lagar lenger ({formaal})"
    )


def svarmuligheter(
    plan: Plan,
    steg: Plansteg,
    part: str,
    *,
    er_kontakt: bool,
    milepael: str | None = None,
    koordinator: bool = False,
) -> Iterator[Svarmulighet]:
    """What a party can say of a step that lies with it, the chief answer first; nothing when it does not.

    `milepael` is the one the mail was about; a `koordinator` moves the date herself. A postmottak, which is nobody in
    particular, says that it is done and whom the matter is with. A meeting that has been called is held, moved or
    called off: nobody is «on the case» of one.
    """
    if not kan_gjoeres(steg) or steg.hvilende or part not in (steg.ball or steg.parter):
        return
    if (punkt := _punkt(steg, milepael)) is not None:
        yield Svarmulighet(Formaal.MILEPAEL, punkt.noekkel, milepaelsnavn(punkt))
    moetet_kommer = fast_moete(steg) and steg.frist is not None and steg.frist > plan.dag
    if steg.fullfoeres in FERDIG and not moetet_kommer:  # which cannot have been held
        yield Svarmulighet(Formaal.FERDIG, "", _ferdignavn(steg))
    if er_kontakt:
        if fast_moete(steg):
            yield Svarmulighet(Formaal.MOETE, "", NAVN[Formaal.MOETE])
        else:
            yield Svarmulighet(Formaal.PAA_SAKEN, "", NAVN[Formaal.PAA_SAKEN])
        if kan_be_om_tid(plan, steg, part):
            yield Svarmulighet(Formaal.MER_TID, "", NAVN[Formaal.FLYTT if koordinator else Formaal.MER_TID])
        yield Svarmulighet(Formaal.OVERLAT, "", NAVN[Formaal.OVERLAT])
        yield Svarmulighet(Formaal.UTSETT, "", NAVN[Formaal.UTSETT])
    else:
        yield Svarmulighet(Formaal.OVERLAT, "", SAMLET_POSTMOTTAK)


def kan_be_om_tid(plan: Plan, steg: Plansteg, part: str) -> bool:
    """Whether there is a date that somebody counts on, that can be moved, and somebody to ask."""
    return steg.kan_flyttes and plan.koordinator is not None and part not in steg.oppfoelging.oensker


def milepaelsnavn(punkt: Milepael) -> Tekst:
    """What the link that says a milestone is reached is called."""
    if punkt.noekkel == SAKSFRAMLEGGET:
        return SAKSFRAMLEGG
    return Tekst(*(MILEPAEL.paa(m).format(hva=liten(punkt.tittel.paa(m))) for m in Maalform))


def _punkt(steg: Plansteg, milepael: str | None) -> Milepael | None:
    """The milestone a mail was about, when it is one on the way and not reached yet."""
    return next(
        (
            m
            for m in steg.milepaeler
            if m.noekkel == milepael and m.naadd is None and not m.noekkel.startswith("vedtak:")
        ),
        None,
    )
