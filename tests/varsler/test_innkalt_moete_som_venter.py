"""A meeting that is called while something before it is not done: whoever called it is reminded of it all the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from modeller.begrunnelse import med_grunn
from modeller.fakta import PaaminnelserUtsatt, StegOverlatt
from modeller.livsloep import Fullfoeres
from modeller.oppfoelgingskontroll import oppfoelgingsinnvendinger
from modeller.plan import Plansteg, Status
from modeller.tekst import Maalform, Tekst, lik
from tests.varsler.brevbygg import brev
from tests.varsler.test_oversiktsord import REGLER, avsnittet, maaneden as maanedsbrev, uken as ukesbrev
from tests.varsler.varselbygg import (
    KDD,
    KOORDINATOR,
    REGISTER,
    i_maalform,
    lenker_i,
    plan,
    saker,
    steg,
    varsler,
    vedtak,
)
from varsler.regler import Slag
from varsler.svarlenke import Formaal
from varsler.svarmulighet import svarmuligheter

DAGEN = date(2024, 12, 5)
FORANKRING = vedtak(frist=date(2024, 11, 7), milepaeler=())
MOETE = steg(
    steg="politisk_dialog",
    part="kdd",
    deltar=("vaaler", "kdd"),
    ball=(),
    tittel=Tekst("Politisk dialog", "Politisk dialog"),
    forventet=lik("Gjennomfør politisk dialog."),
    fullfoeres=Fullfoeres.UTFOERT,
    moete=True,
    status=Status.VENTER,
    aapnet=None,
    aapnet_registrert=None,
    frist=DAGEN,
    tidligst=date(2024, 12, 17),
    venter_paa=(FORANKRING.id,),
)


def til_innkalleren(dag: date) -> list[str]:
    return [slag for slag, hvem in varsler(dag, MOETE, FORANKRING) if hvem == KDD]


def test_den_som_har_kalt_inn_minnes_om_moetet_selv_om_noe_foran_det_mangler() -> None:
    assert til_innkalleren(date(2024, 11, 29)) == []
    assert til_innkalleren(date(2024, 12, 2)) == ["tre_arbeidsdager"]
    assert til_innkalleren(DAGEN) == ["paa_dagen"]


def test_er_moetet_satt_paa_vent_minnes_ingen_om_det() -> None:
    pauset = MOETE._replace(merknader=(med_grunn("pauset", date(2024, 11, 25), "Avventer tildelingsbrevet"),))
    for dag in (date(2024, 12, 2), DAGEN):
        assert [slag for slag, hvem in varsler(dag, pauset, FORANKRING) if hvem == KDD] == []


@pytest.mark.parametrize("maalform", list(Maalform))
def test_paaminnelsen_sier_hva_som_mangler_og_har_lenken_for_aa_flytte_moetet(maalform: Maalform) -> None:
    dag = date(2024, 12, 2)
    alle = saker(dag, MOETE, FORANKRING, register=i_maalform(REGISTER, maalform))
    melding = brev(alle, KDD, dag)
    nb = maalform is Maalform.NB
    assert (
        "Det som skulle vært gjort før møtet, mangler fortsatt hos Våler kommune. Møtet kan holdes likevel, flyttes "
        "eller avlyses."
        if nb
        else "Det som skulle ha vore gjort før møtet, manglar framleis hos Våler kommune. Møtet kan haldast likevel, "
        "flyttast eller avlysast."
    ) in melding.tekst
    assert "Flytt eller avlys møtet" in melding.tekst
    assert lenker_i(melding.tekst, melding.tid)[0].formaal is Formaal.MOETE


def test_det_den_som_har_kalt_inn_kan_svare_blir_ikke_avvist() -> None:
    dag = date(2024, 12, 2)
    avtalen = plan(MOETE, FORANKRING, dag=dag)
    kan = {en.formaal for en in svarmuligheter(avtalen, MOETE, "kdd", er_kontakt=True)}
    assert kan == {Formaal.MOETE, Formaal.OVERLAT, Formaal.UTSETT}
    kontakt = next(k for k in REGISTER.kontakter.values() if k.epost == KDD)
    kollega = replace(kontakt, id="kollega.kdd", epost="kollega@kdd.example")
    register = replace(REGISTER, kontakter={**REGISTER.kontakter, kollega.id: kollega})
    for hendelse in (
        PaaminnelserUtsatt(steg=MOETE.id, kontakt=kontakt.id, til=DAGEN),
        StegOverlatt(steg=MOETE.id, kontakt=kontakt.id, til_kontakt=kollega.id),
    ):
        assert list(oppfoelgingsinnvendinger(hendelse, dag, MOETE, avtalen, register)) == []


def test_et_moete_som_er_passert_spoerres_det_om_som_et_moete() -> None:
    dag = date(2024, 12, 16)
    assert til_innkalleren(DAGEN + timedelta(days=7)) == ["paa_dagen"], "the last word there was"
    assert til_innkalleren(dag) == ["forfalt"]
    melding = brev(saker(dag, MOETE, FORANKRING), KDD, dag)
    assert melding.emne.startswith("Er møtet holdt? Politisk dialog – 5.12.2024")
    lenker = [en.formaal for en in lenker_i(melding.tekst, melding.tid)]
    assert lenker[0] is Formaal.FERDIG
    assert "over fristen" not in melding.tekst


def test_har_ingen_kalt_inn_moetet_venter_det_i_fred() -> None:
    ikke_kalt_inn = MOETE._replace(art=steg().art.TENTATIV, bare_maaned=True)
    assert [slag for slag, hvem in varsler(date(2024, 12, 2), ikke_kalt_inn, FORANKRING) if hvem == KDD] == []


def sent(frist: date) -> Plansteg:
    return MOETE._replace(frist=frist)


@pytest.mark.parametrize(
    ("maalform", "overskrift", "sies"),
    [
        (Maalform.NB, "Datoer som ikke holder", "det som skal gjøres først, er tidligst klart 11.3.2025"),
        (Maalform.NN, "Datoar som ikkje held", "det som skal gjerast først, er tidlegast klart 11.3.2025"),
    ],
)
def test_uka_sier_at_moetet_er_foer_det_som_skal_gjoeres_foerst(maalform: Maalform, overskrift: str, sies: str) -> None:
    moete = sent(date(2025, 2, 13))._replace(tidligst=date(2025, 3, 11))
    linjer = avsnittet(ukesbrev([moete, FORANKRING], maalform=maalform).tekst, overskrift)
    assert [linje for linje in linjer if "Politisk dialog" in linje] == [
        f"- torsdag 13. februar: «Politisk dialog» (KDD), {sies}"
    ]


@pytest.mark.parametrize(
    ("maalform", "sies"),
    [
        (Maalform.NB, "«Politisk dialog» (møte 30.1.2025, ikke registrert som holdt)"),
        (Maalform.NN, "«Politisk dialog» (møte 30.1.2025, ikkje registrert som halde)"),
    ],
)
def test_uka_teller_ikke_dager_over_fristen_for_et_moete(maalform: Maalform, sies: str) -> None:
    tekst = ukesbrev([sent(date(2025, 1, 30))], maalform=maalform).tekst
    assert sies in tekst
    assert "over fristen" not in tekst


def test_maaneden_spoer_om_moetet_og_teller_ikke_dager_over_fristen() -> None:
    moete = sent(date(2024, 10, 17))._replace(tidligst=None)
    tekst = maanedsbrev(moete, FORANKRING, til=KDD).tekst
    assert "- «Politisk dialog» (møte 17.10.2024, ikke registrert som holdt)" in tekst


def test_moetet_som_er_lenge_passert_blir_koordinatorens_sak() -> None:
    dag = date(2025, 2, 3)
    alle = [s for s in saker(dag, sent(date(2024, 12, 12)), regler=REGLER) if s.slag is Slag.UKESOVERSIKT]
    tekst = brev(alle, KOORDINATOR, dag).tekst
    assert "«Politisk dialog» (møte 12.12.2024, ikke registrert som holdt)" in tekst


def test_avtalen_uten_noe_nytt_sier_ogsaa_at_moetet_ikke_er_registrert_som_holdt() -> None:
    dag = date(2024, 11, 18)
    gammelt = sent(date(2024, 10, 17))
    alle = [
        *saker(dag, steg(frist=date(2025, 1, 2)), steg(part="kdd", frist=date(2024, 11, 25)), regler=REGLER),
        *saker(dag, gammelt, regler=REGLER, avtale="solund", navn=lik("Solundavtalen")),
        *saker(dag, gammelt, steg(frist=date(2024, 10, 14)), regler=REGLER, avtale="utsira", navn=lik("Utsiraavtalen")),
    ]
    tekst = brev([s for s in alle if s.slag is Slag.UKESOVERSIKT], KOORDINATOR, dag).tekst
    assert avsnittet(tekst, "Uendret siden sist")[::2] == [
        "- Solundavtalen: ett møte er ikke registrert som holdt (KDD)",
        "- Utsiraavtalen: én sak er 5 uker over fristen (Våler) og ett møte er ikke registrert som holdt (KDD)",
    ]
