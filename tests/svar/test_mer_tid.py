"""More time: asked for from the mail, and answered by the coordinator."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from modeller.fakta import FristUtsatt, MerTidAvslaatt, MerTidOensket
from modeller.tekst import dato_kort
from tests.svar.svarverden import STEG, Svarverden, feltet, ordene
from varsler.svarlenke import Formaal

FYLKETS = "fylkets_rolle.innlandet"


async def test_et_oenske_som_er_for_langt_fram_avvises_ved_datoen(verden: Svarverden) -> None:
    svar = await verden.send(verden.lenke(Formaal.MER_TID), til="2029-10-01", grunn="Kommunestyret er utsatt")
    assert svar.status_code == 422
    assert ordene(svar).count("1.10.2029 er for langt fram. Velg en dag til og med 9.11.2025.") == 2
    assert await verden.fakta() == []


async def test_mer_tid_gaar_til_koordinatoren_som_sier_ja_med_en_annen_dato(verden: Svarverden) -> None:
    await verden.send(verden.lenke(Formaal.MER_TID), til="2024-12-12", grunn="Kommunestyret er utsatt")
    svarlenke = verden.lenke(Formaal.SVAR_MER_TID, part="innlandet", kontakt="sekretariat.innlandet", gjelder="trysil")
    skjema = await verden.hent(svarlenke)
    assert "Trysil kommune ber om mer tid" in ordene(skjema)
    assert "utsatt datoen til 12.12.2024, med denne grunnen: «Kommunestyret er utsatt»" in ordene(skjema)
    assert feltet(skjema, "til") == "2024-12-12"
    await verden.send(svarlenke, svar="ja", til="2024-12-10", grunn="")
    oensket, utsatt = [f.hendelse for f in await verden.fakta()]
    assert oensket == MerTidOensket(steg=STEG, part="trysil", til=date(2024, 12, 12), grunn="Kommunestyret er utsatt")
    assert utsatt == FristUtsatt(steg=STEG, til=date(2024, 12, 10), grunn="Kommunestyret er utsatt")
    igjen = await verden.send(svarlenke, svar="nei", grunn="Nei")
    assert "Dette er allerede registrert" in ordene(igjen)


async def test_et_ja_til_mer_tid_maa_gi_mer_tid(verden: Svarverden) -> None:
    verden.naa = datetime(2024, 10, 1, 8, tzinfo=UTC)
    frist = (await verden.steg()).frist
    assert frist is not None
    await verden.send(verden.lenke(Formaal.MER_TID), til="2024-12-12", grunn="Kommunestyret er utsatt")
    lenke = verden.lenke(Formaal.SVAR_MER_TID, part="innlandet", kontakt="sekretariat.innlandet", gjelder="trysil")
    naa = f"Datoen er nå {dato_kort(frist)}. Du kan velge en annen dag enn den de ba om, men den må være senere."
    assert naa in ordene(await verden.hent(lenke))
    for til in (frist, frist - timedelta(days=3)):
        svar = await verden.send(lenke, svar="ja", til=til.isoformat(), grunn="")
        assert svar.status_code == 422
        assert f"Det gir ikke mer tid: datoen er nå {dato_kort(frist)}. Skriv en senere dag, eller svar nei." in ordene(
            svar
        )
    assert not any(isinstance(f.hendelse, FristUtsatt) for f in await verden.fakta())
    await verden.send(lenke, svar="ja", til=(frist + timedelta(days=1)).isoformat(), grunn="")
    assert isinstance((await verden.fakta())[-1].hendelse, FristUtsatt)


async def test_et_nei_til_mer_tid_krever_en_grunn_og_bare_koordinatoren_kan_gi_det(verden: Svarverden) -> None:
    await verden.skjer(MerTidOensket(steg=STEG, part="trysil", til=date(2024, 12, 12), grunn="Travelt"))
    falsk = verden.lenke(Formaal.SVAR_MER_TID, gjelder="trysil")
    assert (await verden.send(falsk, svar="nei", grunn="Nei")).status_code == 410
    lenke = verden.lenke(Formaal.SVAR_MER_TID, part="innlandet", kontakt="sekretariat.innlandet", gjelder="trysil")
    assert "Skriv hvorfor datoen må stå." in ordene(await verden.send(lenke, svar="nei", grunn=""))
    await verden.send(lenke, svar="nei", grunn="Fristen er departementets")
    assert (await verden.fakta())[-1].hendelse == MerTidAvslaatt(
        steg=STEG, part="trysil", grunn="Fristen er departementets"
    )


async def test_koordinatoren_kan_ikke_gi_mer_tid_til_en_dag_som_er_passert(verden: Svarverden) -> None:
    passert = await verden.send(verden.lenke(Formaal.MER_TID), til="2024-11-08", grunn="Sykdom")
    assert "8.11.2024 er ikke etter 8.11.2024. Velg en senere dag." in ordene(passert), "neither can it be asked for"
    assert "Sykdom" in passert.text
    await verden.send(verden.lenke(Formaal.MER_TID), til="2024-12-20", grunn="Sykdom")
    svar = verden.lenke(Formaal.SVAR_MER_TID, part="innlandet", kontakt="sekretariat.innlandet", gjelder="trysil")
    avvist = await verden.send(svar, svar="ja", til="2024-11-08", grunn="")
    assert "Den nye datoen er passert." in ordene(avvist)
    assert not any(isinstance(f.hendelse, FristUtsatt) for f in await verden.fakta())


async def test_koordinatoren_som_trenger_mer_tid_spoer_ikke_seg_selv(verden: Svarverden) -> None:
    lenke = verden.lenke(Formaal.MER_TID, steg=FYLKETS, part="innlandet")
    assert "Du er koordinator, så datoen flyttes med en gang og vises på tavla." in ordene(await verden.hent(lenke))
    assert "Hvorfor flyttes datoen? Kan leses av alle partene." in ordene(await verden.hent(lenke))
    assert "Skriv hvorfor datoen flyttes." in ordene(await verden.send(lenke, til="2025-01-10", grunn=""))
    svar = await verden.send(lenke, til="2024-12-20", grunn="Fylkestinget er flyttet")
    assert "Datoen er flyttet." in ordene(svar), ordene(svar)
    igjen = ordene(await verden.send(lenke, til="2024-12-20", grunn="Fylkestinget er flyttet"))
    assert "Dette er allerede registrert" in igjen and "fra e-post." in igjen
    [faktum] = await verden.fakta()
    assert faktum.hendelse == FristUtsatt(steg=FYLKETS, til=date(2024, 12, 20), grunn="Fylkestinget er flyttet")
