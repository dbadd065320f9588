"""Stories of agreements that change under way, told as sentences over the cast."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from modeller.fakta import (
    AvtaleForlenget,
    Datoverdi,
    Fristart,
    RolleEndret,
    StegPauset,
    Utfall,
)
from modeller.plan import Status
from modeller.register import Forlatt, Register
from modeller.setninger import i_ord
from modeller.tekst import Maalform
from modeller.venting import hvem_venter
from tests.rollebesetning import KOMMUNER, OPPRETTET, REGISTER, Historie, fram_til_signering

HOVEDPARTER = (*KOMMUNER, "innlandet", "kdd")


def til_enighet() -> Historie:
    """The county is hovedpart, all have anchored, and the parties agree on version 1 on 3.2.2025."""
    historie = Historie().fylket_blir_hovedpart(date(2024, 9, 17)).vedtar(date(2024, 11, 7), "forankring", *KOMMUNER)
    historie.vedtar(date(2024, 11, 16), "forankring_fylket", "innlandet").gjoer(date(2024, 11, 29), "innsending")
    historie.gjoer(date(2025, 1, 10), "respons").kaller_inn(date(2025, 1, 10), "tekstdialog", date(2025, 1, 23))
    return historie.gjoer(date(2025, 1, 23), "tekstdialog").enes(date(2025, 2, 3), 1)


def test_fylket_bestemmer_seg_sent_for_aa_bli_hovedpart() -> None:
    """Until it has decided only the county itself is asked; then it must anchor and approve like the others."""
    historie = Historie().vedtar(date(2024, 11, 7), "forankring", *KOMMUNER)
    foer = historie.plan(date(2024, 11, 20))
    assert foer.finn("fylkets_rolle.innlandet").ball == ("innlandet",)  # type: ignore[union-attr]
    assert foer.finn("innsending").status is Status.AAPEN  # type: ignore[union-attr]
    historie.fylket_blir_hovedpart(date(2024, 11, 21))
    etter = historie.plan(date(2024, 11, 21))
    assert etter.finn("innsending").venter_paa == ("forankring_fylket.innlandet",)  # type: ignore[union-attr]
    assert etter.finn("godkjenning.innlandet").krav.value == "paakrevd"  # type: ignore[union-attr]


def test_versjon_2_godkjent_av_engerdal_og_versjon_3_laget_aapner_saken_paa_nytt() -> None:
    historie = til_enighet().enes(date(2025, 2, 20), 2).vedtar(date(2025, 2, 27), "godkjenning", "engerdal")
    assert historie.steg("godkjenning.engerdal", date(2025, 3, 9)).status is Status.UTFOERT
    historie.enes(date(2025, 3, 10), 3)
    assert historie.steg("godkjenning.engerdal", date(2025, 3, 10)).status is Status.AAPEN


def test_en_redaksjonell_versjon_3_lar_godkjenningen_staa() -> None:
    historie = til_enighet().enes(date(2025, 2, 20), 2).vedtar(date(2025, 2, 27), "godkjenning", "engerdal")
    historie.enes(date(2025, 3, 10), 3, redaksjonell=True)
    assert historie.steg("godkjenning.engerdal", date(2025, 3, 10)).status is Status.UTFOERT


def test_ett_kommunestyre_sier_nei_og_avtalen_trer_ikke_i_kraft() -> None:
    historie = til_enighet().vedtar(date(2025, 2, 27), "godkjenning", "engerdal", "trysil", "aamot")
    historie.vedtar(date(2025, 3, 16), "godkjenning", "innlandet").vedtar(date(2025, 3, 20), "godkjenning", "kdd")
    historie.vedtar(date(2025, 3, 27), "godkjenning", "vaaler", utfall=Utfall.AVSLAATT)
    plan = historie.plan(date(2025, 4, 22))
    vaaler = plan.finn("godkjenning.vaaler")
    assert vaaler is not None
    assert (vaaler.avslaatt, vaaler.hvilende, vaaler.ball) == (True, True, ("vaaler",)), "nobody is nagged"
    assert "saken ble ikke vedtatt 27.3" in i_ord(vaaler.merknader, Maalform.NB, 2025)
    assert plan.finn("ikraft").utfoert is None  # type: ignore[union-attr]
    assert plan.finn("signering.trysil").venter_paa == ("godkjenning.vaaler",)  # type: ignore[union-attr]


def test_teksten_endres_etter_to_godkjenninger_og_begge_maa_ta_saken_opp_igjen() -> None:
    historie = til_enighet().vedtar(date(2025, 2, 27), "godkjenning", "engerdal", "trysil").enes(date(2025, 3, 5), 2)
    plan = historie.plan(date(2025, 3, 6))
    for kommune in ("engerdal", "trysil"):
        steg = plan.finn(f"godkjenning.{kommune}")
        assert steg is not None
        assert (steg.status, steg.runde, steg.aapnet) == (Status.AAPEN, 2, date(2025, 3, 5))
    assert plan.finn("godkjenning.vaaler").runde == 2  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("aar", "siste_arbeidsdag"),
    [(2027, date(2027, 3, 19)), (2025, date(2025, 4, 11)), (2038, date(2038, 4, 16))],
    ids=["tidlig påske", "påske midt i april", "sen påske"],
)
def test_godkjenningen_er_ventet_foer_paaskeuka_enten_den_er_tidlig_eller_sen(aar: int, siste_arbeidsdag: date) -> None:
    flyttet = {
        "forslagsfrist": Datoverdi(date(aar - 1, 11, 29)),
        "tekstdialog": Datoverdi(date(aar, 1, 31), bare_maaned=True),
        "avtaleslutt": Datoverdi(date(aar + 3, 12, 30)),
    }
    historie = Historie(opprettet=replace(OPPRETTET, datoer=flyttet))
    assert historie.steg("godkjenning.trysil", date(2024, 9, 2)).frist == siste_arbeidsdag


def test_et_moete_avlyst_dagen_foer_gir_neste_moete_som_prognose_og_flytter_ingen_frist() -> None:
    historie = til_enighet().naar(date(2025, 2, 20), "godkjenning.vaaler", "saksframlegg")
    foer = historie.steg("godkjenning.vaaler", date(2025, 3, 26))
    historie.register = _uten_moete(REGISTER, "vaaler-kommunestyre", date(2025, 3, 27))
    etter = historie.steg("godkjenning.vaaler", date(2025, 3, 26))
    assert (foer.frist, etter.frist) == (date(2025, 4, 11), date(2025, 4, 11)), "what the source expects stands"
    assert (foer.tidligst, etter.tidligst) == (date(2025, 3, 27), date(2025, 6, 12))


def test_et_moete_avlyst_dagen_foer_gjoer_ingen_forsinket_siden_i_september() -> None:
    """Nobody could have known then: the deadline stands, the next meeting is prognosis, and the remark says why."""
    historie = fram_til_signering().kaller_inn(date(2026, 8, 3), "politisk_dialog.2026", date(2026, 11, 19))
    historie.naar(date(2026, 10, 5), "status_politisk.2026.trysil", "saksframlegg")
    historie.register = _uten_moete(REGISTER, "trysil-kommunestyre", date(2026, 11, 5), avlyst=date(2026, 11, 4))
    trysil = historie.steg("status_politisk.2026.trysil", date(2026, 11, 4))
    assert (trysil.frist, trysil.art, trysil.forfalt(date(2026, 11, 4))) == (date(2026, 11, 5), Fristart.FRIST, False)
    assert trysil.tidligst == date(2027, 2, 25)
    assert trysil.milepaeler[-1].avlyst
    assert i_ord(trysil.merknader, Maalform.NN, 2026).startswith("møtet 5.11 er avlyst; neste møte i Trysil")


def test_et_moete_avlyst_i_god_tid_gir_moetet_foer_som_frist() -> None:
    historie = fram_til_signering().kaller_inn(date(2026, 8, 3), "politisk_dialog.2026", date(2026, 11, 19))
    historie.register = _uten_moete(REGISTER, "trysil-kommunestyre", date(2026, 11, 5), avlyst=date(2026, 8, 10))
    assert historie.steg("status_politisk.2026.trysil", date(2026, 8, 11)).frist == date(2026, 9, 24)


def test_en_forlengelse_i_siste_maaned_flytter_slutten_og_gir_et_aar_til() -> None:
    historie = fram_til_signering()
    dag = date(2028, 12, 4)
    assert {s.aar for s in historie.plan(dag) if s.aar} == {2025, 2026, 2027, 2028}
    historie.den(dag, AvtaleForlenget(til=date(2029, 12, 30), grunn="statsbudsjettet"))
    plan = historie.plan(dag)
    assert (plan.slutt, {s.aar for s in plan if s.aar}) == (date(2029, 12, 30), {2025, 2026, 2027, 2028, 2029})
    assert plan.finn("avslutning").frist == date(2029, 12, 30)  # type: ignore[union-attr]


def test_to_aar_av_aarshjulet_der_det_ene_ble_hoppet_over() -> None:
    """What nobody did in 2025 lapses when 2026 opens the same step, and holds nothing of 2026 up."""
    historie = fram_til_signering()
    dag = date(2026, 11, 2)
    historie.gjoer(date(2026, 9, 20), "aarsvurdering.2026").gjoer(date(2026, 10, 5), "handlingsplan.2026")
    plan = historie.plan(dag)
    assert plan.finn("handlingsplan.2025").status is Status.BORTFALT  # type: ignore[union-attr]
    assert plan.finn("handlingsplan.2026").status is Status.UTFOERT  # type: ignore[union-attr]
    samtykke = [s for s in plan if s.steg == "samtykke" and s.aar == 2026]
    assert samtykke
    assert all(s.status is Status.AAPEN for s in samtykke)
    assert not any(s.forfalt(dag) for s in plan if s.aar == 2025)


def test_en_part_som_gaar_ut_med_ballen_tar_den_med_seg() -> None:
    historie = (
        Historie().fylket_blir_hovedpart(date(2024, 9, 17)).vedtar(date(2024, 11, 7), "forankring", *KOMMUNER[:3])
    )
    historie.vedtar(date(2024, 11, 16), "forankring_fylket", "innlandet")
    foer = historie.plan(date(2024, 11, 20))
    assert foer.finn("innsending").venter_paa == ("forankring.aamot",)  # type: ignore[union-attr]
    historie.den(date(2024, 11, 20), RolleEndret(part="aamot", rolle=None, grunn="trakk seg"))
    etter = historie.plan(date(2024, 11, 20))
    assert etter.finn("forankring.aamot") is None
    assert etter.finn("innsending").status is Status.AAPEN  # type: ignore[union-attr]
    assert not any("aamot" in {v.paa, v.venter} for v in hvem_venter([etter]))


def test_en_pause_gir_ballen_til_den_det_ventes_paa_og_fristen_staar() -> None:
    historie = Historie()
    foer = historie.steg("forankring.aamot", date(2024, 10, 1))
    historie.den(date(2024, 10, 2), StegPauset(steg="forankring.aamot", hos="kdd", grunn="avklaring om beløp"))
    etter = historie.steg("forankring.aamot", date(2024, 10, 3))
    assert (etter.ball, etter.hvilende, etter.frist) == (("kdd",), True, foer.frist)
    ventinger = hvem_venter([historie.plan(date(2024, 10, 3))])
    assert ("aamot", "kdd", "forankring.aamot") in {(v.venter, v.paa, v.steg.id) for v in ventinger}


def test_valget_i_2027_gir_et_steg_for_aa_bekrefte_mandat_og_kontakter() -> None:
    plan = fram_til_signering().plan(date(2027, 11, 20))
    valg = [s for s in plan if "valg" in s.steg]
    assert {s.aar for s in valg if s.status is not Status.IKKE_AKTUELL} == {2027}
    assert {part for s in valg if s.aar == 2027 for part in s.parter} >= set(KOMMUNER)


def _uten_moete(register: Register, organ: str, dag: date, avlyst: date | None = None) -> Register:
    kjent = register.organer[organ]
    forlatt = (Forlatt(dag, avlyst),) if avlyst else ()
    moeter = tuple(replace(m, avlyst=True, forlatt=forlatt) if m.dato == dag else m for m in kjent.moeter)
    return Register(
        parter=register.parter,
        kontakter=register.kontakter,
        organer={**register.organer, organ: replace(kjent, moeter=moeter)},
    )
