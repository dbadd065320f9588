"""Which sources apply to which agreement: what no source of its own says, is ours and asks nothing of anybody."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from flyter.livsloep import BYGDEVEKST, SAMARBEID
from modeller.fakta import AvtaleEndret, AvtaleForlenget, DatoSatt, Datoverdi, Fristart, FristUtsatt, Rolle, RolleEndret
from modeller.kildevalg import kilde_i_ord, les_kilde, slik_det_gjelder
from modeller.livsloep import Livsloep
from modeller.plan import Plan
from modeller.setninger import i_ord
from modeller.tekst import Maalform
from tests.rollebesetning import OPPRETTET, Historie, fram_til_signering

PULJE_1 = replace(OPPRETTET, kilder=("002",))
DAGER = [date(2024, 10, 1), date(2025, 6, 1), date(2026, 12, 1), date(2028, 11, 1), date(2029, 6, 1)]


def som_pulje_1() -> Historie:
    """The story of pulje 2, told of an agreement that neither its letter nor its text is about."""
    historie = fram_til_signering()
    historie.fakta[0] = replace(historie.fakta[0], hendelse=PULJE_1)
    return historie


def alt_som_sies(plan: Plan) -> str:
    setninger = [i_ord((*s.begrunnelse, *s.merknader), maalform) for s in plan for maalform in Maalform]
    return "\n".join(setninger)


def test_uten_valgte_kilder_gjelder_hele_livsloepet() -> None:
    assert slik_det_gjelder(BYGDEVEKST, None) is BYGDEVEKST


@pytest.mark.parametrize("livsloep", [BYGDEVEKST, SAMARBEID], ids=lambda livsloep: livsloep.navn)
def test_med_alle_kildene_valgt_er_livsloepet_det_samme(livsloep: Livsloep) -> None:
    alle = tuple(dokument.id for dokument in livsloep.dokumenter)
    assert slik_det_gjelder(livsloep, alle).faser == livsloep.faser


def test_samme_valg_regnes_ut_bare_en_gang() -> None:
    assert slik_det_gjelder(BYGDEVEKST, ("002",)) is slik_det_gjelder(BYGDEVEKST, ("002",))


def test_det_som_ikke_har_egen_kilde_er_veiledende_og_ventet_av_ingen() -> None:
    for _, steg in slik_det_gjelder(BYGDEVEKST, ()):
        assert steg.kilde is None or steg.kilde.dokument in {"002", "004"}, steg.noekkel
        assert steg.frist.art is Fristart.VEILEDENDE, steg.noekkel
        assert steg.frist.ventet_av is None, steg.noekkel


def test_en_kilde_som_beskriver_slike_avtaler_gjelder_alltid() -> None:
    vurdering = slik_det_gjelder(BYGDEVEKST, ()).finn("aarsvurdering")
    assert vurdering is not None
    assert vurdering == BYGDEVEKST.finn("aarsvurdering")


def test_et_steg_en_annen_kilde_ogsaa_nevner_har_den_til_kilde() -> None:
    samtykke, status = (slik_det_gjelder(BYGDEVEKST, ("002",)).finn(n) for n in ("samtykke", "status_politisk"))
    assert samtykke is not None and samtykke.kilde is not None
    assert (samtykke.kilde.dokument, samtykke.moenster) == ("002", None)
    assert status is not None and status.moenster is not None
    assert (status.kilde, status.moenster.dokument) == (None, "001")


@pytest.mark.parametrize("dag", DAGER, ids=str)
def test_avtalen_uten_brevet_faar_aldri_hoere_hva_departementet_regnet_med(dag: date) -> None:
    sagt = alt_som_sies(som_pulje_1().plan(dag))
    assert "KDD regnet med" not in sagt
    assert "KDD rekna med" not in sagt


def test_avtalen_med_brevet_faar_hoere_det() -> None:
    sen = Historie().gjoer(date(2024, 11, 29), "innsending")
    assert "senere enn KDD regnet med" in alt_som_sies(sen.plan(date(2025, 4, 22)))


@pytest.mark.parametrize("dag", DAGER, ids=str)
def test_ingenting_forfaller_som_ingen_kilde_krever(dag: date) -> None:
    harde = {Fristart.FRIST, Fristart.VENTET}
    uten_datoer = Historie(opprettet=replace(PULJE_1, datoer={})).plan(dag)
    assert not [s.id for s in uten_datoer if s.art in harde]
    # The two dates the agreement gives, and the meeting that was called.
    med_datoer = som_pulje_1().plan(dag)
    assert {s.steg for s in med_datoer if s.art in harde} <= {"innsending", "tekstdialog", "avslutning"}


def test_en_dato_avtalen_selv_gir_beholder_slaget_sitt() -> None:
    steg = som_pulje_1().steg("innsending", date(2024, 10, 1))
    assert (steg.frist, steg.art) == (date(2024, 11, 29), Fristart.FRIST)


def test_et_steg_paa_en_dato_med_egen_kilde_har_den_kilden() -> None:
    dato = Datoverdi(date(2023, 10, 2), kilde="002 vedlegg 1")
    historie = Historie(opprettet=replace(PULJE_1, datoer={"forslagsfrist": dato}))
    steg = historie.steg("innsending", date(2024, 4, 1))
    assert steg.kilde is not None
    assert steg.kilde.tittel.nb == "Sintefs midtveisrapport om bygdevekstavtaler, vedlegg 1"
    assert historie.steg("forankring.trysil", date(2024, 4, 1)).kilde is None


def test_flyttes_datoen_gjelder_ikke_kilden_dens_lenger() -> None:
    dato = Datoverdi(date(2024, 11, 29), kilde="003 «Tidsplan for avtalene»")
    historie = Historie(opprettet=replace(OPPRETTET, kilder=(), datoer={"forslagsfrist": dato}))
    historie.den(date(2024, 6, 1), FristUtsatt(steg="innsending", til=date(2024, 12, 6), art=Fristart.FRIST))
    assert historie.steg("innsending", date(2024, 7, 1)).kilde is None


def test_kilden_til_det_som_er_satt_foelger_med_i_planen() -> None:
    historie = Historie()
    historie.den(date(2024, 9, 17), RolleEndret(part="innlandet", rolle=Rolle.HOVEDPART))
    historie.den(date(2024, 9, 18), DatoSatt(navn="forslagsfrist", verdi=Datoverdi(date(2024, 12, 6), kilde="brev")))
    historie.den(date(2024, 9, 19), AvtaleForlenget(til=date(2029, 12, 30)))
    historie.fakta = [replace(f, kilde=f"faktum {f.nr}") for f in historie.fakta]
    plan = historie.plan(date(2024, 9, 20))
    assert plan.partskilder == {"innlandet": "faktum 2"}
    assert plan.datoer["forslagsfrist"].kilde == "brev"
    assert plan.datoer["avtaleslutt"].kilde == "faktum 4"


def test_en_rolle_som_endres_uten_kilde_har_ikke_lenger_den_gamle() -> None:
    historie = Historie().den(date(2024, 9, 17), RolleEndret(part="innlandet", rolle=Rolle.HOVEDPART))
    historie.fakta = [replace(f, kilde="001 punkt 5") for f in historie.fakta]
    historie.den(date(2024, 10, 1), RolleEndret(part="innlandet", rolle=Rolle.SAMARBEIDSPART))
    assert historie.plan(date(2024, 10, 2)).partskilder == {}


def test_avtalens_kilder_kan_endres_og_alt_valgfritt_kan_tas_bort() -> None:
    historie = Historie().den(date(2024, 5, 1), AvtaleEndret(kilder=("003",), kilde="003"))
    assert historie.plan(date(2024, 5, 2)).kilder == ("003",)
    borte = AvtaleEndret(tatt_bort=("pilot", "koordinator", "merknad", "kilder", "kilde"))
    plan = historie.den(date(2024, 6, 1), borte).plan(date(2024, 6, 2))
    assert (plan.pilot, plan.koordinator, plan.merknad, plan.kilder, plan.kilde) == (None,) * 5


@pytest.mark.parametrize(
    ("henvisning", "nb", "nn"),
    [
        ("003", "KDDs brev om veien videre for pulje 2", "Brevet frå KDD om vegen vidare for pulje 2"),
        ("003 s. 2", "KDDs brev om veien videre for pulje 2, s. 2", "Brevet frå KDD om vegen vidare for pulje 2, s. 2"),
        ("avtalen, punkt 4", "avtalen, punkt 4", "avtalen, punkt 4"),
        ("0031", "0031", "0031"),
        ("«?»", "«?»", "«?»"),
    ],
)
def test_en_henvisning_leses_med_dokumentets_navn(henvisning: str, nb: str, nn: str) -> None:
    tittel = les_kilde(henvisning, BYGDEVEKST).tittel
    assert (tittel.nb, tittel.nn) == (nb, nn)


def test_et_moenster_gir_seg_aldri_ut_for_aa_vaere_en_kilde() -> None:
    status = slik_det_gjelder(BYGDEVEKST, ()).finn("status_politisk")
    forankring = slik_det_gjelder(BYGDEVEKST, ()).finn("forankring")
    assert status is not None and forankring is not None
    sagt = kilde_i_ord(status.kilde, status.moenster)
    brevet = kilde_i_ord(forankring.kilde, forankring.moenster)
    assert sagt is not None and brevet is not None
    assert sagt.nb == (
        "ingen egen, men etter mønster av bygdevekstavtalen for Engerdal, Trysil, Våler og Åmot, punkt 7"
    )
    assert brevet.nn == (
        "inga eiga, men etter mønster av brevet frå KDD om vegen vidare for pulje 2, «Politisk forankring i kommunene»"
    )
    assert kilde_i_ord(None, None) is None


def test_det_et_dokument_ikke_sier_er_bare_et_hull_i_avtaler_det_gjelder() -> None:
    def hull(*kilder: str) -> set[str]:
        return {ett.noekkel for ett in slik_det_gjelder(BYGDEVEKST, kilder).hull}

    # What the report on all the agreements leaves unsaid is left unsaid of each.
    assert hull("001", "003") == {"periode", "organ", "sluttvurdering"}
    assert hull("002") == {"periode"}
