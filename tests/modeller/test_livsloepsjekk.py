"""The built-in lifecycles are sound, and each kind of fault is found."""

from __future__ import annotations

from dataclasses import replace

import pytest

from flyter.livsloep import LIVSLOEP
from flyter.livsloep.kilder import AVTALE_7, AVTALEN, BREV_TIDSPLAN, OXFORD, OXFORD_63
from flyter.livsloep.parter import KDD
from modeller.livsloep import Fase, Fullfoeres, Livsloep, Steg
from modeller.livsloepsjekk import sjekk
from modeller.regler import Etter, Foer, Fristregel, HvertAar, SisteMoete, alle, felles, veiledende
from modeller.tekst import Tekst, lik

ORD = Tekst("ord", "ord")


def steg(noekkel: str, **felt: object) -> Steg:
    return Steg(noekkel=noekkel, tittel=lik(noekkel), hvem=felles(KDD), forventet=ORD, **felt)  # type: ignore[arg-type]


IKRAFT = Steg(noekkel="ikraft", tittel=ORD, hvem=None, forventet=ORD, fullfoeres=Fullfoeres.BEREGNET)


def livsloep(*steg_: Steg, hvert_aar: int = 0) -> Livsloep:
    return Livsloep(
        navn="proeve",
        tittel=ORD,
        faser=(Fase("fase", ORD, steg_, hvert_aar), Fase("oppstart", ORD, (IKRAFT,))),
        ikraft=IKRAFT.noekkel,
        dokumenter=(AVTALEN, OXFORD),
    )


@pytest.mark.parametrize("navn", LIVSLOEP)
def test_de_innebygde_livsloepene_er_i_orden(navn: str) -> None:
    assert sjekk(LIVSLOEP[navn]) == []


@pytest.mark.parametrize("navn", LIVSLOEP)
def test_hver_tekst_finnes_paa_bokmaal_og_nynorsk(navn: str) -> None:
    for fase, ett in LIVSLOEP[navn]:
        for tekst in (fase.tittel, ett.tittel, ett.forventet, ett.omtalt):
            assert tekst.nb.strip()
            assert tekst.nn.strip()
        assert ett.forventet.nb.endswith((".", "?"))
        assert ett.forventet.nn.endswith((".", "?"))


@pytest.mark.parametrize(
    ("galt", "feil"),
    [
        (livsloep(steg("a", etter=(alle("b"),)), steg("b", etter=(alle("a"),))), "waits for itself"),
        (
            livsloep(steg("a", frist=veiledende(Foer("b"))), steg("b", frist=veiledende(Etter("a")))),
            "counted from itself",
        ),
        (livsloep(steg("a", frist=veiledende(Foer("a")))), "counted from itself"),
        (livsloep(steg("a"), steg("a")), "the key a is used twice"),
        (livsloep(steg("a", etter=(alle("c"),))), "names the step c"),
        (livsloep(steg("a", setter="c")), "names the step c"),
        (livsloep(steg("a", frist=veiledende(Foer("tull")))), "counts from tull"),
        (livsloep(steg("a", frist=Fristregel(HvertAar(1, 1)))), "no source that says so"),
        (livsloep(steg("a"), hvert_aar=1), "never says when it opens"),
        (replace(livsloep(steg("a")), ikraft="b"), "leans on the step b"),
        (livsloep(replace(steg("a"), hvem=None)), "nobody to do it"),
        (livsloep(steg("a", fullfoeres=Fullfoeres.VEDTAK)), "not one party's"),
        (livsloep(steg("a", frist=veiledende(SisteMoete("ikraft")))), "not one party's"),
        (replace(livsloep(steg("a")), ikraft="a"), "exactly one of it"),
        (
            livsloep(
                steg("a", frist=veiledende(Foer("b"))),
                replace(IKRAFT, noekkel="b", aapner=Etter("c")),
                steg("c", frist=veiledende(Etter("a"))),
            ),
            "counted from itself",
        ),
    ],
)
def test_hver_feil_blir_funnet(galt: Livsloep, feil: str) -> None:
    assert any(feil in funnet for funnet in sjekk(galt)), sjekk(galt)


def test_en_kilde_som_bare_beskriver_setter_ingen_frist() -> None:
    feil = sjekk(livsloep(steg("a", frist=Fristregel(HvertAar(1, 1)), kilde=OXFORD_63)))
    assert feil == ["a has a date of kind frist from a document that asks nothing of anybody"]


@pytest.mark.parametrize("felt", ["kilde", "ellers"])
def test_en_kilde_utenfor_livsloepets_dokumenter_blir_funnet(felt: str) -> None:
    feil = sjekk(livsloep(steg("a", **{felt: BREV_TIDSPLAN})))
    assert feil == ["a leans on the document 003, which is not among the lifecycle's"]


def test_en_regel_med_kilde_kan_vaere_en_frist() -> None:
    assert sjekk(livsloep(steg("a", frist=Fristregel(HvertAar(1, 1)), kilde=AVTALE_7))) == []
