"""What happens in the register is in the log of the agreements and the parties it touches, with who, when and why."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from modeller.fakta import (
    Faktum,
    FaktumAngret,
    Hendelse,
    KontaktlisteBekreftet,
    KontaktRegistrert,
    KontaktSluttet,
    MoeteAvlyst,
    MoeteFlyttet,
    MoeteplanFastsatt,
    NavnEndret,
    PartAvloest,
    PartRegistrert,
    StedfortrederSatt,
    StegLagtTil,
    StegUtfoert,
)
from modeller.register import Kontakt
from modeller.tekst import Tekst, lik
from tests.tavle.test_sider import ordene
from tests.tavlebesetning import NAA, REGISTER, Proevekilde, faktum, klient_for, pulje2
from varsler.logg.loggnavn import Loggnavn, lagt_til
from varsler.logg.registerord import navn_foer, om_avtalen, om_parten, registersetning

DAG = date(2024, 11, 4)
ETTERFOELGER = Kontakt(id="vaaler-ny", part="vaaler", navn="Ny prosjektleder", epost="ny@vaaler.example")
AVLOEST = replace(
    REGISTER,
    avloest={"vaaler": ("aamot",)},
    avloest_dag={"vaaler": DAG},
    kontakter={**REGISTER.kontakter, ETTERFOELGER.id: ETTERFOELGER},
)


def registerfaktum(stroem: str, nr: int, hendelse: Hendelse, skjedde: date = DAG) -> Faktum:
    return Faktum(
        id=f"{stroem}-{nr}",
        stroem=stroem,
        nr=nr,
        skjedde=skjedde,
        registrert=NAA,
        av="Koordinatoren",
        hendelse=hendelse,
    )


SLUTTET = registerfaktum(
    "kontakt/vaaler-sekretariat",
    2,
    KontaktSluttet(kontakt="vaaler-sekretariat", etterfoelger="vaaler-ny", grunn="Ny jobb"),
)
AVLYST = registerfaktum("organ/vaaler-kommunestyre", 3, MoeteAvlyst(organ="vaaler-kommunestyre", moete="m1"))
SAMMEN = registerfaktum("part/vaaler", 2, PartAvloest(part="vaaler", av=("aamot",), grunn="Slått sammen"))


@pytest.mark.parametrize(
    ("fakta", "nb", "nn"),
    [
        (
            SLUTTET,
            "Våler kommune: Politisk sekretariat sluttet, og Ny prosjektleder tok over",
            "Våler kommune: Politisk sekretariat slutta, og Ny prosjektleder tok over",
        ),
        (AVLYST, "Kommunestyret: møtet 7.11.2024 ble avlyst", "Kommunestyret: møtet 7.11.2024 vart avlyst"),
        (SAMMEN, "Åmot kommune tok over etter Våler kommune", "Åmot kommune tok over etter Våler kommune"),
        (
            registerfaktum(
                "organ/vaaler-kommunestyre",
                4,
                MoeteFlyttet(organ="vaaler-kommunestyre", moete="2024-12-12", til=date(2024, 12, 16)),
            ),
            "Kommunestyret: møtet 12.12.2024 ble flyttet til 16.12.2024",
            "Kommunestyret: møtet 12.12.2024 vart flytta til 16.12.2024",
        ),
        (
            registerfaktum(
                "kontakt/vaaler-sekretariat",
                3,
                StedfortrederSatt(kontakt="vaaler-sekretariat", stedfortreder="vaaler-ny", til=date(2024, 12, 1)),
            ),
            "Våler kommune: Ny prosjektleder er stedfortreder for Politisk sekretariat til og med 1.12.2024",
            "Våler kommune: Ny prosjektleder er stedfortredar for Politisk sekretariat til og med 1.12.2024",
        ),
        (
            registerfaktum("part/vaaler", 3, KontaktlisteBekreftet(part="vaaler")),
            "Våler kommune: kontaktlisten ble bekreftet",
            "Våler kommune: kontaktlista vart stadfesta",
        ),
        (
            registerfaktum("kontakt/vaaler-ny", 1, KontaktRegistrert(kontakt=ETTERFOELGER)),
            "Våler kommune: ny kontakt, Ny prosjektleder",
            "Våler kommune: ny kontakt, Ny prosjektleder",
        ),
    ],
)
def test_hvert_registerfaktum_er_en_setning(fakta: Faktum, nb: str, nn: str) -> None:
    assert registersetning(fakta, AVLOEST) == Tekst(nb, nn)


def test_avtalens_logg_har_det_som_angaar_partene_og_ikke_det_som_var_der_fra_foerst_av() -> None:
    plan = pulje2()
    fra_foerst = registerfaktum(
        "kontakt/vaaler-sekretariat",
        1,
        KontaktRegistrert(kontakt=REGISTER.kontakter["vaaler-sekretariat"]),
        plan.opprettet,
    )
    plan_satt = MoeteplanFastsatt(organ="vaaler-kommunestyre", aar=2024, moeter=())
    moeteplan = registerfaktum("organ/vaaler-kommunestyre", 2, plan_satt, plan.opprettet)
    andres = registerfaktum("part/hamar", 1, PartAvloest(part="hamar", av=("loeten",)))
    fram = replace(AVLYST, id="fram", skjedde=date(2025, 1, 1))
    angret = registerfaktum("organ/vaaler-kommunestyre", 5, FaktumAngret(faktum=AVLYST.id))
    fakta = [fra_foerst, moeteplan, SLUTTET, AVLYST, andres, fram, angret]
    assert om_avtalen(fakta, plan, REGISTER) == [SLUTTET, AVLYST, angret]


def test_begge_partene_har_avloesningen_i_loggen() -> None:
    fakta = [SAMMEN, SLUTTET, AVLYST]
    assert om_parten(fakta, "aamot", AVLOEST, DAG) == [SAMMEN]
    assert om_parten(fakta, "vaaler", AVLOEST, DAG) == fakta


NYTT_NAVN = registerfaktum(
    "part/vaaler", 2, NavnEndret(part="vaaler", navn=Tekst("Våler i Solør kommune", "Våler i Solør kommune"))
)


@pytest.mark.parametrize("maalform", ["nb", "nn"])
async def test_loggen_sier_hva_en_part_het_foer_den_byttet_navn(maalform: str) -> None:
    omdoept = replace(REGISTER.parter["vaaler"], navn=lik("Våler i Solør kommune"))
    register = replace(REGISTER, parter={**REGISTER.parter, "vaaler": omdoept})
    fra_foerst = registerfaktum("part/vaaler", 1, PartRegistrert(part=REGISTER.parter["vaaler"]), pulje2().opprettet)
    kilde = Proevekilde(planene=(pulje2(),), registeret=register, fakta_i_registeret=(fra_foerst, NYTT_NAVN))
    heter = {"nb": "heter nå", "nn": "heiter no"}[maalform]
    async with klient_for(kilde) as tavla:
        for adresse in ("/avtale/pulje2", "/part/vaaler"):
            tekst = ordene((await tavla.get(f"{adresse}?maal={maalform}")).text)
            assert f"Våler kommune {heter} Våler i Solør kommune" in tekst


def test_navnet_en_part_hadde_er_det_siste_som_ikke_er_angret() -> None:
    foerst = registerfaktum("part/vaaler", 1, PartRegistrert(part=REGISTER.parter["vaaler"]), date(2024, 1, 1))
    feil = registerfaktum("part/vaaler", 2, NavnEndret(part="vaaler", navn=lik("Vålr")))
    angret = registerfaktum("part/vaaler", 3, FaktumAngret(faktum=feil.id))
    igjen = registerfaktum("part/vaaler", 4, NavnEndret(part="vaaler", navn=lik("Solør")))
    samme = registerfaktum("part/vaaler", 5, PartRegistrert(part=replace(REGISTER.parter["vaaler"], navn=lik("Solør"))))
    het = navn_foer([foerst, feil, angret, igjen, samme])
    assert het == {feil.id: lik("Våler kommune"), igjen.id: lik("Våler kommune")}


async def test_avtalesiden_sier_hvem_som_registrerte_det_og_hvorfor() -> None:
    kilde = Proevekilde(planene=(pulje2(),), registeret=AVLOEST, fakta_i_registeret=(SLUTTET, AVLYST))
    async with klient_for(kilde) as tavla:
        tekst = ordene((await tavla.get("/avtale/pulje2")).text)
    assert "Politisk sekretariat sluttet, og Ny prosjektleder tok over Ny jobb" in tekst
    assert "av Koordinatoren" in tekst


@pytest.mark.parametrize(
    ("adresse", "setning"),
    [
        ("/part/vaaler", "Våler kommune ble avløst 4.11.2024. Avtalene er tatt over av Åmot kommune."),
        ("/part/vaaler?maal=nn", "Våler kommune vart avløyst 4.11.2024. Avtalane er tekne over av Åmot kommune."),
        ("/part/aamot", "Åmot kommune tok over 4.11.2024 etter Våler kommune."),
    ],
)
async def test_partsiden_sier_hvem_som_har_tatt_over_og_etter_hvem(adresse: str, setning: str) -> None:
    kilde = Proevekilde(planene=(pulje2(),), registeret=AVLOEST, fakta_i_registeret=(SAMMEN,))
    async with klient_for(kilde) as tavla:
        tekst = ordene((await tavla.get(adresse)).text)
    assert setning in tekst.replace(" .", ".")
    assert "Slått sammen" in tekst


async def test_listen_over_parter_sier_hvem_som_er_avloest() -> None:
    async with klient_for(Proevekilde(planene=(pulje2(),), registeret=AVLOEST)) as tavla:
        tekst = ordene((await tavla.get("/parter?maal=nn")).text)
    assert "Våler kommune avløyst 4.11.2024 av Åmot kommune" in tekst


async def test_partsiden_sier_hvem_som_faar_eposten_mens_kontakten_er_borte() -> None:
    sekretariat = replace(
        REGISTER.kontakter["vaaler-sekretariat"], stedfortreder="vaaler-ny", borte_til=date(2024, 12, 1)
    )
    register = replace(AVLOEST, kontakter={**AVLOEST.kontakter, sekretariat.id: sekretariat})
    async with klient_for(Proevekilde(planene=(pulje2(),), registeret=register)) as tavla:
        tekst = ordene((await tavla.get("/part/vaaler")).text)
    assert "borte til og med 1.12.2024, Ny prosjektleder får e-posten så lenge" in tekst


@pytest.mark.parametrize(
    ("steg", "navn"),
    [
        ("forankring.hamar", "Politisk forankring av forslaget"),
        ("forankring.kdd", "Kommunal- og distriktsdepartementet (KDD), politisk forankring av forslaget"),
        ("politisk_dialog.2031", "Politisk dialog 2031"),
        ("tilskudd_soeknad.2031", "Søknad om tilskudd for 2032"),
        ("tillegg.hoering", "Høring"),
        ("borte.vaaler", "borte.vaaler"),
    ],
)
def test_et_steg_som_er_borte_har_navnet_det_hadde(steg: str, navn: str) -> None:
    kilde = Proevekilde()
    fakta = [
        faktum("t1", 6, StegLagtTil(id="hoering", tittel=lik("Høring"), parter=("vaaler",))),
        faktum("t2", 7, StegUtfoert(steg="tillegg.hoering")),
    ]
    navnene = Loggnavn(
        register=REGISTER, plan=pulje2(), livsloep=kilde.livsloep("bygdevekst"), lagt_til=lagt_til(fakta)
    )
    assert navnene.steg(steg).nb == navn
