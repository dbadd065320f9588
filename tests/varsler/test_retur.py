"""The job that reads the Maildir: once each, with what a refusal at once would have led to, and nothing lost."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from modeller.lager import hovedboker, leveringsforsoek, returpost, utboks
from modeller.lager.lager import I_MINNET, Lager
from modeller.lager.leveringsforsoek import Klasse
from modeller.lager.returpost import Returpost, Returslag
from modeller.lager.tabeller import Utbokstilstand
from tests.varsler.returbygg import epost, rapport
from tests.varsler.test_utsending import DAG, Verden, kl
from tests.varsler.varselbygg import KOORDINATOR, POSTMOTTAK, REGISTER, VAALER
from varsler.levering import Avvist
from varsler.retur.behandling import Returbehandling
from varsler.retur.innkommet import Innkommet, Uforstaatt
from varsler.retur.mappe import Returmappe
from varsler.retur.returord import i_ord

NAA = kl(DAG, 10)


@dataclass
class Retur:
    """The world of the sending tests after its first message has gone to Våler, with a Maildir for what comes back."""

    verden: Verden
    mappe: Path
    message_id: str

    @property
    def jobb(self) -> Returbehandling:
        return Returbehandling(lager=self.verden.lager, mappe=Returmappe(self.mappe), ta_bilder=self.verden.ta_bilder)

    def legg(self, raa: bytes, navn: str = "1725264000.M1.vert", under: str = "new") -> Path:
        sti = self.mappe / under / navn
        sti.write_bytes(raa)
        return sti

    async def les(self, naa: datetime = NAA) -> int:
        return await self.jobb.les_inn(naa)

    async def post(self) -> tuple[Returpost, ...]:
        async with self.verden.lager.lesing() as tx:
            return await returpost.les_returpost(tx)

    async def uleverbare(self) -> dict[str, date]:
        async with self.verden.lager.lesing() as tx:
            return await hovedboker.uleverbare(tx)

    async def klasser(self) -> list[Klasse]:
        async with self.verden.lager.lesing() as tx:
            [sendt] = await hovedboker.les_sendt(tx, message_id=self.message_id)
            return [f.klasse for f in (await leveringsforsoek.les_forsoek(tx, [sendt]))[self.message_id]]

    def filer(self, under: str) -> list[str]:
        return sorted(sti.name for sti in (self.mappe / under).iterdir())


@pytest.fixture
async def retur(tmp_path: Path) -> AsyncIterator[Retur]:
    for under in ("new", "cur", "tmp"):
        (tmp_path / under).mkdir()
    async with await Lager.aapne(I_MINNET) as lager:
        verden = Verden(lager)
        assert (await verden.morgen(kl(DAG))).sendt == 1
        yield Retur(verden, tmp_path, verden.postkasse.sendt[0]["Message-ID"])


async def test_en_retur_har_samme_foelger_som_et_nei_med_en_gang(retur: Retur) -> None:
    retur.legg(rapport(retur.message_id, VAALER))
    assert await retur.les() == 1
    async with await Lager.aapne(I_MINNET) as lager:
        straks = Verden(lager)
        straks.postkasse.svar[VAALER] = Avvist(svar="550 5.1.1 user unknown", kode=550)
        await straks.morgen(kl(DAG))
        assert await retur.uleverbare() == {VAALER: DAG}
        async with lager.lesing() as tx, retur.verden.lager.lesing() as vaar:
            like = [
                {(k.rad.noekkel, k.merknad) for k in await utboks.les_koe(t, Utbokstilstand.DOED)} for t in (tx, vaar)
            ]
            assert like[0] == like[1] != set()
    await retur.verden.send(kl(DAG, 11))
    assert sorted(retur.verden.postkasse.til) == sorted([VAALER, POSTMOTTAK, KOORDINATOR])
    til_koordinator = next(m for m in retur.verden.postkasse.sendt if m["To"].addresses[0].addr_spec == KOORDINATOR)
    assert til_koordinator["Subject"].startswith("E-post kommer ikke fram til Prosjektleder hos Våler kommune")
    [post] = await retur.post()
    assert (post.slag, post.kode, post.melding, post.part) == (
        Returslag.IKKE_LEVERT,
        "5.1.1",
        retur.message_id,
        "vaaler",
    )
    assert await retur.klasser() == [Klasse.SENDT, Klasse.RETUR]


async def test_det_som_er_lest_flyttes_og_leses_ikke_igjen(retur: Retur) -> None:
    raa = rapport(retur.message_id, VAALER)
    retur.legg(raa)
    retur.legg(raa, "1725264000.M1.vert:2,", "cur")  # moved by a mail server, and delivered once more under its name
    assert await retur.les() == 1
    assert await retur.les() == 0
    assert retur.filer("new") == []
    assert retur.filer("cur") == ["1725264000.M1.vert-2:2,S", "1725264000.M1.vert:2,S"], "nothing is written over"
    assert await retur.klasser() == [Klasse.SENDT, Klasse.RETUR]


async def test_det_en_postserver_har_flyttet_uten_at_noen_har_sett_det_leses(retur: Retur) -> None:
    retur.legg(epost("Hei"), "1.M1.vert:2,F", "cur")
    retur.legg(epost("Hei igjen"), "2.M1.vert:2,S", "cur")
    assert await retur.les() == 1
    assert retur.filer("cur") == ["1.M1.vert:2,FS", "2.M1.vert:2,S"]


async def test_en_full_postkasse_proeves_igjen_og_gis_opp_naar_tiden_er_ute(retur: Retur) -> None:
    full = {"status": "4.2.2", "diagnose": "smtp; 452 4.2.2 full"}
    retur.legg(rapport(retur.message_id, VAALER, **full))
    await retur.les()
    assert await retur.uleverbare() == {}
    assert await retur.verden.neste_forsoek() == NAA + timedelta(hours=4), "the first hour of its time is gone"
    naa = kl(DAG + timedelta(days=1), 12)
    assert (await retur.verden.send(naa)).sendt == 1
    assert retur.verden.postkasse.sendt[-1]["Message-ID"] == retur.message_id
    sent = kl(DAG + timedelta(days=4))
    retur.legg(rapport(retur.message_id, VAALER, **full) + b"\r\n", "2.M1.vert")
    await retur.les(sent)
    assert set(await retur.uleverbare()) == {VAALER}
    assert [p.slag for p in await retur.post()] == [Returslag.IKKE_LEVERT, Returslag.PROEVES_IGJEN]


async def test_en_melding_som_nektes_legges_til_side_og_kan_sendes_paa_nytt(retur: Retur) -> None:
    retur.legg(rapport(retur.message_id, VAALER, status="5.7.1", diagnose="smtp; 550 5.7.1 spam"))
    await retur.les()
    assert await retur.uleverbare() == {}
    async with retur.verden.lager.lesing() as tx:
        [doed] = await utboks.les_koe(tx, Utbokstilstand.DOED)
    assert doed.merknad == "550 5.7.1 spam"
    async with retur.verden.lager.skriving() as tx:
        assert await utboks.send_paa_nytt(tx, [doed.rad.noekkel]) == 1
    assert (await retur.verden.send(kl(DAG + timedelta(days=1)))).sendt == 1


@pytest.mark.parametrize(
    ("handling", "klasse"), [("delayed", Klasse.FORSINKET), ("delivered", Klasse.FRAMME), ("relayed", Klasse.FRAMME)]
)
async def test_det_som_ventes_paa_eller_er_framme_bare_noteres(retur: Retur, handling: str, klasse: Klasse) -> None:
    retur.legg(rapport(retur.message_id, VAALER, handling=handling, status="4.4.1", diagnose="smtp; 421 busy"))
    await retur.les()
    assert await retur.klasser() == [Klasse.SENDT, klasse]
    assert await retur.verden.tilstander() == ["sendt"]
    assert await retur.uleverbare() == {}


@pytest.mark.parametrize(
    ("message_id", "til", "grunn", "om"),
    [
        ("<ikke-vaar@fristvakt.example>", VAALER, Uforstaatt.UKJENT_MELDING, ""),
        (None, "en.annen@kontakt.example", Uforstaatt.ANNEN_ADRESSE, "en.annen@kontakt.example"),
        (None, "arkiv@fristvakt.example", Uforstaatt.ANNEN_ADRESSE, "arkiv@fristvakt.example"),
    ],
)
async def test_en_rapport_som_ikke_stemmer_merker_ingen(
    retur: Retur, message_id: str | None, til: str, grunn: Uforstaatt, om: str
) -> None:
    retur.legg(rapport(message_id or retur.message_id, til))
    assert await retur.les() == 1
    [post] = await retur.post()
    assert (post.slag, post.kode, post.svar) == (Returslag.UFORSTAATT, grunn, om)
    assert await retur.uleverbare() == {}
    assert await retur.verden.tilstander() == ["sendt"]


async def test_den_som_er_borte_vises_med_dagen_og_er_ingen_retur(retur: Retur) -> None:
    tekst = "Jeg er borte til og med 12.9.2024."
    retur.legg(epost(tekst, Auto_Submitted="auto-replied", In_Reply_To=retur.message_id, From="Annen <a@b.example>"))
    retur.legg(epost(tekst, X_Autoreply="yes", From="VAALER@kontakt.example"), "2.M1.vert")
    assert await retur.les() == 2
    for post in await retur.post():
        assert (post.slag, post.kontakt, post.dag) == (Returslag.FRAVAER, "vaaler.leder", DAG)
        assert (post.borte_til, post.melding) == ("2024-09-12", retur.message_id)
    assert await retur.uleverbare() == {}
    assert await retur.klasser() == [Klasse.SENDT]


async def test_en_retur_i_proevemodus_merker_koordinatoren_og_ikke_mottakeren(tmp_path: Path) -> None:
    for under in ("new", "cur"):
        (tmp_path / under).mkdir()
    async with await Lager.aapne(I_MINNET) as lager:
        verden = Verden(lager, register=replace(REGISTER, proevemodus=True))
        await verden.morgen(kl(DAG))
        retur = Retur(verden, tmp_path, verden.postkasse.sendt[0]["Message-ID"])
        assert verden.postkasse.til == [KOORDINATOR]
        retur.legg(epost("Borte", Auto_Submitted="auto-replied", In_Reply_To=retur.message_id, From=KOORDINATOR))
        retur.legg(rapport(retur.message_id, VAALER), "2.M1.vert")
        retur.legg(rapport(retur.message_id, KOORDINATOR), "3.M1.vert")
        assert await retur.les() == 3
        assert set(await retur.uleverbare()) == {KOORDINATOR}
        assert await verden.tilstander(VAALER) == ["proevd"]
        assert {(p.slag, p.kontakt) for p in await retur.post()} == {
            (Returslag.FRAVAER, None),
            (Returslag.UFORSTAATT, None),
            (Returslag.IKKE_LEVERT, None),
        }


async def test_svar_fra_mennesker_vises_med_emne_og_avsender_uten_teksten(retur: Retur) -> None:
    retur.legg(epost("HEMMELIG", Subject="Vi trenger mer tid", From="Rådmann <raadmann@kontakt.example>"))
    retur.legg(epost("HEMMELIG", Subject="Sv: Fristen"), "2.M1.vert")
    await retur.les()
    poster = {p.avsender: p for p in await retur.post()}
    assert {p.slag for p in poster.values()} == {Returslag.SVAR}
    assert (poster["raadmann@kontakt.example"].emne, poster["raadmann@kontakt.example"].part) == (
        "Vi trenger mer tid",
        None,
    )
    assert poster[VAALER].part == "vaaler"
    assert "HEMMELIG" not in repr(poster)


async def test_ingen_fil_stanser_de_andre(retur: Retur, monkeypatch: pytest.MonkeyPatch) -> None:
    stor = retur.legg(b"", "0.M1.vert")
    os.truncate(stor, 100 * 1024 * 1024)
    (retur.mappe / "new" / "1.mappe").mkdir()
    os.mkfifo(retur.mappe / "new" / "2.roer")
    (retur.mappe / "new" / "3.lenke").symlink_to("/etc/hostname")
    retur.legg(b"\xff" * 100, "4.M1.vert")
    retur.legg(b"x", "5.ulest.vert")
    retur.legg(rapport(retur.message_id, VAALER), "6.M1.vert")
    aapne = os.open

    def nekt(sti: Path, flagg: int) -> int:
        if Path(sti).name == "5.ulest.vert":
            raise PermissionError(13, "Permission denied", str(sti))
        return aapne(sti, flagg)

    monkeypatch.setattr("varsler.retur.mappe.os.open", nekt)
    assert await retur.les() == 4
    assert await retur.les() == 0
    assert retur.filer("new") == ["1.mappe", "2.roer", "3.lenke", "5.ulest.vert"]
    slag = [p.slag for p in await retur.post()]
    assert sorted(slag) == [Returslag.IKKE_LEVERT, *[Returslag.UFORSTAATT] * 3]
    assert Uforstaatt.ULESELIG in {p.kode for p in await retur.post()}
    monkeypatch.undo()
    assert await retur.les() == 1, "what could not be read is read when it can"


async def test_en_feil_hos_oss_stanser_ikke_de_andre_og_proeves_igjen(
    retur: Retur, monkeypatch: pytest.MonkeyPatch
) -> None:
    retur.legg(rapport(retur.message_id, VAALER), "1.M1.vert")
    retur.legg(epost("Hei"), "2.M1.vert")
    with monkeypatch.context() as m:

        async def knus(*_: object) -> None:
            raise LookupError("no such lifecycle")

        m.setattr(retur.verden, "ta_bilder", knus)
        with pytest.raises(ExceptionGroup, match="1 files of returned mail"):
            await retur.les()
    assert retur.filer("new") == ["1.M1.vert"]
    assert await retur.uleverbare() == {}, "nothing is stored by halves"
    assert [p.slag for p in await retur.post()] == [Returslag.SVAR]
    assert await retur.les() == 1
    assert await retur.uleverbare() == {VAALER: DAG}

    def kan_ikke(_: bytes) -> Innkommet:
        raise KeyError("x")

    monkeypatch.setattr("varsler.retur.behandling.les", kan_ikke)
    retur.legg(epost("Hei igjen"), "3.M1.vert")
    assert await retur.les() == 1
    assert Uforstaatt.FEIL in {p.kode for p in await retur.post()}
    assert retur.filer("new") == []


def test_alt_som_kan_komme_tilbake_har_ord_paa_begge_maalformer() -> None:
    for slag in Returslag:
        for kode in Uforstaatt:
            post = Returpost(
                id="1", tid=NAA, dag=DAG, slag=slag, fil="f", kode=kode, borte_til="--08-12", tilbake="2024-08-13"
            )
            ord_ = i_ord(post)
            assert ord_.nb.endswith((".", ":"))
            assert ord_.nn.endswith((".", ":"))


async def test_to_lesere_samtidig_gjoer_det_bare_en_gang(retur: Retur) -> None:
    retur.legg(rapport(retur.message_id, VAALER))
    en, to = retur.jobb, retur.jobb
    [fil] = en.mappe.uleste()
    lest = en.mappe.les(fil)
    assert lest is not None
    assert await to.les_inn(NAA) == 1
    from varsler.retur.lesing import les

    async with retur.verden.lager.skriving() as tx:
        assert not await en._ta_imot(tx, lest[0], fil, les(lest[1]), NAA), "the other came first"
    en.mappe.merk_lest(fil)
    assert await retur.klasser() == [Klasse.SENDT, Klasse.RETUR]
