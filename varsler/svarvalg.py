"""The links of a message: those of its items, and those to a reader's own choices."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import NamedTuple

from modeller.livsloep import Fullfoeres
from modeller.plan import Plan, Plansteg
from modeller.tekst import Maalform, Tekst
from varsler.regler import TIL_KOORDINATOR
from varsler.sak import Varselsak
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
from varsler.svarmulighet import Svarmulighet, muligheter
from varsler.svarord import NAVN, TEKSTVERSJON, TEKSTVERSJON_BLANT_FLERE, TEKSTVERSJON_SELV, samlet


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
    return Svarvalg(
        hoved=lenke(hoved) if hoved else None,
        andre=tuple(map(lenke, andre)),
        samlet=None
        if not andre
        else lenke(andre[0])
        if len(andre) == 1
        else lenke(Svarmulighet(Formaal.SVAR, "", samlet([(m.formaal, m.navn) for m in andre]))),
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
