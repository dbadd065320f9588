"""What a digest says: answers one click away, what presses most first, and nothing twice."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time
from html import unescape

import pytest

from modeller.begrunnelse import Ledd
from modeller.fakta import Fristart
from modeller.livsloep import Krav
from modeller.oppfoelging import Anslag, Oenske, Oppfoelging
from modeller.plan import Milepael, Plansteg, Status
from modeller.register import Kontakt
from modeller.tekst import Maalform, Tekst, lik
from tests.varsler.varselbygg import (
    FORFALT_SAGT,
    KOORDINATOR,
    OPPSETT,
    POSTMOTTAK,
    REGISTER,
    VAALER,
    i_maalform,
    lenker_i,
    saker,
    steg,
    vedtak,
)
from varsler.melding import Melding, skriv
from varsler.oppsett import Meldingsoppsett
from varsler.regler import STANDARDREGLER, Slag
from varsler.sak import Varselsak
from varsler.svarlenke import Formaal

REGLER = replace(STANDARDREGLER, kontaktlister=None)
MANDAG, MAANEDEN = date(2025, 2, 3), date(2024, 11, 1)
FRIST = date(2025, 2, 10)
OENSKE = Oppfoelging(oensker={"trysil": Oenske(date(2025, 3, 3), "Saken må til ny høring", date(2025, 1, 29), "f9")})


def klokka(dag: date) -> datetime:
    return datetime.combine(dag, time(6), UTC)


def brev(alle: Sequence[Varselsak], til: str, dag: date, oppsett: Meldingsoppsett = OPPSETT) -> Melding:
    return skriv([s for s in alle if s.rad.mottaker == til], naa=klokka(dag), oppsett=oppsett)


def uken(*avtaler: Sequence[Plansteg], oppsett: Meldingsoppsett = OPPSETT, maalform: Maalform = Maalform.NB) -> Melding:
    """The week's digest of so many agreements, with a date to come in each."""
    alle: list[Varselsak] = []
    for nr, stegene in enumerate(avtaler):
        navn = lik(f"Bygdevekstavtale for omraade {nr}") if len(avtaler) > 1 else lik("Bygdevekstavtalen")
        snart = steg(steg="snart", part="kdd", frist=FRIST, tittel=lik("Respons"))
        register = i_maalform(REGISTER, maalform)
        alle += saker(MANDAG, *stegene, snart, regler=REGLER, avtale=f"a{nr}", navn=navn, register=register)
    return brev([s for s in alle if s.slag is Slag.UKESOVERSIKT], KOORDINATOR, MANDAG, oppsett)


def maaneden(*stegene: Plansteg, til: str = VAALER, oppsett: Meldingsoppsett = OPPSETT) -> Melding:
    alle = saker(MAANEDEN, *stegene, regler=REGLER)
    return brev([s for s in alle if s.slag is Slag.MAANEDSOVERSIKT], til, MAANEDEN, oppsett)


def avsnittet(tekst: str, overskrift: str) -> list[str]:
    """The lines under a heading of the text."""
    etter = tekst.split(f"\n{overskrift}\n", 1)
    return etter[1].split("\n\n", 1)[0].splitlines() if len(etter) == 2 else []


LANGT_FRAM = steg(frist=date(2025, 6, 2))


# --- the answers -----------------------------------------------------------------------------------------------------


def test_hver_sak_hos_parten_har_en_svarlenke_i_maanedens_oversikt() -> None:
    melding = maaneden(LANGT_FRAM, vedtak(frist=date(2025, 5, 5), milepaeler=()), vedtak(part="trysil"))
    lenker = [en for en in lenker_i(melding.tekst, melding.tid) if en.formaal is Formaal.SVAR]
    assert [(en.steg, en.part, en.avtale) for en in lenker] == [
        ("forankring.vaaler", "vaaler", "hedmark"),
        ("innsending.vaaler", "vaaler", "hedmark"),
    ]
    assert melding.tekst.count("\n  Svar: ") == 2
    assert "Svarer du på denne e-posten" in melding.tekst


def test_html_og_tekst_har_de_samme_lenkene() -> None:
    melding = maaneden(LANGT_FRAM, vedtak(part="trysil"))
    adresser = re.findall(r'href="([^"]+)"', melding.html)
    assert sorted(map(unescape, adresser)) == sorted(re.findall(r"https?://\S+", melding.tekst))


def test_svarlenken_gjelder_en_gang_til_mottakeren_og_virker_til_etter_fristen() -> None:
    melding = maaneden(LANGT_FRAM)
    (lenke,) = (en for en in lenker_i(melding.tekst, melding.tid) if en.steg)
    assert lenke.mottaker == OPPSETT.svar.merke("vaaler.leder", VAALER)  # type: ignore[union-attr]
    assert lenke.siste_dag == date(2025, 4, 30), "180 days, since the date lies further ahead"
    assert melding.message_id.startswith(f"<{lenke.melding}@")


