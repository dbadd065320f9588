"""The annual cycle as data and in words: the contract of the command and the API, and sentences about collisions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import httpx

from modeller.aarshjul import Aarshjul, Utenfor, Utenforgrunn, aarshjul
from modeller.kollisjoner import Kollisjonsslag
from modeller.plan import Plan
from modeller.tekst import lik
from tavle.aarshjullinjer import Ring, linjer
from tavle.aarshjulord import kollisjon, kollisjoner, spenn, uten_dato, utenfor
from tavle.aarshjulrader import aarshjulrad
from tests.rollebesetning import REGISTER, fram_til_signering
from tests.tavlebesetning import DAG as TAVLEDAG, Proevekilde

DAG = date(2026, 3, 2)
DIALOG = "politisk_dialog.2026"
KONTRAKT = {"aar", "per", "part", "avtaler", "maaneder", "kollisjoner", "utenfor", "uten_dato"}
INNSLAG = {
    "avtale", "id", "steg", "slag", "tittel", "parter", "deltar", "organ", "dato", "bare_maaned", "frist_art", "krav",
    "delmaal", "uavklart", "status", "utfoert", "forfalt", "naas", "prognose",
}  # fmt: skip
KOLLISJON = {"slag", "part", "organ", "fra", "til", "antall", "forklaring", "innslag"}


def avtaler(*datoer: date) -> list[Plan]:
    """An agreement for each date, with its political dialogue called on that day."""
    planer = (fram_til_signering().kaller_inn(date(2026, 3, 1), DIALOG, dato).plan(DAG) for dato in datoer)
    return [replace(plan, avtale=f"avtale-{nr}") for nr, plan in enumerate(planer, start=1)]


def fire_uten_dag() -> list[Plan]:
    return [replace(fram_til_signering().plan(DAG), avtale=f"avtale-{nr}") for nr in range(1, 5)]


def hjulet(planer: list[Plan], **valg: object) -> Aarshjul:
    return aarshjul(planer, REGISTER, 2026, DAG, **valg)  # type: ignore[arg-type]


def setning(hjul: Aarshjul, slag: Kollisjonsslag, hvem: str) -> tuple[str, str]:
    tekst = next(kollisjon(k, REGISTER) for k in hjul.kollisjoner if k.slag is slag and hvem in {k.part, k.organ})
    return tekst.nb, tekst.nn


def test_raden_har_kontraktens_noekler_og_alltid_tolv_maaneder() -> None:
    rad = aarshjulrad(hjulet(fire_uten_dag()), REGISTER)
    assert set(rad) == KONTRAKT
    assert [maaned["maaned"] for maaned in rad["maaneder"]] == list(range(1, 13))
    innslag = [en for maaned in rad["maaneder"] for en in maaned["innslag"]]
    assert {frozenset(en) for en in innslag} == {frozenset(INNSLAG)}
    assert {frozenset(k) for k in rad["kollisjoner"]} == {frozenset(KOLLISJON)}
    for maaned in rad["maaneder"]:
        assert {date.fromisoformat(en["dato"]).month for en in maaned["innslag"]} <= {maaned["maaned"]}


def test_raden_sier_det_aaret_sier() -> None:
    rad = aarshjulrad(hjulet(avtaler(date(2026, 11, 19)), part="trysil"), REGISTER)
    assert (rad["aar"], rad["per"], rad["part"]) == (2026, "2026-03-02", "trysil")
    (dialog,) = [en for en in rad["maaneder"][10]["innslag"] if en["slag"] == "moete"]
    assert (dialog["id"], dialog["dato"], dialog["bare_maaned"]) == (DIALOG, "2026-11-19", False)
    assert dialog["tittel"] == {"nb": "Politisk dialog", "nn": "Politisk dialog"}
    assert dialog["parter"] == ["kdd"]
    assert "trysil" in dialog["deltar"]


async def test_api_gir_den_samme_raden_og_kan_avgrenses_til_en_part(
    kilde: Proevekilde, tavla: httpx.AsyncClient
) -> None:
    planer, register = kilde.planene, kilde.registeret
    svar = await tavla.get("/api/aarshjul/2024")
    assert svar.json() == aarshjulrad(aarshjul(planer, register, 2024, TAVLEDAG), register)
    vaaler = (await tavla.get("/api/aarshjul/2024", params={"part": "vaaler"})).json()
    assert vaaler == aarshjulrad(aarshjul(planer, register, 2024, TAVLEDAG, part="vaaler"), register)
    assert vaaler["maaneder"] != svar.json()["maaneder"]


async def test_api_svarer_404_med_et_forslag_naar_ingen_part_heter_det(tavla: httpx.AsyncClient) -> None:
    svar = await tavla.get("/api/aarshjul/2024", params={"part": "valer"})
    assert svar.status_code == 404
    assert svar.json() == {"feil": "Finner ikke parten «valer». Mente du «vaaler»?"}
    assert (await tavla.get("/api/aarshjul/ifjor")).status_code == 400


def test_en_kollisjon_sies_i_en_setning_paa_begge_maalformer() -> None:
    uka = hjulet(avtaler(date(2026, 11, 16), date(2026, 11, 18), date(2026, 11, 20)))
    assert setning(uka, Kollisjonsslag.MOETER_I_UKA, "trysil") == (
        "Trysil har 3 møter i uke 47 (16.–22.11).",
        "Trysil har 3 møte i veke 47 (16.–22.11).",
    )
    fire = hjulet(fire_uten_dag())
    assert setning(fire, Kollisjonsslag.MOETER_I_MAANEDEN, "kdd") == (
        "KDD har 4 møter i november. Ingen av dem har fått dag ennå.",
        "KDD har 4 møte i november. Ingen av dei har fått dag enno.",
    )
    med_en = hjulet([*avtaler(date(2026, 11, 16)), *fire_uten_dag()[1:]])
    assert setning(med_en, Kollisjonsslag.MOETER_I_MAANEDEN, "kdd")[0].endswith("3 av dem har ikke fått dag ennå.")
    assert setning(fire, Kollisjonsslag.SAKER_I_MOETET, "aamot-formannskap") == (
        "Åmot formannskap må behandle 4 saker 8.9.",
        "Åmot formannskap må behandle 4 saker 8.9.",
    )
    assert setning(fire, Kollisjonsslag.SAKSFRAMLEGG_I_UKA, "vaaler") == (
        "Våler må ha 4 saksframlegg klare i uke 35 (24.–30.8).",
        "Våler må ha 4 saksframlegg klare i veke 35 (24.–30.8).",
    )


def test_de_som_har_like_mye_av_det_samme_deler_setning() -> None:
    hjul = hjulet(avtaler(date(2026, 11, 16), date(2026, 11, 18), date(2026, 11, 20)))
    setninger = [tekst for like, tekst in kollisjoner(hjul, REGISTER) if like[0].slag is Kollisjonsslag.MOETER_I_UKA]
    assert [(tekst.nb, tekst.nn) for tekst in setninger] == [
        (
            "Åmot, Engerdal, Innlandet, KDD, Trysil og Våler har 3 møter hver i uke 47 (16.–22.11).",
            "Åmot, Engerdal, Innlandet, KDD, Trysil og Våler har 3 møte kvar i veke 47 (16.–22.11).",
        )
    ]
    fire = hjulet(fire_uten_dag())
    assert "Åmot kommunestyre, Engerdal kommunestyre, Trysil kommunestyre og Våler kommunestyre " in "".join(
        tekst.nb for _, tekst in kollisjoner(fire, REGISTER)
    )
    assert sum(len(like) for like, _ in kollisjoner(fire, REGISTER)) == len(fire.kollisjoner)


def test_dager_i_samme_maaned_skrives_kort() -> None:
    assert spenn(date(2026, 11, 7), date(2026, 11, 7)) == "7.11"
    assert spenn(date(2026, 9, 10), date(2026, 9, 17)) == "10.–17.9"
    assert spenn(date(2026, 9, 28), date(2026, 10, 4)) == "28.9–4.10"


def test_det_som_er_likt_for_mange_staar_paa_en_linje() -> None:
    hjul = hjulet(fire_uten_dag())
    (status,) = [en for en in linjer(hjul.innslag) if en.tittel.nb == "Vedtak: politisk behandling av status"]
    assert status.avtaler == ("avtale-1", "avtale-2", "avtale-3", "avtale-4")
    assert status.parter == ("engerdal", "trysil", "vaaler", "aamot")
    assert (status.ring, status.fra, status.til) == (Ring.VEDTAK, date(2026, 9, 24), date(2026, 9, 24))


def test_samlet_for_maaneden_gaar_linjen_fra_foerste_til_siste_dag() -> None:
    hjul = hjulet(avtaler(date(2026, 11, 4), date(2026, 11, 18)))
    (dialog,) = [en for en in linjer(hjul.innslag, hver_dag=False) if en.ring is Ring.MOETE]
    assert (dialog.fra, dialog.til) == (date(2026, 11, 4), date(2026, 11, 18))
    assert len([en for en in linjer(hjul.innslag) if en.ring is Ring.MOETE]) == 2


def test_papirer_og_formannskap_er_i_dataene_men_ikke_i_linjene() -> None:
    hjul = hjulet(fire_uten_dag())
    slag = {en.slag.value for en in hjul.innslag}
    assert {"papirer", "behandling"} <= slag
    assert {"papirer", "behandling"} & {
        en.slag.value for linje in linjer(hjul.innslag) for en in linje.innslag
    } == set()


def test_avtaler_som_ikke_er_med_i_aaret_nevnes_ved_navn_naar_de_er_faa() -> None:
    navn = {f"a{nr}": lik(f"Avtale {nr}") for nr in range(1, 6)}
    grunn = Utenforgrunn.REKKER_IKKE
    hjul = Aarshjul(
        aar=2031,
        dag=DAG,
        avtaler=navn,
        utenfor=(
            Utenfor(avtale="a1", grunn=Utenforgrunn.SLUTT, aar=2025),
            *(Utenfor(avtale=f"a{nr}", grunn=grunn, aar=2027) for nr in range(2, 6)),
        ),
    )
    assert [tekst.nb for tekst in utenfor(hjul)] == [
        "Avtale 1 ble avsluttet i 2025.",
        "4 avtaler har ingen kjent slutt og er planlagt til og med 2027.",
    ]
    kommer = replace(hjul, utenfor=(Utenfor(avtale="a1", grunn=Utenforgrunn.SLUTT, aar=2028),))
    assert [tekst.nn for tekst in utenfor(kommer)] == ["Avtale 1 er slutt i 2028."]


def test_steg_uten_dato_telles_paa_navnet() -> None:
    steg = fram_til_signering().steg("tilskudd_soeknad.2026", DAG)
    hjul = replace(hjulet([]), uten_dato=(("a1", steg), ("a2", steg)))
    assert [tekst.nn for tekst in uten_dato(hjul)] == ["Søknad om tilskot for 2027 (2)"]
