"""What parties and contacts say of a step while it lies with them follows it in the plan, and ends with it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from flyter.livsloep.bygdevekst import BYGDEVEKST
from modeller.fakta import (
    Avtalehendelse,
    FerdigAnslaatt,
    FristUtsatt,
    MerTidAvslaatt,
    MerTidOensket,
    PaaminnelserUtsatt,
    StegOverlatt,
    TekstversjonLaget,
)
from modeller.kontroll import innvendinger
from modeller.oppfoelging import INGEN_OPPFOELGING, Anslag, Innvilget, Oppfoelging
from modeller.register import Kontakt, Register
from modeller.tekst import Tekst
from tests.rollebesetning import REGISTER, Historie, fram_til_signering

STEG = "forankring.trysil"
NAA = date(2024, 10, 1)
LEDER = Kontakt(id="leder.trysil", part="trysil", navn="leder", epost="leder@trysil.example")
BORTE = replace(LEDER, id="sluttet.trysil", slutter=date(2024, 9, 1))
MED_LEDER = replace(REGISTER, kontakter={**REGISTER.kontakter, LEDER.id: LEDER, BORTE.id: BORTE})
ANSLAG = FerdigAnslaatt(steg=STEG, part="trysil", dato=date(2024, 10, 20), merknad="Saken er skrevet")
OENSKE = MerTidOensket(steg=STEG, part="trysil", til=date(2024, 12, 19), grunn="Møtet er flyttet")


def sagt(historie: Historie, naa: date = NAA, steg: str = STEG) -> Oppfoelging:
    funnet = historie.plan(naa).finn(steg)
    assert funnet is not None
    return funnet.oppfoelging


def avslag(hendelse: Avtalehendelse, historie: Historie | None = None, register: Register = MED_LEDER) -> str:
    plan = (historie or Historie()).plan(NAA)
    return " ".join(t.nb for t in innvendinger(hendelse, NAA, plan, register, BYGDEVEKST, NAA))


def test_et_anslag_staar_paa_steget_til_det_er_tatt_tilbake() -> None:
    historie = Historie().den(date(2024, 9, 20), ANSLAG)
    assert sagt(historie).anslag == {"trysil": Anslag(date(2024, 10, 20), date(2024, 9, 20), "Saken er skrevet")}
    historie.den(date(2024, 9, 25), FerdigAnslaatt(steg=STEG, part="trysil", dato=None))
    assert sagt(historie) == INGEN_OPPFOELGING


def test_et_nytt_anslag_gaar_foran_det_gamle() -> None:
    historie = Historie().den(date(2024, 9, 20), ANSLAG)
    historie.den(date(2024, 9, 25), replace(ANSLAG, dato=date(2024, 11, 1)))
    assert sagt(historie).anslag["trysil"].dato == date(2024, 11, 1)


def test_det_som_er_sagt_endrer_ingen_datoer() -> None:
    uten, med = Historie(), Historie().den(NAA, ANSLAG).den(NAA, OENSKE)
    assert [s._replace(oppfoelging=INGEN_OPPFOELGING) for s in med.plan(NAA)] == list(uten.plan(NAA))


def test_naar_steget_er_gjort_er_det_ikke_mer_aa_si() -> None:
    historie = Historie().den(date(2024, 9, 20), ANSLAG).vedtar(date(2024, 9, 26), "forankring", "trysil")
    assert sagt(historie) == INGEN_OPPFOELGING


def test_hvem_et_gjort_steg_var_overlatt_til_er_fortsatt_kjent() -> None:
    """Whoever it was is thanked, and reads the receipt."""
    overlatt = StegOverlatt(steg=STEG, kontakt="sekretariat.trysil", til_kontakt=LEDER.id)
    historie = Historie().den(date(2024, 9, 20), ANSLAG).den(date(2024, 9, 20), overlatt)
    gjort = sagt(historie.vedtar(date(2024, 9, 26), "forankring", "trysil"))
    assert (gjort.overlatt, gjort.anslag) == ({"sekretariat.trysil": LEDER.id}, {})


def test_et_ja_til_mer_tid_er_kjent_til_datoen_flyttes_av_noe_annet() -> None:
    ja, flyttet = (FristUtsatt(steg=STEG, til=til) for til in (date(2024, 12, 12), date(2024, 12, 13)))
    historie = Historie().den(date(2024, 9, 20), OENSKE).den(date(2024, 9, 24), ja)
    assert sagt(historie).innvilget == {"trysil": Innvilget(OENSKE.til, ja.til, date(2024, 9, 24))}
    assert sagt(historie).oensker == {}
    assert sagt(historie.den(date(2024, 9, 25), flyttet)) == INGEN_OPPFOELGING


def test_et_anslag_for_en_gammel_tekst_gjelder_ikke_den_nye() -> None:
    steg = "godkjenning.trysil"
    historie = fram_til_signering()
    naa = date(2025, 6, 1)
    historie.den(date(2025, 1, 28), FerdigAnslaatt(steg=steg, part="trysil", dato=date(2025, 2, 10)))
    historie.den(date(2025, 5, 20), TekstversjonLaget(nummer=2))
    assert sagt(historie, naa, steg).anslag == {}
    historie.den(date(2025, 5, 25), FerdigAnslaatt(steg=steg, part="trysil", dato=date(2025, 6, 10)))
    assert sagt(historie, naa, steg).anslag["trysil"].dato == date(2025, 6, 10)


def test_et_oenske_om_mer_tid_staar_til_det_er_besvart() -> None:
    historie = Historie().den(NAA, OENSKE)
    assert sagt(historie).oensker["trysil"].til == date(2024, 12, 19)
    avslaatt = Historie().den(NAA, OENSKE).den(NAA, MerTidAvslaatt(steg=STEG, part="trysil"))
    assert sagt(avslaatt).oensker == {}
    innvilget = Historie().den(NAA, OENSKE).den(NAA, FristUtsatt(steg=STEG, til=date(2024, 12, 19)))
    assert sagt(innvilget).oensker == {}


def test_den_som_har_overlatt_steget_og_faatt_det_igjen_har_det_selv() -> None:
    egen, leder = "sekretariat.trysil", LEDER.id
    historie = Historie().den(NAA, StegOverlatt(steg=STEG, kontakt=egen, til_kontakt=leder))
    assert sagt(historie).kontakten(egen) == leder
    historie.den(NAA, StegOverlatt(steg=STEG, kontakt=leder, til_kontakt=egen))
    assert sagt(historie).kontakten(egen) == egen
    assert sagt(historie).kontakten(leder) == egen


def test_den_som_vil_vente_med_paaminnelser_sier_til_naar() -> None:
    historie = Historie().den(NAA, PaaminnelserUtsatt(steg=STEG, kontakt="sekretariat.trysil", til=date(2024, 10, 14)))
    assert sagt(historie).utsatt_til == {"sekretariat.trysil": date(2024, 10, 14)}


@pytest.mark.parametrize(
    ("hendelse", "grunn"),
    [
        (ANSLAG, ""),
        (OENSKE, ""),
        (FerdigAnslaatt(steg=STEG, part="trysil", dato=None), ""),
        (replace(ANSLAG, part="vaaler"), "«Politisk forankring av forslaget» ligger ikke hos Våler kommune."),
        (replace(ANSLAG, part="oslo"), "oslo"),
        (replace(ANSLAG, dato=NAA), "1.10.2024 er ikke etter 1.10.2024. Velg en senere dag."),
        (replace(ANSLAG, dato=date(2025, 10, 1)), "er for langt fram. Velg en dag til og med 2.4.2025"),
        (replace(ANSLAG, steg="signering.trysil"), "ligger ikke hos noen nå"),
        (replace(OENSKE, til=date(2024, 10, 5)), "Mer tid må være etter den dagen"),
        (replace(OENSKE, til=date(2025, 11, 8)), ""),
        (MerTidAvslaatt(steg=STEG, part="trysil"), "Trysil kommune har ikke bedt om mer tid"),
        (PaaminnelserUtsatt(steg=STEG, kontakt="hvem", til=date(2024, 10, 14)), "Finner ikke kontakten «hvem»"),
        (PaaminnelserUtsatt(steg=STEG, kontakt="sekretariat.vaaler", til=date(2024, 10, 14)), "ligger ikke hos Våler"),
        (PaaminnelserUtsatt(steg=STEG, kontakt=LEDER.id, til=date(2025, 1, 14)), "til og med 2.12.2024"),
        (StegOverlatt(steg=STEG, kontakt="sekretariat.trysil", til_kontakt=LEDER.id), ""),
        (StegOverlatt(steg=STEG, kontakt=LEDER.id, til_kontakt=LEDER.id), "kan ikke overlates til den som har det"),
        (
            StegOverlatt(steg=STEG, kontakt=LEDER.id, til_kontakt="sekretariat.vaaler"),
            "«sekretariat.vaaler» er ikke kontakt hos Trysil kommune",
        ),
        (StegOverlatt(steg=STEG, kontakt=LEDER.id, til_kontakt=BORTE.id), "«sluttet.trysil» har sluttet."),
    ],
)
def test_det_som_ikke_kan_sies_om_et_steg_blir_avvist_med_grunnen(hendelse: Avtalehendelse, grunn: str) -> None:
    assert grunn in avslag(hendelse)
    assert bool(grunn) == bool(avslag(hendelse))


def test_et_oenske_om_mer_tid_har_en_siste_dag_paa_begge_maalformer() -> None:
    for_sent = replace(OENSKE, til=date(2025, 11, 9))
    [grunn] = innvendinger(for_sent, NAA, Historie().plan(NAA), MED_LEDER, BYGDEVEKST, NAA)
    assert grunn == Tekst(
        "9.11.2025 er for langt fram. Velg en dag til og med 8.11.2025. Trenger dere enda mer tid, må dere avtale det "
        "med koordinatoren.",
        "9.11.2025 er for langt fram. Vel ein dag til og med 8.11.2025. Treng de endå meir tid, må de avtale det med "
        "koordinatoren.",
    )
