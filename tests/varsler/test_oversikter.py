"""Digests: the week of the coordinator and the month of a party, gathered with what else there is, or not at all."""

# ruff: noqa: ANN401 - the builders take any field of a step or a plan

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from modeller.fakta import Avtalehendelse, Faktum, FaktumAngret, FristUtsatt, avtalestroem
from modeller.plan import Plansteg, Status
from modeller.register import Kontakt
from modeller.varselrad import Utboksrad
from tests.varsler.varselbygg import (
    KOORDINATOR,
    OPPSETT,
    POSTMOTTAK,
    REGISTER,
    SVAR,
    TRYSIL,
    VAALER,
    lenker_i,
    saker,
    som_lest,
    steg,
    utsikt,
)
from varsler.grunner import grunnen
from varsler.grunnord import grunn_i_ord
from varsler.melding import Melding, skriv
from varsler.regler import STANDARDREGLER, Slag
from varsler.sak import Varselsak
from varsler.svarlenke import Formaal

REGLER = replace(STANDARDREGLER, kontaktlister=None)
MANDAG, MAANEDEN = date(2024, 10, 14), date(2024, 11, 1)
LANGT_FRAM = steg(frist=date(2025, 6, 2))
FLYTTET = FristUtsatt(steg="innsending.vaaler", til=date(2025, 6, 2))


def faktum(dag: date, hendelse: Avtalehendelse = FLYTTET, nr: int = 1) -> Faktum:
    return Faktum(
        id=f"f{nr}",
        stroem=avtalestroem("hedmark"),
        nr=nr,
        skjedde=dag,
        registrert=datetime.combine(dag, time(10), UTC),
        av="test",
        hendelse=hendelse,
    )


def rader(slag: Slag, dag: date, *steg_: Plansteg, **felt: Any) -> list[Utboksrad]:
    return [rad for rad in utsikt(dag, *steg_, regler=REGLER, **felt).rader if rad.slag == slag]


def ukens(dag: date, *steg_: Plansteg, **felt: Any) -> list[str]:
    return [rad.mottaker for rad in rader(Slag.UKESOVERSIKT, dag, *steg_, **felt)]


def maanedens(dag: date, *steg_: Plansteg, **felt: Any) -> list[str]:
    return [rad.mottaker for rad in rader(Slag.MAANEDSOVERSIKT, dag, *steg_, **felt)]


def test_en_uke_uten_noe_nytt_og_uten_noe_som_kommer_gir_ingen_oversikt() -> None:
    assert ukens(MANDAG, LANGT_FRAM) == []


def test_det_som_kommer_innen_to_uker_gir_en_oversikt_til_koordinatoren() -> None:
    assert ukens(MANDAG, steg(frist=MANDAG + timedelta(days=14))) == [KOORDINATOR]
    assert ukens(MANDAG, steg(frist=MANDAG + timedelta(days=15))) == []
    assert ukens(MANDAG, steg(frist=MANDAG + timedelta(days=3), uavklart=True), LANGT_FRAM) == []


@pytest.mark.parametrize(
    ("registrert", "er_nytt"),
    [
        (MANDAG - timedelta(days=8), False),
        (MANDAG - timedelta(days=7), True),
        (MANDAG - timedelta(days=1), True),
        (MANDAG, False),
    ],
)
def test_det_som_er_registrert_siden_forrige_mandag_er_nytt(registrert: date, er_nytt: bool) -> None:
    assert bool(ukens(MANDAG, LANGT_FRAM, fakta=(faktum(registrert),))) is er_nytt


def test_det_som_kom_med_avtalen_er_ikke_nytt_og_foerste_oversikt_er_mandagen_etter() -> None:
    registrert = date(2024, 10, 9)
    felt = {"registrert": registrert, "fakta": (faktum(registrert),)}
    assert ukens(MANDAG, LANGT_FRAM, **felt) == []
    assert ukens(MANDAG, steg(frist=MANDAG + timedelta(days=2)), registrert=MANDAG) == []


