"""What the coordinator can do about a step that is late, from the mail that tells of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from modeller.fakta import Fristart
from modeller.livsloep import Fullfoeres
from modeller.oppfoelging import Anslag, Oenske, Oppfoelging
from modeller.plan import Plansteg, Status
from modeller.tekst import Maalform
from tests.varsler.brevbygg import brev, eksempel, klokka
from tests.varsler.varselbygg import (
    FORFALT_SAGT,
    KOORDINATOR,
    OPPSETT,
    REGISTER,
    VAALER,
    i_maalform,
    lenker_i,
    saker,
    steg,
)
from varsler.melding import Melding, skriv
from varsler.regler import TIL_KOORDINATOR, Slag
from varsler.svarlenke import PROEVE, Formaal
from varsler.svarmulighet import ETTERSLEP, FORSINKELSE, koordinatorens_muligheter

OENSKE = Oppfoelging(
    oensker={"vaaler": Oenske(til=date(2025, 3, 3), grunn="Sykdom", sagt=date(2025, 1, 6), faktum="f")}
)


def om_steget(melding: Melding) -> list[tuple[Formaal, str]]:
    return [(en.formaal, en.gjelder) for en in lenker_i(melding.tekst, melding.tid) if en.steg]


@pytest.mark.parametrize("slag", sorted(TIL_KOORDINATOR - {Slag.KOORDINATOR_MER_TID}))
def test_koordinatoren_kan_gjoere_noe_med_det_som_er_forsinket(slag: Slag) -> None:
    formaal = {formaal for formaal, _ in om_steget(eksempel(slag, Maalform.NB))}
    assert bool(formaal) is (slag in FORSINKELSE)
    assert (Formaal.FERDIG_FOR in formaal) is (slag in ETTERSLEP)


def test_den_som_har_bedt_om_mer_tid_faar_svar_i_stedet_for_en_flytting() -> None:
    [foerste, andre] = koordinatorens_muligheter(steg(oppfoelging=OENSKE), ferdig=True)
    assert (foerste.formaal, foerste.gjelder) == (Formaal.SVAR_MER_TID, "vaaler")
    assert andre.formaal is Formaal.FERDIG_FOR


@pytest.mark.parametrize(
    ("steget", "ventet"),
    [
        (steg(), [Formaal.FLYTT, Formaal.FERDIG_FOR]),
        (steg(art=Fristart.VEILEDENDE), [Formaal.FERDIG_FOR]),
        (steg(moete=True), [Formaal.FERDIG_FOR]),
        (steg(fullfoeres=Fullfoeres.ROLLE), [Formaal.FLYTT]),
        (steg(fullfoeres=Fullfoeres.INNKALLING), [Formaal.FLYTT]),
        (steg(status=Status.KOMMENDE, aapnet=None, ball=()), [Formaal.FLYTT]),
    ],
)
def test_bare_det_som_kan_gjoeres_har_en_lenke(steget: Plansteg, ventet: list[Formaal]) -> None:
    assert [m.formaal for m in koordinatorens_muligheter(steget, ferdig=True)] == ventet


def test_koordinatorens_egen_part_har_flytt_datoen_i_stedet_for_mer_tid() -> None:
    dag = date(2024, 11, 26)
    egen = replace(REGISTER.kontakter["koordinator"], part="vaaler")
    register = replace(REGISTER, kontakter={**REGISTER.kontakter, egen.id: egen})
    hennes, deres = (brev(saker(dag, steg(), register=register), epost, dag) for epost in (KOORDINATOR, VAALER))
    assert "flytt datoen" in hennes.tekst.lower() and "mer tid" not in hennes.tekst
    assert "Flytt datoen" in hennes.html
    assert "mer tid" in deres.tekst and "flytt datoen" not in deres.tekst.lower()


def test_paa_proeve_registrerer_lenkene_ingenting() -> None:
    dag = date(2025, 1, 6)
    til_koordinatoren = [s for s in saker(dag, steg(), fortalt=FORFALT_SAGT) if s.slag in ETTERSLEP]
    assert til_koordinatoren
    melding = skriv(til_koordinatoren, naa=klokka(dag), oppsett=OPPSETT, proeve_til=REGISTER.kontakter["koordinator"])
    assert {en.mottaker for en in lenker_i(melding.tekst, melding.tid)} == {PROEVE}


@pytest.mark.parametrize(
    ("maalform", "foer", "etter"),
    [
        (Maalform.NB, "Våler kommune rekker ikke fristen 29.11.2024:", "Våler kommune er over fristen 29.11.2024, men"),
        (Maalform.NN, "Våler kommune rekk ikkje fristen 29.11.2024:", "Våler kommune er over fristen 29.11.2024, men"),
    ],
)
def test_et_anslag_etter_at_fristen_er_ute_sier_at_den_er_det(maalform: Maalform, foer: str, etter: str) -> None:
    for dag, ventet in ((date(2024, 10, 18), foer), (date(2025, 5, 26), etter)):
        anslag = {"vaaler": Anslag(date(2025, 6, 20), dag)}
        alle = saker(dag, steg(oppfoelging=Oppfoelging(anslag=anslag)), register=i_maalform(REGISTER, maalform))
        melding = brev([s for s in alle if s.slag is Slag.KOORDINATOR_ANSLAG], KOORDINATOR, dag)
        assert melding.emne.startswith(ventet)
