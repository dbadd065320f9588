"""From the ministry's letter to submission: anchoring, the county's role, and a council that was too late."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from modeller.begrunnelse import Ledd
from modeller.fakta import Fristart, FristUtsatt, OrganValgt, Rolle, RolleEndret, StegUtfoert, Utfall
from modeller.livsloep import Krav
from modeller.plan import Status
from modeller.setninger import i_ord
from modeller.tekst import Maalform
from tests.rollebesetning import KOMMUNER, Historie


def test_forankringen_maa_skje_i_siste_kommunestyremoete_foer_innsending() -> None:
    steg = Historie().steg("forankring.vaaler", date(2024, 9, 2))
    assert steg.frist == date(2024, 11, 7)
    assert steg.art is Fristart.FRIST
    assert i_ord(steg.begrunnelse, Maalform.NB) == (
        "siste møte i Våler kommunestyre før innsendingen 29.11.2024 er 7.11; saksframlegget må være klart 8.10"
    )
    assert i_ord(steg.begrunnelse, Maalform.NN) == (
        "siste møte i Våler kommunestyre før innsendinga 29.11.2024 er 7.11; saksframlegget må vere klart 8.10"
    )


def test_ruten_til_kommunestyret_har_fem_milepaeler_regnet_bakover() -> None:
    steg = Historie().steg("forankring.vaaler", date(2024, 9, 2))
    assert [(m.noekkel, m.dato) for m in steg.milepaeler] == [
        ("saksframlegg", date(2024, 10, 8)),
        ("papirer:vaaler-formannskap", date(2024, 10, 15)),
        ("behandling:vaaler-formannskap", date(2024, 10, 22)),
        ("papirer:vaaler-kommunestyre", date(2024, 10, 28)),
        ("vedtak:vaaler-kommunestyre", date(2024, 11, 7)),
    ]


def test_vaaler_uten_saksframlegg_16_oktober_faar_vite_at_loepet_gikk_ut_og_hvem_det_forsinker() -> None:
    naa = date(2024, 10, 16)
    historie = Historie()
    for part in ("engerdal", "trysil", "aamot"):
        historie.naar(date(2024, 10, 7), f"forankring.{part}", "saksframlegg")
    steg = historie.steg("forankring.vaaler", naa)
    merknad = i_ord(steg.merknader, Maalform.NB, naa.year)
    assert merknad.startswith(
        "saksframlegget til møtet 7.11 skulle vært klart 8.10, men er ikke registrert som klart; "
        "neste møte i Våler kommunestyre som kan nås, er 12.12"
    )
    assert (
        "«Innsending av forslaget» kan skje innen 29.11 med forbehold om vedtaket; "
        "uten forbehold blir det tidligst 17.12, 18 dager senere; "
        "da kan «Innkalling til dialog om teksten» tidligst skje 17.12, 6 dager etter 11.12"
    ) in merknad
    assert merknad.count("Innsending av forslaget") == 1
    nynorsk = i_ord(steg.merknader, Maalform.NN, naa.year)
    assert "med atterhald om vedtaket; utan atterhald blir det tidlegast 17.12, 18 dagar seinare; då kan «" in nynorsk
    etter_fristen = i_ord(historie.steg("forankring.vaaler", date(2024, 11, 30)).merknader, Maalform.NB, naa.year)
    assert (
        "«Innsending av forslaget» skulle vært gjort innen 29.11.2024, men kan fortsatt skje med forbehold om "
        "vedtaket; uten forbehold blir det tidligst 4.3.2025, 95 dager etter fristen; da kan «Skriftlig respons"
    ) in etter_fristen
    assert steg.frist == date(2024, 11, 7), "et passert møte flytter ikke fristen"
    assert steg.tidligst == date(2024, 12, 12)
    assert steg.slakk == -35
    assert historie.steg("forankring.trysil", naa).merknader == ()


def test_aamot_utsetter_7_november_og_ballen_blir_liggende() -> None:
    historie = Historie().fylket_blir_hovedpart(date(2024, 9, 17))
    historie.vedtar(date(2024, 11, 7), "forankring", "engerdal", "trysil", "vaaler")
    historie.vedtar(date(2024, 11, 7), "forankring", "aamot", utfall=Utfall.UTSATT)
    steg = historie.steg("forankring.aamot", date(2024, 11, 8))
    assert steg.status is Status.AAPEN
    assert steg.ball == ("aamot",)
    assert steg.forfalt(date(2024, 11, 8))
    assert "saken ble utsatt 7.11 og er ikke avgjort; neste møte i Åmot kommunestyre er 12.12" in i_ord(
        steg.merknader, Maalform.NB, 2024
    )
    innsending = historie.steg("innsending", date(2024, 11, 8))
    assert innsending.status is Status.VENTER
    assert "forankring.aamot" in innsending.venter_paa
    assert innsending.kan_ha_forbehold


def test_innsending_med_forbehold_slipper_departementet_til() -> None:
    historie = Historie()
    historie.den(date(2024, 11, 29), StegUtfoert(steg="innsending", forbehold="vedtak i Åmot 12.12"))
    innsending = historie.steg("innsending", date(2024, 11, 30))
    assert innsending.status is Status.UTFOERT
    assert innsending.forbehold == "vedtak i Åmot 12.12"
    assert historie.steg("respons", date(2024, 11, 30)).ball == ("kdd",)
    assert historie.steg("forankring.aamot", date(2024, 11, 30)).status is Status.AAPEN, "vedtaket må fortsatt fattes"


def test_saa_lenge_fylket_ikke_har_bestemt_seg_holder_det_ingen_tilbake() -> None:
    historie = Historie().vedtar(date(2024, 11, 7), "forankring", *KOMMUNER)
    plan = historie.plan(date(2024, 11, 8))
    rolle, fylket, innsending = (
        plan.finn(s) for s in ("fylkets_rolle.innlandet", "forankring_fylket.innlandet", "innsending")
    )
    assert rolle is not None and rolle.status is Status.AAPEN and not rolle.uavklart
    assert fylket is not None and fylket.uavklart and fylket.ball == ()
    assert innsending is not None and innsending.status is Status.AAPEN


def test_som_hovedpart_maa_fylket_forankre_og_som_samarbeidspart_er_det_anbefalt() -> None:
    hovedpart = Historie().fylket_blir_hovedpart(date(2024, 9, 17))
    assert hovedpart.steg("forankring_fylket.innlandet", date(2024, 9, 18)).krav is Krav.PAAKREVD
    assert hovedpart.steg("fylkets_rolle.innlandet", date(2024, 9, 18)).utfoert == date(2024, 9, 17)
    samarbeid = Historie().den(date(2024, 9, 17), RolleEndret(part="innlandet", rolle=Rolle.SAMARBEIDSPART))
    assert samarbeid.steg("forankring_fylket.innlandet", date(2024, 9, 18)).krav is Krav.ANBEFALT
    assert samarbeid.plan(date(2024, 9, 18)).finn("godkjenning.innlandet") is None


def test_kommunen_kan_velge_formannskapet_som_forankringsorgan() -> None:
    historie = Historie().den(date(2024, 9, 3), OrganValgt(steg="forankring.trysil", organ="trysil-formannskap"))
    steg = historie.steg("forankring.trysil", date(2024, 9, 4))
    assert steg.frist == date(2024, 10, 22)
    assert [m.noekkel for m in steg.milepaeler] == [
        "saksframlegg",
        "papirer:trysil-formannskap",
        "vedtak:trysil-formannskap",
    ]


def test_frivillige_steg_bortfaller_ved_innsending_og_blokkerer_aldri() -> None:
    historie = Historie().vedtar(date(2024, 11, 7), "forankring", *KOMMUNER).gjoer(date(2024, 11, 29), "innsending")
    plan = historie.plan(date(2024, 11, 30))
    for steg_id in ("forpliktelser.d1", "handlingsplan_utkast"):
        steg = plan.finn(steg_id)
        assert steg is not None and steg.status is Status.BORTFALT


def test_en_frist_som_staar_paa_en_soendag_staar() -> None:
    historie = Historie()
    from dataclasses import replace

    from modeller.fakta import AvtaleOpprettet, Datoverdi

    opprettet = historie.fakta[0].hendelse
    assert isinstance(opprettet, AvtaleOpprettet)
    soendag = date(2024, 12, 1)
    historie = Historie(opprettet=replace(opprettet, datoer={"forslagsfrist": Datoverdi(soendag)}))
    assert historie.steg("innsending", date(2024, 9, 2)).frist == soendag


def test_den_som_er_sen_forsinker_ikke_det_som_kommer_etter_en_innsending_med_forbehold() -> None:
    historie = Historie().vedtar(date(2024, 11, 7), "forankring", "engerdal", "trysil", "vaaler")
    historie.vedtar(date(2024, 11, 7), "forankring", "aamot", utfall=Utfall.UTSATT)
    foer = historie.steg("forankring.aamot", date(2024, 11, 28))
    assert "forsinker_uten_forbehold" in {ledd.setning for ledd in foer.merknader}
    historie.den(date(2024, 11, 29), StegUtfoert(steg="innsending", forbehold="vedtak i Åmot"))
    etter = historie.steg("forankring.aamot", date(2024, 11, 30))
    assert {ledd.setning for ledd in etter.merknader} == {"utsatt_i_moete", "neste_moete"}


def test_naar_det_nye_moetet_ogsaa_er_over_sies_det_og_hva_som_er_vedtatt_vet_ingen() -> None:
    historie = Historie().naar(date(2024, 10, 7), "forankring.aamot", "saksframlegg")
    historie.vedtar(date(2024, 11, 7), "forankring", "aamot", utfall=Utfall.UTSATT)

    def det_som_er_sagt(dag: date) -> list[str]:
        alle = (ledd.setning for ledd in historie.steg("forankring.aamot", dag).merknader)
        return [en for en in alle if "forsinker" not in en and "forbehold" not in en]

    assert det_som_er_sagt(date(2024, 12, 12)) == ["utsatt_i_moete", "neste_moete"]
    assert det_som_er_sagt(date(2024, 12, 13)) == ["utsatt_foer", "nytt_moete_er_passert", "neste_moete"]
    assert historie.steg("forankring.aamot", date(2024, 12, 12)).neste_skifte == date(2024, 12, 13)

    def som_gikk(dag: date) -> Mapping[str, object]:
        (gikk,) = (x for x in historie.steg("forankring.aamot", dag).merknader if "passert" in x.setning)
        return gikk.felt

    klart = date(2024, 12, 17)
    assert som_gikk(date(2024, 12, 13)) == {"moete": date(2024, 12, 12), "klart": klart, "foerst": klart}
    assert som_gikk(date(2025, 3, 3)) == {"moete": date(2025, 2, 27), "klart": date(2025, 3, 4), "foerst": klart}


def test_en_oppdiktet_dato_sier_at_den_er_det() -> None:
    historie = Historie().den(date(2024, 9, 2), FristUtsatt(steg="innsending", til=date(2024, 12, 6), grunn=""))
    historie.fakta[-1] = replace(historie.fakta[-1], oppdiktet=True)
    steg = historie.steg("innsending", date(2024, 9, 3))
    assert i_ord(steg.begrunnelse, Maalform.NN) == "datoen er sett til 6.12.2024; datoen er oppdikta"


def test_datoer_i_hvert_sitt_aar_har_aarstallet_ogsaa_det_leseren_er_i() -> None:
    datoer = {"tidligst": date(2025, 3, 4), "frist": date(2024, 11, 29)}
    ledd = Ledd("forsinker", {"hva": "Signering", "dager": "95 dager", **datoer})
    assert i_ord((ledd,), Maalform.NB, 2025) == "«Signering» kan tidligst skje 4.3.2025, 95 dager etter 29.11.2024"
    assert i_ord((ledd,), Maalform.NN, 2025).startswith("«Signering» kan tidlegast skje 4.3.2025,")
