"""I LAG between the county and one municipality, and what the county does once for all its programmes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from flyter.livsloep import DISTRIKTSSATSING, PORTEFOELJE
from modeller.fakta import (
    AvtaleForlenget,
    AvtaleOpprettet,
    Avtalepart,
    Datoverdi,
    Fristart,
    OrganValgt,
    Rolle,
    Utfall,
    VedtakFattet,
)
from modeller.kontroll import innvendinger
from modeller.livsloep import Krav
from modeller.plan import Status
from modeller.register import Organ
from modeller.tekst import lik
from tests.rollebesetning import REGISTER, Historie, moeter

FYLKET, KOMMUNEN = "innlandet", "trysil"
OPPRETTET = AvtaleOpprettet(
    navn=lik("I LAG: Trysil"),
    livsloep="distriktssatsing",
    parter=(
        Avtalepart(FYLKET, Rolle.HOVEDPART),
        Avtalepart(KOMMUNEN, Rolle.HOVEDPART),
        Avtalepart("husbanken", Rolle.SAMARBEIDSPART),
    ),
    datoer={
        "oppstart": Datoverdi(date(2024, 3, 31), bare_maaned=True),
        "midtveisrapport": Datoverdi(date(2025, 1, 31), Fristart.VENTET, bare_maaned=True),
        "avtaleslutt": Datoverdi(date(2025, 12, 31)),
    },
)


def satsing() -> Historie:
    return Historie(DISTRIKTSSATSING, OPPRETTET)


def test_satsingen_er_i_gang_fra_den_foerste_i_oppstartsmaaneden_uten_at_noen_registrerer_det() -> None:
    historie = satsing()
    assert historie.steg("ikraft", date(2024, 3, 1)).utfoert == date(2024, 3, 1)
    assert {s.aar for s in historie.plan(date(2024, 3, 1)) if s.aar} == {2024, 2025}


def test_uten_oppstartsdato_er_ingenting_i_gang_og_det_sies_hvorfor() -> None:
    uten = AvtaleOpprettet(navn=lik("I LAG"), livsloep="distriktssatsing", parter=OPPRETTET.parter)
    steg = Historie(DISTRIKTSSATSING, uten).steg("ikraft", date(2026, 1, 1))
    assert (steg.utfoert, steg.frist) == (None, None)
    assert steg.begrunnelse[0].setning == "dato_mangler"


def test_kommunen_behandler_avtalen_politisk_naar_teksten_er_laget_og_paa_nytt_naar_den_endres() -> None:
    historie = satsing().enes(date(2024, 4, 2), 1)
    steg = historie.steg(f"politisk_behandling.{KOMMUNEN}", date(2024, 4, 3))
    assert (steg.status, steg.krav, steg.art) == (Status.AAPEN, Krav.ANBEFALT, Fristart.VEILEDENDE)
    historie.vedtar(date(2024, 9, 26), "politisk_behandling", KOMMUNEN).enes(date(2025, 6, 2), 2)
    igjen = historie.steg(f"politisk_behandling.{KOMMUNEN}", date(2025, 6, 3))
    assert (igjen.status, igjen.runde) == (Status.AAPEN, 2)


def test_de_maanedlige_moetene_er_ett_steg_i_aaret_uten_frist_og_uten_krav() -> None:
    plan = satsing().plan(date(2025, 2, 1))
    aarets = [s for s in plan if s.steg == "prosjektledermoeter" and s.aar == 2025]
    assert [(s.id, s.frist, s.krav) for s in aarets] == [("prosjektledermoeter.2025", None, Krav.UTEN_KRAV)]
    assert not aarets[0].forfalt(date(2025, 12, 31))


def test_midtveisrapporten_aapner_tre_maaneder_foer_og_er_ventet_men_aldri_forfalt() -> None:
    historie = satsing()
    assert historie.steg("midtveisrapport", date(2024, 9, 30)).status is Status.KOMMENDE
    sen = historie.steg("midtveisrapport", date(2025, 3, 1))
    assert (sen.status, sen.ball, sen.art) == (Status.AAPEN, (FYLKET,), Fristart.VENTET)
    assert not sen.forfalt(date(2025, 3, 1))


def test_forlengelsen_flytter_planen_for_videreforing_og_gir_ett_aar_til() -> None:
    historie = satsing()
    foer = historie.steg(f"viderefoering.{KOMMUNEN}", date(2025, 6, 1))
    historie.den(date(2025, 10, 1), AvtaleForlenget(til=date(2026, 12, 31)))
    etter = historie.steg(f"viderefoering.{KOMMUNEN}", date(2025, 11, 1))
    assert (foer.status, foer.frist) == (Status.AAPEN, date(2025, 10, 31))
    assert (etter.status, etter.frist) == (Status.KOMMENDE, date(2026, 10, 30))
    assert historie.plan(date(2025, 11, 1)).finn("samlinger.2026")


def test_avtalen_har_hull_der_kilden_sier_at_den_tier_og_ingen_oppfoelging_er_funnet_paa() -> None:
    plan = satsing().plan(date(2025, 6, 1))
    assert [hull.tekst.nb for hull in plan.hull] == [
        "Avtalen sier ikke entydig hvordan den følges opp.",
        "Avtalen sier ikke hva som skjer hvis den blir brutt.",
    ]
    assert not [s.id for s in plan if "status" in s.id]


def test_en_kommune_som_ikke_er_med_i_valgaaret_faar_ikke_steget_om_mandat() -> None:
    assert not [s.id for s in satsing().plan(date(2025, 6, 1)) if s.steg == "valgmandat"]
    lang = satsing().den(date(2025, 10, 1), AvtaleForlenget(til=date(2028, 12, 31)))
    plan = lang.plan(date(2027, 11, 2))
    assert {s.id for s in plan if s.steg == "valgmandat"} == {"valgmandat.2027.innlandet", "valgmandat.2027.trysil"}
    ett = lang.steg("valgmandat.2027.trysil", date(2027, 11, 2))
    assert (ett.status, ett.krav, ett.art) == (Status.AAPEN, Krav.ANBEFALT, Fristart.VEILEDENDE)
    assert lang.steg("valgmandat.2027.trysil", date(2028, 11, 2)).status is Status.BORTFALT


PORTEFOELJEN = AvtaleOpprettet(
    navn=lik("Distriktsprogrammene"),
    livsloep="portefoelje",
    parter=(Avtalepart(FYLKET, Rolle.HOVEDPART),),
    datoer={"oppstart": Datoverdi(date(2024, 3, 1))},
)


def test_fylket_legger_fram_en_samlet_status_i_aaret_med_ruten_til_fylkesutvalget() -> None:
    historie = Historie(PORTEFOELJE, PORTEFOELJEN)
    steg = historie.steg(f"statusrapport.2026.{FYLKET}", date(2026, 9, 2))
    assert (steg.status, steg.art) == (Status.AAPEN, Fristart.VEILEDENDE)
    assert steg.milepaeler[-1].noekkel == "vedtak:innlandet-fylkesutvalg"
    assert steg.milepaeler[-1].dato == date(2026, 11, 16)
    assert len([s for s in historie.plan(date(2026, 9, 2)) if s.aar == 2026]) == 1


def test_statusen_vedtas_av_fylkesutvalget_selv_om_fylkestinget_er_siste_organ_i_ruten() -> None:
    historie = Historie(PORTEFOELJE, PORTEFOELJEN)
    fylkesting = Organ(
        id="innlandet-fylkesting",
        part=FYLKET,
        navn=lik("fylkestinget"),
        moeter=moeter("innlandet-fylkesting", [date(2026, 10, 14), date(2026, 12, 9)]),
    )
    fylket = replace(REGISTER.parter[FYLKET], rute=("innlandet-fylkesutvalg", fylkesting.id))
    historie.register = replace(
        REGISTER,
        parter={**REGISTER.parter, FYLKET: fylket},
        organer={**REGISTER.organer, fylkesting.id: fylkesting},
    )
    steg = historie.steg(f"statusrapport.2026.{FYLKET}", date(2026, 9, 2))
    assert [m.noekkel for m in steg.milepaeler] == [
        "saksframlegg",
        "papirer:innlandet-fylkesutvalg",
        "vedtak:innlandet-fylkesutvalg",
    ]


def test_organet_kan_velges_og_vedtaket_gjoer_steget_ferdig() -> None:
    historie = Historie(PORTEFOELJE, PORTEFOELJEN)
    steg = f"statusrapport.2026.{FYLKET}"
    valg = OrganValgt(steg=steg, organ="innlandet-fylkesutvalg")
    dag = date(2026, 9, 3)
    assert not innvendinger(valg, dag, historie.plan(dag), REGISTER, PORTEFOELJE, dag)
    historie.den(dag, valg).den(date(2026, 11, 16), VedtakFattet(steg=steg, utfall=Utfall.VEDTATT))
    assert historie.steg(steg, date(2026, 11, 17)).utfoert == date(2026, 11, 16)


def test_neste_aars_status_aapner_ikke_foer_aaret_selv_om_moeteplanen_mangler() -> None:
    """The body's plan ends in 2028: its last meeting then is no meeting for the report of 2029."""
    plan = Historie(PORTEFOELJE, PORTEFOELJEN).plan(date(2028, 11, 10))
    neste = plan.finn(f"statusrapport.2029.{FYLKET}")
    i_aar = plan.finn(f"statusrapport.2028.{FYLKET}")
    assert neste is not None
    assert i_aar is not None
    assert (i_aar.status, neste.status, neste.milepaeler) == (Status.AAPEN, Status.KOMMENDE, ())
