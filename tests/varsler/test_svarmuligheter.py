"""What a party can say of a step that lies with it."""

from __future__ import annotations

from datetime import date

import pytest

from modeller.plan import Plansteg
from tests.varsler.brevbygg import brev
from tests.varsler.varselbygg import RUTE, VAALER, plan, saker, steg, vedtak
from varsler.svarlenke import Formaal
from varsler.svarmulighet import svarmuligheter


@pytest.mark.parametrize(("dag", "kan_vaere_holdt"), [(4, False), (5, True), (6, True)])
def test_at_et_moete_er_holdt_kan_sies_fra_moetedagen(dag: int, kan_vaere_holdt: bool) -> None:
    moetet = steg(moete=True, frist=date(2024, 12, 5))
    avtalen = plan(moetet, dag=date(2024, 12, dag))
    formaal = [m.formaal for m in svarmuligheter(avtalen, moetet, "vaaler", er_kontakt=True)]
    assert (Formaal.FERDIG in formaal) is kan_vaere_holdt
    assert Formaal.PAA_SAKEN not in formaal, "a meeting is called, held, moved or called off"
    assert {Formaal.MOETE, Formaal.OVERLAT, Formaal.UTSETT} <= {*formaal}
    postmottak = [m.formaal for m in svarmuligheter(avtalen, moetet, "vaaler", er_kontakt=False)]
    assert Formaal.MOETE not in postmottak


@pytest.mark.parametrize(
    ("dag", "foerst", "andre"),
    [
        (date(2024, 12, 2), "Flytt eller avlys møtet:\n", "Andre svar: en kollega overtar, minn meg senere:\n"),
        (
            date(2024, 12, 5),
            "Registrer at møtet er holdt:\n",
            "Andre svar: flytt eller avlys møtet, en kollega overtar, minn meg senere:\n",
        ),
    ],
)
def test_den_som_har_kalt_inn_til_et_moete_har_et_svar_ogsaa_foer_dagen(dag: date, foerst: str, andre: str) -> None:
    moetet = steg(moete=True, frist=date(2024, 12, 5))
    tekst = brev(saker(dag, moetet), VAALER, dag).tekst
    assert foerst in tekst and andre in tekst
    assert "vi er på saken" not in tekst


def formaalene(steget: Plansteg, dag: date, milepael: str | None = None) -> list[tuple[Formaal, str]]:
    mulige = svarmuligheter(plan(steget, dag=dag), steget, "vaaler", er_kontakt=True, milepael=milepael)
    return [(m.formaal, m.gjelder) for m in mulige][:2]


def test_den_som_er_tidlig_ute_kan_si_at_saksframlegget_er_klart() -> None:
    saksframlegget, ferdig = (Formaal.MILEPAEL, "saksframlegg"), (Formaal.FERDIG, "")
    assert formaalene(vedtak(), date(2024, 9, 2)) == [saksframlegget, ferdig]
    assert formaalene(vedtak(), date(2024, 10, 10)) == [ferdig, saksframlegget], "it may have been ready in time"
    assert saksframlegget not in formaalene(vedtak(), date(2024, 11, 8)), "the meeting is over"
    assert formaalene(vedtak(), date(2024, 9, 2), RUTE[-1].noekkel)[0] == ferdig, "the mail is about the decision"


def test_er_saksframlegget_klart_er_det_neste_punktet_paa_veien_som_staar_for_tur() -> None:
    naadd = vedtak(milepaeler=(RUTE[0]._replace(naadd=date(2024, 10, 7)), *RUTE[1:]))
    assert formaalene(naadd, date(2024, 10, 8))[0] == (Formaal.MILEPAEL, "papirer:vaaler.formannskap")
    assert formaalene(naadd, date(2024, 10, 20))[0] == (Formaal.MILEPAEL, "behandling:vaaler.formannskap")
    assert formaalene(naadd, date(2024, 10, 23))[0] == (Formaal.FERDIG, ""), "what is past is not next"


def test_den_foerste_e_posten_har_lenke_til_det_foerste_paa_veien() -> None:
    melding = brev(saker(date(2024, 9, 2), vedtak()), VAALER, date(2024, 9, 2))
    assert "Det første på veien dit er «Saksframlegg klart»" in melding.tekst
    assert "\nRegistrer at saksframlegget er klart:\n" in melding.tekst
    assert "Andre svar: registrer vedtaket, vi er på saken, trenger mer tid, en kollega overtar, minn meg senere:" in (
        melding.tekst
    )
    assert ">Registrer vedtaket</a>" in melding.html


def test_teksten_nevner_alle_svarene_som_html_har_lenke_til() -> None:
    melding = brev(saker(date(2024, 10, 18), steg()), VAALER, date(2024, 10, 18))
    assert "Andre svar: vi er på saken, trenger mer tid, en kollega overtar, minn meg senere:\n" in melding.tekst
