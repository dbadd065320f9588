"""`registrer` without an agreement: what happens to contacts, meetings, bodies and parties, and what that leads to."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fristvakt.kommandoproeve import AVTALE, Svar, fristvakt, rad
from tests.fristvakt.test_registrer import antall_fakta

NAA = ("--naa", "2024-10-16")


def registrer(*ord_: str) -> Svar:
    return fristvakt("registrer", *ord_, *NAA)


def frist(steg: str) -> object:
    return rad(fristvakt("plan", *NAA, "--json"), id=steg)["frist"]


def test_et_avlyst_moete_lar_fristen_staa_og_sier_hva_som_er_neste_moete(data: Path) -> None:
    svar = registrer("moete_avlyst", "organ=vaaler-kommunestyre", "moete=2024-11-07")
    assert (svar.kode, svar.feil) == (0, "")
    linjer = svar.ut.splitlines()
    assert linjer[:2] == ["Bygdevekstavtale for Engerdal, Trysil, Våler og Åmot", "  Å merke seg:"]
    assert linjer[2].startswith("  • Våler, Politisk forankring av forslaget: møtet 7.11 er avlyst; neste møte i")
    assert linjer[-2] == "Registrert i registeret: moete_avlyst 16.10.2024."
    assert linjer[-1].startswith("Det angres med «fristvakt registrer faktum_angret faktum=")
    assert frist("forankring.vaaler") == "2024-11-07", "nobody could have gone to the meeting before"


def test_et_flyttet_moete_flytter_datoen_og_svaret_som_json_sier_hvilken(data: Path) -> None:
    ord_ = ("moete_flyttet", "organ=trysil-kommunestyre", "moete=2024-11-07", "til=2024-11-12")
    [faktum] = registrer(*ord_, "--json").json()
    assert faktum["avtaler"] == [AVTALE]
    flyttet = {"avtale": AVTALE, "id": "forankring.trysil", "fra": "2024-11-07", "til": "2024-11-12"}
    assert flyttet in faktum["flyttet"]
    assert frist("forankring.trysil") == "2024-11-12"


def test_det_som_er_registrert_i_registeret_kan_angres_med_id_en(data: Path) -> None:
    [faktum] = registrer("moete_avlyst", "organ=vaaler-kommunestyre", "moete=2024-11-07", "--json").json()
    svar = registrer("faktum_angret", f"faktum={faktum['id']}", "grunn=feil organ")
    assert "Våler, Politisk forankring av forslaget: saksframlegget til møtet 7.11 skulle vært klart 8.10" in svar.ut
    assert frist("forankring.vaaler") == "2024-11-07"


def test_en_kontakt_kan_komme_og_slutte(data: Path) -> None:
    ny = ("id=trysil-raadgiver", "part=trysil", "navn=Rådgiver", "epost=raadgiver@trysil.example")
    svar = registrer("kontakt_registrert", *ny)
    assert svar.kode == 0
    assert "  Ingenting annet i planen endrer seg." in svar.ut.splitlines()
    assert registrer("kontakt_sluttet", "kontakt=trysil-raadgiver").kode == 0
    assert fristvakt("feed", "kontakt", "trysil-raadgiver").kode == 0, "the register still knows it"


def test_et_organ_og_moeteplanen_dets_kan_fastsettes(data: Path) -> None:
    organ = ("organ_registrert", "id=vaaler-kommunestyre", "part=vaaler", "navn=Våler kommunestyre", "papirer_dager=10")
    assert registrer(*organ).kode == 0
    plan = ("moeteplan_fastsatt", "organ=vaaler-kommunestyre", "aar=2024", "moeter=[2024-11-21, 2024-12-12]")
    assert registrer(*plan).kode == 0
    vaaler = rad(fristvakt("plan", *NAA, "--json"), id="forankring.vaaler")
    assert vaaler["frist"] == "2024-11-21"
    assert "2024-11-11" in {m["dato"] for m in vaaler["milepaeler"]}, "the papers are ten days ahead now"


def test_en_part_ingen_avtale_har_kan_registreres(data: Path) -> None:
    svar = registrer("part_registrert", "id=hamar", "navn=Hamar kommune", "slag=kommune")
    assert (svar.kode, svar.feil) == (0, "")
    assert svar.ut.splitlines()[0] == "Ingen avtaler bygger på dette ennå."


def test_en_part_som_bytter_navn_trenger_bare_det_nye_navnet(data: Path) -> None:
    svar = registrer("navn_endret", "part=aamot", "navn=Nye Åmot kommune", "grunn=Kongelig resolusjon")
    assert svar.ut.splitlines()[:2] == ["I registeret:", "  • navn: Åmot kommune blir Nye Åmot kommune"]
    fakta = fristvakt("fakta", "register", "--antall", "1", "--json").json()
    assert fakta[0]["hva"] == {
        "nb": "Åmot kommune heter nå Nye Åmot kommune",
        "nn": "Åmot kommune heiter no Nye Åmot kommune",
    }
    assert fakta[0]["grunn"] == "Kongelig resolusjon"
    assert frist("forankring.aamot") is not None, "the route of the party stands"


def test_opplysninger_som_blir_andre_eller_faller_bort_vises_foer_de_lagres(data: Path) -> None:
    post = "postmottak=postmottak@aamot.example"
    ny = ("part_registrert", "id=aamot", "navn=Nye Åmot kommune", "slag=kommune", post, "maalform=nynorsk")
    rute = "rute=[aamot-formannskap, aamot-kommunestyre]"
    assert registrer(*ny, rute, "--proev").ut.splitlines()[:3] == [
        "I registeret:",
        "  • navn: Åmot kommune blir Nye Åmot kommune",
        "  • maalform: nøytral blir nynorsk",
    ]
    uten_rute = registrer(*ny, "--proev").ut.splitlines()
    assert uten_rute[3] == "  • rute: aamot-formannskap, aamot-kommunestyre faller bort"


@pytest.mark.parametrize(
    ("ord_", "grunn"),
    [
        (("part_avloest", "part=kdd", "av=husbanken"), "Den som tar plassen, må være av samme slag."),
        (("navn_endret", "part=aamott", "navn=Åmot"), "Mente du «aamot»"),
        (
            ("navn_endret", "part=aamot", f"navn={'Å' * 201}"),
            "navn: Navnet er på 201 tegn. Et navn eller en tittel kan",
        ),
        (
            ("kontakt_registrert", "id=a", "part=trysil", f"navn={'A' * 201}", "epost=a@b.example"),
            "navn: Navnet er på 201 tegn. Et navn eller en tittel kan ha høyst 200 tegn.",
        ),
        (("moete_avlyst", "organ=vaaler-kommunestyr", "moete=2024-11-07"), "Mente du «vaaler-kommunestyre»"),
        (("moete_avlyst", "organ=vaaler-kommunestyre", "moete=2024-11-08"), "Finner ikke møtet «2024-11-08»"),
        (("kontakt_sluttet", "kontakt=trysil-prosjektleiar"), "Mente du «trysil-prosjektleder»"),
        (
            ("kontakt_slutet", "kontakt=x"),
            "type: Faktumet kan ikke ha typen «kontakt_slutet». Mente du «kontakt_sluttet»?",
        ),
        (("kontakt_registrert", "id=a", "part=trysil", "navn=A", "epost=a"), "epost: «a» er ikke en e-postadresse."),
        (("kontakt_registrert", "id=a", "part=tryssil", "navn=A", "epost=a@b.example"), "Mente du «trysil»"),
        (("part_registrert", "id=hamar", "navn=H", "slag=kommune", 'rute=["hamar-styre"]'), "organet «hamar-styre»"),
        (("moeteplan_fastsatt", "organ=vaaler-kommunestyre", "aar=2024", "moeter=[2025-01-02]"), "ikke i 2024"),
        (
            ("moeteplan_fastsatt", "organ=vaaler-kommunestyre", "aar=2024", "moeter=[2024-11-21, 2024-11-21]"),
            "to ganger",
        ),
        (("steg_utfoert", "steg=innsending"), "«steg_utfoert» gjelder en avtale. Skriv id-en til avtalen foran."),
        ((AVTALE, "kontakt_sluttet", "kontakt=trysil-prosjektleder"), "gjelder registeret, ikke én avtale"),
        ((AVTALE,), "Skriv også hva som har hendt i avtalen"),
        (("faktum_angret", "faktum=tull"), "Registeret har ikke noe faktum med id «tull»."),
    ],
)
def test_det_registeret_ikke_kan_ta_imot_avvises_og_ingenting_lagres(
    data: Path, ord_: tuple[str, ...], grunn: str
) -> None:
    foer = antall_fakta(data)
    svar = registrer(*ord_)
    assert (svar.kode, svar.ut, len(svar.linjer)) == (2, "", 1)
    assert grunn in svar.feil
    assert antall_fakta(data) == foer
