"""Trial mode in the send job: the coordinator is shown what others would get; nobody has been told until it is off."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest

from fristvakt.koehandling import lagt_til_side, send_paa_nytt
from modeller.arbeidskalender import EN_DAG
from modeller.fakta import INSTALLASJON, FaktumAngret, ProevemodusSatt
from modeller.lager import hovedboker, publisertbok, utboks
from modeller.lager.faktalager import NyttFaktum, tilfoey
from modeller.lager.hovedboker import SendtMelding
from modeller.lager.lager import I_MINNET, Lager, Tx
from modeller.lager.tabeller import Utbokstilstand
from modeller.plan import Status
from modeller.register import Kontakt
from modeller.tekst import Maalform
from tests.varsler.test_utsending import MOETE, Drept, Postkasse, Verden, kl
from tests.varsler.varselbygg import (
    KALENDER,
    KDD,
    KOORDINATOR,
    OM_STEG,
    POSTMOTTAK,
    REGISTER,
    TRYSIL,
    VAALER,
    i_maalform,
    lenker_i,
    med_lesbare_lenker,
    plan,
    steg,
)
from varsler.bilde import Avtalebilde
from varsler.ekspedering import VAAR_FEIL
from varsler.konvolutt import PROEVEHODE
from varsler.levering import Avvist, Leveringssvar, Nektet, Sendt
from varsler.melding import Melding
from varsler.proevemodus import UTEN_KOORDINATOR, Utestaaende, er_paa, utestaaende
from varsler.svarlenke import PROEVE
from varsler.utsending import SAMTIDIG, SENDER
from varsler.utsendingsresultat import Utsendingsresultat
from varsler.utsikt import varselsutsikt

DAG = date(2024, 9, 2)
I_MORGEN = DAG + EN_DAG
ANNEN = "annen.koordinator@kontakt.example"


@dataclass
class Proeveverden(Verden):
    """The store with trial mode as its facts say, and a second agreement when it has steps of its own."""

    andre: tuple[object, ...] = ()
    andres_koordinator: str = "koordinator"

    async def ta_bilder(self, tx: Tx, avtaler: Collection[str], naa: datetime) -> Mapping[str, Avtalebilde]:
        return {avtale: await self.ta_bilde(tx, avtale, naa) for avtale in avtaler}

    async def ta_bilde(self, tx: Tx, avtale: str, naa: datetime) -> Avtalebilde:
        register = replace(self.register, proevemodus=await er_paa(tx, naa.date()))
        felt = {"koordinator": self.andres_koordinator} if avtale == "andre" else {}
        avtalen = plan(*(self.andre if avtale == "andre" else self.steg), dag=naa.date(), avtale=avtale, **felt)
        utsikt = varselsutsikt(
            plan=avtalen,
            register=register,
            kalender=KALENDER,
            fortalt=await hovedboker.fortalt(tx, avtale),
            uleverbare=await hovedboker.uleverbare(tx),
            regler=OM_STEG,
        )
        publisert = await publisertbok.les_publisert(tx, avtale)
        return Avtalebilde(plan=avtalen, register=register, utsikt=utsikt, publisert=publisert)

    async def sett(self, *, paa: bool, naa: datetime) -> None:
        async with self.lager.skriving() as tx:
            faktum = NyttFaktum(
                id=f"{naa.isoformat()}{paa}",
                skjedde=naa.date(),
                registrert=naa,
                av="test",
                hendelse=ProevemodusSatt(paa=paa),
            )
            await tilfoey(tx, INSTALLASJON, [faktum])

    async def utled(self, naa: datetime) -> None:
        async with self.lager.skriving() as tx:
            for avtale in ("hedmark", *(["andre"] if self.andre else [])):
                bilde = await self.ta_bilde(tx, avtale, naa)
                await utboks.sett_skyldig(tx, avtale, bilde.utsikt.rader, naa, "Ikke lenger aktuelt.")

    async def venter_paa_aa_gaa_ut(self, naa: datetime) -> Utestaaende:
        async with self.lager.lesing() as tx:
            return await utestaaende(tx, self.ta_bilder, naa)

    async def bokfoert(self) -> tuple[SendtMelding, ...]:
        async with self.lager.lesing() as tx:
            return await hovedboker.les_sendt(tx)

    @property
    def for_(self) -> list[str | None]:
        """Whom each message was for, when it went to another."""
        return [m[PROEVEHODE] for m in self.postkasse.sendt]


@pytest.fixture
async def verden() -> AsyncIterator[Proeveverden]:
    async with await Lager.aapne(I_MINNET) as lager:
        verden = Proeveverden(lager)
        await verden.sett(paa=True, naa=kl(DAG))
        yield verden


def tekst(melding: EmailMessage, slag: str = "plain") -> str:
    del_ = melding.get_body((slag,))
    assert del_ is not None
    return str(del_.get_content()).replace("\r\n", "\n")


async def uten_proeve(verden: Proeveverden) -> list[EmailMessage]:
    """The same morning where nobody is on trial."""
    async with await Lager.aapne(I_MINNET) as lager:
        vanlig = Verden(lager, steg=verden.steg, register=verden.register)
        await vanlig.morgen(kl(DAG))
        return vanlig.postkasse.sendt


async def test_koordinatoren_faar_e_posten_slik_mottakeren_ville_faatt_den(verden: Proeveverden) -> None:
    assert await verden.morgen(kl(DAG)) == Utsendingsresultat(sendt=1)
    [vist], [vanlig] = verden.postkasse.sendt, await uten_proeve(verden)
    assert vist["To"] == f"Koordinator <{KOORDINATOR}>"
    assert vist["Subject"] == f"[Prøve: til Våler] {vanlig['Subject']}"
    assert vist[PROEVEHODE] == VAALER
    hode, _, resten = tekst(vist).partition("\n\n")
    assert hode.startswith(
        f"*** Prøvemodus: Denne e-posten skulle gått til Prosjektleder hos Våler kommune ({VAALER})."
    )
    naa = kl(DAG)
    assert med_lesbare_lenker(resten, naa) == med_lesbare_lenker(tekst(vanlig), naa)
    assert {lenke.mottaker for lenke in lenker_i(resten, naa)} == {PROEVE}, "she must not answer in their name"
    html = med_lesbare_lenker(tekst(vist, "html"), naa)
    assert f"Prosjektleder hos Våler kommune ({VAALER})" in html
    vanlig_html = med_lesbare_lenker(tekst(vanlig, "html"), naa)
    borte = {linje for linje in vanlig_html.splitlines() if "<title>" not in linje} - set(html.splitlines())
    assert not borte, "all the recipient would have seen is there"
    assert vist["Message-ID"] != vanlig["Message-ID"]


async def test_hodet_er_paa_koordinatorens_maalform_og_resten_paa_mottakerens(verden: Proeveverden) -> None:
    nynorsk = replace(REGISTER.kontakter["koordinator"], maalform=Maalform.NN)
    verden.register = replace(REGISTER, kontakter={**REGISTER.kontakter, "koordinator": nynorsk})
    await verden.morgen(kl(DAG))
    hode, _, resten = tekst(verden.postkasse.sendt[0]).partition("\n\n")
    assert "Dei har ikkje fått han." in hode
    assert "Nå er det deres tur" in resten
    assert '<td lang="nn"' in tekst(verden.postkasse.sendt[0], "html")


async def test_en_melding_for_hver_den_staar_for_og_dagsgrensen_gjelder_hver_av_dem(verden: Proeveverden) -> None:
    verden.steg = [steg(), steg(part="trysil")]
    assert await verden.morgen(kl(DAG)) == Utsendingsresultat(sendt=2)
    assert verden.postkasse.til == [KOORDINATOR, KOORDINATOR]
    assert sorted(map(str, verden.for_)) == [TRYSIL, VAALER]
    verden.steg.append(steg(steg="respons"))
    assert await verden.morgen(kl(DAG, 9)) == Utsendingsresultat(utsatt=1), "as Våler would get it: tomorrow"


async def test_koordinatorens_egen_post_gaar_som_foer_og_er_sagt(verden: Proeveverden) -> None:
    verden.steg = [steg(part="engerdal")]
    assert await verden.morgen(kl(DAG)) == Utsendingsresultat(sendt=1)
    assert verden.for_ == [None]
    assert await verden.tilstander(KOORDINATOR) == ["sendt"]
    async with verden.lager.lesing() as tx:
        assert await hovedboker.fortalt(tx, "hedmark")
    verden.steg.append(steg())
    assert await verden.morgen(kl(DAG, 9)) == Utsendingsresultat(sendt=1), "hers holds back nobody's"
    assert verden.for_[-1] == VAALER


async def test_det_som_er_vist_er_ikke_sagt(verden: Proeveverden) -> None:
    verden.steg = [steg(), MOETE]
    await verden.morgen(kl(DAG))
    assert set(await verden.tilstander()) == {"proevd"}
    async with verden.lager.lesing() as tx:
        assert await hovedboker.fortalt(tx, "hedmark") == {}
        assert await publisertbok.les_publisert(tx) == {}
        assert not await hovedboker.har_faatt(tx, {VAALER}, DAG)
        assert await hovedboker.har_faatt(tx, {VAALER}, DAG, i_proeve=True)
        assert not await hovedboker.har_faatt(tx, {KOORDINATOR}, DAG, i_proeve=True)
    assert {(m.mottaker, m.proeve_til) for m in await verden.bokfoert()} == {(VAALER, KOORDINATOR)}
    assert await verden.morgen(kl(I_MORGEN)) == Utsendingsresultat(), "shown once"


async def test_en_innkalling_spoer_ikke_koordinatorens_kalender(verden: Proeveverden) -> None:
    verden.steg = [MOETE]
    await verden.morgen(kl(DAG))
    [vist] = verden.postkasse.sendt
    assert [del_ for del_ in vist.walk() if del_.get_content_type() == "text/calendar"] == []
    [vedlegg] = vist.iter_attachments()
    assert (vedlegg.get_content_type(), vedlegg.get_filename()) == ("text/plain", "kalender.ics.txt")
    assert "METHOD:REQUEST" in vedlegg.get_content()
    assert "Kalenderdelen ligger ved som tekst" in tekst(vist)
    assert "Innkallingen følger med til kalenderen." in tekst(vist), "as its recipient would have read it"


async def test_naar_proevemodus_slaas_av_gaar_det_skyldige_samlet_og_en_gang_til_hver(verden: Proeveverden) -> None:
    verden.steg = [steg(), steg(part="trysil")]
    await verden.morgen(kl(DAG))
    verden.steg.append(steg(steg="respons", aapnet=I_MORGEN, aapnet_registrert=I_MORGEN))
    await verden.morgen(kl(I_MORGEN))
    assert len(verden.postkasse.sendt) == 3
    assert await verden.venter_paa_aa_gaa_ut(kl(I_MORGEN, 7)) == Utestaaende(meldinger=2, mottakere=2)
    await verden.sett(paa=False, naa=kl(I_MORGEN, 8))
    assert await verden.morgen(kl(I_MORGEN, 9)) == Utsendingsresultat(sendt=2)
    assert sorted(verden.postkasse.til[3:]) == [TRYSIL, VAALER]
    assert verden.for_[3:] == [None, None]
    [samlet] = [m for m in verden.postkasse.sendt[3:] if VAALER in m["To"]]
    assert "Her er 2 saker. De som haster mest, står først." in tekst(samlet)
    assert len({m["Message-ID"] for m in verden.postkasse.sendt}) == 5
    assert await verden.morgen(kl(I_MORGEN + EN_DAG)) == Utsendingsresultat(), "nothing twice"
    assert set(await verden.tilstander()) == {"sendt"}


async def test_det_som_ble_gjort_i_proevetiden_faar_ingen_vite_om_etterpaa(verden: Proeveverden) -> None:
    await verden.morgen(kl(DAG))
    verden.steg = [steg(status=Status.UTFOERT, utfoert=I_MORGEN)]
    await verden.sett(paa=False, naa=kl(I_MORGEN))
    assert await verden.venter_paa_aa_gaa_ut(kl(I_MORGEN)) == Utestaaende(meldinger=0, mottakere=0)
    assert await verden.send(kl(I_MORGEN)) == Utsendingsresultat(trukket=1), "also when nobody has derived it since"
    assert await verden.tilstander() == ["trukket"]


async def test_bare_den_siste_av_flere_paaminnelser_gaar_ut_etter_proevetiden(verden: Proeveverden) -> None:
    await verden.morgen(kl(DAG))
    await verden.morgen(kl(date(2024, 10, 18)))
    await verden.morgen(kl(date(2024, 11, 15)))
    assert len(verden.postkasse.sendt) == 3
    await verden.sett(paa=False, naa=kl(date(2024, 11, 15), 9))
    await verden.morgen(kl(date(2024, 11, 15), 10))
    assert verden.postkasse.til[3:] == [VAALER]
    assert "Her er" not in tekst(verden.postkasse.sendt[-1]), "one item: how it stands now"
    assert sorted(set(await verden.tilstander())) == ["sendt", "trukket"]


async def test_ogsaa_naar_det_at_det_ble_slaatt_paa_angres_gaar_det_skyldige_ut(verden: Proeveverden) -> None:
    await verden.morgen(kl(DAG))
    async with verden.lager.skriving() as tx:
        angret = FaktumAngret(faktum=f"{kl(DAG).isoformat()}True")
        await tilfoey(
            tx, INSTALLASJON, [NyttFaktum(id="a", skjedde=DAG, registrert=kl(DAG, 8), av="test", hendelse=angret)]
        )
    assert await verden.send(kl(DAG, 9)) == Utsendingsresultat(sendt=1)
    assert verden.postkasse.til == [KOORDINATOR, VAALER]


async def test_uten_koordinator_venter_det_med_grunnen_og_gaar_naar_det_slaas_av(verden: Proeveverden) -> None:
    verden.register = replace(REGISTER, kontakter={k: v for k, v in REGISTER.kontakter.items() if k != "koordinator"})
    assert await verden.morgen(kl(DAG)) == Utsendingsresultat(utsatt=1)
    assert verden.postkasse.sendt == []
    async with verden.lager.lesing() as tx:
        [stanset] = await utboks.les_stanset(tx)
    assert (stanset.merknad, stanset.forsoek) == (UTEN_KOORDINATOR, 0)
    await verden.sett(paa=False, naa=kl(DAG, 6))
    assert await verden.send(kl(DAG, 6)) == Utsendingsresultat(sendt=1), "and not an hour later"
    assert verden.postkasse.til == [VAALER]


async def test_en_koordinator_som_ikke_kan_naas_holder_det_igjen_uten_at_mottakeren_merkes(
    verden: Proeveverden,
) -> None:
    verden.postkasse.svar[KOORDINATOR] = Avvist(svar="550 5.1.1 nobody", kode=550)
    assert await verden.morgen(kl(DAG)) == Utsendingsresultat(utsatt=1, avvist=1)
    async with verden.lager.lesing() as tx:
        assert set(await hovedboker.uleverbare(tx)) == {KOORDINATOR}
    assert await verden.send(kl(DAG, 8)) == Utsendingsresultat(utsatt=1)
    assert verden.postkasse.forsoek == [KOORDINATOR], "not asked again"
    assert await verden.tilstander(VAALER) == ["venter"]
    async with verden.lager.skriving() as tx:
        await hovedboker.merk_leverbar(tx, KOORDINATOR)
    del verden.postkasse.svar[KOORDINATOR]
    assert await verden.send(kl(DAG, 10)) == Utsendingsresultat(sendt=1)


async def test_det_koordinatorens_tjener_avviste_sendes_paa_nytt_som_annet_som_er_stanset(
    verden: Proeveverden,
) -> None:
    verden.postkasse.svar[KOORDINATOR] = Avvist(svar="550 5.7.1 blocked", kode=550)
    await verden.morgen(kl(DAG))
    async with verden.lager.skriving() as tx:
        [stanset] = (await lagt_til_side(tx)).values()
        assert stanset.merknad == f"Prøvemodus: {KOORDINATOR} tok ikke imot e-posten: 550 5.7.1 blocked"
        assert await send_paa_nytt(tx, [stanset], DAG) == 1
        await hovedboker.merk_leverbar(tx, KOORDINATOR)  # the world's agreement has no facts to find her in
    del verden.postkasse.svar[KOORDINATOR]
    assert await verden.send(kl(DAG, 7)) == Utsendingsresultat(sendt=1), "at once, and not when the hour is out"
    assert verden.for_ == [VAALER]


async def test_en_melding_koordinatorens_tjener_ikke_ville_ha_gaar_til_mottakeren_etterpaa(
    verden: Proeveverden,
) -> None:
    """Nobody has tried its own recipient: the fault may be the coordinator's filter alone."""
    verden.postkasse.svar[KOORDINATOR] = Nektet(svar="554 5.7.1 looks like spam")
    assert await verden.morgen(kl(DAG)) == Utsendingsresultat(nektet=1)
    async with verden.lager.skriving() as tx:
        [doed] = (await lagt_til_side(tx)).values()
        assert await send_paa_nytt(tx, [doed], DAG) == 1
    assert await verden.send(kl(DAG, 7)) == Utsendingsresultat(nektet=1), "shown her once more, and refused once more"
    await verden.sett(paa=False, naa=kl(DAG, 8))
    assert await verden.send(kl(DAG, 9)) == Utsendingsresultat(sendt=1)
    assert verden.postkasse.til == [VAALER]


