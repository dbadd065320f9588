"""The built-in lifecycles are sound, and each kind of fault is found."""

from __future__ import annotations

from dataclasses import replace

import pytest

from flyter.livsloep import LIVSLOEP
from flyter.livsloep.kilder import AVTALE_7, AVTALEN, BREV_TIDSPLAN, OXFORD, OXFORD_63
from flyter.livsloep.parter import KDD
from modeller.avstand import Avstand
from modeller.livsloep import Fase, Fullfoeres, Krav, Livsloep, Steg
from modeller.livsloepsfeil import Feilslag
from modeller.livsloepsjekk import sjekk
from modeller.regler import (
    BareSisteAar,
    Etter,
    Foer,
    Fristregel,
    Gitt,
    HvertAar,
    SisteMoete,
    Utvalg,
    alle,
    felles,
    hver,
    veiledende,
)
from modeller.tekst import Tekst, lik

ORD = Tekst("ord", "ord")


def steg(noekkel: str, **felt: object) -> Steg:
    return Steg(noekkel=noekkel, tittel=lik(noekkel), hvem=felles(KDD), forventet=ORD, **felt)  # type: ignore[arg-type]


IKRAFT = Steg(
    noekkel="ikraft",
    tittel=ORD,
    hvem=None,
    forventet=ORD,
    fullfoeres=Fullfoeres.BEREGNET,
    aapner=Gitt("avtaleslutt"),
)


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


def slag(galt: Livsloep) -> list[tuple[Feilslag, str | None, tuple[str, ...]]]:
    return [(feil.slag, feil.steg, feil.navn) for feil in sjekk(galt)]


@pytest.mark.parametrize(
    ("galt", "feil"),
    [
        (
            livsloep(steg("a", etter=(alle("b"),)), steg("b", etter=(alle("a"),))),
            (Feilslag.RING, "a", ("a", "b", "a")),
        ),
        (
            livsloep(steg("a", frist=veiledende(Foer("b"))), steg("b", frist=veiledende(Etter("a")))),
            (Feilslag.DATORING, "a", ("a", "b", "a")),
        ),
        (livsloep(steg("a", frist=veiledende(Foer("a")))), (Feilslag.DATORING, "a", ("a", "a"))),
        (livsloep(steg("a"), steg("a")), (Feilslag.LIK_NOEKKEL, "a", ("a",))),
        (livsloep(steg("tillegg")), (Feilslag.OPPTATT_NOEKKEL, "tillegg", ("tillegg",))),
        (livsloep(steg("a", etter=(alle("c"),))), (Feilslag.UKJENT_STEG, "a", ("c",))),
        (livsloep(steg("a", bortfaller=("c",))), (Feilslag.UKJENT_STEG, "a", ("c",))),
        (livsloep(steg("a", krever=("c",))), (Feilslag.UKJENT_STEG, "a", ("c",))),
        (
            livsloep(steg("a", setter="c", fullfoeres=Fullfoeres.INNKALLING)),
            (Feilslag.UKJENT_STEG, "a", ("c",)),
        ),
        (livsloep(steg("a", fullfoeres=Fullfoeres.INNKALLING)), (Feilslag.INGEN_MOETE, "a", ())),
        (
            livsloep(steg("a", setter="b", fullfoeres=Fullfoeres.INNKALLING), steg("b")),
            (Feilslag.INGEN_MOETE, "a", ("b",)),
        ),
        (livsloep(steg("a", setter="b"), steg("b", moete=True)), (Feilslag.KALLER_IKKE_INN, "a", ())),
        (
            livsloep(
                replace(steg("a", setter="b", fullfoeres=Fullfoeres.INNKALLING), hvem=hver(KDD)), steg("b", moete=True)
            ),
            (Feilslag.ANDRE_MOETER, "a", ("b",)),
        ),
        (
            livsloep(steg("a", setter="b", fullfoeres=Fullfoeres.INNKALLING), steg("b", moete=True, per_delmaal=True)),
            (Feilslag.ANDRE_MOETER, "a", ("b",)),
        ),
        (livsloep(replace(IKRAFT, noekkel="a", aapner=None)), (Feilslag.KOMMER_ALDRI, "a", ())),
        (
            livsloep(steg("b", krav=Krav.ANBEFALT), replace(IKRAFT, noekkel="a", etter=(alle("b"),))),
            (Feilslag.KOMMER_ALDRI, "a", ()),
        ),
        (livsloep(steg("a", frist=veiledende(Foer("tull")))), (Feilslag.UKJENT_DATO, "a", ("tull",))),
        (livsloep(steg("a", frist=veiledende(Gitt("tull")))), (Feilslag.UKJENT_DATO, "a", ("tull",))),
        (livsloep(steg("a", aapner=Gitt("tull"))), (Feilslag.UKJENT_DATO, "a", ("tull",))),
        (replace(livsloep(steg("a")), slutt="tull"), (Feilslag.UKJENT_DATO, None, ("tull",))),
        (livsloep(steg("a", frist=Fristregel(HvertAar(1, 1)))), (Feilslag.UTEN_KILDE, "a", ("frist",))),
        (livsloep(steg("a"), hvert_aar=1), (Feilslag.AARLIG_UTEN_AAPNING, "a", ())),
        (replace(livsloep(steg("a")), ikraft="b"), (Feilslag.UKJENT_STEG, None, ("b",))),
        (replace(livsloep(steg("a")), rolleavgjoerelse="a"), (Feilslag.IKKE_ROLLE, None, ("a",))),
        (livsloep(replace(steg("a"), hvem=None)), (Feilslag.INGEN_GJOER_DET, "a", ())),
        (
            livsloep(replace(steg("a"), hvem=hver(Utvalg(lik("ingen"), slag=frozenset())))),
            (Feilslag.TOMT_UTVALG, "a", ("ingen",)),
        ),
        (livsloep(steg("a", fullfoeres=Fullfoeres.VEDTAK)), (Feilslag.IKKE_EN_PARTS, "a", ())),
        (livsloep(steg("a", frist=veiledende(SisteMoete("ikraft")))), (Feilslag.IKKE_EN_PARTS, "a", ())),
        (replace(livsloep(steg("a")), ikraft="a"), (Feilslag.IKRAFT_ER_FLERE, "a", ())),
        (livsloep(steg("a", betinget=BareSisteAar())), (Feilslag.ALDRI_AKTUELT, "a", ())),
        (
            livsloep(steg("a"), steg("b", etter=(alle("a"),), bortfaller=("a",))),
            (Feilslag.BORTFALLER_FOERST, "b", ("a",)),
        ),
        (
            livsloep(steg("a"), steg("b", etter=(alle("a"),)), steg("c", etter=(alle("b"),), bortfaller=("a",))),
            (Feilslag.BORTFALLER_FOERST, "c", ("a",)),
        ),
        (
            livsloep(steg("a", aapner=HvertAar(9, 1), frist=veiledende(HvertAar(8, 1))), hvert_aar=1),
            (Feilslag.FRIST_FOER_AAPNING, "a", ()),
        ),
        (
            livsloep(
                steg("a", aapner=HvertAar(9, 1)),
                steg("b", aapner=HvertAar(1, 1), etter=(alle("a"),), frist=veiledende(HvertAar(8, 1))),
                hvert_aar=1,
            ),
            (Feilslag.FRIST_FOER_AAPNING, "b", ("a",)),
        ),
        (
            livsloep(
                steg(
                    "a",
                    aapner=Foer("avtaleslutt", Avstand(maaneder=1)),
                    frist=veiledende(Foer("avtaleslutt", Avstand(maaneder=3))),
                )
            ),
            (Feilslag.FRIST_FOER_AAPNING, "a", ()),
        ),
        (
            livsloep(
                steg("a", frist=veiledende(Gitt("avtaleslutt"))),
                steg("b", etter=(alle("a"),), frist=veiledende(Foer("a", Avstand(uker=2)))),
            ),
            (Feilslag.FRIST_FOER_FORGJENGER, "b", ("a",)),
        ),
        (livsloep(replace(steg("a"), tittel=lik("Søknad for {neste_aar}"))), (Feilslag.NESTE_AAR_UTENFOR, "a", ())),
        (
            livsloep(replace(steg("a", aapner=HvertAar(1, 1)), tittel=lik("For {neste_aar}")), hvert_aar=1),
            (Feilslag.NESTE_AAR_UTEN_OMTALE, "a", ()),
        ),
        (livsloep(replace(steg("a"), tittel=lik("Søknad {aar}"))), (Feilslag.KROELLPARENTES, "a", ())),
        (
            livsloep(
                steg("a", frist=veiledende(Foer("b"))),
                replace(IKRAFT, noekkel="b", aapner=Etter("c")),
                steg("c", frist=veiledende(Etter("a"))),
            ),
            (Feilslag.DATORING, "a", ("a", "b", "c", "a")),
        ),
    ],
)
def test_hver_feil_blir_funnet_og_bare_den(galt: Livsloep, feil: tuple[Feilslag, str | None, tuple[str, ...]]) -> None:
    assert slag(galt) == [feil]


