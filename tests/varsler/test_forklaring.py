"""The page about one contact tells what really comes: also what no rule gives, and only what the leadership gets."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from modeller.begrunnelse import Ledd
from modeller.fakta import INSTALLASJON, Fristart
from modeller.livsloep import Krav
from modeller.oppfoelging import Oenske, Oppfoelging
from modeller.plan import Plansteg
from modeller.regelvalg import SattRegel, Varselvalg
from modeller.register import Kontakt, Register
from modeller.tekst import Maalform
from tests.varsler.varselbygg import KALENDER, REGISTER, VAALER, plan, steg, utsikt
from varsler.forklaring import Forklarer, Varselforklaring
from varsler.regler import STANDARDREGLER
from varsler.sendetid import Sendetid

DAG = date(2024, 10, 1)
LEDER = Kontakt(id="vaaler.kd", part="vaaler", navn="Kommunedirektør", epost="kd@vaaler.example", ledelse=True)
MED_LEDER = replace(REGISTER, kontakter={**REGISTER.kontakter, LEDER.id: LEDER})
UTEN_KOORDINATOR = {k: v for k, v in MED_LEDER.kontakter.items() if k != "koordinator"}
OVERSIKTEN = "Første arbeidsdag i måneden kommer en oversikt"
KONTAKTLISTEN = "kontaktlisten for Våler kommune stemmer"
MOETEPLANEN = "Mangler møteplanen for neste år"


def forklart(kontakt: str, *stegene: Plansteg, register: Register = REGISTER, dag: date = DAG) -> Varselforklaring:
    forklarer = Forklarer(
        planer=[plan(*(stegene or (steg(),)), dag=dag)],
        register=register,
        kalender=KALENDER,
        regler=STANDARDREGLER,
        sendetid=Sendetid(),
        uleverbare={},
        dag=dag,
    )
    side = forklarer.forklar(kontakt)
    assert side is not None
    return side


def ordene(side: Varselforklaring) -> str:
    return " ".join(tekst.nb for tekst in (*side.hvor, *side.naar))


def test_siden_forteller_om_oversikt_takk_kontaktliste_og_moeteplan() -> None:
    side = ordene(forklart("vaaler.leder"))
    for ord_ in (OVERSIKTEN, "kommer en takk", KONTAKTLISTEN, MOETEPLANEN):
        assert ord_ in side
    assert "Mandager, eller arbeidsdagen etter, kommer en oversikt" not in side
    assert MOETEPLANEN not in ordene(forklart("trysil.leder")), "Trysil has no body in the register"


def test_koordinatoren_har_ukens_oversikt_og_ikke_maanedens() -> None:
    side = ordene(forklart("koordinator"))
    assert "Mandager, eller arbeidsdagen etter, kommer en oversikt" in side
    assert OVERSIKTEN not in side


def test_koordinatoren_faar_vite_at_det_som_ikke_haster_samles_og_hva_som_haster() -> None:
    side = forklart("koordinator")
    sagt = next(tekst for tekst in side.naar if tekst.nb.startswith("Som koordinator"))
    assert "samlet på mandager" in sagt.nb
    assert "samla på måndagar" in sagt.nn
    assert "Som koordinator" not in ordene(forklart("vaaler.leder"))


def test_siden_sier_at_parten_venter_paa_svar_om_mer_tid_saa_lenge_den_gjoer_det() -> None:
    oenske = Oenske(til=date(2024, 12, 20), grunn="", sagt=date(2024, 9, 2), faktum="f1")
    ber = steg(oppfoelging=Oppfoelging(oensker={"vaaler": oenske}))
    for dag, sies in ((date(2024, 12, 2), True), (date(2024, 12, 23), False)):
        side = forklart("vaaler.leder", ber, dag=dag)
        merknader = [m.nb for avtale in side.avtaler for s in avtale.steg for m in s.merknader]
        assert any("har bedt om tid til 20.12.2024" in m for m in merknader) is sies


def test_den_som_har_meldt_seg_av_faar_vite_at_ingen_oversikter_kommer() -> None:
    av = replace(REGISTER, varselvalg={"vaaler.leder": Varselvalg(satt=date(2024, 9, 3), oversikter=False)})
    side = ordene(forklart("vaaler.leder", register=av))
    assert "Får ingen oversikter. Valgt 3.9.2024." in side
    assert OVERSIKTEN not in side


def test_ledelsen_loves_ingen_paaminnelser_foer_de_andre_har_latt_vaere_aa_svare() -> None:
    side = forklart(LEDER.id, register=MED_LEDER)
    assert "Er registrert som ledelse" in ordene(side)
    assert [linje.regel for linje in side.regler] == ["fristen_er_ute"]
    [avtale] = side.avtaler
    assert [s.neste for s in avtale.steg] == [()]
    assert OVERSIKTEN in ordene(side)
    assert KONTAKTLISTEN not in ordene(side)


def test_ledelsen_loves_ingenting_foer_en_uke_etter_at_de_andre_har_bedt_om_aa_hoere_om_det_igjen() -> None:
    utsatt = steg(oppfoelging=Oppfoelging(utsatt_til={"vaaler.leder": date(2025, 2, 3)}))
    for steget, dag, ventes in (
        (steg(), date(2025, 1, 7), [date(2025, 1, 13)]),
        (utsatt, date(2025, 1, 7), []),
        (utsatt, date(2025, 2, 4), [date(2025, 2, 10)]),
    ):
        [avtale] = forklart(LEDER.id, steget, register=MED_LEDER, dag=dag).avtaler
        assert [naar for naar, _ in avtale.steg[0].neste] == ventes


def test_er_ledelsen_den_eneste_kontakten_faar_den_alt() -> None:
    alene = {k.id: k for k in MED_LEDER.kontakter.values() if k.id != "vaaler.leder"}
    side = forklart(LEDER.id, register=replace(MED_LEDER, kontakter=alene))
    assert "Er registrert som ledelse" not in ordene(side)
    assert len(side.regler) == len(STANDARDREGLER.regler)
    assert [bool(s.neste) for s in side.avtaler[0].steg] == [True]


def test_siden_sier_hvorfor_en_veiledende_dato_ikke_gir_paaminnelser() -> None:
    raad = steg(art=Fristart.VEILEDENDE, aapnet=date(2024, 9, 1), frist=date(2024, 10, 3))
    [avtale] = forklart("vaaler.leder", raad).avtaler
    [linje] = avtale.steg
    assert linje.neste == ()
    assert [m.nb[:27] for m in linje.merknader] == ["Datoen er bare veiledende. "]


TRAPPEN = (
    "Er en frist ute, blir de som har saken hos parten, minnet på det hver mandag. Er ingenting registrert, får "
    "ledelsen hos parten vite det den andre mandagen og koordinatoren den tredje. Den sjette mandagen overtar "
    "koordinatoren saken."
)


@pytest.mark.parametrize(
    ("krav", "ordene_om_det"), [(Krav.ANBEFALT, "Dette er anbefalt"), (Krav.UTEN_KRAV, "Det er ikke noe krav om dette")]
)
def test_siden_sier_at_det_ikke_minnes_om_det_som_ikke_er_paakrevd(krav: Krav, ordene_om_det: str) -> None:
    side = forklart("vaaler.leder", steg(krav=krav), dag=DAG)
    (linje,) = side.avtaler[0].steg
    (merknad,) = linje.merknader
    assert merknad.nb.startswith(ordene_om_det)
    assert "med mindre noen setter en frist for det" in merknad.nb
    avtalt = steg(krav=krav, begrunnelse=(Ledd("utsatt", {"dato": date(2024, 11, 29)}),))
    assert forklart("vaaler.leder", avtalt, dag=DAG).avtaler[0].steg[0].neste


def av_for(gjelder: str) -> tuple[SattRegel, ...]:
    naar = date(2024, 9, 3)
    regel = SattRegel(gjelder=gjelder, regel="fristen_er_ute", steg=None, paa=False, avstand=None, fra=naar, satt=naar)
    return (regel,)


def satt_av(hvem: str) -> Register:
    return replace(MED_LEDER, varselregler={hvem: av_for(hvem)})


def test_siden_sier_hvor_det_gaar_naar_ingen_svarer() -> None:
    for kontakt in ("vaaler.leder", LEDER.id):
        assert TRAPPEN in ordene(forklart(kontakt, register=MED_LEDER))
    side = forklart("vaaler.leder", register=MED_LEDER)
    [nn] = [tekst.nn for tekst in side.naar if tekst.nb == TRAPPEN]
    assert nn == (
        "Er ein frist ute, blir dei som har saka hos parten, minte på det kvar måndag. Er ingenting registrert, får "
        "leiinga hos parten vite det den andre måndagen og koordinatoren den tredje. Den sjette måndagen tek "
        "koordinatoren over saka."
    )
    assert "får postmottaket hos parten vite det den andre mandagen" in ordene(forklart("vaaler.leder"))


def test_trappen_er_den_som_gjelder_naar_noe_er_slaatt_av() -> None:
    assert "hver mandag. Er ingenting registrert, får koordinatoren vite det den tredje mandagen." in ordene(
        forklart("vaaler.leder", register=satt_av(f"kontakt/{LEDER.id}"))
    )
    assert (
        "blir ikke kontakten minnet på det, for regelen er slått av. Er ingenting registrert, får ledelsen"
        in ordene(forklart("vaaler.leder", register=satt_av("kontakt/vaaler.leder")))
    )
    uten_leder = ordene(forklart("vaaler.leder", register=satt_av("part/vaaler")))
    assert "blir ikke kontakten minnet på det, for regelen er slått av. Er ingenting registrert, får koordinatoren" in (
        uten_leder
    )
    assert "Er en frist ute" not in ordene(forklart("vaaler.leder", register=satt_av(INSTALLASJON)))
    utenfor = forklart("vaaler.leder", register=replace(satt_av(f"kontakt/{LEDER.id}"), kontakter=UTEN_KOORDINATOR))
    assert "får verken ledelsen eller koordinatoren vite det." in ordene(utenfor)


def test_er_trappen_ikke_lik_i_alle_avtalene_staar_den_ved_hver() -> None:
    forklarer = Forklarer(
        planer=[plan(steg(), dag=DAG), plan(steg(), dag=DAG, avtale="annen", varselregler=av_for("avtale/annen"))],
        register=MED_LEDER,
        kalender=KALENDER,
        regler=STANDARDREGLER,
        sendetid=Sendetid(),
        uleverbare={},
        dag=DAG,
    )
    side = forklarer.forklar("vaaler.leder")
    assert side is not None
    assert "Er en frist ute" not in ordene(side)
    assert [[m.nb for m in avtale.merknader] for avtale in side.avtaler] == [[TRAPPEN], []]


def test_det_siden_lover_er_det_som_blir_sendt() -> None:
    [avtale] = forklart("vaaler.leder").avtaler
    lovet = [dag for dag, _ in avtale.steg[0].neste]
    dager = (DAG + timedelta(days=nr) for nr in range(1, (lovet[-1] - DAG).days + 1))
    sendt = [
        rad.forfaller
        for dag in dager
        for rad in utsikt(dag, steg()).rader
        if rad.mottaker == VAALER and rad.forfaller == dag
    ]
    assert sendt == lovet


@pytest.mark.parametrize(
    ("maalform", "sagt"),
    [
        (None, "E-posten er på nynorsk, som er målformen til Trysil kommune."),
        (Maalform.NB, "E-posten er på bokmål. Det er valgt for kontakten."),
    ],
)
def test_siden_sier_hvilken_maalform_e_posten_er_paa_og_hvorfor(maalform: Maalform | None, sagt: str) -> None:
    leder = replace(REGISTER.kontakter["trysil.leder"], maalform=maalform)
    register = replace(REGISTER, kontakter={**REGISTER.kontakter, leder.id: leder})
    assert sagt in ordene(forklart("trysil.leder", register=register))
    assert "E-posten er på bokmål, siden Våler kommune er nøytral." in ordene(forklart("vaaler.leder"))
