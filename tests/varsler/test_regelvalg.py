"""Rules turned off, on or given another distance: the nearest choice wins, and none is about the past."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import example, given, settings, strategies as st

from modeller.avstand import Avstand
from modeller.fakta import Faktum, FaktumAngret, Fristart, Hendelse, VarselregelSatt, VarselvalgTatt
from modeller.plan import Plansteg
from modeller.regelfold import brett_regler
from modeller.regelvalg import Regelvalg, Samling, SattRegel, Varselvalg
from modeller.register import Register
from modeller.registerfold import brett_register
from modeller.varselrad import Fortalt
from tests.varsler.varselbygg import KOORDINATOR, REGISTER, TRYSIL, VAALER, plan, slag, steg, utsikt, varsler, vedtak
from varsler.regler import STANDARDREGLER
from varsler.regler.kontroll import regelinnvendinger
from varsler.regler.ord import FORKLART, NAVN

FOER = date(2024, 9, 2)
INSTALLASJON, PART, KONTAKT = "installasjon", "part/vaaler", "kontakt/vaaler.leder"
TO_UKER_FOER = date(2024, 11, 15)
"""When the ordinary step is reminded of two weeks before its deadline."""


def satt(
    gjelder: str,
    regel: str,
    *,
    steg: str | None = None,
    paa: bool | None = None,
    avstand: Avstand | None = None,
    fra: date = FOER,
) -> SattRegel:
    return SattRegel(gjelder=gjelder, regel=regel, steg=steg, paa=paa, avstand=avstand, fra=fra, satt=fra)


def med(*valg: SattRegel) -> Register:
    stroemmer: dict[str, tuple[SattRegel, ...]] = {}
    for en in valg:
        stroemmer[en.gjelder] = (*stroemmer.get(en.gjelder, ()), en)
    return replace(REGISTER, varselregler=stroemmer)


def dager(register: Register, *stegene: Plansteg, hvem: str = VAALER, til: date = date(2025, 1, 31)) -> set[date]:
    """Every day something new falls due for the address, day by day."""
    dag, sett, ut = FOER, set(), set()
    while dag <= til:
        for rad in utsikt(dag, *stegene, register=register).rader:
            if rad.mottaker == hvem and rad.noekkel not in sett and rad.forfaller <= dag:
                ut.add(rad.forfaller)
                sett.add(rad.noekkel)
        dag += timedelta(days=1)
    return ut


def test_reglene_har_hvert_sitt_navn_som_er_forklart() -> None:
    navn = [regel.navn for regel in STANDARDREGLER.regler]
    assert len(set(navn)) == len(navn)
    assert all(n.isascii() and n.replace("_", "").isalpha() and n == n.lower() for n in navn)
    assert NAVN.keys() == FORKLART.keys() == set(navn)


def test_den_som_har_slaatt_av_en_regel_faar_ikke_den_paaminnelsen_men_de_andre_gjoer() -> None:
    begge = steg(parter=("vaaler", "trysil"), ball=("vaaler", "trysil"))
    register = med(satt(KONTAKT, "naar_det_naermer_seg", paa=False))
    assert varsler(TO_UKER_FOER, begge, register=register)[-1:] == [("to_uker", TRYSIL)]
    assert ("to_uker", VAALER) not in varsler(TO_UKER_FOER, begge, register=register)


def test_det_naermeste_valget_gaar_foran() -> None:
    av = satt(INSTALLASJON, "naar_det_naermer_seg", paa=False)
    assert TO_UKER_FOER not in dager(med(av), steg())
    assert TO_UKER_FOER in dager(med(av, satt(PART, "naar_det_naermer_seg", paa=True)), steg())
    igjen = satt(KONTAKT, "naar_det_naermer_seg", paa=False)
    assert TO_UKER_FOER not in dager(med(av, satt(PART, "naar_det_naermer_seg", paa=True), igjen), steg())


def test_det_som_er_sagt_om_steget_gaar_foran_det_som_er_sagt_om_alle() -> None:
    alle, ett = (
        satt(PART, "naar_det_naermer_seg", paa=paa, steg=s) for paa, s in ((False, None), (True, "innsending"))
    )
    assert TO_UKER_FOER in dager(med(ett, alle), steg())
    assert TO_UKER_FOER not in dager(med(ett, alle), steg(steg="respons"))


def test_avtalen_og_livsloepet_kan_ha_egne_regler_og_avtalen_gaar_foran() -> None:
    fire = Regelvalg(regel="naar_det_naermer_seg", avstand=Avstand(uker=4))
    tre = satt("avtale/hedmark", "naar_det_naermer_seg", avstand=Avstand(uker=3))
    egne = {"stegvarsler": {"innsending": (fire,)}}
    assert slag(date(2024, 11, 1), steg(), **egne) == ["to_uker"]
    assert slag(date(2024, 11, 1), steg(), **egne, varselregler=(tre,)) == ["seks_uker"]
    assert slag(date(2024, 11, 8), steg(), **egne, varselregler=(tre,)) == ["to_uker"]


def test_en_part_kan_ikke_slaa_av_det_koordinatoren_faar_vite() -> None:
    register = med(satt(PART, "fristen_er_ute", paa=False))
    foer = {("innsending.vaaler", VAALER): Fortalt(date(2024, 11, 29), "", (("paa_dagen", date(2024, 11, 29)),))}
    sagt = varsler(date(2025, 1, 6), steg(), register=register, fortalt=foer)
    assert ("koordinator_forfalt", KOORDINATOR) in sagt
    assert "forfalt" not in [slag for slag, _ in sagt]


def test_en_regel_er_aldri_om_fortiden() -> None:
    """What was due while it was off is not sent when it is turned on, nor by a new distance, nor when undone."""
    dagen_etter = TO_UKER_FOER + timedelta(days=4)
    paa = satt(KONTAKT, "naar_det_naermer_seg", paa=True, fra=dagen_etter)
    assert slag(dagen_etter, steg(), register=med(paa)) == []
    lengre = satt(KONTAKT, "naar_det_naermer_seg", avstand=Avstand(uker=3), fra=dagen_etter)
    assert slag(dagen_etter, steg(), register=med(lengre)) == []
    angret = satt(KONTAKT, "naar_det_naermer_seg", fra=dagen_etter)
    assert slag(dagen_etter, steg(), register=med(angret)) == []
    assert slag(date(2024, 11, 26), steg(), register=med(angret)) == ["tre_arbeidsdager"]


def test_det_en_paaminnelse_overtok_kommer_ikke_fram_igjen_naar_den_slaas_av() -> None:
    av = satt(KONTAKT, "naar_det_naermer_seg", paa=False, fra=TO_UKER_FOER + timedelta(days=3))
    assert slag(TO_UKER_FOER + timedelta(days=3), steg(), register=med(av)) == []


def faktum(nr: int, dag: date, hendelse: Hendelse, stroem: str = KONTAKT) -> Faktum:
    return Faktum(
        id=f"f{nr}",
        stroem=stroem,
        nr=nr,
        skjedde=dag,
        registrert=datetime(dag.year, dag.month, dag.day, 9, tzinfo=UTC),
        av="test",
        hendelse=hendelse,
    )


def test_det_siste_som_er_sagt_gjelder_og_en_angring_setter_merke() -> None:
    av = VarselregelSatt(gjelder=KONTAKT, regel="like_foer", paa=False)
    fakta = [faktum(1, date(2024, 9, 5), av)]
    assert [(r.paa, r.fra) for r in brett_regler(fakta, date(2024, 9, 4))] == []
    assert [(r.paa, r.fra) for r in brett_regler(fakta, date(2024, 9, 9))] == [(False, date(2024, 9, 5))]
    fakta.append(faktum(2, date(2024, 9, 20), FaktumAngret(faktum="f1")))
    assert [(r.paa, r.fra) for r in brett_regler(fakta, date(2024, 9, 21))] == [(None, date(2024, 9, 20))]
    fakta.append(faktum(3, date(2024, 9, 25), FaktumAngret(faktum="f2")))
    assert [(r.paa, r.fra) for r in brett_regler(fakta, date(2024, 9, 26))] == [(False, date(2024, 9, 25))]


def test_registeret_husker_reglene_og_hvor_ofte_kontakten_vil_ha_post() -> None:
    fakta = [
        faktum(1, FOER, VarselregelSatt(gjelder=KONTAKT, regel="like_foer", paa=False)),
        faktum(2, FOER, VarselvalgTatt(kontakt="vaaler.leder", samling=Samling.UKENTLIG)),
    ]
    register = brett_register(fakta, FOER)
    assert [r.regel for r in register.varselregler[KONTAKT]] == ["like_foer"]
    assert register.varselvalg["vaaler.leder"] == Varselvalg(samling=Samling.UKENTLIG, satt=FOER)


@pytest.mark.parametrize(
    ("valg", "grunn"),
    [
        (VarselregelSatt(gjelder=PART, regel="i_god_tid", paa=False), ""),
        (VarselregelSatt(gjelder=PART, regel="i_god_tid", steg="forankring", avstand=Avstand(uker=8)), ""),
        (VarselregelSatt(gjelder=PART, regel="i_godtid"), "Mente du «i_god_tid»?"),
        (VarselregelSatt(gjelder=PART, regel="i_god_tid", steg="forankringg"), "Finner ikke steget «forankringg»"),
        (VarselregelSatt(gjelder=PART, regel="i_god_tid", avstand=Avstand(maaneder=1)), "ikke i måneder"),
        (VarselregelSatt(gjelder=PART, regel="i_god_tid", avstand=Avstand(uker=1, dager=1)), "ett antall"),
        (VarselregelSatt(gjelder=PART, regel="i_god_tid", avstand=Avstand(uker=60)), "mer enn ett år"),
        (VarselregelSatt(gjelder=PART, regel="i_god_tid", paa=False, avstand=Avstand(uker=1)), "bare det ene"),
        (VarselregelSatt(gjelder=PART, regel="paa_dagen", avstand=Avstand(uker=1)), "gjelder selve dagen"),
        (VarselregelSatt(gjelder=PART, regel="frist_flyttet", paa=False), "går alltid ut"),
        (VarselregelSatt(gjelder=PART, regel="moete_avlyst", paa=False), "møte forgjeves"),
        (VarselregelSatt(gjelder=PART, regel="koordinator_forfalt", paa=False), "kan ikke slås av"),
        (VarselregelSatt(gjelder=PART, regel="to_uker", paa=False), "Mente du «naar_det_naermer_seg»?"),
    ],
)
def test_det_som_ikke_kan_settes_blir_avvist_med_grunnen(valg: VarselregelSatt, grunn: str) -> None:
    grunner = [tekst.nb for tekst in regelinnvendinger(valg, ["forankring", "innsending"])]
    assert len(grunner) == bool(grunn)
    assert grunn in " ".join(grunner)


DAGER = st.dates(FOER, date(2025, 3, 31))


@st.composite
def valgene(tegn: st.DrawFn, regler: tuple[str, ...] = tuple(NAVN)) -> SattRegel:
    paa, avstand = tegn(
        st.sampled_from([(None, None), (True, None), (False, None), (None, Avstand(uker=3)), (None, Avstand(dager=9))])
    )
    return satt(
        tegn(st.sampled_from([INSTALLASJON, PART, "part/trysil", KONTAKT, "kontakt/koordinator"])),
        tegn(st.sampled_from(regler)),
        steg=tegn(st.sampled_from([None, "innsending", "forankring"])),
        paa=paa,
        avstand=avstand,
        fra=tegn(DAGER),
    )


STEGENE = st.builds(
    lambda bygg, aapnet, frist, art: bygg(aapnet=aapnet, aapnet_registrert=aapnet, frist=frist, art=art),
    st.sampled_from([steg, vedtak]),
    st.dates(FOER, date(2024, 12, 31)),
    DAGER,
    st.sampled_from([Fristart.FRIST, Fristart.VENTET]),
)


@settings(max_examples=200)
@given(STEGENE, valgene(), DAGER)
@example(
    steg(aapnet=FOER, aapnet_registrert=FOER, frist=date(2025, 1, 1)),
    satt(PART, "paa_dagen", avstand=Avstand(uker=3), fra=date(2025, 1, 1)),
    date(2025, 1, 1),
)
def test_intet_som_forfalt_foer_en_regel_ble_satt_kommer_paa_grunn_av_den(
    steget: Plansteg, valg: SattRegel, dag: date
) -> None:
    """What is owed with the choice and was not without it, that day or the day before the choice, is from later. Where
    the choice moves one that had overtaken another, that other is back, which was told on its own day.
    """
    valg = replace(valg, fra=min(valg.fra, dag))
    uten = {r.noekkel for d in (dag, valg.fra - timedelta(days=1)) for r in utsikt(d, steget).rader}
    for rad in utsikt(dag, steget, register=med(valg)).rader:
        paa_sin_dag = {r.noekkel for r in utsikt(rad.forfaller, steget).rader}
        assert rad.noekkel in uten | paa_sin_dag or rad.forfaller >= valg.fra


@settings(max_examples=100)
@given(STEGENE, st.sampled_from(sorted(NAVN)), DAGER, st.integers(0, 40))
@example(steg(aapnet=FOER, aapnet_registrert=FOER, frist=FOER), "fristen_er_ute", date(2025, 1, 1), 0)
@example(steg(aapnet=FOER, aapnet_registrert=FOER, frist=FOER), "fristen_er_ute", date(2024, 10, 1), 6)
def test_av_og_paa_igjen_er_som_aldri_roert_for_det_som_ligger_foran(
    steget: Plansteg, regel: str, dag: date, senere: int
) -> None:
    igjen = satt(KONTAKT, regel, paa=True, fra=dag)
    senere_dag = dag + timedelta(days=senere)
    roert = utsikt(senere_dag, steget, register=med(igjen))
    uroert = utsikt(senere_dag, steget)
    # What was owed from before is gone with the choice, and the ladder that would have begun with it begins later.
    assert utsikt(dag - timedelta(days=1), steget).rader or roert.kommer == uroert.kommer
    assert [r for r in roert.rader if r.forfaller >= dag] == [r for r in uroert.rader if r.forfaller >= dag]


@settings(max_examples=100)
@given(
    st.lists(STEGENE, min_size=1, max_size=3),
    st.lists(valgene(), max_size=5),
    st.sampled_from(Samling),
    st.dates(date(2024, 11, 1), date(2025, 2, 28)),
)
def test_en_mottaker_har_aldri_to_paaminnelser_om_ett_steg_og_neste_lyver_ikke(
    stegene: list[Plansteg], valg: list[SattRegel], samling: Samling, dag: date
) -> None:
    """All that a recipient is owed on a day goes in one message; of one step there is one word in it."""
    ulike = [s._replace(id=f"{s.steg}{n}.vaaler") for n, s in enumerate(stegene)]
    register = replace(
        med(*(v for v in valg if v.fra <= dag)), varselvalg={"vaaler.leder": Varselvalg(samling=samling, satt=FOER)}
    )
    naa = utsikt(dag, *ulike, register=register)
    til_vaaler = [rad.steg for rad in naa.rader if rad.mottaker == VAALER]
    assert len(set(til_vaaler)) == len(til_vaaler)
    neste = min(naa.neste.values(), default=dag + timedelta(days=30))
    if (foer := neste - timedelta(days=1)) > dag:
        nye = utsikt(foer, *ulike, register=register).rader
        assert {r.noekkel for r in nye} <= {r.noekkel for r in naa.rader}


def test_det_som_er_fortalt_om_en_flyttet_frist_kan_ingen_slaa_av() -> None:
    register = med(*(satt(KONTAKT, navn, paa=False) for navn in NAVN))
    fortalt = {("innsending.vaaler", VAALER): Fortalt(date(2024, 11, 22))}
    assert varsler(date(2024, 10, 2), steg(), register=register, fortalt=fortalt) == [("frist_flyttet", VAALER)]
    assert plan(steg()).varselregler == ()