def test_et_postmottak_faar_si_det_det_kan_si() -> None:
    uten = {k: v for k, v in REGISTER.kontakter.items() if v.part != "vaaler"}
    alle = saker(MAANEDEN, LANGT_FRAM, regler=REGLER, register=replace(REGISTER, kontakter=uten))
    melding = brev([s for s in alle if s.slag is Slag.MAANEDSOVERSIKT], POSTMOTTAK, MAANEDEN)
    assert [en.formaal for en in lenker_i(melding.tekst, melding.tid)] == [Formaal.SVAR]


def test_uten_svaradresse_er_det_ingen_svarlenker() -> None:
    uten = replace(OPPSETT, svar=None)
    assert "Svar:" not in maaneden(LANGT_FRAM, oppsett=uten).tekst
    tekst = uken([vedtak(part="trysil", oppfoelging=OENSKE)], oppsett=uten).tekst
    assert "Svar ja eller nei" not in tekst
    assert "Se saken: http://127.0.0.1:8000/avtale/a0#forankring.trysil" in tekst


def test_det_som_hviler_kan_ingen_svare_paa() -> None:
    assert "Svar:" not in maaneden(steg(frist=date(2025, 6, 2), hvilende=True)).tekst


def test_en_oversikt_uten_noe_hos_leseren_spoer_ikke_om_noe_er_gjort() -> None:
    kommer = steg(status=Status.KOMMENDE, ball=(), frist=date(2024, 11, 29))
    melding = maaneden(kommer)
    assert "Dere trenger ikke gjøre noe akkurat nå" in melding.tekst
    for del_ in (melding.tekst, melding.html):
        assert "allerede gjort" not in del_
        assert "Svarer du på denne e-posten, går svaret til koordinatoren." in del_
    assert "allerede gjort" in maaneden(LANGT_FRAM, oppsett=replace(OPPSETT, svar=None)).tekst


def test_koordinatoren_svarer_ja_eller_nei_fra_ukens_oversikt() -> None:
    melding = uken([vedtak(part="trysil", oppfoelging=OENSKE)])
    (lenke,) = (en for en in lenker_i(melding.tekst, melding.tid) if en.steg)
    assert (lenke.formaal, lenke.steg, lenke.gjelder, lenke.part) == (
        Formaal.SVAR_MER_TID,
        "forankring.trysil",
        "trysil",
        "engerdal",
    )
    assert lenke.mottaker == OPPSETT.svar.merke("koordinator", KOORDINATOR)  # type: ignore[union-attr]


HVILER = vedtak(part="trysil", frist=date(2025, 5, 5), hvilende=True, milepaeler=())


def test_det_som_hviler_til_koordinatorens_egen_part_har_avklart_noe_er_hennes_sak() -> None:
    melding = uken([HVILER._replace(ball=("engerdal",))])
    assert melding.emne.endswith("én sak du bør se på")
    sak = "- Engerdal kommune skal gi en avklaring: «Politisk forankring av forslaget» (frist 5.5.2025). Trysil venter"
    assert sak in melding.tekst.splitlines()
    assert "  Registrer at avklaringen er gitt: https://" in melding.tekst
    (lenke,) = (en for en in lenker_i(melding.tekst, melding.tid) if en.steg)
    assert (lenke.formaal, lenke.steg, lenke.part) == (Formaal.AVKLART, "forankring.trysil", "engerdal")
    nynorsk = uken([HVILER._replace(ball=("engerdal",))], maalform=Maalform.NN).tekst
    assert "- Engerdal kommune skal gje ei avklaring: «Politisk forankring" in nynorsk


def test_det_som_hviler_hos_en_annen_part_er_ikke_koordinatorens_sak() -> None:
    assert "skal gi en avklaring" not in uken([HVILER._replace(ball=("vaaler",))]).tekst


def test_avklaringen_har_en_lenke_til_saken_naar_e_posten_ikke_kan_besvares() -> None:
    tekst = uken([HVILER._replace(ball=("engerdal",))], oppsett=replace(OPPSETT, svar=None)).tekst
    assert "Registrer at avklaringen" not in tekst
    assert "Se saken: http://127.0.0.1:8000/avtale/a0#forankring.trysil" in tekst


def test_i_proevemodus_svarer_lenkene_ingenting() -> None:
    koordinator = REGISTER.kontakter["koordinator"]
    alle = [s for s in saker(MAANEDEN, LANGT_FRAM, regler=REGLER) if s.slag is Slag.MAANEDSOVERSIKT]
    melding = skriv(alle, naa=klokka(MAANEDEN), oppsett=OPPSETT, proeve_til=koordinator)
    assert {en.mottaker for en in lenker_i(melding.tekst, melding.tid)} == {"proeve"}


