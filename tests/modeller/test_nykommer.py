"""A party that joins while the agreement runs: nobody is late for what was over before it came."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from modeller.fakta import Fristart, FristUtsatt, Rolle, RolleEndret
from modeller.plan import Status
from modeller.setninger import i_ord
from modeller.tekst import Maalform
from tests.rollebesetning import KOMMUNER, OPPRETTET, Historie, fram_til_signering

KOM, DAG = date(2026, 10, 20), date(2026, 10, 21)


def uten_aamot() -> Historie:
    """The story up to signatures, of three municipalities."""
    parter = tuple(p for p in OPPRETTET.parter if p.part != "aamot")
    delmaal = tuple(replace(d, parter=tuple(p for p in d.parter if p != "aamot")) for d in OPPRETTET.delmaal)
    historie = Historie(opprettet=replace(OPPRETTET, parter=parter, delmaal=delmaal))
    for faktum in fram_til_signering().fakta[1:]:
        if not getattr(faktum.hendelse, "steg", "").endswith(".aamot"):
            historie.den(faktum.skjedde, faktum.hendelse)  # type: ignore[arg-type]  # all are of the agreement
    return historie


def aamot_blir_med() -> Historie:
    """Åmot joins the three, whose agreement is in force."""
    return uten_aamot().den(KOM, RolleEndret(part="aamot", rolle=Rolle.HOVEDPART))


def test_en_part_som_blir_med_etter_ikrafttredelsen_er_ikke_sen_med_det_som_var_over() -> None:
    plan = aamot_blir_med().plan(DAG)
    for steg in plan:
        if steg.parter == ("aamot",) and steg.status in {Status.AAPEN, Status.VENTER}:
            assert steg.frist is None or steg.frist > DAG, steg.id
            assert steg.dager_over(DAG) == steg.dager_etter_ventet(DAG) == 0
            assert "senere enn" not in i_ord(steg.merknader, Maalform.NB)
            assert "passert" not in i_ord(steg.merknader, Maalform.NB)


def test_den_nye_parten_godkjenner_i_det_foerste_moetet_den_kan_naa() -> None:
    godkjenning = aamot_blir_med().steg("godkjenning.aamot", DAG)
    assert (godkjenning.status, godkjenning.frist, godkjenning.art) == (
        Status.AAPEN,
        date(2027, 2, 25),
        Fristart.VEILEDENDE,
    )
    assert godkjenning.foerste_milepael is not None
    assert i_ord(godkjenning.begrunnelse, Maalform.NB, 2026) == (
        "datoen 11.4.2025 var passert da Åmot kommune fikk rollen sin 20.10.2026; første møte i Åmot kommunestyre som "
        "kunne nås da, er 25.2.2027; saksframlegget må være klart 26.1"
    )


def test_den_nye_parten_flytter_ingenting_for_de_andre() -> None:
    foer, etter = uten_aamot().plan(DAG), aamot_blir_med().plan(DAG)
    for steg in foer:
        naa = etter.finn(steg.id)
        assert naa is not None
        if steg.steg != "politisk_dialog":  # waits for one party more
            assert (naa.frist, naa.art, naa.utfoert) == (steg.frist, steg.art, steg.utfoert), steg.id


def test_en_ny_part_uten_organ_har_ingen_dato_for_det_som_var_over_og_stanser_ingen_aar() -> None:
    historie = Historie().gjoer(date(2024, 11, 29), "innsending")
    historie.den(date(2025, 5, 5), RolleEndret(part="husbanken", rolle=Rolle.HOVEDPART))
    godkjenning = historie.steg("godkjenning.husbanken", date(2025, 5, 6))
    assert (godkjenning.frist, godkjenning.art) == (None, Fristart.VEILEDENDE)
    assert {steg.aar for steg in historie.plan(date(2025, 5, 6)) if steg.aar} == {2025, 2026, 2027, 2028}


def test_en_dato_som_er_satt_for_den_nye_parten_gjelder() -> None:
    historie = aamot_blir_med().den(
        DAG, FristUtsatt(steg="signering.aamot", til=date(2026, 10, 1), art=Fristart.FRIST, grunn="avtalt")
    )
    assert historie.steg("signering.aamot", DAG).frist == date(2026, 10, 1)


def test_fylket_som_bare_avgjorde_rollen_sin_sent_hadde_datoene_foran_seg_hele_tiden() -> None:
    historie = Historie().vedtar(date(2024, 11, 7), "forankring", *KOMMUNER).gjoer(date(2024, 11, 29), "innsending")
    historie.fylket_blir_hovedpart(date(2025, 5, 5))
    assert historie.steg("godkjenning.innlandet", date(2025, 5, 6)).art is Fristart.VENTET
