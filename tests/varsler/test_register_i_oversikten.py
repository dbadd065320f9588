"""What a coordinator's week tells of the register: what changed there, and meeting plans that somebody must see to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from modeller.fakta import (
    Faktum,
    FaktumAngret,
    FerdigAnslaatt,
    FristUtsatt,
    Hendelse,
    KontaktlisteBekreftet,
    KontaktRegistrert,
    KontaktSluttet,
    MoeteFlyttet,
    MoeteplanFastsatt,
    PartRegistrert,
    StegUtfoert,
    VarselvalgTatt,
)
from modeller.kildestand import Kildestand, Ulage
from modeller.register import Kontakt, Register
from modeller.tekst import Maalform, lik
from tests.varsler.varselbygg import KOORDINATOR, OPPSETT, REGISTER, VAALER, i_maalform, saker, steg, utsikt
from varsler.logg.loggnavn import Loggnavn
from varsler.melding import Melding, skriv
from varsler.regler import STANDARDREGLER, Slag
from varsler.sak import Varselsak

REGLER = replace(STANDARDREGLER, kontaktlister=None, maanedsoversikt=False)
MANDAG = date(2024, 10, 14)
I_UKEN = MANDAG - timedelta(days=3)
LANGT_FRAM = steg(frist=date(2025, 6, 2))
ORGAN = "vaaler.kommunestyre"
NY = Kontakt(id="vaaler.ny", part="vaaler", navn="Rådgiver", epost="ny@vaaler.example")
NY_KONTAKT = KontaktRegistrert(kontakt=NY)


def faktum(stroem: str, hendelse: Hendelse, dag: date = I_UKEN, nr: int = 1) -> Faktum:
    return Faktum(
        id=f"{stroem}-{nr}",
        stroem=stroem,
        nr=nr,
        skjedde=dag,
        registrert=datetime.combine(dag, time(10), UTC),
        av="test",
        hendelse=hendelse,
    )


def med(*fakta: Faktum, maalform: Maalform = Maalform.NB) -> Register:
    lest = i_maalform(REGISTER, maalform)
    return replace(lest, fakta=fakta, kontakter={**lest.kontakter, NY.id: NY})


def ukens(register: Register, dag: date = MANDAG, **felt: object) -> list[Varselsak]:
    alle = saker(dag, LANGT_FRAM, register=register, regler=REGLER, **felt)
    return [sak for sak in alle if sak.slag is Slag.UKESOVERSIKT]


def brevet(alle: Sequence[Varselsak], dag: date = MANDAG) -> Melding:
    return skriv(alle, naa=datetime.combine(dag, time(6), UTC), oppsett=OPPSETT)


def nytt(*fakta: Faktum, maalform: Maalform = Maalform.NB) -> list[str]:
    """What the digest says is new."""
    tekst = brevet(ukens(med(*fakta, maalform=maalform))).tekst
    return [linje for linje in tekst.splitlines() if linje.startswith("- ")]


# --- what changed ----------------------------------------------------------------------------------------------------


def test_en_ny_kontakt_hos_en_part_gir_en_oversikt_mandagen_etter() -> None:
    assert ukens(REGISTER) == []
    (sak,) = ukens(med(faktum("kontakt/vaaler.ny", NY_KONTAKT)))
    assert sak.rad.mottaker == KOORDINATOR
    assert "- 11.10.2024: Våler kommune: ny kontakt, Rådgiver" in brevet([sak]).tekst


@pytest.mark.parametrize("maalform", list(Maalform))
def test_det_som_er_nytt_i_registeret_staar_med_det_andre_nye(maalform: Maalform) -> None:
    vaaler = REGISTER.parter["vaaler"]
    foer = faktum("part/vaaler", PartRegistrert(part=vaaler), date(2024, 9, 1))
    fakta = [
        foer,
        faktum("part/vaaler", PartRegistrert(part=replace(vaaler, postmottak="ny@post.example")), nr=2),
        faktum("kontakt/vaaler.leder", KontaktSluttet(kontakt="vaaler.leder", etterfoelger="vaaler.ny")),
        faktum("part/trysil", KontaktlisteBekreftet(part="trysil")),
        faktum(f"organ/{ORGAN}", MoeteplanFastsatt(organ=ORGAN, aar=2025, moeter=())),
    ]
    ventet = {
        Maalform.NB: {
            "- 11.10.2024: Kommunestyret: ny møteplan for 2025",
            "- 11.10.2024: Trysil kommune: kontaktlisten ble bekreftet",
            "- 11.10.2024: Våler kommune: Prosjektleder sluttet, og Rådgiver tok over",
            "- 11.10.2024: Våler kommune: nytt postmottak, ny@post.example",
        },
        Maalform.NN: {
            "- 11.10.2024: Kommunestyret: ny møteplan for 2025",
            "- 11.10.2024: Trysil kommune: kontaktlista vart stadfesta",
            "- 11.10.2024: Våler kommune: Prosjektleder slutta, og Rådgiver tok over",
            "- 11.10.2024: Våler kommune: nytt postmottak, ny@post.example",
        },
    }
    assert set(nytt(*fakta, maalform=maalform)) == ventet[maalform]


@pytest.mark.parametrize("maalform", Maalform)
def test_det_som_hendte_sist_staar_foerst_og_det_som_ble_registrert_sent_sier_naar(maalform: Maalform) -> None:
    sent = faktum("avtale/hedmark", FristUtsatt(steg=LANGT_FRAM.id, til=date(2025, 6, 2)), nr=3)
    sent = replace(sent, skjedde=date(2024, 9, 20))
    tidlig = faktum("avtale/hedmark", StegUtfoert(steg=LANGT_FRAM.id), date(2024, 10, 9), nr=2)
    bekreftet = faktum("part/trysil", KontaktlisteBekreftet(part="trysil"), date(2024, 10, 8))
    kontakt = replace(faktum("kontakt/vaaler.ny", NY_KONTAKT), skjedde=date(2024, 9, 30))
    tekst = brevet(ukens(med(bekreftet, kontakt, maalform=maalform), fakta=(tidlig, sent))).tekst
    dager = [linje[2:].partition(": ")[0] for linje in tekst.splitlines() if linje.startswith("- ") and "2024" in linje]
    assert dager == ["9.10.2024", "20.9.2024", "8.10.2024", "30.9.2024"]
    assert tekst.count("(registrert 11.10.2024)") == 2


def test_den_som_sier_noe_om_sitt_eget_steg_nevnes_en_gang() -> None:
    sagt = [
        faktum("avtale/hedmark", FerdigAnslaatt(steg=LANGT_FRAM.id, part=part, dato=date(2025, 2, 3)), nr=nr)
        for nr, part in enumerate(("vaaler", "trysil"), start=1)
    ]
    tekst = brevet(ukens(REGISTER, fakta=tuple(sagt))).tekst
    assert "- 11.10.2024: Innsending av forslaget: Våler kommune er på saken og" in tekst
    assert "- 11.10.2024: Våler kommune, innsending av forslaget: Trysil kommune er på saken og" in tekst
    navn = Loggnavn(register=REGISTER)
    assert navn.steg("borte.vaaler").nb.startswith("Våler kommune, ")
    assert "Våler" not in navn.steg("borte.vaaler", uten="vaaler").nb


def test_mange_endringer_i_en_moeteplan_er_en_linje() -> None:
    def flyttet(nr: int) -> Faktum:
        til = date(2024, 11, nr)
        return faktum(f"organ/{ORGAN}", MoeteFlyttet(organ=ORGAN, moete=f"m{nr}", til=til), nr=nr)

    assert len(nytt(flyttet(1), flyttet(2))) == 2
    assert nytt(*map(flyttet, range(1, 5))) == [
        "- 11.10.2024: Kommunestyret: møteplanen er endret, 4 møter flyttet eller avlyst"
    ]


@pytest.mark.parametrize(
    "ingenting",
    [
        (faktum("kontakt/vaaler.ny", NY_KONTAKT, date(2024, 10, 4)),),
        (faktum("kontakt/vaaler.ny", NY_KONTAKT, MANDAG),),
        (faktum("kontakt/andre.ny", NY_KONTAKT),),
        (faktum("kontakt/vaaler.leder", VarselvalgTatt(kontakt="vaaler.leder", samling="ukentlig")),),  # type: ignore[arg-type]
        (
            faktum("kontakt/vaaler.ny", NY_KONTAKT),
            faktum("kontakt/vaaler.ny", FaktumAngret(faktum="kontakt/vaaler.ny-1"), nr=2),
        ),
    ],
    ids=["forrige uke", "i dag", "en annen part", "hvor ofte noen vil ha e-post", "angret i samme uke"],
)
def test_annet_er_ikke_nytt_for_koordinatoren(ingenting: tuple[Faktum, ...]) -> None:
    assert ukens(med(*ingenting)) == []


def test_en_endring_som_angres_uken_etter_fortelles_som_angret() -> None:
    fakta = (
        faktum("kontakt/vaaler.ny", NY_KONTAKT, date(2024, 10, 3)),
        faktum("kontakt/vaaler.ny", FaktumAngret(faktum="kontakt/vaaler.ny-1"), nr=2),
    )
    assert nytt(*fakta) == ["- 11.10.2024: Angret: Våler kommune: ny kontakt, Rådgiver"]


def test_det_samme_for_to_avtaler_staar_en_gang() -> None:
    register = med(faktum("kontakt/vaaler.ny", NY_KONTAKT))
    alle = [*ukens(register), *ukens(register, avtale="solund", navn=REGISTER.navn("trysil"))]
    assert brevet(alle).tekst.count("ny kontakt, Rådgiver") == 1


def test_avtalen_vekkes_mandagen_etter_en_endring_i_registeret() -> None:
    dager = utsikt(I_UKEN, LANGT_FRAM, register=med(faktum("kontakt/vaaler.ny", NY_KONTAKT)), regler=REGLER).ellers
    assert MANDAG in {dag for egne in dager.values() for dag in egne}


def gjort(antall: int) -> tuple[Faktum, ...]:
    return tuple(faktum("avtale/hedmark", StegUtfoert(steg=LANGT_FRAM.id, merknad=f"{n}"), nr=n) for n in range(antall))


@pytest.mark.parametrize(("avtaler", "fakta"), [(10, 1), (2, 6)])
def test_er_det_mer_nytt_enn_det_er_plass_til_leder_en_lenke_til_alt(avtaler: int, fakta: int) -> None:
    """Whether agreements are left out, or something in one of them."""
    alle: list[Varselsak] = []
    for nr in range(avtaler):
        gjort = tuple(
            faktum(f"avtale/a{nr}", StegUtfoert(steg=LANGT_FRAM.id, merknad=f"{n}"), nr=n) for n in range(fakta)
        )
        alle += ukens(REGISTER, avtale=f"a{nr}", navn=lik(f"Avtale {nr}"), fakta=gjort)
    tekst = brevet(alle).tekst
    _, nytt = tekst.split("Nytt siden 7.10.2024")
    alt = f"{OPPSETT.nettadresse}/nytt?siden=2024-10-07&koordinator=koordinator"
    assert nytt.count(f"Se alt som er nytt: {alt}\n") == 1
    assert "maal=nn" not in alt


def test_det_som_er_nytt_i_en_avtale_staar_i_loggen_dens() -> None:
    assert "/nytt?" not in brevet(ukens(REGISTER, fakta=gjort(12))).tekst


# --- the sources of meeting plans ------------------------------------------------------------------------------------


MED_KILDE = replace(
    REGISTER, organer={ORGAN: replace(REGISTER.organer[ORGAN], kalenderkilde="https://vaaler.example/a.ics")}
)


def i_ulage(ulage: Ulage, fra: date = I_UKEN, **felt: object) -> dict[str, Kildestand]:
    return {ORGAN: Kildestand(organ=ORGAN, ulage=ulage, fra=fra, **felt)}  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kilder", "nb", "nn"),
    [
        (
            i_ulage(Ulage.HOLDT),
            (
                "møteplanen for kommunestyret venter på at du ser på den. Kilden mangler eller avlyser mange møter "
                "som står i planen, så den er ikke endret"
            ),
            (
                "møteplanen for kommunestyret ventar på at du ser på han. Kjelda manglar eller avlyser mange møte "
                "som står i planen, så han er ikkje endra"
            ),
        ),
        (
            i_ulage(Ulage.SVIKTER, hentet=date(2024, 10, 8)),
            "møteplanen for kommunestyret er ikke hentet siden 8.10.2024, og kan være foreldet",
            "møteplanen for kommunestyret er ikkje henta sidan 8.10.2024, og kan vere forelda",
        ),
        (
            i_ulage(Ulage.SVIKTER),
            "møteplanen for kommunestyret har ikke latt seg hente",
            "møteplanen for kommunestyret har det ikkje vore råd å hente",
        ),
        (
            i_ulage(Ulage.UFORSTAATT, uforstaatt=1),
            "Fristvakt forsto ikke én oppføring i møteplanen for kommunestyret",
            "Fristvakt forstod ikkje éi oppføring i møteplanen for kommunestyret",
        ),
        (
            i_ulage(Ulage.UFORSTAATT, uforstaatt=4),
            "Fristvakt forsto ikke 4 oppføringer i møteplanen for kommunestyret",
            "Fristvakt forstod ikkje 4 oppføringar i møteplanen for kommunestyret",
        ),
    ],
)
def test_en_kilde_noen_maa_se_paa_trenger_koordinatoren(kilder: dict[str, Kildestand], nb: str, nn: str) -> None:
    for maalform, ord_, lenke in (
        (
            Maalform.NB,
            nb,
            "Se møteplanen: http://127.0.0.1:8000/part/vaaler/moeteplan?organ=vaaler.kommunestyre#kilder",
        ),
        (
            Maalform.NN,
            nn,
            "Sjå møteplanen: http://127.0.0.1:8000/part/vaaler/moeteplan?organ=vaaler.kommunestyre&maal=nn#kilder",
        ),
    ):
        (sak,) = ukens(i_maalform(MED_KILDE, maalform), kilder=kilder)
        melding = brevet([sak])
        assert f"- Våler kommune: {ord_}\n  {lenke}\n" in melding.tekst
        assert melding.emne.endswith("én sak du bør se på" if maalform is Maalform.NB else "éi sak du bør sjå på")


def test_kilden_gir_en_oversikt_uken_den_kom_i_ulage_og_ikke_hver_uke() -> None:
    for fra, skyldig in (
        (MANDAG - timedelta(days=7), False),
        (MANDAG - timedelta(days=6), True),
        (MANDAG, True),
        (MANDAG + timedelta(days=1), False),
    ):
        skyldes = [s for s in ukens(MED_KILDE, kilder=i_ulage(Ulage.HOLDT, fra)) if s.rad.forfaller == MANDAG]
        assert bool(skyldes) is skyldig, fra


def test_saa_lenge_ingen_har_sett_paa_den_staar_den_i_de_oversiktene_som_gaar_ellers() -> None:
    kilder = i_ulage(Ulage.HOLDT, MANDAG - timedelta(days=60))
    snart = steg(frist=MANDAG + timedelta(days=3))
    alle = saker(MANDAG, snart, register=MED_KILDE, regler=REGLER, kilder=kilder)
    assert "venter på at du ser på den" in brevet([s for s in alle if s.slag is Slag.UKESOVERSIKT]).tekst


def test_den_som_holdes_igjen_gaar_foran_det_som_bare_har_staatt_lenge() -> None:
    sen = steg(frist=date(2024, 8, 1), aapnet=date(2024, 7, 1))
    svikter = i_ulage(Ulage.SVIKTER, hentet=date(2024, 10, 8))
    for kilder, foerst in ((i_ulage(Ulage.HOLDT), True), (svikter, False)):
        alle = saker(MANDAG, sen, register=MED_KILDE, regler=REGLER, kilder=kilder)
        tekst = brevet([s for s in alle if s.slag is Slag.UKESOVERSIKT]).tekst
        assert (tekst.index("møteplanen for") < tekst.index("uker over fristen")) is foerst


def test_kilden_fortelles_bare_koordinatoren_og_bare_om_egne_parter() -> None:
    alle = saker(MANDAG, LANGT_FRAM, register=MED_KILDE, regler=STANDARDREGLER, kilder=i_ulage(Ulage.HOLDT))
    assert {s.rad.mottaker for s in alle if "kilder" in s.rad.data} == {KOORDINATOR}
    assert VAALER not in {s.rad.mottaker for s in alle if s.slag is Slag.UKESOVERSIKT}
    assert ukens(MED_KILDE, kilder=i_ulage(Ulage.HOLDT), parter={"trysil": None, "engerdal": None}) == []


def test_avtaler_med_en_kilde_ser_etter_hver_mandag_og_de_andre_ikke() -> None:
    for register, vekkes in ((MED_KILDE, True), (REGISTER, False)):
        utsikten = utsikt(I_UKEN, LANGT_FRAM, register=register, regler=REGLER)
        assert (MANDAG in {dag for egne in utsikten.ellers.values() for dag in egne}) is vekkes


def test_i_flere_avtaler_staar_registeret_samlet_foerst() -> None:
    register = med(faktum("kontakt/vaaler.ny", NY_KONTAKT), faktum("part/trysil", KontaktlisteBekreftet(part="trysil")))
    flyttet = replace(faktum("avtale/hedmark", NY_KONTAKT), hendelse=FristUtsatt(steg="x", til=date(2025, 6, 2)))
    alle = [
        *ukens(register, fakta=(flyttet,)),
        *ukens(register, avtale="solund", navn=REGISTER.navn("trysil"), fakta=(flyttet,)),
    ]
    linjer = brevet(alle).tekst.split("Nytt siden 7.10.2024\n")[1].splitlines()
    assert linjer[:3] == [
        "- Kontakter og møteplaner:",
        "  - 11.10.2024: Våler kommune: ny kontakt, Rådgiver",
        "  - 11.10.2024: Trysil kommune: kontaktlisten ble bekreftet",
    ]
    assert [linje for linje in linjer[3:] if linje.startswith("- ")] == [
        (
            "- Bygdevekstavtale Engerdal–Trysil–Våler–Åmot, 11.10.2024: Et steg som ikke er med lenger: datoen ble "
            "flyttet til 2.6.2025"
        ),
        "- Trysil kommune, 11.10.2024: Et steg som ikke er med lenger: datoen ble flyttet til 2.6.2025",
    ]
