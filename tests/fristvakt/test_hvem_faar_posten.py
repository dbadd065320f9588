"""Changes of contacts: who gets the mail now, for what and instead of whom, told before anything is stored."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from tests.fristvakt.kommandoproeve import AVTALE, Svar, fristvakt
from tests.fristvakt.test_les_og_bygg_om import bytt, kopi
from tests.fristvakt.test_registrer import antall_fakta

__all__ = ["kopi"]

NAA = ("--naa", "2024-10-16")
PROSJEKTLEDER = "prosjektleder@trysil.example"
RAADGIVER = ("id=trysil-raadgiver", "part=trysil", "navn=Rådgiver", "epost=raadgiver@trysil.example")


def registrer(*ord_: str) -> Svar:
    return fristvakt("registrer", *ord_, *NAA)


def proev(*ord_: str) -> list[str]:
    svar = registrer(*ord_, "--proev")
    assert (svar.kode, svar.feil) == (0, "")
    return svar.ut.splitlines()


def test_naar_en_kontakt_slutter_uten_etterfoelger_gaar_posten_til_postmottaket(data: Path) -> None:
    linjer = proev("kontakt_sluttet", "kontakt=trysil-prosjektleder")
    assert linjer[1] == "  E-post til Trysil fra 16.10.2024:"
    assert linjer[2] == (
        f"  • går til postmottaket (postmottak@trysil.example) i stedet for Prosjektleder ({PROSJEKTLEDER})"
    )
    forankring = "  • Trysil, Politisk forankring av forslaget: beskjed straks og neste påminnelse 4.11.2024"
    assert forankring in linjer, "what lies open is told of at once, the rest on its day"
    assert linjer[-1] == "Ingenting er lagret."


def test_en_etterfoelger_faar_det_den_forrige_fikk(data: Path) -> None:
    assert registrer("kontakt_registrert", *RAADGIVER).kode == 0
    linjer = proev("kontakt_sluttet", "kontakt=trysil-prosjektleder", "etterfoelger=trysil-raadgiver")
    assert (
        linjer[2]
        == f"  • går bare til Rådgiver (raadgiver@trysil.example), ikke lenger til Prosjektleder ({PROSJEKTLEDER})"
    )


def test_en_stedfortreder_faar_posten_saa_lenge(data: Path) -> None:
    linjer = proev(
        "stedfortreder_satt",
        "kontakt=innlandet-saksbehandler",
        "stedfortreder=innlandet-kontaktperson",
        "til=2024-11-30",
    )
    assert "(kontaktperson@innlandet.example) til og med 30.11.2024 i stedet for Saksbehandler" in linjer[2]
    assert linjer[2].endswith("; det er ingenting å gjøre nå")


def test_den_som_koordinerer_byttes_ogsaa(data: Path) -> None:
    linjer = proev("kontakt_sluttet", "kontakt=kdd-koordinator")
    assert "  E-post til koordinatoren (KDD) fra 16.10.2024:" in linjer


def test_den_som_avloeser_en_part_faar_posten_dens(data: Path) -> None:
    linjer = proev("part_avloest", "part=trysil", "av=engerdal")
    engerdal = linjer.index("  E-post til Engerdal, som tar over etter Trysil, fra 16.10.2024:")
    assert linjer[engerdal + 1] == (
        "  • går til Saksbehandler (saksbehandler@engerdal.example) som før, "
        f"mens Prosjektleder ({PROSJEKTLEDER}) ikke lenger får den"
    )


def test_en_ny_part_som_avloeser_faar_posten_i_stedet(data: Path) -> None:
    assert registrer("part_registrert", "id=nytrysil", "navn=Nye Trysil kommune", "slag=kommune").kode == 0
    ny = ("id=nytrysil-leder", "part=nytrysil", "navn=Leder", "epost=leder@nytrysil.example")
    assert registrer("kontakt_registrert", *ny).kode == 0
    linjer = proev("part_avloest", "part=trysil", "av=nytrysil", "--alt")
    assert "  E-post til Nye Trysil, som tar over etter Trysil, fra 16.10.2024:" in linjer
    assert f"  • går til Leder (leder@nytrysil.example) i stedet for Prosjektleder ({PROSJEKTLEDER})" in linjer


def test_et_bytte_som_ligger_fram_vises_slik_det_blir_den_dagen(data: Path) -> None:
    linjer = proev("kontakt_sluttet", "kontakt=trysil-prosjektleder", "--skjedde", "2024-11-04")
    assert linjer[1] == "  E-post til Trysil fra 4.11.2024:"


def test_svaret_som_json_har_adressene_og_stegene(data: Path) -> None:
    faktum = "kontakt_sluttet kontakt=trysil-prosjektleder"
    [svar] = fristvakt("hva-om", AVTALE, "--faktum", faktum, *NAA, "--json").json()
    [mottak] = svar["mottak"]
    assert (mottak["part"], mottak["koordinator"]) == ("trysil", False)
    assert (mottak["foer"], mottak["etter"]) == ([PROSJEKTLEDER], ["postmottak@trysil.example"])
    assert {"id": "forankring.trysil", "straks": True, "neste": "2024-11-04"} in mottak["steg"]


def test_en_ny_adresse_i_registerfilen_vises_naar_den_leses(data: Path, kopi: Path) -> None:
    bytt(kopi.parent / "register.toml", PROSJEKTLEDER, "ny@trysil.example")
    svar = fristvakt("les", kopi, *NAA, "--proev")
    foer, naa = f"Prosjektleder ({PROSJEKTLEDER})", "Prosjektleder (ny@trysil.example)"
    assert f"  • går til {naa} i stedet for {foer}" in svar.ut.splitlines()
    [mottak] = fristvakt("les", kopi, *NAA, "--json").json()["mottak"]
    assert (mottak["avtale"], mottak["etter"]) == (AVTALE, ["ny@trysil.example"])


def test_alt_viser_det_de_lange_listene_korter_inn(data: Path) -> None:
    ord_ = ("kontakt_sluttet", "kontakt=trysil-prosjektleder")
    assert "  • og 2 til (--alt viser alle)" in proev(*ord_)
    hele = proev(*ord_, "--alt")
    assert not any("og 2 til" in linje for linje in hele)
    assert len(hele) == len(proev(*ord_)) + 1


@pytest.mark.parametrize(
    ("ord_", "grunn"),
    [
        (
            ("kontakt_sluttet", "kontakt=trysil-prosjektleder", "etterfoelger=aamot-saksbehandler"),
            "Den som tar over, må være kontakt hos Trysil kommune. En ny kontakt registreres med kontakt_registrert.",
        ),
        (
            ("stedfortreder_satt", "kontakt=trysil-prosjektleder", "stedfortreder=kdd-koordinator"),
            "Stedfortrederen må være kontakt hos Trysil kommune. En ny kontakt registreres med kontakt_registrert.",
        ),
        (
            (
                "stedfortreder_satt",
                "kontakt=innlandet-saksbehandler",
                "stedfortreder=innlandet-kontaktperson",
                "til=2024-09-30",
            ),
            "Sett «til» til 16.10.2024 eller senere, eller ta bort «til» hvis ingen vet når kontakten er tilbake.",
        ),
    ],
)
def test_den_som_ikke_kan_ta_over_avvises_med_hva_som_ville_vaere_riktig(
    data: Path, ord_: tuple[str, ...], grunn: str
) -> None:
    foer = antall_fakta(data)
    svar = registrer(*ord_)
    assert (svar.kode, len(svar.linjer)) == (2, 1)
    assert svar.linjer[0].endswith(grunn)
    assert antall_fakta(data) == foer


def test_naar_parten_er_avloest_kan_den_nye_partens_kontakt_ta_over(data: Path) -> None:
    assert registrer("part_avloest", "part=trysil", "av=engerdal").kode == 0
    ord_ = ("kontakt_sluttet", "kontakt=trysil-prosjektleder", "etterfoelger=engerdal-saksbehandler")
    assert registrer(*ord_).kode == 0


def test_aa_angre_at_avtalen_ble_lagt_inn_viser_alt_som_forsvinner(data: Path) -> None:
    with sqlite3.connect(data / "fristvakt.db") as kobling:
        [(opprettet,)] = kobling.execute("SELECT id FROM faktum WHERE type = 'AvtaleOpprettet'").fetchall()
    linjer = proev(AVTALE, "faktum_angret", f"faktum={opprettet}")
    assert linjer[1] == "  Hele avtalen faller bort. Dette forsvinner med den:"
    [forslag] = [linje for linje in linjer if linje.startswith("  • Forslag: Enighet om forpliktelser, ")]
    assert forslag.endswith("(ballen er hos Engerdal, Trysil, Våler og Åmot)")
    assert "  • Trysil, Politisk forankring av forslaget: påminnelsen 4.11.2024 faller bort" in linjer
    [svar] = fristvakt("hva-om", AVTALE, "--faktum", f"faktum_angret faktum={opprettet}", *NAA, "--json").json()
    assert svar["tas_ut"] is True
    assert {e["slag"] for e in svar["endringer"]} == {"borte"}