# --- the first sentence ----------------------------------------------------------------------------------------------


SENE = [steg(steg=f"s{nr}", tittel=lik(f"Sak {nr}"), frist=date(2024, 12, nr)) for nr in range(1, 7)]


def test_foerste_setning_sier_hvor_mange_og_deretter_de_tre_viktigste() -> None:
    melding = uken(SENE)
    linjer = melding.tekst.splitlines()
    assert melding.emne == "Oversikt for uke 6, 2025: 6 saker du bør se på"
    assert linjer[2] == "Du bør se på 6 saker i «Bygdevekstavtalen». Viktigst:"
    assert [linje for linje in linjer[3:12] if linje.startswith("- ")] == [
        f"- Våler kommune: «Sak {nr}» (frist {nr}.12.2024, {uker} uker over fristen)"
        for nr, uker in ((1, 9), (2, 9), (3, 8))
    ]
    assert len([en for en in avsnittet(melding.tekst, "Dette bør du også se på") if en.startswith("- ")]) == 3


def test_samme_sak_hos_flere_parter_er_en_linje_og_telles_for_hver_av_dem() -> None:
    parter = ("vaaler", "trysil", "kdd")
    melding = uken([vedtak(part=part, milepaeler=()) for part in parter])
    assert melding.emne.endswith("3 saker du bør se på")
    assert melding.tekst.splitlines()[4:6] == [
        (
            "- Kommunal- og distriktsdepartementet, Trysil kommune og Våler kommune: "
            "«Politisk forankring av forslaget» (frist 7.11.2024, 12 uker over fristen)"
        ),
        "  Se saken: http://127.0.0.1:8000/avtale/a0#forankring.kdd",
    ]


def test_naar_ingenting_trenger_henne_sier_den_foerst_det() -> None:
    assert uken([LANGT_FRAM]).tekst.splitlines()[2] == (
        "Du trenger ikke gjøre noe akkurat nå. Slik står det i «Bygdevekstavtalen»."
    )
    nynorsk = uken([LANGT_FRAM], maalform=Maalform.NN)
    assert nynorsk.tekst.splitlines()[2] == "Du treng ikkje gjere noko akkurat no. Slik står det i «Bygdevekstavtalen»."


def test_ti_avtaler_nevnes_med_tallet() -> None:
    assert "Slik står det i 10 avtaler." in uken(*[[LANGT_FRAM]] * 10).tekst


def test_det_som_bare_er_anbefalt_staar_etter_det_som_kreves_selv_om_det_er_eldst() -> None:
    anbefalt = steg(steg="raad", tittel=lik("Anbefalt sak"), krav=Krav.ANBEFALT, frist=date(2024, 10, 1))
    melding = uken([anbefalt, *SENE[:3]])
    assert melding.emne.endswith("4 saker du bør se på")
    assert melding.tekst.index("«Sak 3»") < melding.tekst.index("«Anbefalt sak»")
    satt = anbefalt._replace(begrunnelse=(Ledd("utsatt", {"dato": date(2024, 10, 1)}),))
    tekst = uken([satt, *SENE[:3]]).tekst
    assert tekst.index("«Anbefalt sak»") < tekst.index("«Sak 1»"), "a deadline has been set for that very step"


def test_et_oensket_svar_gaar_foran_det_som_har_staatt_lengst() -> None:
    tekst = uken([*SENE[:3], vedtak(part="trysil", oppfoelging=OENSKE, frist=date(2025, 3, 3), milepaeler=())]).tekst
    assert tekst.index("ber om å få flytte") < tekst.index("«Sak 1»")


# --- who waits on whom -----------------------------------------------------------------------------------------------


BALLEN = "Hvem har ballen, og hvem venter"


def test_det_som_er_sent_staar_samlet_hos_den_som_har_det_og_det_seneste_foerst() -> None:
    melding = uken(
        [
            steg(steg="a", part="trysil", tittel=lik("A"), frist=date(2025, 1, 31)),
            steg(steg="b", tittel=lik("B"), frist=date(2025, 1, 20)),
            steg(steg="c", part="trysil", tittel=lik("C"), frist=date(2025, 1, 27)),
        ]
    )
    assert avsnittet(melding.tekst, BALLEN) == [
        "- Våler kommune: «B» (frist 20.1.2025, 2 uker over fristen)",
        "- Trysil kommune:",
        "  - «C» (frist 27.1.2025, 7 dager over fristen)",
        "  - «A» (frist 31.1.2025, 3 dager over fristen)",
    ]


def test_samme_sak_i_flere_avtaler_er_en_linje() -> None:
    sen = steg(part="trysil", frist=date(2025, 1, 27))
    assert avsnittet(uken([sen], [sen]).tekst, BALLEN) == [
        (
            "- Trysil kommune: «Innsending av forslaget» i 2 avtaler: omraade 0 (frist 27.1.2025, 7 dager over "
            "fristen); omraade 1 (frist 27.1.2025, 7 dager over fristen)"
        ),
    ]


