"""A link whose reader no longer stands for the party, or whose step has gone to others: refused, and told why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from modeller.fakta import (
    KontaktRegistrert,
    KontaktSluttet,
    MerTidOensket,
    PartAvloest,
    PartRegistrert,
    StedfortrederSatt,
    StegPauset,
)
from modeller.register import Kontakt, Part, Partsslag
from modeller.tekst import lik
from tests.svar.svarverden import STEG, Svarverden, ordene
from varsler.svarlenke import EGNE, KOORDINATORENS, UTEN_STEG, Formaal

SEKRETARIATET = Kontakt(id="sekretariat.trysil", part="trysil", navn="sekretariat", epost="sekretariat@trysil.example")
KOORDINATOREN = Kontakt(
    id="sekretariat.innlandet", part="innlandet", navn="sekretariat", epost="sekretariat@innlandet.example"
)
OM_PARTEN = [f for f in Formaal if f not in EGNE]
OM_STEGET = [f for f in Formaal if f not in UTEN_STEG | KOORDINATORENS]
UTFYLT = {
    "utfall": "vedtatt",
    "organ": "trysil-kommunestyre",
    "dato": "2024-11-07",
    "til": "2024-12-12",
    "grunn": "Travelt",
    "svar": "ja",
    "samling": "ukentlig",
    "oversikter": "nei",
    "epost": "kollega@trysil.example",
    "rolle": "Kollega",
    "kollega": "ny",
    "omfang": "dette",
}


def lenke_til(verden: Svarverden, formaal: Formaal) -> str:
    """A link that holds while nobody has moved; the request for more time is its coordinator's to answer."""
    if formaal in KOORDINATORENS:
        return verden.lenke(formaal, part="innlandet", kontakt=KOORDINATOREN.id, gjelder="trysil")
    return verden.lenke(formaal, gjelder="saksframlegg" if formaal is Formaal.MILEPAEL else "")


async def lenker_som_virker(verden: Svarverden, formaal: Iterable[Formaal]) -> dict[Formaal, str]:
    """A link for each purpose, all of which lead to something yet."""
    await verden.skjer(MerTidOensket(steg=STEG, part="trysil", til=date(2024, 12, 12), grunn="Travelt"))
    lenker = {ett: lenke_til(verden, ett) for ett in formaal}
    assert {(await verden.hent(lenke)).status_code for lenke in lenker.values()} == {200}
    return lenker


async def er_stengt(verden: Svarverden, lenke: str, hvorfor: str) -> None:
    """Both showing and acting are refused with the reason and how to get on, and nothing is registered."""
    foer = await verden.antall()
    for svar in (await verden.hent(lenke), await verden.send(lenke, **UTFYLT)):
        assert (svar.status_code, hvorfor in ordene(svar)) == (410, True), ordene(svar)
        assert "svarer du på" in ordene(svar) or "egne e-poster" in ordene(svar), "how to get on"
    assert await verden.antall() == foer


async def test_den_som_har_flyttet_til_en_annen_part_svarer_ikke_for_den_gamle(verden: Svarverden) -> None:
    lenker = await lenker_som_virker(verden, OM_PARTEN)
    flyttet = [KontaktRegistrert(kontakt=replace(egen, part="kdd")) for egen in (SEKRETARIATET, KOORDINATOREN)]
    await verden.skjer(*flyttet, register=True)
    for formaal, lenke in lenker.items():
        navn = "Innlandet fylkeskommune" if formaal in KOORDINATORENS else "Trysil kommune"
        await er_stengt(verden, lenke, f"Du svarer ikke lenger for {navn}")


async def test_den_som_bare_har_andre_avtaler_naa_svarer_ikke_for_denne(verden: Svarverden) -> None:
    lenker = await lenker_som_virker(verden, OM_STEGET)
    await verden.skjer(KontaktRegistrert(kontakt=replace(SEKRETARIATET, avtaler=("en-annen",))), register=True)
    for lenke in lenker.values():
        await er_stengt(verden, lenke, "Du svarer ikke lenger for Trysil kommune")