async def test_vaar_egen_feil_paa_proeve_skyldes_ikke_koordinatorens_tjener(verden: Proeveverden) -> None:
    class Feiler(Postkasse):
        async def lever(self, melding: Melding) -> Leveringssvar:
            raise ZeroDivisionError("oops")

    verden.postkasse = Feiler()
    assert await verden.morgen(kl(DAG)) == Utsendingsresultat(nektet=1)
    async with verden.lager.lesing() as tx:
        [doed] = (await lagt_til_side(tx)).values()
    assert doed.merknad == f"Prøvemodus: {VAAR_FEIL} ZeroDivisionError: oops"


async def test_det_som_er_underveis_naar_proevemodus_slaas_paa_gaar_ikke_til_mottakeren(verden: Proeveverden) -> None:
    """The batch has been looked at, and some of it is out; the rest is looked at once more."""

    class SlaasPaa(Postkasse):
        async def lever(self, melding: Melding) -> Leveringssvar:
            if len(self.sendt) == 1:  # the first goes alone, the others in one batch
                await verden.sett(paa=True, naa=kl(DAG, 6) + timedelta(seconds=1))
                verden.naa = kl(DAG, 6) + timedelta(seconds=2)
            return await super().lever(melding)

    verden.postkasse = SlaasPaa()
    parter = [f"p{nr:02}" for nr in range(2 * SAMTIDIG)]
    kontakter = [Kontakt(id=p, part=p, navn=p, epost=f"{p}@kontakt.example") for p in parter]
    verden.register = replace(
        REGISTER,
        parter={**REGISTER.parter, **{p: replace(REGISTER.parter["vaaler"], id=p, postmottak=None) for p in parter}},
        kontakter={**REGISTER.kontakter, **{k.id: k for k in kontakter}},
    )
    verden.steg = [steg(steg=f"s{p}", part=p) for p in parter]
    await verden.sett(paa=False, naa=kl(DAG))
    await verden.morgen(kl(DAG, 6))
    vist = [til for til in verden.for_ if til is not None]
    gikk = [m for m, for_ in zip(verden.postkasse.til, verden.for_, strict=True) if for_ is None]
    assert len(gikk) <= 1 + SAMTIDIG, "no more than were on their way already"
    assert sorted(gikk + vist) == sorted(k.epost for k in kontakter)