def test_det_som_er_i_rute_er_en_linje_for_hver_slags_sak() -> None:
    def avtale(nr: int) -> list[Plansteg]:
        foran = [vedtak(part=part, frist=date(2025, 5, 5 + nr), milepaeler=()) for part in ("trysil", "vaaler")]
        etter = steg(part="kdd", status=Status.VENTER, ball=(), venter_paa=tuple(s.id for s in foran))
        return [*foran, etter._replace(frist=date(2025, 6, 2))]

    assert avsnittet(uken(avtale(0), avtale(1)).tekst, BALLEN) == [
        (
            "- Trysil kommune og Våler kommune: «Politisk forankring av forslaget» (frist 5.5.2025 og senere). "
            "KDD venter – omraade 0; omraade 1"
        )
    ]


@pytest.mark.parametrize(
    "sak",
    [
        vedtak(part="trysil", oppfoelging=OENSKE, milepaeler=()),
        vedtak(part="trysil", frist=date(2024, 11, 7), milepaeler=()),
        vedtak(part="trysil", frist=date(2025, 2, 12), milepaeler=()),
        vedtak(part="trysil", frist=date(2025, 1, 27), milepaeler=()),
        vedtak(part="trysil", frist=date(2025, 2, 12), milepaeler=(), oppfoelging=Oppfoelging(
            anslag={"trysil": Anslag(date(2025, 2, 20), date(2025, 1, 28))})),
    ],
)  # fmt: skip
def test_ingen_sak_nevnes_to_ganger(sak: Plansteg) -> None:
    venter = steg(part="kdd", status=Status.VENTER, ball=(), venter_paa=(sak.id,), frist=date(2025, 6, 2))
    tekst = uken([sak, venter]).tekst
    assert tekst.count("«Politisk forankring av forslaget»") == 1
    assert "KDD venter" in tekst


def test_det_meldingen_selv_tar_opp_staar_ikke_ogsaa_i_oversikten() -> None:
    """The coordinator is told that it is hers now, and gets the week's digest the same morning."""
    dag = date(2025, 1, 27)
    snart = steg(steg="snart", part="trysil", frist=date(2025, 2, 3))
    melding = brev(saker(dag, steg(), snart, regler=REGLER, fortalt=FORFALT_SAGT), KOORDINATOR, dag)
    assert [s.slag for s in melding.saker] == [Slag.KOORDINATOR_OVERTAR, Slag.UKESOVERSIKT]
    _, oversikten = melding.tekst.split("Oversikt for uke 5, 2025")
    assert "(frist 29.11.2024" not in oversikten
    assert oversikten.splitlines()[2].startswith("Utover dette trenger du ikke gjøre noe akkurat nå.")


def test_et_oenske_kan_besvares_i_oversikten_ogsaa_naar_meldingen_tar_opp_saken_ellers() -> None:
    dag = date(2025, 1, 27)
    oenske = Oppfoelging(oensker={"vaaler": Oenske(til=date(2025, 3, 3), grunn="", sagt=date(2025, 1, 6), faktum="f")})
    snart = steg(steg="snart", part="trysil", frist=date(2025, 2, 3))
    alle = saker(dag, steg(oppfoelging=oenske), snart, regler=REGLER, fortalt=FORFALT_SAGT)
    melding = brev([sak for sak in alle if sak.slag is not Slag.KOORDINATOR_MER_TID], KOORDINATOR, dag)  # weeks ago
    assert [s.slag for s in melding.saker] == [Slag.KOORDINATOR_OVERTAR, Slag.UKESOVERSIKT]
    formaal = [en.formaal for en in lenker_i(melding.tekst, melding.tid) if en.steg]
    assert formaal == [Formaal.SVAR_MER_TID, Formaal.FERDIG_FOR, Formaal.SVAR_MER_TID]


@pytest.mark.parametrize(
    ("flere", "linje"),
    [
        (0, "«Rapport»: frist 1.9.2024, 22 uker over fristen; frist 2.12.2024, 9 uker over fristen"),
        (1, "«Rapport»: frist 1.9.2024, 22 uker over fristen; frist 2.12.2024, 9 uker over fristen – omraade 0"),
    ],
)
def test_to_steg_med_samme_tittel_i_en_avtale_er_ikke_to_avtaler(flere: int, linje: str) -> None:
    """A lifecycle of one's own may call two steps the same."""
    rapportene = [
        steg(steg=navn, frist=frist, tittel=lik("Rapport"))
        for navn, frist in (("rapport_1", date(2024, 9, 1)), ("rapport_2", date(2024, 12, 2)))
    ]
    assert f"- Våler kommune: {linje}\n" in uken(rapportene, *[[LANGT_FRAM]] * flere).tekst