async def test_en_part_som_er_slaatt_sammen_med_andre_svarer_ikke_mer(verden: Svarverden) -> None:
    lenker = await lenker_som_virker(verden, OM_PARTEN)
    for gammel, slag in (("trysil", Partsslag.KOMMUNE), ("innlandet", Partsslag.FYLKESKOMMUNE)):
        ny = Part(id=f"ny-{gammel}", navn=lik("Den nye"), slag=slag)
        await verden.skjer(PartRegistrert(part=ny), PartAvloest(part=gammel, av=(ny.id,)), register=True)
    for lenke in lenker.values():
        await er_stengt(verden, lenke, "er avløst av Den nye")


async def test_den_som_har_sluttet_svarer_ikke_mer(verden: Svarverden) -> None:
    lenker = await lenker_som_virker(verden, Formaal)
    sluttet = [KontaktSluttet(kontakt=egen.id) for egen in (SEKRETARIATET, KOORDINATOREN)]
    await verden.skjer(*sluttet, register=True)
    for lenke in lenker.values():
        await er_stengt(verden, lenke, "Du står ikke lenger som kontakt")


async def test_et_steg_som_ligger_hos_andre_besvares_av_dem(verden: Svarverden) -> None:
    lenker = await lenker_som_virker(verden, OM_STEGET)
    await verden.skjer(StegPauset(steg=STEG, hos="kdd", grunn="Må avklares"))
    for lenke in lenker.values():
        await er_stengt(verden, lenke, "Nå ligger det hos Kommunal- og distriktsdepartementet")


async def test_bare_den_som_er_koordinator_naa_svarer_paa_oensket_og_rydder_for_andre(verden: Svarverden) -> None:
    lenker = await lenker_som_virker(verden, KOORDINATORENS)
    vikar = Kontakt(id="vikar", part="innlandet", navn="Vikar", epost="vikar@innlandet.example")
    borte = StedfortrederSatt(kontakt=KOORDINATOREN.id, stedfortreder="vikar")
    await verden.skjer(KontaktRegistrert(kontakt=vikar), borte, register=True)
    for lenke in lenker.values():
        await er_stengt(verden, lenke, "Du er ikke lenger koordinator")


async def test_den_som_svarer_i_stedet_for_en_annen_slipper_til(verden: Svarverden) -> None:
    vikar = Kontakt(id="vikar", part="trysil", navn="Vikar", epost="sekretariat@trysil.example", avtaler=("en-annen",))
    borte = StedfortrederSatt(kontakt=SEKRETARIATET.id, stedfortreder="vikar")
    await verden.skjer(KontaktRegistrert(kontakt=vikar), register=True)
    lenke = verden.lenke(Formaal.PAA_SAKEN, kontakt="vikar")
    await er_stengt(verden, lenke, "Du svarer ikke lenger for Trysil kommune")
    await verden.skjer(borte, register=True)
    assert (await verden.hent(lenke)).status_code == 200
    assert (await verden.hent(verden.lenke(Formaal.PAA_SAKEN))).status_code == 200, "whoever is away can answer too"


async def test_det_som_er_ens_eget_foelger_med_til_en_annen_part(verden: Svarverden) -> None:
    """Whoever wants fewer mails must be believed, wherever she works."""
    lenker = [verden.lenke(Formaal.AVMELD), verden.lenke(Formaal.VALG)]
    await verden.skjer(KontaktRegistrert(kontakt=replace(SEKRETARIATET, part="kdd")), register=True)
    for lenke in lenker:
        svar = await verden.send(lenke, samling="ukentlig", oversikter="nei")
        assert "Takk, det er registrert" in ordene(svar)
        faktum = (await verden.fakta("kontakt/sekretariat.trysil"))[-1]
        assert faktum.av == "sekretariat hos Kommunal- og distriktsdepartementet, fra e-post"