def test_oversikten_kan_gaa_ut_uken_og_ikke_senere() -> None:
    snart = steg(frist=date(2024, 10, 25))
    (mandag,), (fredag,) = (rader(Slag.UKESOVERSIKT, dag, snart) for dag in (MANDAG, date(2024, 10, 18)))
    assert mandag.noekkel == fredag.noekkel
    assert ukens(date(2024, 10, 19), snart) == []


def test_det_som_kommer_til_midt_i_uken_venter_til_neste_mandag() -> None:
    onsdag = date(2024, 10, 16)
    snart = steg(frist=date(2024, 10, 25))
    assert ukens(onsdag, snart) == [KOORDINATOR]
    assert ukens(onsdag, snart, fakta=(faktum(onsdag),)) == []
    assert ukens(onsdag, snart, fakta=(faktum(date(2024, 10, 10)), faktum(onsdag, nr=2))) == [KOORDINATOR]
    assert ukens(onsdag, steg(frist=date(2024, 10, 29))) == []
    assert maanedens(date(2024, 11, 4), LANGT_FRAM) == [VAALER]
    assert maanedens(date(2024, 11, 4), LANGT_FRAM, fakta=(faktum(MAANEDEN),)) == []


def test_er_mandagen_fri_kommer_oversikten_dagen_etter() -> None:
    snart = steg(frist=date(2025, 4, 25))
    assert ukens(date(2025, 4, 21), snart) == []
    assert [r.forfaller for r in rader(Slag.UKESOVERSIKT, date(2025, 4, 22), snart)] == [date(2025, 4, 22)]


def test_etter_en_stille_tid_fortelles_alt_som_er_nytt_siden_forrige_oversikt() -> None:
    """July is quiet: 30.6. is the last Monday before it, 4.8. the first after."""
    i_juli = (faktum(date(2025, 7, 8)),)
    langt_fram = steg(frist=date(2026, 6, 1))
    assert ukens(date(2025, 7, 14), langt_fram, fakta=i_juli) == []
    (august,) = rader(Slag.UKESOVERSIKT, date(2025, 8, 4), langt_fram, fakta=i_juli)
    assert august.data["fra"] == "2025-06-30"
    assert ukens(date(2025, 8, 11), langt_fram, fakta=i_juli) == []


@pytest.mark.parametrize("dag", [date(2025, 7, 8), date(2025, 7, 21), date(2025, 7, 31)])
def test_avtalen_vekkes_foerste_mandag_etter_en_stille_tid(dag: date) -> None:
    utsikten = utsikt(dag, steg(frist=date(2026, 6, 1)), regler=REGLER, fakta=(faktum(date(2025, 7, 8)),))
    assert date(2025, 8, 4) in {d for dager in utsikten.ellers.values() for d in dager}


def test_avtalen_vekkes_den_mandagen_det_blir_noe_aa_fortelle() -> None:
    kommende = steg(frist=date(2025, 6, 2), status=Status.KOMMENDE, ball=(), aapnet=None)
    uker = {
        dag
        for dager in utsikt(MANDAG, kommende, regler=replace(REGLER, maanedsoversikt=False)).ellers.values()
        for dag in dager
    }
    assert uker == {date(2025, 5, 19)}
    nytt = utsikt(
        date(2024, 10, 15), kommende, regler=replace(REGLER, maanedsoversikt=False), fakta=(faktum(date(2024, 10, 15)),)
    )
    assert date(2024, 10, 21) in {dag for dager in nytt.ellers.values() for dag in dager}


def test_maaneden_gaar_foerste_arbeidsdag_til_kontaktene_og_ledelsen_og_ikke_til_koordinatoren() -> None:
    leder = Kontakt(id="vaaler.kd", part="vaaler", navn="Leder", epost="kd@vaaler.example", ledelse=True)
    register = replace(REGISTER, kontakter={**REGISTER.kontakter, leder.id: leder})
    felles = steg(parter=("vaaler", "engerdal"), ball=("vaaler", "engerdal"), frist=date(2025, 3, 3))
    assert maanedens(MAANEDEN, felles, register=register) == [VAALER, leder.epost]
    assert maanedens(date(2024, 10, 31), felles) == []
    assert maanedens(date(2024, 11, 6), felles) == []