def test_er_et_av_dem_ogsaa_i_en_annen_avtale_staar_begge_hos_sin_avtale() -> None:
    en, to = (steg(steg=f"rapport_{nr}", frist=date(2024, 11, nr), tittel=lik("Rapport")) for nr in (1, 8))
    tekst = uken([en, to], [en]).tekst
    assert (
        "«Rapport» i 2 avtaler: omraade 0 (frist 1.11.2024, 13 uker over fristen; frist 8.11.2024, 12 uker over "
        "fristen); omraade 1 (frist 1.11.2024, 13 uker over fristen)\n" in tekst
    )


@pytest.mark.parametrize(
    ("art", "dato"), [(Fristart.VEILEDENDE, "veiledende dato"), (Fristart.VENTET, "ventet"), (Fristart.FRIST, "frist")]
)
def test_en_dato_som_ikke_er_en_frist_sier_at_den_er_passert(art: Fristart, dato: str) -> None:
    sen = steg(steg="sen", part="trysil", art=art, frist=date(2025, 1, 27))
    venter = steg(part="kdd", status=Status.VENTER, ball=(), venter_paa=(sen.id,), frist=date(2025, 6, 2))
    hale = "7 dager over fristen" if art is Fristart.FRIST else "passert"
    [linje] = avsnittet(uken([sen, venter]).tekst, BALLEN)
    assert f"«Innsending av forslaget» ({dato} 27.1.2025, {hale}). KDD venter" in linje
    egen = steg(art=art, frist=date(2024, 10, 21))
    [foerste, *_] = avsnittet(maaneden(egen).tekst, "Hos dere nå")
    hale = ", passert)" if art is not Fristart.FRIST else ", 11 dager over fristen)"
    assert foerste == f"- «Innsending av forslaget» ({dato} 21.10.2024{hale}"
    assert "passert" not in maaneden(egen._replace(frist=MAANEDEN)).tekst


def test_det_som_venter_paa_de_samme_er_en_linje_i_maaneden() -> None:
    hos_trysil = vedtak(part="trysil")
    hos_kdd = steg(steg="respons", part="kdd")

    def venter(nr: int, paa: Plansteg) -> Plansteg:
        frist = date(2025, 1, 30 - nr)
        felt = {"status": Status.VENTER, "ball": (), "venter_paa": (paa.id,), "frist": frist}
        return steg(steg=f"v{nr}", tittel=lik(f"Sak {nr}"), **felt)

    to = maaneden(LANGT_FRAM, hos_trysil, hos_kdd, *(venter(nr, hos_trysil) for nr in (1, 2)), venter(3, hos_kdd))
    assert avsnittet(to.tekst, "Dere venter på andre") == [
        "- «Sak 3» venter på Kommunal- og distriktsdepartementet",
        "- «Sak 2» og «Sak 1» venter på Trysil kommune",
    ]
    mange = maaneden(LANGT_FRAM, hos_trysil, *(venter(nr, hos_trysil) for nr in range(1, 7)))
    assert avsnittet(mange.tekst, "Dere venter på andre") == [
        "- «Sak 6», «Sak 5», «Sak 4» og 3 til venter på Trysil kommune"
    ]


def test_den_som_venter_paa_en_avklaring_leser_naar_den_er_ventet() -> None:
    pauset = Ledd("pauset", {"dato": date(2024, 9, 2)})
    hviler = {"frist": date(2025, 1, 30), "ball": ("kdd",), "hvilende": True, "merknader": (pauset,)}

    def sagt(dag: date) -> list[str]:
        anslag = Oppfoelging(anslag={"kdd": Anslag(dag, date(2024, 9, 20))})
        sak = steg(steg="v1", tittel=lik("Sak 1"), oppfoelging=anslag, **hviler)
        return avsnittet(maaneden(LANGT_FRAM, sak).tekst, "Dere venter på andre")

    venter = "- «Sak 1» venter på Kommunal- og distriktsdepartementet"
    assert sagt(date(2024, 12, 20)) == [f"{venter}, som regner med å være ferdig 20.12.2024"]
    assert sagt(date(2024, 9, 27)) == [venter]


# --- what comes ------------------------------------------------------------------------------------------------------


def test_det_som_kommer_staar_i_rekkefoelge_paa_tvers_av_avtalene() -> None:
    sent = steg(steg="x", part="trysil", frist=date(2025, 2, 13), tittel=lik("Sent"))
    tidlig = steg(steg="y", part="trysil", frist=date(2025, 2, 5), tittel=lik("Tidlig"))
    assert avsnittet(uken([sent], [tidlig], [LANGT_FRAM], [LANGT_FRAM]).tekst, "Kommer de neste to ukene") == [
        "- onsdag 5. februar: «Tidlig» (Trysil) – omraade 1",
        "- mandag 10. februar: «Respons» (KDD) – 4 avtaler",
        "- torsdag 13. februar: «Sent» (Trysil) – omraade 0",
    ]


