"""The same step in several agreements is told once in a message, and nothing that any of them says is lost by that."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from html import unescape
from itertools import chain

import pytest
from hypothesis import given, settings, strategies as st

from modeller.begrunnelse import Ledd
from modeller.fakta import Delmaal
from modeller.livsloep import Fullfoeres
from modeller.plan import Plansteg, Status
from modeller.register import Register
from modeller.regler import Kilde
from modeller.tekst import Maalform, lik
from modeller.varselrad import Fortalt
from tests.varsler.brevbygg import TILSLUTNING, VENTER, brev, eksempel, klokka, varslet
from tests.varsler.test_melding import GULL
from tests.varsler.varselbygg import (
    KOORDINATOR,
    OPPSETT,
    POSTMOTTAK,
    REGISTER,
    RUTE,
    TRYSIL,
    VAALER,
    hver_mandag,
    i_maalform,
    lenker_i,
    med_lesbare_lenker,
    saker,
    steg,
    vedtak,
)
from varsler.melding import Melding, skriv
from varsler.regler import OM_REGISTERET, OVERSIKTER, Slag
from varsler.sak import Varselsak
from varsler.sakord import Sakord
from varsler.samlesak import EGNE_FELT, PARTENE, saml
from varsler.svarlenke import Formaal

DAG = date(2024, 9, 2)
FRISTEN = date(2024, 11, 29)
NAVN = {
    "hedmark": "Bygdevekstavtale Engerdal–Trysil–Våler–Åmot",
    "solor": "Bygdevekstavtale Solør",
    "finnskogen": "Bygdevekstavtale Finnskogen",
}
NUMRE = {"hedmark": "24/1234", "solor": "24/1301"}
AVTALEN = Kilde("004", "punkt 3", lik("Avtalen for Finnskogen, punkt 3"))


def i_avtalen(
    avtale: str, dag: date, *stegene: Plansteg, register: Register = REGISTER, **felt: object
) -> list[Varselsak]:
    """What these steps owe in the agreement."""
    hva: dict[str, object] = {"navn": lik(NAVN.get(avtale, "")), "avtale": avtale, **felt}
    hva.setdefault("saksnumre", {"vaaler": NUMRE[avtale]} if avtale in NUMRE else {})
    return list(saker(dag, *stegene, register=register, **hva))


def varslet_i(avtale: str, slag: Slag, steget: Plansteg, dag: date) -> Varselsak:
    """An item of this kind about the step in the agreement, whatever the rules owe."""
    sak = varslet(slag, steget, dag)
    plan = replace(sak.plan, avtale=avtale, navn=lik(NAVN[avtale]))
    return replace(sak, plan=plan, rad=replace(sak.rad, avtale=avtale, noekkel=f"{avtale}|{sak.rad.noekkel}"))


def vaalers(register: Register = REGISTER) -> list[Varselsak]:
    """Våler has the same to submit in three agreements; one has a source of its own, and in one somebody waits."""
    return [
        *i_avtalen("hedmark", DAG, steg(), VENTER._replace(venter_paa=("innsending.vaaler",)), register=register),
        *i_avtalen("solor", DAG, steg(), vedtak(), register=register),
        *i_avtalen("finnskogen", DAG, steg(kilde=AVTALEN), register=register),
    ]


def sene(register: Register = REGISTER) -> list[Varselsak]:
    """Våler and Trysil are both late with it, each in an agreement, and so the coordinator is told."""
    sagt = Fortalt(FRISTEN, "", hver_mandag("forfalt", date(2024, 12, 9)))
    dag = date(2025, 1, 6)
    begge = (("hedmark", "vaaler", VAALER), ("solor", "trysil", TRYSIL))
    return [
        sak
        for avtale, part, epost in begge
        for sak in i_avtalen(
            avtale, dag, steg(part=part), register=register, fortalt={(f"innsending.{part}", epost): sagt}
        )
    ]


def takkene(register: Register = REGISTER) -> list[Varselsak]:
    """Våler has done the same in two agreements: one has a next step, and in the other Engerdal is waited for."""
    dag = date(2024, 11, 11)
    gjort = steg(status=Status.UTFOERT, utfoert=date(2024, 11, 7), ball=(), aapnet=None)
    neste = steg(steg="signering", tittel=lik("Signering"), status=Status.KOMMENDE, ball=(), frist=date(2025, 5, 9))
    hos_engerdal = steg(part="engerdal", steg="svar", foran=("innsending.vaaler",))
    sagt = {("innsending.vaaler", VAALER): Fortalt(FRISTEN)}
    return [
        *i_avtalen("hedmark", dag, gjort, neste, register=register, fortalt=sagt),
        *i_avtalen("solor", dag, gjort, hos_engerdal, register=register, fortalt=sagt),
    ]


GULLBREV = {
    "samlet": (vaalers, VAALER, DAG),
    "samlet_koordinator": (sene, KOORDINATOR, date(2025, 1, 6)),
    "samlet_takk": (takkene, VAALER, date(2024, 11, 11)),
}


def gullbrev(navn: str, maalform: Maalform) -> Melding:
    alle, til, dag = GULLBREV[navn]
    return brev(alle(i_maalform(REGISTER, maalform)), til, dag)


@pytest.mark.parametrize("maalform", list(Maalform))
@pytest.mark.parametrize("navn", GULLBREV)
def test_en_samlet_melding_er_som_gullfilen(navn: str, maalform: Maalform) -> None:
    """Run with GULL=skriv to write them anew, and read what changed."""
    melding = gullbrev(navn, maalform)
    for ending, skrevet in (("txt", f"Emne: {melding.emne}\n\n{melding.tekst}"), ("html", melding.html)):
        innhold = med_lesbare_lenker(skrevet, melding.tid)
        fil = GULL / f"{navn}.{maalform}.{ending}"
        if os.environ.get("GULL") == "skriv":
            fil.write_text(innhold, encoding="utf-8")
        assert innhold == fil.read_text(encoding="utf-8")


def test_det_samme_steget_i_flere_avtaler_staar_en_gang_med_avtalene_under() -> None:
    melding = brev(vaalers(), VAALER, DAG)
    assert len(melding.saker) == len(melding.alle_saker) == 4, "what is told and stored is each for itself"
    assert "Her er 2 saker." in melding.tekst
    assert "2. Innsending av forslaget i 3 avtaler\n" in melding.tekst
    for felles in ("Send avtaleforslaget til departementet.", "Fristen for forslaget er satt til 29.11.2024."):
        assert melding.tekst.count(felles) == melding.html.count(felles) == 1
    for navn in NAVN.values():
        assert navn in melding.tekst and navn in melding.html


def test_emnet_sier_i_hvor_mange_avtaler_og_tellingen_er_som_i_meldingen() -> None:
    [foerste, *_] = [sak for sak in vaalers() if sak.rad.steg == "forankring.vaaler"]
    innsendingene = [sak for sak in vaalers() if sak.rad.steg == "innsending.vaaler"]
    assert brev(innsendingene, VAALER, DAG).emne == "Deres tur: Innsending av forslaget i 3 avtaler – frist 29.11.2024"
    emne = brev([*innsendingene, foerste], VAALER, DAG).emne
    assert emne == "Deres tur: Politisk forankring av forslaget – frist 7.11.2024, og én sak til"


def test_det_som_er_ulikt_staar_hos_sin_avtale() -> None:
    tekst = brev(vaalers(), VAALER, DAG).tekst
    deler = {navn: tekst.partition(f"Avtale: {navn}\n")[2].partition("\n\n")[0] for navn in NAVN.values()}
    assert "Saksnummer: 24/1234" in deler[NAVN["hedmark"]] and "Venter på dere: Engerdal" in deler[NAVN["hedmark"]]
    assert "Kilde: Avtalen for Finnskogen, punkt 3" in deler[NAVN["finnskogen"]]
    assert "Saksnummer" not in deler[NAVN["finnskogen"]]


def test_hver_avtale_har_sine_egne_svar() -> None:
    melding = brev(vaalers(), VAALER, DAG)
    i_html = {(en.avtale, en.steg, en.formaal) for en in lenker_i(melding.html, melding.tid)}
    for navn, avtale in zip(NAVN.values(), NAVN, strict=True):
        if avtale == "solor":  # stands in two
            continue
        del_ = melding.tekst.partition(f"Avtale: {navn}\n")[2].partition("\n\n")[0]
        i_tekst = lenker_i(del_, melding.tid)
        assert [(en.avtale, en.steg, en.formaal) for en in i_tekst] == [
            (avtale, "innsending.vaaler", "ferdig"),
            (avtale, "innsending.vaaler", "svar"),
        ]
        assert (avtale, "innsending.vaaler", "ferdig") in i_html
        assert f"/avtale/{avtale}#innsending.vaaler" in del_


@pytest.mark.parametrize(
    "felt",
    [
        {"frist": date(2024, 12, 6)},
        {"forventet": lik("Send også vedlegget.")},
        {"tittel": lik("Innsending av søknaden")},
        {"aar": 2025},
        {"steg": "sending", "id": "innsending.vaaler"},
        {"art": "veiledende"},
    ],
)
def test_det_som_ikke_er_samme_beskjed_samles_ikke(felt: dict[str, object]) -> None:
    alle = [*i_avtalen("hedmark", DAG, steg()), *i_avtalen("solor", DAG, steg(**felt))]
    assert [len(en.numre) for en in brev(alle, VAALER, DAG).samlesaker] == [1, 1]


def test_samme_steg_i_et_annet_livsloep_er_et_annet_steg() -> None:
    alle = [*i_avtalen("hedmark", DAG, steg()), *i_avtalen("solor", DAG, steg(), livsloep="generell")]
    assert [len(en.numre) for en in brev(alle, VAALER, DAG).samlesaker] == [1, 1]


def test_en_som_er_alene_sies_som_foer() -> None:
    [en] = brev(i_avtalen("hedmark", DAG, steg()), VAALER, DAG).samlesaker
    assert en.numre == (0,) and not en.egne and not en.omfang


@pytest.mark.parametrize(
    ("maalform", "hvem", "hos_vaaler"),
    [
        (Maalform.NB, "Vurder å ta kontakt med partene under om", "Ballen ligger hos: Våler kommune"),
        (Maalform.NN, "Vurder å ta kontakt med partane under om", "Ballen ligg hos: Våler kommune"),
    ],
)
def test_koordinatoren_ser_hvem_det_ligger_hos_i_hver_avtale(maalform: Maalform, hvem: str, hos_vaaler: str) -> None:
    melding = gullbrev("samlet_koordinator", maalform)
    assert hvem in melding.tekst and hos_vaaler in melding.tekst
    minner = {Maalform.NB: "Fristvakt minner dem på det hver uke", Maalform.NN: "Fristvakt minner dei på det kvar veke"}
    assert minner[maalform] in melding.tekst
    emner = {Maalform.NB: "Flere parter er over fristen", Maalform.NN: "Fleire partar er over fristen"}
    assert melding.emne.startswith(f"{emner[maalform]} 29.11.2024: Innsending av forslaget i 2 av")


def test_minnes_bare_den_ene_parten_samles_de_ikke() -> None:
    alle = [replace(sak, rad=replace(sak.rad, data={**sak.rad.data, "minnes_ikke": []})) for sak in sene()]
    ene = alle[-1]
    alle[-1] = replace(ene, rad=replace(ene.rad, data={**ene.rad.data, "minnes_ikke": ["trysil"]}))
    melding = brev(alle, KOORDINATOR, date(2025, 1, 6))
    assert [len(en.numre) for en in melding.samlesaker] == [1, 1]
    assert "Fristvakt minner dem på det hver uke." in melding.tekst
    assert "Fristvakt minner dem ikke på det nå." in melding.tekst


def test_delmaalene_i_en_avtale_staar_hvert_for_seg_under_steget() -> None:
    ett, to = (steg(id=f"kartlegging.{d}", delmaal=d, aapnet=DAG, aapnet_registrert=DAG) for d in ("d1", "d2"))
    delmaal = {d: Delmaal(id=d, navn=lik(navn), parter=("vaaler",)) for d, navn in (("d1", "Bolig"), ("d2", "Arbeid"))}
    melding = brev(i_avtalen("hedmark", DAG, ett, to, delmaal=delmaal), VAALER, DAG)
    assert melding.emne.startswith("Deres tur: Innsending av forslaget for 2 delmål – frist 29.11.2024 – Bygdevekst")
    assert "\nDelmål: Bolig\n" in melding.tekst and "\nDelmål: Arbeid\n" in melding.tekst
    assert melding.tekst.count("Avtale: ") == 1
    alene = brev(i_avtalen("hedmark", DAG, ett, delmaal=delmaal), VAALER, DAG)
    assert "«Innsending av forslaget: Bolig»" in alene.tekst


@pytest.mark.parametrize(
    ("maalform", "begge", "alle_tre"),
    [
        (Maalform.NB, "Kilde, også for neste: ", "Kilde, også for de 2 neste: "),
        (Maalform.NN, "Kjelde, òg for neste: ", "Kjelde, òg for dei 2 neste: "),
    ],
)
def test_kilden_sies_en_gang_for_avtalene_som_har_den_samme(maalform: Maalform, begge: str, alle_tre: str) -> None:
    register = i_maalform(REGISTER, maalform)
    melding = brev(vaalers(register), VAALER, DAG)
    for innhold in (melding.tekst, re.sub(r"</strong></td><td[^>]*>", ": ", unescape(melding.html))):
        assert innhold.count(f"{begge}KDDs brev") == 1
        assert f"{begge.partition(',')[0]}: Avtalen for Finnskogen" in innhold
    [flere] = [en for en in melding.samlesaker if en.egne]
    assert [egen.avtale for egen in flere.egne][1:] == [NAVN["hedmark"], NAVN["solor"]], "next to each other"
    fire = [*vaalers(register), *i_avtalen("fjerde", DAG, steg(), register=register, navn=lik("Bygdevekst"))]
    assert f"{alle_tre}KDDs brev" in brev(fire, VAALER, DAG).tekst


def test_avtalen_staar_en_gang_over_delmaalene_sine_ogsaa_naar_det_er_flere_avtaler() -> None:
    ett, to = (steg(id=f"kartlegging.{d}", delmaal=d, aapnet=DAG, aapnet_registrert=DAG) for d in ("d1", "d2"))
    delmaal = {d: Delmaal(id=d, navn=lik(navn), parter=("vaaler",)) for d, navn in (("d1", "Bolig"), ("d2", "Arbeid"))}
    begge = [sak for avtale in ("hedmark", "solor") for sak in i_avtalen(avtale, DAG, ett, to, delmaal=delmaal)]
    melding = brev([begge[0], begge[2], begge[1], begge[3]], VAALER, DAG)
    linjer = [linje for linje in melding.tekst.splitlines() if linje.startswith(("Avtale:", "Delmål:"))]
    assert [linje.partition(":")[0] for linje in linjer] == ["Avtale", "Delmål", "Delmål"] * 2
    for navn in ("hedmark", "solor"):
        assert melding.html.count(NAVN[navn]) == 1
    lenkene = [lenke.steg for lenke in lenker_i(melding.tekst, melding.tid) if lenke.formaal is Formaal.FERDIG]
    assert lenkene == ["kartlegging.d1", "kartlegging.d2"] * 2


@pytest.mark.parametrize("slag", sorted(OVERSIKTER | OM_REGISTERET))
def test_det_som_ikke_handler_om_steget_det_henger_paa_har_ikke_delmaalet_i_tittelen(slag: Slag) -> None:
    sak = eksempel(slag, Maalform.NB).saker[0]
    delmaal = {"d1": Delmaal(id="d1", navn=lik("Bolig"), parter=("vaaler",))}
    med = replace(sak, plan=replace(sak.plan, delmaal=delmaal), steg=sak.steg._replace(delmaal="d1"))
    melding = skriv([med], naa=klokka(sak.plan.dag), oppsett=OPPSETT)
    assert melding.emne == eksempel(slag, Maalform.NB).emne
    assert "Bolig" not in melding.ord_[0].overskrift


@pytest.mark.parametrize("maalform", list(Maalform))
def test_er_flere_parter_i_samme_avtale_sene_sier_overskriften_hvor_mange_parter_og_avtaler(maalform: Maalform) -> None:
    dag = date(2025, 1, 6)
    sagt = Fortalt(FRISTEN, "", hver_mandag("forfalt", date(2024, 12, 9)))
    fortalt = {("innsending.vaaler", VAALER): sagt, ("innsending.trysil", TRYSIL): sagt}
    register = i_maalform(REGISTER, maalform)
    begge = i_avtalen("hedmark", dag, steg(), steg(part="trysil"), register=register, fortalt=fortalt)
    en_til = i_avtalen("solor", dag, steg(), register=register, fortalt=fortalt)
    hos = {Maalform.NB: "hos 2 parter", Maalform.NN: "hos 2 partar"}[maalform]
    assert f"forslaget {hos} – {NAVN['hedmark']}" in brev(begge, KOORDINATOR, dag).emne
    assert f"\nInnsending av forslaget {hos} i 2 avtal" in brev([*begge, *en_til], KOORDINATOR, dag).tekst


def test_er_veien_ulik_staar_den_hos_sin_avtale_og_setningen_vet_at_det_er_en_vei() -> None:
    dag = date(2024, 12, 9)
    annen = (RUTE[0]._replace(dato=date(2024, 10, 14)), *RUTE[1:])
    alle = [
        varslet_i(avtale, Slag.FORFALT, vedtak(milepaeler=rute), dag)
        for avtale, rute in (("hedmark", RUTE), ("solor", annen))
    ]
    melding = skriv(alle, naa=klokka(dag), oppsett=OPPSETT)
    assert [len(en.numre) for en in melding.samlesaker] == [2]
    assert melding.tekst.count("Få saken opp i det neste møtet dere kan nå") == 1
    for avtale, klart in (("hedmark", "8.10.2024"), ("solor", "14.10.2024")):
        del_ = melding.tekst.partition(f"Avtale: {NAVN[avtale]}\n")[2].partition("\n\n")[0]
        assert f"  - {klart}  Saksframlegg klart (passert)\n" in del_


def test_den_som_skriver_en_tekst_sier_hvilken_avtale_den_gjelder() -> None:
    skriver = steg(fullfoeres=Fullfoeres.TEKST)
    begge = [*i_avtalen("hedmark", DAG, skriver), *i_avtalen("solor", DAG, skriver)]
    tekst = brev(begge, VAALER, DAG).tekst
    assert tekst.count("med nummeret på den og hvilken avtale den gjelder. Koordinatoren registrerer det.") == 1
    assert "hvilken avtale" not in brev(begge[:1], VAALER, DAG).tekst


def test_postmottaket_ser_saksnummeret_ved_hver_avtale() -> None:
    uten = Register(parter=REGISTER.parter, organer=REGISTER.organer)
    sagt = {("innsending.vaaler", POSTMOTTAK): Fortalt(FRISTEN, "", hver_mandag("forfalt", date(2024, 12, 9)))}
    dag = date(2024, 12, 16)
    alle = list(
        chain.from_iterable(
            i_avtalen(avtale, dag, steg(), register=uten, fortalt=sagt) for avtale in ("hedmark", "solor")
        )
    )
    melding = brev(alle, POSTMOTTAK, dag)
    assert melding.emne.startswith("Sak 24/1234, 24/1301: ") and melding.emne.endswith("i 2 avtaler")
    assert "Saksnummer: 24/1234" in melding.tekst and "Saksnummer: 24/1301" in melding.tekst


def test_er_ingenting_mer_aa_gjoere_i_noen_av_avtalene_sies_det_om_alle() -> None:
    dag = date(2024, 11, 11)
    gjort = steg(status=Status.UTFOERT, utfoert=date(2024, 11, 7), ball=(), aapnet=None)
    sagt = {("innsending.vaaler", VAALER): Fortalt(FRISTEN)}
    hos_engerdal = steg(part="engerdal", steg="svar", foran=("innsending.vaaler",))
    alle = [
        sak
        for avtale in ("hedmark", "solor")
        for sak in i_avtalen(avtale, dag, gjort, hos_engerdal, fortalt=sagt)
        if sak.slag is Slag.TAKK
    ]
    melding = brev(alle, VAALER, dag)
    assert melding.emne == "Takk: Innsending av forslaget i 2 avtaler er gjort"
    assert "Dere trenger ikke gjøre mer i disse avtalene nå." in melding.tekst


# --- whatever the items are -----------------------------------------------------------------------------------------

KILDER = st.sampled_from([None, AVTALEN])
MERKNADER = st.sampled_from([(), (Ledd("loep_utgaatt", {"moete": date(2024, 11, 7), "dato": date(2024, 10, 8)}),)])


@st.composite
def tilfeldige(tegn: st.DrawFn) -> tuple[Sequence[Varselsak], Maalform]:
    """All that one address is owed of one to four agreements that are much alike: Våler's, or with Trysil's too, or
    the coordinator's.
    """
    maalform = tegn(st.sampled_from(Maalform))
    register = i_maalform(REGISTER, maalform)
    if tegn(st.booleans()):
        felles = replace(register.kontakter["trysil.leder"], epost=VAALER)
        register = replace(register, kontakter={**register.kontakter, "trysil.leder": felles})
    til, dag = tegn(st.sampled_from([(VAALER, DAG), (VAALER, date(2024, 12, 9)), (KOORDINATOR, date(2025, 1, 6))]))
    delmaal = {d: Delmaal(id=d, navn=lik(f"Delmålet {d}"), parter=("vaaler",)) for d in ("d1", "d2")}
    sagt = Fortalt(FRISTEN, "", hver_mandag("forfalt", date(2024, 12, 9)) if til == KOORDINATOR else ())
    alle: list[Varselsak] = []
    for nr in range(tegn(st.integers(1, 4))):
        stegene = []
        for part in tegn(st.sampled_from([("vaaler",), ("trysil",), ("vaaler", "trysil")])):
            for d in tegn(st.sampled_from([(None,), ("d1",), ("d1", "d2")])):
                bygg = TILSLUTNING._replace(frist=FRISTEN) if tegn(st.booleans()) else steg()
                stegene.append(
                    bygg._replace(
                        id=".".join(filter(None, ("s", d, part))),
                        parter=(part,),
                        ball=(part,),
                        delmaal=d,
                        kilde=tegn(KILDER),
                        merknader=tegn(MERKNADER),
                        begrunnelse=tegn(st.sampled_from([steg().begrunnelse, ()])),
                    )
                )
        fortalt = {(s.id, epost): sagt for s in stegene for epost in (VAALER, TRYSIL)} if til == KOORDINATOR else {}
        venter = [VENTER._replace(venter_paa=(stegene[0].id,))] if tegn(st.booleans()) else []
        alle += saker(
            dag,
            *stegene,
            *venter,
            register=register,
            fortalt=fortalt,
            navn=lik(f"Avtale nummer {nr}"),
            avtale=f"a{nr}",
            delmaal=delmaal,
            saksnumre=tegn(st.sampled_from([{}, {"vaaler": f"24/{nr}"}])),
        )
    return [sak for sak in alle if sak.rad.mottaker == til], maalform


@settings(deadline=None, max_examples=60)
@given(tilfeldige())
def test_ingen_sak_og_intet_ord_gaar_tapt_naar_de_samles(hva: tuple[Sequence[Varselsak], Maalform]) -> None:
    alle, maalform = hva
    if not alle:
        return
    melding = skriv(alle, naa=klokka(alle[0].plan.dag), oppsett=OPPSETT)
    samlet = saml(melding.saker, melding.ord_, maalform)
    assert sorted(nr for en in samlet for nr in en.numre) == list(range(len(melding.saker))), "each is told once"
    assert [en.numre[0] for en in samlet] == sorted(en.numre[0] for en in samlet), "where the first of them stood"
    for en in samlet:
        if not en.egne:
            assert en.felles == melding.ord_[en.numre[0]]
        for nr, egen in zip(en.numre, _med_det_over(en.egne), strict=False):
            for felt in Sakord.__slots__:
                _staar_ett_sted(felt, en.felles, egen, melding.ord_[nr], maalform)


def _med_det_over(egne: Sequence[Sakord]) -> Iterator[Sakord]:
    """Each with what its reader has been told of it above."""
    avtale, kilde, igjen = "", "", 0
    for egen in egne:
        avtale = egen.avtale or avtale
        kilde, igjen = (egen.kilde, egen.kilde_neste) if egen.kilde or not igjen else (kilde, igjen - 1)
        yield replace(egen, avtale=avtale, kilde=kilde, kilde_neste=0)
    assert not igjen, "as many have it as it says"


def _staar_ett_sted(felt: str, felles: Sakord, egen: Sakord, hele: Sakord, maalform: Maalform) -> None:
    """A field is as it was in what is said of all, or, where it can be, with its own and in no other place."""
    ventet, sagt = getattr(hele, felt), getattr(felles, felt)
    if felt in {"minnes", "minnet"}:
        assert sagt in {ventet, PARTENE.paa(maalform)} and bool(sagt) is bool(ventet)
    elif felt == "hvem_kort":
        assert sagt == ventet or not sagt
    elif felt in EGNE_FELT:
        assert {sagt, getattr(egen, felt)} == {ventet, type(ventet)()}
    elif felt != "ingenting_mer":
        assert sagt == ventet


@settings(deadline=None, max_examples=60)
@given(tilfeldige())
def test_tekst_og_html_har_hver_avtale_hver_lenke_og_hvert_ord(hva: tuple[Sequence[Varselsak], Maalform]) -> None:
    alle, _ = hva
    if not alle:
        return
    naa = klokka(alle[0].plan.dag)
    melding = skriv(alle, naa=naa, oppsett=OPPSETT)
    html = " ".join(unescape(re.sub(r"<[^>]+>", " ", melding.html)).split())
    tekst = " ".join(melding.tekst.split())
    for sak, ord_ in zip(melding.saker, melding.ord_, strict=True):
        for sagt in ("avtale", "steget", "delmaal", "merk", "utregning", "venter", "mangler", "kilde", "saksnummer"):
            assert getattr(ord_, sagt) in tekst
            assert getattr(ord_, sagt) in html
        if ord_.til_koordinator:
            assert ord_.hvem in tekst and ord_.hvem in html
        assert ord_.lenke in melding.tekst and ord_.lenke in unescape(melding.html)
        alene = skriv([sak], naa=naa, oppsett=OPPSETT)
        for del_, hele in ((alene.tekst, melding.tekst), (alene.html, melding.html)):
            ventet = {replace(en, melding="") for en in lenker_i(del_, naa) if en.formaal is not Formaal.VALG}
            assert ventet <= {replace(en, melding="") for en in lenker_i(hele, naa)}