async def test_en_melding_om_flere_avtaler_vises_hver_koordinator_med_hennes_saker(verden: Proeveverden) -> None:
    annen = Kontakt(id="annen", part="kdd", navn="Annen koordinator", epost=ANNEN)
    verden.register = replace(REGISTER, kontakter={**REGISTER.kontakter, "annen": annen})
    verden.andre, verden.andres_koordinator = (steg(steg="respons"),), "annen"
    assert await verden.morgen(kl(DAG)) == Utsendingsresultat(sendt=2)
    assert sorted(verden.postkasse.til) == [ANNEN, KOORDINATOR]
    assert verden.for_ == [VAALER, VAALER]
    await verden.sett(paa=False, naa=kl(DAG, 8))
    assert await verden.send(kl(DAG, 9)) == Utsendingsresultat(sendt=1), "gathered in one"
    assert "Her er 2 saker. De som haster mest, står først." in tekst(verden.postkasse.sendt[-1])


async def test_den_ene_koordinatorens_doede_adresse_holder_ikke_igjen_den_andres(verden: Proeveverden) -> None:
    annen = Kontakt(id="annen", part="kdd", navn="Annen koordinator", epost=ANNEN)
    verden.register = replace(REGISTER, kontakter={**REGISTER.kontakter, "annen": annen})
    verden.andre, verden.andres_koordinator = (steg(steg="respons"),), "annen"
    verden.postkasse.svar = {ANNEN: Avvist(svar="550 5.1.1 nobody", kode=550)}
    resultat = await verden.morgen(kl(DAG))
    assert (resultat.sendt, resultat.avvist) == (1, 1)
    assert verden.postkasse.til == [KOORDINATOR]