def test_en_lang_uke_er_kort_og_sier_hvor_resten_er() -> None:
    mange = [steg(steg=f"s{nr}", part="kdd", frist=date(2025, 1, nr), tittel=lik(f"Sak {nr}")) for nr in range(2, 32)]
    andre = [Tekst(f"Steg {nr}", f"Steg {nr}") for nr in range(12)]
    kommer = [steg(steg=f"k{nr}", frist=FRIST, tittel=tittel) for nr, tittel in enumerate(andre)]
    tekst = uken([*SENE, *mange, *kommer]).tekst
    assert len([linje for linje in tekst.splitlines() if linje.lstrip().startswith("- ")]) < 25
    assert avsnittet(tekst, "Kommer de neste to ukene")[-2:] == [
        "- og 6 til",
        "  Se alle på tavla: http://127.0.0.1:8000/",
    ]


def test_en_leder_som_bare_faar_maanedens_kan_svare_fra_den() -> None:
    leder = Kontakt(id="vaaler.kd", part="vaaler", navn="Leder", epost="kd@vaaler.example", ledelse=True)
    register = replace(REGISTER, kontakter={**REGISTER.kontakter, leder.id: leder})
    alle = saker(MAANEDEN, LANGT_FRAM, regler=REGLER, register=register)
    melding = brev([s for s in alle if s.slag is Slag.MAANEDSOVERSIKT], leder.epost, MAANEDEN)
    assert Formaal.SVAR in {en.formaal for en in lenker_i(melding.tekst, melding.tid)}


# --- what is overdue while it waits ----------------------------------------------------------------------------------

FORANKRING = vedtak(part="trysil", frist=date(2025, 6, 2), milepaeler=())
VENTER_PAA_TRYSIL = {"status": Status.VENTER, "ball": (), "venter_paa": (FORANKRING.id,)}


def test_det_som_er_forfalt_mens_det_venter_er_koordinatorens_sak_naar_det_kan_gjoeres() -> None:
    innsending = steg(kan_ha_forbehold=True, **VENTER_PAA_TRYSIL)
    melding = uken([FORANKRING, innsending])
    assert melding.emne == "Oversikt for uke 6, 2025: én sak du bør se på"
    linje = (
        "- Våler kommune: «Innsending av forslaget» (frist 29.11.2024, 9 uker over fristen, kan gjøres med forbehold)"
    )
    assert linje in melding.tekst
    assert "over fristen, kan gjerast med atterhald)" in uken([FORANKRING, innsending], maalform=Maalform.NN).tekst


def test_det_som_er_forfalt_og_bare_kan_vente_staar_i_uken_til_det_er_gjort() -> None:
    signering = steg(steg="signering", tittel=lik("Signering"), **VENTER_PAA_TRYSIL)
    linje = "- Våler kommune: «Signering» (frist 29.11.2024, 9 uker over fristen, venter på andre)"
    assert linje in avsnittet(uken([FORANKRING, signering]).tekst, BALLEN)
    assert "9 veker over fristen, ventar på andre)" in uken([FORANKRING, signering], maalform=Maalform.NN).tekst
    for borte in (signering._replace(frist=date(2025, 6, 2)), signering._replace(uavklart=True)):
        assert "«Signering»" not in uken([FORANKRING, borte]).tekst


def test_maaneden_sier_at_det_som_venter_er_over_fristen() -> None:
    forfalt = {"frist": date(2024, 10, 11), **VENTER_PAA_TRYSIL}
    innsending = steg(kan_ha_forbehold=True, **forfalt)
    signering = steg(steg="signering", tittel=lik("Signering"), **forfalt)
    melding = maaneden(FORANKRING, innsending, signering)
    tekst = melding.tekst
    assert avsnittet(tekst, "Hos dere nå")[0] == "- «Innsending av forslaget» (frist 11.10.2024, 3 uker over fristen)"
    assert [en.steg for en in lenker_i(tekst, melding.tid) if en.formaal is Formaal.SVAR] == ["innsending.vaaler"]
    assert avsnittet(tekst, "Dere venter på andre") == [
        "- «Signering» (frist 11.10.2024, 3 uker over fristen) venter på Trysil kommune"
    ]


# --- dates that are not so -------------------------------------------------------------------------------------------


def test_en_dato_der_bare_maaneden_er_kjent_sies_som_en_maaned() -> None:
    dialog = steg(steg="dialog", part="kdd", tittel=lik("Politisk dialog"), bare_maaned=True, frist=date(2025, 2, 15))
    assert avsnittet(uken([dialog]).tekst, "Kommer de neste to ukene")[-1] == (
        "- i løpet av februar 2025: «Politisk dialog» (KDD)"
    )
    nynorsk = uken([dialog], maalform=Maalform.NN).tekst
    assert "- i løpet av februar 2025: «Politisk dialog» (KDD)" in nynorsk