def test_i_fellesferien_gaar_ingen_maanedsoversikt() -> None:
    assert maanedens(date(2025, 6, 2), steg(frist=date(2025, 6, 20)))
    assert maanedens(date(2025, 7, 1), steg(frist=date(2025, 8, 8))) == []
    assert maanedens(date(2025, 8, 1), steg(frist=date(2025, 8, 8)))


def test_maaneden_gaar_til_postmottaket_naar_parten_ikke_har_noen_kontakt() -> None:
    kontakter = {k: v for k, v in REGISTER.kontakter.items() if v.part != "vaaler"}
    assert maanedens(MAANEDEN, LANGT_FRAM, register=replace(REGISTER, kontakter=kontakter)) == [POSTMOTTAK]


@pytest.mark.parametrize(
    "ingenting",
    [
        LANGT_FRAM._replace(status=Status.UTFOERT, ball=(), utfoert=date(2024, 10, 1)),
        LANGT_FRAM._replace(status=Status.KOMMENDE, ball=()),
        LANGT_FRAM._replace(uavklart=True),
    ],
)
def test_en_part_som_ikke_har_noe_og_ikke_faar_noe_snart_faar_ingen_oversikt(ingenting: Plansteg) -> None:
    assert VAALER not in maanedens(MAANEDEN, ingenting, steg(part="trysil", frist=date(2025, 6, 2)))


def test_den_som_bare_kan_vente_faar_ingen_oversikt() -> None:
    foran = steg(part="trysil", frist=date(2024, 12, 20))
    venter = steg(status=Status.VENTER, ball=(), venter_paa=(foran.id,), frist=date(2025, 2, 3))
    assert maanedens(MAANEDEN, foran, venter) == [TRYSIL]


def test_kontakter_for_bestemte_avtaler_faar_bare_dem() -> None:
    bare_en = replace(REGISTER.kontakter["vaaler.leder"], avtaler=("en-annen",))
    register = replace(REGISTER, kontakter={**REGISTER.kontakter, bare_en.id: bare_en})
    assert VAALER not in maanedens(MAANEDEN, LANGT_FRAM, register=register)


def brev(alle: Sequence[Varselsak], til: str, dag: date, oppsett: object = None) -> Melding:
    naa = datetime.combine(dag, time(6), UTC)
    return skriv([s for s in alle if s.rad.mottaker == til], naa=naa, oppsett=oppsett or OPPSETT)  # type: ignore[arg-type]


def to_avtaler(dag: date, *steg_: Plansteg) -> list[Varselsak]:
    en = saker(dag, *steg_, regler=REGLER)
    return [*en, *saker(dag, *steg_, regler=REGLER, avtale="solund", navn=REGISTER.navn("trysil"))]


def test_koordinatoren_for_to_avtaler_faar_en_oversikt_over_begge() -> None:
    melding = brev(
        to_avtaler(MANDAG, steg(part="trysil", frist=date(2024, 10, 25), aapnet=date(2024, 10, 1))), KOORDINATOR, MANDAG
    )
    assert [s.slag for s in melding.saker] == [Slag.UKESOVERSIKT]
    assert len(melding.alle_saker) == 2
    assert melding.emne == "Oversikt for uke 42, 2024"
    assert "- fredag 25. oktober: «Innsending av forslaget» (Trysil) – " in melding.tekst
    assert melding.tekst.count("Kommer de neste to ukene") == 1


def test_maaneden_for_to_avtaler_er_en_liste_over_begge() -> None:
    alle = [s for s in to_avtaler(MAANEDEN, LANGT_FRAM) if s.slag is Slag.MAANEDSOVERSIKT]
    tekst = brev(alle, VAALER, MAANEDEN).tekst
    assert [linje for linje in tekst.splitlines() if linje.startswith(("Hos", "- "))] == [
        "Hos dere nå",
        "- «Innsending av forslaget» (frist 2.6.2025) – Bygdevekstavtale Engerdal–Trysil–Våler–Åmot",
        "- «Innsending av forslaget» (frist 2.6.2025) – Trysil kommune",
    ]