def test_en_feil_sier_hvilken_fase_og_hvilket_steg_den_staar_i() -> None:
    (feil,) = sjekk(livsloep(steg("a"), steg("b"), steg("a")))
    assert (feil.plass, feil.felt) == ((0, 2), "noekkel")


def test_et_moete_kan_kalles_inn_og_en_frist_kan_ligge_paa_dagen_steget_aapner() -> None:
    innkalling = steg("innkalling", setter="moetet", fullfoeres=Fullfoeres.INNKALLING)
    samme_dag = steg("b", aapner=Gitt("avtaleslutt"), frist=veiledende(Gitt("avtaleslutt")))
    assert sjekk(livsloep(innkalling, steg("moetet", moete=True), samme_dag)) == []


def test_en_kilde_som_bare_beskriver_setter_ingen_frist() -> None:
    feil = slag(livsloep(steg("a", frist=Fristregel(HvertAar(1, 1)), kilde=OXFORD_63)))
    assert feil == [(Feilslag.KILDEN_KREVER_IKKE, "a", ("frist", "004"))]


@pytest.mark.parametrize("felt", ["kilde", "ellers"])
def test_en_kilde_utenfor_livsloepets_dokumenter_blir_funnet(felt: str) -> None:
    (feil,) = sjekk(livsloep(steg("a", **{felt: BREV_TIDSPLAN})))
    assert (feil.slag, feil.felt, feil.navn) == (Feilslag.UKJENT_DOKUMENT, felt, ("003",))


def test_en_regel_med_kilde_kan_vaere_en_frist() -> None:
    assert sjekk(livsloep(steg("a", frist=Fristregel(HvertAar(1, 1)), kilde=AVTALE_7))) == []