def test_det_ingen_skal_gjoere_staar_uten_tomme_parenteser() -> None:
    gjelder = steg(steg="ikraft", tittel=lik("Avtalen gjelder"), parter=(), ball=(), status=Status.VENTER, frist=FRIST)
    assert "- mandag 10. februar: «Avtalen gjelder»" in uken([gjelder]).tekst.splitlines()


UTGAATT = (Ledd("loep_utgaatt", {"moete": date(2025, 2, 13), "dato": date(2025, 1, 14)}),)
UTE = {"frist": date(2025, 2, 13), "milepaeler": (), "merknader": UTGAATT, "tidligst": date(2025, 3, 13)}
KOMMER = "Kommer de neste to ukene"


def anslaatt(part: str, dag: date) -> Oppfoelging:
    return Oppfoelging(anslag={part: Anslag(dag, date(2025, 1, 28))})


def test_et_loep_som_er_gaatt_ut_er_en_sak_for_henne_og_ikke_en_dato_som_kommer() -> None:
    melding = uken([vedtak(part="trysil", **UTE)])
    assert melding.emne.endswith("én sak du bør se på")
    linje = "«Politisk forankring av forslaget» (frist 13.2.2025, det ordinære løpet er gått ut, tidligst 13.3.2025)"
    assert f"- Trysil kommune: {linje}\n" in melding.tekst
    assert avsnittet(melding.tekst, KOMMER) == ["- mandag 10. februar: «Respons» (KDD)"]
    nynorsk = uken([vedtak(part="trysil", **UTE)], maalform=Maalform.NN).tekst
    assert "det ordinære løpet har gått ut, tidlegast 13.3.2025)" in nynorsk


def test_loepet_er_henne_sin_sak_ogsaa_naar_datoen_er_passert() -> None:
    """Nothing that is hers on one Monday is nobody's on the next."""
    passert = (Ledd("moetet_er_passert", {"moete": date(2025, 1, 30)}),)
    sen = vedtak(part="trysil", frist=date(2025, 1, 30), milepaeler=(), merknader=passert)
    assert uken([sen]).emne.endswith("én sak du bør se på")
    paa_vei = vedtak(part="trysil", frist=date(2025, 1, 30), merknader=passert)
    paa_vei = paa_vei._replace(milepaeler=(paa_vei.milepaeler[0]._replace(naadd=date(2025, 1, 2)),))
    assert "Ingenting venter på deg akkurat nå, men én sak er over fristen." in uken([paa_vei]).tekst


def test_det_de_selv_har_sagt_staar_ved_datoen_som_kommer() -> None:
    anslag = vedtak(part="trysil", **UTE, oppfoelging=anslaatt("trysil", date(2025, 2, 20)))
    tekst = uken([anslag, vedtak(part="vaaler", frist=date(2025, 2, 13), milepaeler=())]).tekst
    assert avsnittet(tekst, KOMMER)[1:] == [
        "- torsdag 13. februar: «Politisk forankring av forslaget» (Våler)",
        "- torsdag 13. februar: «Politisk forankring av forslaget» (Trysil), regner med å være ferdig 20.2.2025",
    ]


def test_det_som_venter_paa_noe_sent_staar_ikke_med_en_dato_som_om_den_holdt() -> None:
    venter = {"status": Status.VENTER, "ball": (), "venter_paa": ("forankring.trysil",), "frist": date(2025, 2, 14)}
    etter = [
        steg(steg="signering", part=part, tittel=lik("Signering"), tidligst=tidligst, **venter)
        for part, tidligst in (("vaaler", date(2025, 4, 1)), ("trysil", date(2025, 5, 2)))
    ]
    i_rute = steg(steg="moete", tittel=lik("Møte"), tidligst=date(2025, 2, 14), **venter)
    tekst = uken([FORANKRING, *etter, i_rute]).tekst
    assert "Ingenting venter på deg akkurat nå, men 2 datoer holder ikke." in tekst
    assert avsnittet(tekst, KOMMER)[1:] == ["- fredag 14. februar: «Møte» (Våler)"]
    assert avsnittet(tekst, "Datoer som ikke holder") == [
        "- fredag 14. februar: «Signering» (Trysil og Våler), tidligst 1.4.2025 og senere"
    ]


