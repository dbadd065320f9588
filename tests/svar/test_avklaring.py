"""A step that waits for a clarification goes on when the one who owes it says in the mail that it is given."""

from __future__ import annotations

from datetime import date

from modeller.fakta import StegGjenopptatt, StegLagtTil, StegPauset
from modeller.tekst import lik
from tests.svar.svarverden import STEG, Svarverden, ordene
from varsler.svarlenke import Formaal


async def test_den_som_skylder_en_avklaring_registrerer_at_den_er_gitt(verden: Svarverden) -> None:
    await verden.skjer(StegPauset(steg=STEG, hos="innlandet", grunn="Tilskuddet må avklares"))
    lenke = verden.lenke(Formaal.AVKLART, part="innlandet")
    skjema = ordene(await verden.hent(lenke))
    assert skjema.count("Registrer at avklaringen er gitt") == 1
    assert "Trysil kommune venter på en avklaring fra dere: «Tilskuddet må avklares»." in skjema
    assert "går saken videre, og de som har den, leser om det i neste melding om saken." in skjema
    assert "Gjelder Trysil kommune Venter på Innlandet fylkeskommune" in skjema
    assert (await verden.steg()).hvilende, "opened, it only asks"
    svar = ordene(await verden.send(lenke, merknad="Tilskuddet er gitt"))
    assert "Tatt opp igjen. «Tilskuddet er gitt»" in svar
    assert (await verden.fakta())[-1].hendelse == StegGjenopptatt(steg=STEG, merknad="Tilskuddet er gitt")
    assert not (await verden.steg()).hvilende
    igjen = ordene(await verden.hent(lenke))
    assert "Tatt opp igjen. «Tilskuddet er gitt»" in igjen


async def test_siden_sier_hvem_av_flere_som_venter(verden: Svarverden) -> None:
    await verden.skjer(StegLagtTil(id="kart", tittel=lik("Kart over området"), parter=("trysil", "aamot")))
    await verden.skjer(StegPauset(steg="tillegg.kart", hos="innlandet", grunn=""))
    skjema = ordene(await verden.hent(verden.lenke(Formaal.AVKLART, steg="tillegg.kart", part="innlandet")))
    assert "Trysil kommune og Åmot kommune venter på en avklaring fra dere. Når" in skjema
    assert "Gjelder Trysil kommune og Åmot kommune Venter på Innlandet fylkeskommune" in skjema


async def test_den_som_trenger_tid_sier_naar_avklaringen_er_ventet(verden: Svarverden) -> None:
    await verden.skjer(StegPauset(steg=STEG, hos="innlandet", grunn="Tilskuddet må avklares"))
    valgene = ordene(await verden.hent(verden.lenke(Formaal.SVAR, part="innlandet")))
    for valg in ("Registrer at avklaringen er gitt", "Vi er på saken", "Overlat til en kollega"):
        assert valg in valgene
    assert "Minn meg senere" not in valgene, "nobody is reminded"
    lenke = verden.lenke(Formaal.PAA_SAKEN, part="innlandet")
    skjema = ordene(await verden.hent(lenke))
    assert "Trysil kommune venter på en avklaring fra dere: «Tilskuddet må avklares»." in skjema
    ser = "De som venter, ser på tavla og i neste oversikt når dere regner med å være ferdige."
    assert ser in skjema
    assert "minner dere ikke" not in skjema
    for_langt = ordene(await verden.send(lenke, dato="2029-11-20"))
    assert "20.11.2029 er for langt fram." in for_langt
    assert "be om mer tid" not in for_langt, "of a clarification nobody can"
    svar = ordene(await verden.send(lenke, dato="2024-11-20"))
    assert "Innlandet fylkeskommune er på saken og regner med å være ferdig 20.11.2024." in svar
    assert ser in svar
    assert (await verden.steg()).hvilende
    assert (await verden.steg()).oppfoelging.anslag["innlandet"].dato == date(2024, 11, 20)
    await verden.skjer(StegGjenopptatt(steg=STEG, merknad="Tilskuddet er gitt"))
    assert (await verden.hent(lenke)).status_code == 410
    await verden.skjer(StegPauset(steg=STEG, hos="innlandet", grunn="Enda en ting"))
    assert (await verden.steg()).oppfoelging.anslag == {}, "it was said of what was asked before"


async def test_andre_kan_ikke_si_at_avklaringen_er_gitt(verden: Svarverden) -> None:
    await verden.skjer(StegPauset(steg=STEG, hos="innlandet", grunn="Tilskuddet må avklares"))
    await verden.send(verden.lenke(Formaal.AVKLART), merknad="Ja")
    assert (await verden.steg()).hvilende
