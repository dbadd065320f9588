"""Once a year the contacts of a party are asked whether they are the right ones."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from modeller.fakta import Faktum, Hendelse, KontaktlisteBekreftet, KontaktRegistrert, KontaktSluttet, PartRegistrert
from modeller.register import Kontakt, Register
from modeller.registerfold import brett_register
from modeller.tekst import Maalform
from tests.varsler.varselbygg import OM_STEG, REGISTER, VAALER, steg, utsikt
from varsler.regler import Slag

DAGEN = date(2025, 9, 1)
REGLER = replace(OM_STEG, kontaktlister=9)
STEGET = steg(frist=date(2026, 6, 1))


def spurt(dag: date, register: Register = REGISTER) -> list[tuple[str, str]]:
    rader = utsikt(dag, STEGET, register=register, regler=REGLER).rader
    return [(rad.mottaker, rad.noekkel) for rad in rader if rad.slag == Slag.KONTAKTLISTE]


def sett_over(dag: date) -> Register:
    return replace(REGISTER, kontaktliste_bekreftet={"vaaler": dag})


def test_kontaktene_spoerres_foerste_arbeidsdag_i_september_en_gang_for_alle_avtaler() -> None:
    assert spurt(DAGEN) == [(VAALER, f"part/vaaler/kontaktliste/2025|1|{VAALER}")]
    assert spurt(date(2025, 8, 29)) == []
    assert spurt(date(2025, 10, 1)) == []


def test_den_som_nylig_har_sett_over_listen_spoerres_ikke() -> None:
    assert spurt(DAGEN, sett_over(date(2025, 6, 1))) == []
    assert len(spurt(DAGEN, sett_over(date(2025, 3, 1)))) == 1
    assert spurt(date(2025, 9, 3), sett_over(date(2025, 9, 2))) == []


def test_avtalen_vekkes_den_dagen() -> None:
    kommer = utsikt(date(2025, 3, 3), STEGET, regler=REGLER).ellers
    assert {DAGEN, date(2026, 9, 1)} <= {dag for dager in kommer.values() for dag in dager}


def test_en_part_uten_kontakter_har_ingen_aa_spoerre() -> None:
    kontakter = {k: v for k, v in REGISTER.kontakter.items() if v.part != "vaaler"}
    assert spurt(DAGEN, replace(REGISTER, kontakter=kontakter)) == []


def test_en_bekreftelse_og_enhver_endring_av_kontaktene_er_at_noen_har_sett_over_dem() -> None:
    kontakt = Kontakt(id="k", part="vaaler", navn="Leder", epost="k@vaaler.example")
    hendte: tuple[tuple[str, date, Hendelse], ...] = (
        ("part/vaaler", date(2025, 1, 1), PartRegistrert(part=REGISTER.parter["vaaler"])),
        ("kontakt/k", date(2025, 2, 1), KontaktRegistrert(kontakt=kontakt)),
        ("part/vaaler", date(2025, 3, 1), KontaktlisteBekreftet(part="vaaler")),
        ("kontakt/k", date(2025, 4, 1), KontaktSluttet(kontakt="k")),
    )
    fakta = [
        Faktum(
            id=f"f{nr}",
            stroem=stroem,
            nr=nr,
            skjedde=dag,
            registrert=datetime(2025, 1, 1, tzinfo=UTC),
            av="test",
            hendelse=hendelse,
        )
        for nr, (stroem, dag, hendelse) in enumerate(hendte, start=1)
    ]
    sett = [
        brett_register(fakta, date(2025, maaned, 15)).kontaktliste_bekreftet.get("vaaler") for maaned in (1, 2, 3, 4)
    ]
    assert sett == [None, date(2025, 2, 1), date(2025, 3, 1), date(2025, 4, 1)]


def test_en_kontakt_som_nettopp_er_lagt_inn_er_nettopp_sett_over_selv_om_den_har_vaert_der_lenge() -> None:
    faktum = Faktum(
        id="f1",
        stroem="kontakt/k",
        nr=1,
        skjedde=date(2020, 1, 1),
        registrert=datetime(2025, 8, 25, tzinfo=UTC),
        av="test",
        hendelse=KontaktRegistrert(kontakt=Kontakt(id="k", part="vaaler", navn="Leder", epost="k@vaaler.example")),
    )
    assert brett_register([faktum], DAGEN).kontaktliste_bekreftet == {"vaaler": date(2025, 8, 25)}


def test_den_som_bare_velger_maalform_har_ikke_sett_over_listen() -> None:
    kontakt = Kontakt(id="k", part="vaaler", navn="Leder", epost="k@vaaler.example")
    valgt = replace(kontakt, maalform=Maalform.NN)
    fakta = [
        Faktum(
            id=f"f{nr}",
            stroem="kontakt/k",
            nr=nr,
            skjedde=dag,
            registrert=datetime(2025, 1, 1, tzinfo=UTC),
            av="test",
            hendelse=KontaktRegistrert(kontakt=hva),
        )
        for nr, (dag, hva) in enumerate([(date(2025, 2, 1), kontakt), (date(2025, 6, 1), valgt)], start=1)
    ]
    assert brett_register(fakta, date(2025, 7, 1)).kontaktliste_bekreftet == {"vaaler": date(2025, 2, 1)}
