"""`simuler`: every message that would be sent, in order, and nothing sent or stored."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from fristvakt.meldingstabell import som_csv
from fristvakt.simuler import Notatlevering
from modeller.lager.hovedboker import SendtMelding
from tests.fristvakt.kommandoproeve import AVTALE, EKSEMPLER, PULJE_2, Svar, fristvakt

SPENN = ("--fra", "2024-10-01", "--til", "2024-10-18")
FAKTA = EKSEMPLER / "fakta" / f"{AVTALE}.toml"


@pytest.fixture(scope="module")
def ingen_svarer(tmp_path_factory: pytest.TempPathFactory) -> tuple[Svar, list[str]]:
    """The answer when nobody acts, and the names of what then stands in the folder it was run in."""
    mappe = tmp_path_factory.mktemp("simulering")
    with pytest.MonkeyPatch.context() as m:
        m.chdir(mappe)
        m.setenv("FRISTVAKT_MAPPE", str(mappe / "data"))
        m.setenv("HOME", str(mappe))
        svar = fristvakt("simuler", PULJE_2, *SPENN, "--ingen-svarer", "--json")
    return svar, [str(fil.relative_to(mappe)) for fil in mappe.rglob("*")]


def test_simuleringen_har_kontraktens_noekler_og_typer(ingen_svarer: tuple[Svar, list[str]]) -> None:
    meldinger = ingen_svarer[0].json()
    assert meldinger
    for melding in meldinger:
        assert {navn: type(melding[navn]) for navn in ("tid", "til", "part", "slag", "steg", "emne")} == dict.fromkeys(
            ("tid", "til", "part", "slag", "steg", "emne"), str
        )
        assert datetime.fromisoformat(melding["tid"]).utcoffset() is not None
        assert melding["til"].endswith(".example")
        assert (melding["slag"], melding["steg"]) == (melding["saker"][0]["slag"], melding["saker"][0]["steg"])


def test_meldingene_staar_i_den_rekkefoelgen_de_gaar_og_hoeyst_en_om_dagen(
    ingen_svarer: tuple[Svar, list[str]],
) -> None:
    meldinger = ingen_svarer[0].json()
    assert [m["tid"] for m in meldinger] == sorted(m["tid"] for m in meldinger)
    assert {m["tid"][:10] for m in meldinger} <= {f"2024-10-{dag:02}" for dag in range(1, 19)}
    dager = [(m["til"], m["tid"][:10]) for m in meldinger]
    assert len(set(dager)) == len(dager)
    assert {datetime.fromisoformat(m["tid"]).isoweekday() for m in meldinger} <= {1, 2, 3, 4, 5}


def test_ingenting_blir_skrevet_paa_disken(ingen_svarer: tuple[Svar, list[str]]) -> None:
    assert ingen_svarer[1] == []


def test_naar_ingen_svarer_faar_vaaler_vite_at_loepet_er_ute(ingen_svarer: tuple[Svar, list[str]]) -> None:
    vaaler = [m for m in ingen_svarer[0].json() if m["part"] == "vaaler"]
    assert "loep_utgaatt" in {sak["slag"] for m in vaaler for sak in m["saker"]}


def test_naar_alle_handler_paa_fristen_gaar_ingen_loep_ut(tom_maskin: Path) -> None:
    meldinger = fristvakt("simuler", PULJE_2, *SPENN, "--json").json()
    assert meldinger
    slag = {sak["slag"] for m in meldinger for sak in m["saker"]}
    assert not slag & {"loep_utgaatt", "forfalt", "koordinator_forfalt"}
    assert list(tom_maskin.iterdir()) == []


def test_ogsaa_en_avtale_der_ingen_kilde_daterer_dialogen_kommer_i_kraft() -> None:
    namdal = EKSEMPLER / "indre-namdal.toml"
    meldinger = fristvakt("simuler", namdal, "--fra", "2023-08-15", "--til", "2024-08-30", "--json").json()
    assert {"tekstdialog", "godkjenning", "signering"} <= {sak["steg"] for m in meldinger for sak in m["saker"]}


def test_simuleringen_kan_begynne_midt_i_en_avtale() -> None:
    """The dialogue was expected in January: whoever calls it now calls it for a day ahead."""
    meldinger = fristvakt("simuler", PULJE_2, "--fra", "2025-02-15", "--til", "2025-04-15", "--json").json()
    assert "tekstdialog" in {m["steg"] for m in meldinger}


def test_en_feil_hos_oss_stopper_simuleringen_i_stedet_for_aa_bli_borte(monkeypatch: pytest.MonkeyPatch) -> None:
    async def lever(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(Notatlevering, "lever", lever)
    with pytest.raises(ZeroDivisionError):
        fristvakt("simuler", PULJE_2, *SPENN, "--ingen-svarer", "--json")


def test_med_fakta_hender_bare_det_faktafila_sier() -> None:
    """Trysil's saksframlegg is in on the seventh, so the eighth brings no reminder; Våler's comes too late."""
    meldinger = fristvakt("simuler", PULJE_2, *SPENN, "--fakta", FAKTA, "--json").json()
    paa_dagen = {
        m["part"] for m in meldinger for s in m["saker"] if s["slag"] == "paa_dagen" and m["tid"] < "2024-10-09"
    }
    assert "vaaler" in paa_dagen
    assert "trysil" not in paa_dagen


def test_uten_json_vises_meldingene_og_en_oppsummering() -> None:
    ut = fristvakt("simuler", PULJE_2, "--fra", "2024-10-07", "--til", "2024-10-09", "--ingen-svarer").ut
    assert "08.10.2024 07:00" in ut
    assert "Flest i én måned" in ut


@pytest.mark.parametrize(
    ("ord_", "grunn"),
    [
        (("--fra", "2024-10-02", "--til", "2024-10-01"), "--til"),
        ((*SPENN, "--ingen-svarer", "--fakta", FAKTA), "--ingen-svarer"),
        (("--fra", "2024-02-30", "--til", "2024-10-01"), "2024-02-30"),
        (
            ("--fra", "2024-02-28", "--til", "2024-10-01"),
            "Engerdal, Trysil, Våler og Åmot er opprettet 29.2.2024. Velg --fra 2024-02-29 eller senere.",
        ),
        (("--fra", "2021-01-01", "--til", "2024-10-01"), "Registeret gjelder fra 1.1.2023. Velg --fra 2024-02-29"),
    ],
)
def test_et_spenn_som_ikke_gaar_an_avvises(ord_: tuple[str, ...], grunn: str) -> None:
    svar = fristvakt("simuler", PULJE_2, *ord_)
    assert svar.kode == 2
    assert grunn in svar.linjer[-1]


def test_tabellen_har_en_linje_for_hver_mottaker_og_hvert_aar() -> None:
    spenn = ("--fra", "2024-10-07", "--til", "2025-01-20", "--ingen-svarer")
    meldinger = fristvakt("simuler", PULJE_2, *spenn, "--json").json()
    svar = fristvakt("simuler", PULJE_2, *spenn, "--tabell")
    assert f"{len(meldinger)} meldinger" in svar.ut
    assert "J F M A M J J A S O N D I alt" in svar.ut
    assert max(map(len, svar.ut.splitlines())) <= 80
    linjer = fristvakt("simuler", PULJE_2, *spenn, "--csv").ut.splitlines()
    assert linjer[0] == "mottaker;2024-10;2024-11;2024-12;2025-01;i alt"
    assert sum(int(linje.rpartition(";")[2]) for linje in linjer[1:]) == len(meldinger)
    vaaler = [m["tid"][:7] for m in meldinger if m["til"] == "saksbehandler@vaaler.example"]
    tall = [vaaler.count(maaned) for maaned in ("2024-10", "2024-11", "2024-12", "2025-01")]
    assert f"saksbehandler@vaaler.example;{';'.join(map(str, tall))};{len(vaaler)}" in linjer


def test_tabellen_velges_paa_en_maate() -> None:
    svar = fristvakt("simuler", PULJE_2, *SPENN, "--tabell", "--csv")
    assert svar.kode == 2
    assert "--tabell" in svar.linjer[-1]


def test_en_adresse_blir_ikke_til_en_formel_i_regnearket() -> None:
    ond = SendtMelding(
        message_id="<1@x.example>",
        mottaker="=cmd@ond.example",
        kontakt=None,
        part="x",
        sendt_tid=datetime(2024, 9, 2, 6, tzinfo=UTC),
        dag=date(2024, 9, 2),
        emne="",
        poster=(),
    )
    assert som_csv([ond]).splitlines()[1] == "'=cmd@ond.example;1;1"
    assert som_csv([]) == "mottaker;i alt\n"