async def test_to_proevetider_etter_hverandre_sier_ingenting_to_ganger(verden: Proeveverden) -> None:
    await verden.morgen(kl(DAG))
    await verden.sett(paa=False, naa=kl(DAG, 8))
    await verden.sett(paa=True, naa=kl(DAG, 9))
    assert await verden.send(kl(DAG, 10)) == Utsendingsresultat(), "shown already"
    await verden.sett(paa=False, naa=kl(DAG, 11))
    assert await verden.send(kl(DAG, 12)) == Utsendingsresultat(sendt=1)
    assert verden.postkasse.til == [KOORDINATOR, VAALER]


async def test_slaas_det_av_mens_en_viser_gaar_det_likevel_ut_etterpaa(verden: Proeveverden) -> None:
    class SlaasAv(Postkasse):
        async def lever(self, melding: Melding) -> Sendt:
            await verden.sett(paa=False, naa=kl(DAG, 7))
            await super().lever(melding)
            return Sendt(svar="250 OK")

    verden.postkasse = SlaasAv()
    await verden.morgen(kl(DAG))
    assert await verden.tilstander() == ["proevd"]
    verden.postkasse = Postkasse()
    assert await verden.send(kl(DAG, 8)) == Utsendingsresultat(sendt=1)
    assert verden.postkasse.til == [VAALER]


