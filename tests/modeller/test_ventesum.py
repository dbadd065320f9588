"""Who owes whom, summed up over agreements; the chains behind it; and when each phase can be finished."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from modeller.plan import Plan
from modeller.prognose import prognose
from modeller.tekst import Tekst
from modeller.ventesum import kjeder, per_par, per_part
from modeller.venting import hvem_venter
from tavle.kjedeord import kjede_i_ord, kjeder_i_ord
from tests.rollebesetning import KOMMUNER, REGISTER, Historie, fram_til_signering

OKTOBER = date(2024, 10, 16)


def planen(dag: date = OKTOBER) -> Plan:
    return Historie().fylket_blir_hovedpart(date(2024, 9, 17)).plan(dag)


def test_hver_part_skylder_det_den_har_ballen_for_og_de_flest_venter_paa_staar_foerst() -> None:
    plan = planen()
    summer = per_part(hvem_venter([plan]))
    assert {s.part for s in summer} == {part for steg in plan for part in steg.ball}
    for s in summer:
        assert s.steg == sum(s.part in steg.ball for steg in plan)
        assert s.part not in s.venter, "nobody waits on himself"
    assert [len(s.venter) for s in summer] == sorted((len(s.venter) for s in summer), reverse=True)


def test_to_avtaler_telles_sammen_for_den_samme_parten() -> None:
    en = planen()
    summer = {s.part: s for s in per_part(hvem_venter([en, replace(en, avtale="en-til")]))}
    assert (summer["trysil"].avtaler, summer["trysil"].steg) == (2, 2 * sum("trysil" in s.ball for s in en))


def test_paret_som_har_ventet_lengst_staar_foerst() -> None:
    par = per_par(hvem_venter([planen()]))
    assert [p.siden for p in par] == sorted(p.siden for p in par)
    assert all(p.venter != p.paa for p in par)
    assert {("kdd", kommune) for kommune in KOMMUNER} <= {(p.venter, p.paa) for p in par}


def test_en_kjede_gaar_fra_det_foerste_en_part_ikke_kan_begynne_med_til_den_som_har_ballen() -> None:
    plan = planen()
    [kdd] = [k for k in kjeder([plan]) if k.steg[0].parter == ("kdd",)]
    assert [s.steg for s in kdd.steg] == ["respons", "innsending", "forankring"]
    for foran, bak in zip(kdd.steg[1:], kdd.steg, strict=False):
        assert foran.id in bak.foran
    assert kdd.steg[-1].ball


def test_ingen_kjede_ender_hos_dem_den_begynner_med() -> None:
    for dag in (OKTOBER, date(2025, 3, 3), date(2026, 10, 8)):
        for kjede in kjeder([fram_til_signering().plan(dag), planen(dag)]):
            assert not set(kjede.steg[-1].ball) >= set(kjede.steg[0].parter), "nobody waits on himself"


def test_kjeden_i_ord_er_en_setning_paa_begge_maalformer() -> None:
    [kdd] = [k for k in kjeder([planen()]) if k.steg[0].parter == ("kdd",)]
    tekst = kjede_i_ord(kdd, REGISTER)
    hvem = REGISTER.kortnavn(kdd.steg[-1].parter[0]).nb
    assert tekst.nb == (
        "KDD venter med «Skriftlig respons fra staten» på «Innsending av forslaget» hos Trysil, som venter på "
        f"«Politisk forankring av forslaget» hos {hvem}, som har hatt ballen siden 1.3.2024."
    )
    assert tekst.nn.startswith("KDD ventar med «Skriftleg respons frå staten» på «Innsending av forslaget» hos Trysil")
    assert tekst.nn.endswith("som har hatt ballen sidan 1.3.2024.")


def test_de_som_venter_med_det_samme_paa_det_samme_deler_en_setning() -> None:
    [kdd] = [k for k in kjeder([planen()]) if k.steg[0].parter == ("kdd",)]
    fylket = replace(kdd, steg=(kdd.steg[0]._replace(parter=("innlandet",)), *kdd.steg[1:]))
    alene = kjede_i_ord(kdd, REGISTER)
    assert kjeder_i_ord([kdd, fylket], REGISTER) == [
        Tekst(alene.nb.replace("KDD", "KDD og Innlandet"), alene.nn.replace("KDD", "KDD og Innlandet"))
    ]
    i_en_annen = replace(fylket, avtale="en-annen")
    assert len(kjeder_i_ord([kdd, i_en_annen], REGISTER)) == 2, "another agreement has its own"


def test_en_fase_er_ferdig_naar_det_siste_paakrevde_kan_vaere_gjort() -> None:
    forslag = prognose(planen())[0]
    assert (forslag.fase, forslag.sist.id, forslag.ferdig) == ("forslag", "innsending", date(2024, 12, 17))
    assert forslag.vedtak is not None
    assert (forslag.vedtak.steg, forslag.vedtak.tidligst) == ("forankring", date(2024, 12, 12))
    assert forslag.vedtak.avgjoeres_i == f"{forslag.vedtak.parter[0]}-kommunestyre"
    assert forslag.slakk == (date(2024, 11, 29) - date(2024, 12, 17)).days


def test_en_fase_som_er_ferdig_eller_ikke_begynt_har_ingen_prognose() -> None:
    faser = {(p.fase, p.aar) for p in prognose(fram_til_signering().plan(date(2025, 5, 2)))}
    assert ("forslag", None) not in faser
    assert ("aarlig", 2028) not in faser


def test_ingen_fase_har_en_ferdigdag_foer_planens_dag() -> None:
    for dag in (date(2024, 6, 3), OKTOBER, date(2025, 3, 3), date(2026, 10, 8)):
        for en in prognose(fram_til_signering().plan(dag)):
            assert en.ferdig >= dag