def test_oversikten_staar_sist_i_dagens_melding_og_teller_ikke_som_en_sak() -> None:
    dag = date(2024, 11, 1)
    kommer = steg(steg="moete", status=Status.KOMMENDE, ball=(), frist=date(2024, 11, 29))
    alle = saker(dag, steg(frist=date(2024, 11, 15), aapnet=date(2024, 9, 3)), kommer, regler=REGLER)
    melding = brev(alle, VAALER, dag)
    assert [s.slag for s in melding.saker] == [Slag.TO_UKER, Slag.MAANEDSOVERSIKT]
    assert melding.emne == "Innsending av forslaget – frist 15.11.2024 – Bygdevekstavtale Engerdal–Trysil–Våler–Åmot"
    assert "De som haster mest" not in melding.tekst
    assert melding.tekst.index("Fristen for") < melding.tekst.index("Oversikt for november 2024")
    assert "\n\n\n\n" not in melding.tekst


def test_bare_oversikter_kan_meldes_av_og_aldri_det_noen_skylder() -> None:
    dag = MAANEDEN
    alle = saker(dag, steg(frist=date(2024, 11, 15), aapnet=date(2024, 9, 3)), regler=REGLER)
    bare = [s for s in alle if s.slag is Slag.MAANEDSOVERSIKT]
    lest = som_lest(brev(bare, VAALER, dag))
    adresse = str(lest["List-Unsubscribe"]).strip()
    assert adresse.startswith(f"<{SVAR.nettadresse}/")
    assert [lenke.formaal for lenke in lenker_i(adresse, datetime.combine(dag, time(6), UTC))] == [Formaal.AVMELD]
    assert lest["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    uten_svar = replace(OPPSETT, svar=None)
    for melding in (brev(alle, VAALER, dag), brev(bare, VAALER, dag, uten_svar)):
        assert som_lest(melding)["List-Unsubscribe"] is None


def test_en_lang_liste_kortes_ned() -> None:
    mange = [steg(steg=f"steg{nr}", frist=date(2025, 1, nr)) for nr in range(1, 21)]
    alle = [s for s in saker(MAANEDEN, *mange, regler=REGLER) if s.slag is Slag.MAANEDSOVERSIKT]
    linjer = [linje for linje in brev(alle, VAALER, MAANEDEN).tekst.splitlines() if linje.startswith("- ")]
    assert linjer[-1] == "- og 6 til"
    assert len(linjer) == 15


def test_det_som_er_angret_staar_som_angret() -> None:
    fakta = (faktum(MANDAG - timedelta(days=3)), faktum(MANDAG - timedelta(days=2), FaktumAngret(faktum="f1"), nr=2))
    alle = [s for s in saker(MANDAG, LANGT_FRAM, regler=REGLER, fakta=fakta) if s.slag is Slag.UKESOVERSIKT]
    assert "Angret: Våler kommune, innsending av forslaget: datoen ble flyttet" in brev(alle, KOORDINATOR, MANDAG).tekst


# --- what is not new, and not done -----------------------------------------------------------------------------------

FORFALT = steg(frist=date(2024, 10, 1))


def forfaller(dag: date, *steg_: Plansteg, **felt: Any) -> list[date]:
    return [rad.forfaller for rad in rader(Slag.UKESOVERSIKT, dag, *steg_, **felt)]


def test_det_som_er_over_fristen_gir_en_oversikt_minst_en_gang_i_maaneden() -> None:
    assert forfaller(date(2024, 11, 4), FORFALT) == [date(2024, 11, 4)], "the first Monday"
    assert forfaller(date(2024, 11, 11), FORFALT) == [date(2024, 12, 2)]
    nytt = (faktum(date(2024, 11, 7)),)
    assert forfaller(date(2024, 11, 11), FORFALT, fakta=nytt) == [date(2024, 11, 11)]
    assert forfaller(date(2025, 6, 10), FORFALT) == [date(2025, 8, 4)], "July is quiet"


def test_en_frist_som_er_gaatt_ut_siden_sist_er_ikke_uendret() -> None:
    assert forfaller(date(2024, 10, 14), steg(frist=date(2024, 10, 7))) == [date(2024, 10, 14)]
    assert forfaller(date(2024, 10, 14), steg(frist=date(2024, 10, 6))) == [date(2024, 11, 4)]


@pytest.mark.parametrize("dag", [date(2024, 11, 11), date(2024, 11, 13), date(2025, 7, 9)])
def test_avtalen_vekkes_hver_mandag_saa_lenge_noe_er_over_fristen(dag: date) -> None:
    utsikten = utsikt(dag, FORFALT, regler=replace(REGLER, maanedsoversikt=False))
    neste = date(2025, 8, 4) if dag.month == 7 else date(2024, 11, 18)
    assert neste in {d for dager in utsikten.ellers.values() for d in dager}


def to_ulike(dag: date, med_nytt: bool) -> list[Varselsak]:
    fakta = (faktum(dag - timedelta(days=3)),) if med_nytt else ()
    stille = [steg(frist=date(2024, 10, 1)), steg(part="trysil", frist=date(2024, 10, 14))]
    alle = [
        *saker(dag, LANGT_FRAM, regler=REGLER, fakta=fakta, navn=REGISTER.navn("vaaler")),
        *saker(dag, *stille, regler=REGLER, avtale="solund", navn=REGISTER.navn("trysil")),
    ]
    return [s for s in alle if s.slag is Slag.UKESOVERSIKT]


def test_oversikten_tar_med_alle_avtalene_med_noe_over_fristen_i_en_linje() -> None:
    dag = date(2024, 11, 11)
    tekst = brev(to_ulike(dag, med_nytt=True), KOORDINATOR, dag).tekst
    assert "Ingenting venter på deg akkurat nå, men 2 saker er over fristen." in tekst
    assert (
        "\nUendret siden sist\n- Trysil kommune: 2 saker er over fristen, den eldste 5 uker (Våler og Trysil)" in tekst
    )
    assert "Ingenting er nytt" not in tekst


def test_gaar_det_en_oversikt_uten_noe_nytt_sier_den_det() -> None:
    dag = date(2024, 12, 2)
    melding = brev(to_ulike(dag, med_nytt=False), KOORDINATOR, dag)
    assert melding.emne == "Oversikt for uke 49, 2024: 2 saker du bør se på"
    assert "Ingenting er nytt siden sist. Du bør se på 2 saker" in melding.tekst
    assert "Uendret siden sist" not in melding.tekst


def test_det_som_gikk_med_en_oversikt_skulle_gaa_den_dagen() -> None:
    """Why a message went is told of the digest, and not of when it would have gone by itself."""
    dag = date(2024, 11, 11)
    grunner = {grunnen(s.rad, s.fakta) for s in to_ulike(dag, med_nytt=True)}
    assert [grunn_i_ord(grunn).nb for grunn in grunner] == ["Oversikt over uka; skulle gå 11.11.2024."]


def test_midt_i_uken_foelger_ingen_oversikt_uten_noe_nytt_med_annen_post() -> None:
    """What waits for the month's Monday goes with the Monday's mail, and not with what comes on the Wednesday."""
    planen = steg(steg="plan", frist=date(2025, 6, 2))
    for dag, med in ((date(2024, 11, 11), True), (date(2024, 11, 13), False)):
        alle = saker(dag, FORFALT, planen, regler=REGLER)
        oversikt = [s for s in alle if s.slag is Slag.UKESOVERSIKT]
        annet = next(s for s in alle if s.rad.steg == planen.id and s.slag is Slag.BALL)
        annet = replace(annet, rad=replace(annet.rad, mottaker=KOORDINATOR, kontakt="koordinator"))
        assert [s.rad.forfaller for s in oversikt] == [date(2024, 12, 2)]
        melding = brev([annet, *oversikt], KOORDINATOR, dag)
        assert ("Oversikt for uke 46" in melding.tekst) is med