async def test_drept_mellom_levering_og_bekreftelse_vises_det_paa_nytt_med_samme_message_id(
    verden: Proeveverden, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def drept(*_: object) -> None:
        raise Drept

    await verden.utled(kl(DAG))
    with monkeypatch.context() as m:
        m.setattr(utboks, "bekreft", drept)
        with pytest.raises(Drept):
            await verden.send(kl(DAG))
    async with verden.lager.skriving() as tx:
        await utboks.frigi(tx, SENDER)
    assert await verden.send(kl(DAG, 9)) == Utsendingsresultat(sendt=1)
    foerst, igjen = verden.postkasse.sendt
    assert foerst["Message-ID"] == igjen["Message-ID"]
    assert foerst[PROEVEHODE] == VAALER


async def test_to_sendere_viser_hver_melding_en_gang(tmp_path: Path) -> None:
    async with await Lager.aapne(f"sqlite+aiosqlite:///{tmp_path / 'f.db'}") as lager:
        verden = Proeveverden(
            lager, steg=[steg(steg=f"s{nr}", part=part) for nr in range(3) for part in ("vaaler", "trysil", "kdd")]
        )
        await verden.sett(paa=True, naa=kl(DAG))
        await verden.utled(kl(DAG))
        verden.naa = kl(DAG)
        en, to = await asyncio.gather(*(verden.utsending(av).send(kl(DAG)) for av in ("en", "to")))
        assert en.sendt + to.sendt == 3
        assert sorted(map(str, verden.for_)) == [KDD, TRYSIL, VAALER]
        await verden.sett(paa=False, naa=kl(DAG, 8))
        verden.naa = kl(DAG, 9)
        en, to = await asyncio.gather(*(verden.utsending(av).send(kl(DAG, 9)) for av in ("en", "to")))
        assert en.sendt + to.sendt == 3
        assert sorted(verden.postkasse.til[3:]) == [KDD, TRYSIL, VAALER]
        assert set(await verden.tilstander()) == {"sendt"}


async def test_postmottaket_staar_som_postmottak_i_hodet(verden: Proeveverden) -> None:
    uten = {id_: k for id_, k in REGISTER.kontakter.items() if id_ != "vaaler.leder"}
    verden.register = replace(i_maalform(REGISTER, Maalform.NB), kontakter=uten)
    await verden.morgen(kl(DAG))
    [vist] = [m for m in verden.postkasse.sendt if m[PROEVEHODE] == POSTMOTTAK]
    assert vist["Subject"].startswith("[Prøve: til Våler] Sak 24/1234: Deres tur: ")
    assert f"skulle gått til postmottaket til Våler kommune ({POSTMOTTAK})" in tekst(vist)
    assert Utbokstilstand.SENDT in await verden.tilstander(KOORDINATOR), "that a contact is missing is hers to know"


async def test_det_som_er_stilt_fram_i_tid_teller_ikke_foer_dagen_er_kommet(verden: Proeveverden) -> None:
    await verden.sett(paa=False, naa=kl(I_MORGEN))
    await verden.morgen(kl(DAG))
    assert verden.for_ == [VAALER]
    await verden.morgen(kl(I_MORGEN) + timedelta(hours=1))
    assert verden.for_ == [VAALER, None]
