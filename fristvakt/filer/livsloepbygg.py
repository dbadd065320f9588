"""A lifecycle file's model made into the core's lifecycle. What it names that there is not, is kept by name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from fristvakt.filer.felter import tekst
from fristvakt.filer.livsloepformat import BETINGELSER, Livsloepformat, Stegfelt
from modeller.kildevalg import les_kilde
from modeller.livsloep import Fase, Hull, KravEtterRolle, Livsloep, Steg
from modeller.regler import INGEN_FRIST, Alle, Fristregel, Hvem, Kilde, Utvalg
from modeller.tekst import Tekst, lik

AVTALESLUTT = "avtaleslutt"


def bygg(fil: Livsloepformat) -> Livsloep:
    """The core's lifecycle."""
    datoer = tuple(fil.datoer) if AVTALESLUTT in fil.datoer else (*fil.datoer, AVTALESLUTT)
    tomt = Livsloep(
        navn=fil.navn,
        tittel=tekst(fil.tittel),
        faser=(),
        ikraft=fil.ikraft,
        rolleavgjoerelse=fil.rolleavgjoerelse,
        signering=fil.signering,
        slutt=fil.slutt,
        datoer=datoer,
        datonavn={navn: tekst(ord_) for navn, ord_ in fil.datoer.items()},
        dokumenter=tuple(dokument.verdi() for dokument in fil.dokument),
    )
    utvalg = {navn: felt.verdi() for navn, felt in fil.utvalg.items()}
    return replace(
        tomt,
        faser=tuple(
            Fase(fase.noekkel, tekst(fase.tittel), tuple(_steg(s, utvalg, tomt) for s in fase.steg), fase.hvert_aar)
            for fase in fil.fase
        ),
        hull=tuple(
            Hull(noekkel=h.noekkel, tekst=tekst(h.tekst), kilde=_kilde(tekst(h.kilde), tomt), dato=h.dato)
            for h in fil.hull
        ),
    )


def utvalgsnavn(steg: Stegfelt) -> Iterator[tuple[str, str]]:
    """The choices of parties a step names, by key."""
    for felt in ("hver", "felles", "deltar", "paakrevd_for"):
        if (navn := getattr(steg, felt)) is not None:
            yield felt, navn


def _steg(felt: Stegfelt, kjente: Mapping[str, Utvalg], livsloep: Livsloep) -> Steg:
    utvalg = {n: kjente.get(navn, Utvalg(lik(navn))) for n, navn in utvalgsnavn(felt)}
    hvem = next((Hvem(utvalg[n], hver=n == "hver") for n in ("hver", "felles") if n in utvalg), None)
    return Steg(
        noekkel=felt.noekkel,
        tittel=tekst(felt.tittel),
        omtale=tekst(felt.omtale) if felt.omtale else None,
        forventet=tekst(felt.forventet),
        hvem=hvem,
        deltar=utvalg.get("deltar"),
        etter=(Alle(tuple(felt.etter)),) if felt.etter else (),
        frist=_frist(felt),
        aapner=felt.aapner.regel() if felt.aapner else None,
        bortfaller=tuple(felt.bortfaller),
        kilde=_kilde(tekst(felt.kilde), livsloep) if felt.kilde else None,
        ellers=_kilde(tekst(felt.ellers), livsloep) if felt.ellers else None,
        krav=KravEtterRolle(utvalg=utvalg["paakrevd_for"]) if "paakrevd_for" in utvalg else felt.krav,
        fullfoeres=felt.fullfoeres,
        moete=felt.moete,
        setter=felt.setter,
        betinget=BETINGELSER[felt.betinget] if felt.betinget else None,
        per_delmaal=felt.per_delmaal,
        ny_tekst_aapner=felt.ny_tekst_aapner,
        kan_ha_forbehold=felt.kan_ha_forbehold,
        i_foerste_organ=felt.i_foerste_organ,
        krever=tuple(felt.krever),
        varer_arbeidsdager=felt.varer_arbeidsdager,
        varsler=tuple(valg.verdi() for valg in felt.varsler),
    )


def _frist(felt: Stegfelt) -> Fristregel:
    if felt.frist is None:
        return INGEN_FRIST
    return Fristregel(felt.frist.regel(), felt.art, tekst(felt.ventet_av) if felt.ventet_av else None)


def _kilde(henvisning: Tekst, livsloep: Livsloep) -> Kilde:
    """Where something stands, with the document by its title. One that is not known is kept by its first word."""
    nb, nn = les_kilde(henvisning.nb, livsloep), les_kilde(henvisning.nn, livsloep)
    if not nb.dokument:
        return replace(nb, dokument=(re.match(r"\S*", henvisning.nb.strip()) or [""])[0])
    return Kilde(nb.dokument, nb.punkt, Tekst(nb.tittel.nb, nn.tittel.nn))
