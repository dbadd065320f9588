"""`registrer`: a fact that can be is stored, one that cannot be is refused with the reason, and nothing stored."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from tests.fristvakt.kommandoproeve import AVTALE, fristvakt, rad, rader

NAA = ("--naa", "2024-10-16")


def antall_fakta(data: Path) -> int:
    with sqlite3.connect(data / "fristvakt.db") as kobling:
        return int(kobling.execute("SELECT count(*) FROM faktum").fetchone()[0])


def test_et_faktum_registreres_og_planen_foelger(data: Path) -> None:
    foer = antall_fakta(data)
    ord_ = ("milepael_naadd", "steg=forankring.vaaler", "milepael=saksframlegg")
    svar = fristvakt("registrer", AVTALE, *ord_, "--skjedde", "15.10.2024", *NAA)
    assert (svar.kode, svar.feil) == (0, "")
    *_, registrert, angre = svar.ut.splitlines()
    assert registrert == f"Registrert som nr. 8 i {AVTALE}: milepael_naadd 15.10.2024."
    assert antall_fakta(data) == foer + 1
    vaaler = rad(fristvakt("plan", *NAA, "--json"), id="forankring.vaaler")
    assert vaaler["milepaeler"][0]["naadd"] == "2024-10-15"
    assert vaaler["merknader"]["nb"] == ""
    slik = angre.removeprefix("Det angres med «fristvakt ").removesuffix("».").split()
    assert fristvakt(*slik, *NAA).kode == 0
    assert rad(fristvakt("plan", *NAA, "--json"), id="forankring.vaaler")["milepaeler"][0]["naadd"] is None


def test_svaret_som_json_har_id_nummer_og_dag(data: Path) -> None:
    svar = fristvakt("registrer", AVTALE, "steg_utfoert", "steg=forpliktelser.d1", *NAA, "--json").json()
    assert [(f["nr"], f["skjedde"], type(f["id"])) for f in svar] == [(8, "2024-10-16", str)]


def test_et_faktum_kan_si_hvor_det_staar_og_at_det_er_diktet_opp(data: Path) -> None:
    ord_ = ("steg_utfoert", "steg=forpliktelser.d1", "kilde=001 punkt 6.1", "oppdiktet=true")
    [faktum] = fristvakt("registrer", AVTALE, *ord_, *NAA, "--json").json()
    with sqlite3.connect(data / "fristvakt.db") as kobling:
        [lagret] = kobling.execute("SELECT kilde, oppdiktet FROM faktum WHERE id = ?", (faktum["id"],)).fetchall()
    assert lagret == ("001 punkt 6.1", 1)


def test_en_tekst_som_ser_ut_som_et_tall_er_en_tekst(data: Path) -> None:
    ord_ = ("steg_utfoert", "steg=forpliktelser.d1", "saksnummer=2024", 'merknad="med hermetegn"')
    [faktum] = fristvakt("registrer", AVTALE, *ord_, *NAA, "--json").json()
    with sqlite3.connect(data / "fristvakt.db") as kobling:
        [(lagret,)] = kobling.execute("SELECT data FROM faktum WHERE id = ?", (faktum["id"],)).fetchall()
    assert '"2024"' in lagret
    assert '"med hermetegn"' in lagret


def test_hver_feil_har_sin_linje(data: Path) -> None:
    svar = fristvakt("registrer", AVTALE, "steg_utfoert", "stegg=innsending", *NAA)
    assert svar.kode == 2
    assert [linje.partition(":")[0] for linje in svar.linjer] == ["steg", "stegg"]
    assert svar.linjer[1].endswith("Mente du «steg»?")


def test_et_faktum_kan_angres_med_id_en(data: Path) -> None:
    steg = ("steg_utfoert", "steg=forpliktelser.d1")
    [faktum] = fristvakt("registrer", AVTALE, *steg, *NAA, "--json").json()
    angre = ("faktum_angret", f"faktum={faktum['id']}", "grunn=feil avtale")
    assert fristvakt("registrer", AVTALE, *angre, *NAA).kode == 0
    assert {r["status"] for r in rader(fristvakt("plan", *NAA, "--json"), id="forpliktelser.d1")} == {"aapen"}


@pytest.mark.parametrize(
    ("ord_", "grunn"),
    [
        ((AVTALE, "steg_utfoert", "steg=innsnding"), "Finner ikke steget «innsnding». Mente du «innsending»"),
        (("engerdal-trysil-vaaler-amot", "steg_utfoert", "steg=innsending"), f"Mente du «{AVTALE}»?"),
        ((AVTALE, "steg_utfort", "steg=innsending"), "Mente du «steg_utfoert»?"),
        ((AVTALE, "steg_utfoert", "steg=innsending", "forbehol=Åmot"), "Mente du «forbehold»?"),
        ((AVTALE, "steg_utfoert", "innsending"), "«innsending» er ikke på formen felt=verdi"),
        ((AVTALE, "steg_utfoert", "steg=signering.vaaler"), "kan ikke registreres før «Formell godkjenning»"),
        ((AVTALE, "vedtak_fattet", "steg=godkjenning.husbanken", "utfall=vedtatt"), "og «kdd», ikke for «husbanken»."),
        ((AVTALE, "vedtak_fattet", "steg=forankring.vaaler", "utfall=vedtat"), "Mente du «vedtatt»?"),
        ((AVTALE, "rolle_endret", "part=inlandet", "rolle=hovedpart"), "Mente du «innlandet»"),
        ((AVTALE, "frist_utsatt", "steg=innsending", "til=2099-01-01"), "2099"),
        ((AVTALE, "steg_utfoert", "steg=innsending", "steg=forpliktelser.d1"), "«steg» står to ganger."),
        ((AVTALE, "steg_utfoert", "steg=innsending", "skjedde=2024-10-01"), "dagen står i --skjedde"),
        ((AVTALE, "steg_utfoert", "steg=innsending", "kilde=en\nto"), "kilde: Teksten går over flere linjer."),
        (
            (AVTALE, "steg_utfoert", "steg=innsending", "forbehold=\x1b[31mÅmot"),
            "forbehold: Teksten har tegn som ikke kan",
        ),
        (
            (AVTALE, "steg_utfoert", "steg=innsending", 'merknad="a\\u0000b"'),
            "merknad: Teksten har tegn som ikke kan vises",
        ),
        ((AVTALE, "steg_utfoert", "steg=\x1b[31m"), "steg: «\N{REPLACEMENT CHARACTER}[31m» kan ikke være en steg-id."),
        ((AVTALE, "steg_utfoert", "steg=innsending", "--av", "a\nb"), "--av: skriv noen ord på én linje"),
    ],
)
def test_det_som_ikke_kan_vaere_avvises_med_grunnen_og_lagrer_ingenting(
    data: Path, ord_: tuple[str, ...], grunn: str
) -> None:
    foer = antall_fakta(data)
    svar = fristvakt("registrer", *ord_, *NAA)
    assert (svar.kode, svar.ut) == (2, "")
    assert len(svar.linjer) == 1
    assert grunn in svar.feil
    assert antall_fakta(data) == foer


@pytest.mark.parametrize(
    ("skjedde", "grunn"),
    [
        ("2024-12-24", "24.12.2024 er fram i tid"),
        ("2224-12-24", "2224"),
        ("2020-01-01", "1.1.2020 er før avtalen begynte 29.2.2024"),
        ("2024-02-30", "«2024-02-30» er ikke en dato"),
    ],
)
def test_en_dag_det_ikke_kan_ha_hendt_avvises(data: Path, skjedde: str, grunn: str) -> None:
    foer = antall_fakta(data)
    svar = fristvakt("registrer", AVTALE, "steg_utfoert", "steg=forpliktelser.d1", "--skjedde", skjedde, *NAA)
    assert (svar.kode, svar.ut) == (2, "")
    assert grunn in svar.feil
    assert antall_fakta(data) == foer


def test_det_det_foerer_til_kan_vises_uten_aa_lagres(data: Path) -> None:
    foer = antall_fakta(data)
    ord_ = ("frist_utsatt", "steg=innsending", "til=2024-12-13", "grunn=KDD ga mer tid", "--proev")
    svar = fristvakt("registrer", AVTALE, *ord_, *NAA)
    assert (svar.kode, svar.feil) == (0, "")
    assert "Trysil, Innsending av forslaget: 29.11.2024 blir 13.12.2024 –" in svar.ut
    assert svar.ut.splitlines()[-1] == "Ingenting er lagret."
    assert antall_fakta(data) == foer
    [rad_] = fristvakt("registrer", AVTALE, *ord_, *NAA, "--json").json()
    assert (rad_["id"], rad_["nr"], antall_fakta(data)) == (None, None, foer)
    assert {"avtale": AVTALE, "id": "innsending", "fra": "2024-11-29", "til": "2024-12-13"} in rad_["flyttet"]


def test_et_nummer_paa_en_tekst_er_et_rimelig_nummer(data: Path) -> None:
    svar = fristvakt("registrer", AVTALE, "tekstversjon_laget", "nummer=99999999999999999999999", *NAA)
    assert (svar.kode, svar.ut) == (2, "")
    assert svar.feil.startswith("nummer: ")


def test_den_det_ventes_paa_en_avklaring_fra_faar_e_post_og_det_vises(data: Path) -> None:
    pause = ("steg_pauset", "steg=forankring.vaaler", "hos=kdd", "grunn=Venter på brev", *NAA, "--proev")
    linjer = fristvakt("registrer", AVTALE, *pause).ut.splitlines()
    koordinator = "Koordinator for bygdevekstavtalene (koordinator@kdd.example)"
    assert f"  • Politisk forankring av forslaget: går fra Våler til KDD. E-post om det går til {koordinator}" in linjer
    [svar] = fristvakt("registrer", AVTALE, *pause, "--json").json()[0]["konsekvenser"]
    til_kdd = {"id": "forankring.vaaler", "part": "kdd", "til": "koordinator@kdd.example"}
    assert svar["avklaringer"] == [til_kdd]


def test_naar_ingen_kan_faa_e_post_om_en_avklaring_sies_det(data: Path) -> None:
    ny = ("part_registrert", "id=hamar", "navn=Hamar kommune", "slag=kommune")
    assert fristvakt("registrer", *ny, *NAA).kode == 0
    assert fristvakt("registrer", AVTALE, "rolle_endret", "part=hamar", "rolle=samarbeidspart", *NAA).kode == 0
    pause = ("steg_pauset", "steg=forankring.vaaler", "hos=hamar", "grunn=Venter på brev", *NAA, "--proev")
    linjer = fristvakt("registrer", AVTALE, *pause).ut.splitlines()
    hamar = "Politisk forankring av forslaget: går fra Våler til Hamar. Ingen hos Hamar får e-post om det"
    assert f"  • {hamar}" in linjer
