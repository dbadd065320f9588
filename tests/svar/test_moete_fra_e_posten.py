"""Whoever called a meeting moves it or calls it off from the mail."""

from __future__ import annotations

from datetime import date, time

from modeller.fakta import KontaktRegistrert, MoeteInnkalt
from modeller.register import Kontakt
from tests.svar.svarverden import Svarverden, feltet, ordene
from varsler.svarlenke import Formaal

MOETET = "tekstdialog"
INNKALT = MoeteInnkalt(steg=MOETET, dato=date(2024, 12, 11), fra=time(9, 30), til=time(11), sted="Teams")


async def lenken(verden: Svarverden) -> str:
    kontakt = Kontakt(id="sekretariat.kdd", part="kdd", navn="sekretariat", epost="sekretariat@kdd.example")
    await verden.skjer(KontaktRegistrert(kontakt=kontakt), register=True)
    await verden.skjer(INNKALT)
    return verden.lenke(Formaal.MOETE, steg=MOETET, part="kdd")


async def test_moetet_flyttes_med_dag_tid_og_sted_som_staar_fra_foer(verden: Svarverden) -> None:
    lenke = await lenken(verden)
    skjema = await verden.hent(lenke)
    assert [feltet(skjema, navn) for navn in ("moetedag", "fra", "til", "sted")] == [
        "2024-12-11",
        "09:30",
        "11:00",
        "Teams",
    ]
    felt = {"hva": "flytt", "fra": "09:30", "til": "11:00", "sted": "Teams"}
    uten_grunn = await verden.send(lenke, moetedag="2024-12-12", **felt)
    assert "Skriv hvorfor møtet flyttes eller avlyses." in ordene(uten_grunn)
    bakover = await verden.send(lenke, moetedag="2024-11-01", grunn="Sykdom", **felt)
    assert "Dagen er passert." in ordene(bakover)
    svar = ordene(await verden.send(lenke, moetedag="2024-12-12", grunn="Statsråden er på reise", **felt))
    assert "Møtet ble satt til 12.12.2024, kl. 09.30–11.00, Teams. «Statsråden er på reise»" in svar
    assert "Beskjeden går ut med neste utsending." in svar
    assert (await verden.steg(MOETET)).frist == date(2024, 12, 12)
    uendret = ordene(await verden.send(lenke, moetedag="2024-12-12", grunn="Nok en gang", **felt))
    assert "Dette er allerede registrert" in uendret


async def test_en_feil_i_tiden_staar_ved_tiden(verden: Svarverden) -> None:
    lenke = await lenken(verden)
    for fra, til, felt, feil in (
        ("11:00", "10:00", "til", "Møtet må slutte etter at det begynner."),
        ("11:00", "", "til", "Skriv både når møtet begynner (fra) og når det slutter (til)."),
        ("", "10:00", "fra", "Skriv både når møtet begynner (fra) og når det slutter (til)."),
    ):
        svar = await verden.send(lenke, hva="flytt", moetedag="2024-12-12", fra=fra, til=til, grunn="Reise")
        assert feil in ordene(svar)
        assert f'id="{felt}-feil"' in svar.text
        assert 'id="moetedag-feil"' not in svar.text


async def test_moetet_avlyses_med_en_grunn(verden: Svarverden) -> None:
    lenke = await lenken(verden)
    svar = ordene(await verden.send(lenke, hva="avlys", moetedag="2024-12-11", grunn="Ikke flere spørsmål"))
    assert "Møtet ble avlyst. «Ikke flere spørsmål»" in svar
    assert (await verden.fakta())[-1].hendelse == MoeteInnkalt(steg=MOETET, dato=None, grunn="Ikke flere spørsmål")