@pytest.mark.parametrize(
    ("maalform", "sies"),
    [
        (Maalform.NB, "Ingenting venter på deg akkurat nå, men én dato holder ikke."),
        (Maalform.NN, "Ingenting ventar på deg akkurat no, men éin dato held ikkje."),
    ],
)
def test_det_staar_ikke_at_alt_er_i_orden_naar_en_dato_ikke_holder(maalform: Maalform, sies: str) -> None:
    venter = {"status": Status.VENTER, "ball": (), "venter_paa": (FORANKRING.id,), "frist": date(2025, 2, 14)}
    signering = steg(steg="signering", tidligst=date(2025, 4, 1), **venter)
    assert sies in uken([FORANKRING, signering], maalform=maalform).tekst


def test_punktene_paa_veien_til_et_vedtak_som_ikke_kan_fattes_da_staar_ikke() -> None:
    venter = {"status": Status.VENTER, "ball": (), "venter_paa": (FORANKRING.id,), "tidligst": date(2025, 6, 12)}
    rute = (Milepael(noekkel="saksframlegg", tittel=lik("Saksframlegg klart"), dato=date(2025, 2, 12)),)
    godkjenning = vedtak(part="vaaler", steg="godkjenning", frist=date(2025, 3, 13), milepaeler=rute, **venter)
    assert "Saksframlegg klart" not in uken([FORANKRING, godkjenning]).tekst
    i_tide = godkjenning._replace(tidligst=date(2025, 3, 13))
    assert "- onsdag 12. februar: Saksframlegg klart, " in uken([FORANKRING, i_tide]).tekst


def test_maaneden_sier_ogsaa_at_en_dato_ikke_holder() -> None:
    venter = {"status": Status.VENTER, "ball": (), "venter_paa": (FORANKRING.id,), "frist": date(2024, 11, 29)}
    signering = steg(steg="signering", tittel=lik("Signering"), tidligst=date(2025, 6, 2), **venter)
    tekst = maaneden(FORANKRING, LANGT_FRAM, signering).tekst
    assert avsnittet(tekst, "Kommer de neste seks ukene") == [
        "- «Signering» (frist 29.11.2024), datoen holder ikke, tidligst 2.6.2025"
    ]


# --- what the message tells already ----------------------------------------------------------------------------------


def test_en_oversikt_uten_noe_i_er_ikke_med() -> None:
    """The only date ahead is the one that the message is about."""
    snart = steg(frist=date(2025, 2, 6), aapnet=date(2024, 9, 3))
    koordinator = replace(REGISTER.kontakter["vaaler.leder"], epost=KOORDINATOR)
    register = replace(REGISTER, kontakter={**REGISTER.kontakter, koordinator.id: koordinator})
    alle = [s for s in saker(MANDAG, snart, regler=REGLER, register=register) if s.rad.mottaker == KOORDINATOR]
    assert {s.slag for s in alle} == {Slag.TRE_ARBEIDSDAGER, Slag.UKESOVERSIKT}
    melding = brev(alle, KOORDINATOR, MANDAG)
    assert [s.slag for s in melding.saker] == [Slag.TRE_ARBEIDSDAGER]
    assert len(melding.alle_saker) == 2
    assert "Oversikt for uke" not in melding.tekst
    assert "Oversikt for uke" not in melding.html


def test_maaneden_gjentar_ikke_det_meldingen_selv_tar_opp() -> None:
    haster = steg(frist=date(2024, 11, 15), aapnet=date(2024, 9, 3))
    alle = saker(MAANEDEN, haster, regler=REGLER)
    melding = brev(alle, VAALER, MAANEDEN)
    assert [s.slag for s in melding.saker] == [Slag.TO_UKER], "there is nothing more to tell"
    assert "Oversikt for november" not in melding.tekst
    senere = vedtak(frist=date(2025, 5, 5), milepaeler=(), aapnet=date(2024, 9, 3))
    alle = [sak for sak in saker(MAANEDEN, haster, senere, regler=REGLER) if sak.slag is not Slag.BALL]  # weeks ago
    melding = brev(alle, VAALER, MAANEDEN)
    _, oversikten = melding.tekst.split("Oversikt for november 2024")
    assert "Slik står det ellers for Våler kommune" in oversikten
    assert avsnittet(oversikten, "Hos dere nå")[0] == "- «Politisk forankring av forslaget» (frist 5.5.2025)"
    assert "«Innsending av forslaget»" not in oversikten


def test_har_parten_bare_det_meldingen_tar_opp_sier_maaneden_at_resten_kan_vente() -> None:
    haster = steg(frist=date(2024, 11, 15), aapnet=date(2024, 9, 3))
    kommer = steg(steg="moete", tittel=lik("Møte"), status=Status.KOMMENDE, ball=(), frist=date(2024, 11, 29))
    tekst = brev(saker(MAANEDEN, haster, kommer, regler=REGLER), VAALER, MAANEDEN).tekst
    assert "Utover dette trenger dere ikke gjøre noe akkurat nå." in tekst
    assert avsnittet(tekst, "Kommer de neste seks ukene") == ["- «Møte» (frist 29.11.2024)"]
