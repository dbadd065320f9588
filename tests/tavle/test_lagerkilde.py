"""The board's source over a real store: plans from stored facts, and sent mail read back from its Maildir."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from email.message import EmailMessage
from pathlib import Path

import pytest

from flyter.grunnlag import Grunnlag
from flyter.livsloep import LIVSLOEP
from modeller.fakta import (
    Hendelse,
    KontaktRegistrert,
    OrganRegistrert,
    PartRegistrert,
    Utfall,
    VedtakFattet,
    avtalestroem,
)
from modeller.lager import faktalager, hovedboker
from modeller.lager.lager import Lager
from tavle.kilde import Tavleinfo, Tavlekilde
from tavle.lagerkilde import Lagerkilde
from tests.rollebesetning import AVTALE, KALENDER, OPPRETTET, REGISTER
from varsler.levering import MaildirLevering
from varsler.utsikt import varselsutsikt

NAA = datetime(2024, 11, 8, 9, tzinfo=UTC)
DAG = date(2024, 11, 8)
SAK = hovedboker.SendtPost(noekkel="n", avtale=AVTALE, steg="forankring.vaaler", slag="forfalt", frist=None)


@pytest.fixture
async def lager() -> AsyncIterator[Lager]:
    async with await Lager.aapne("sqlite+aiosqlite://") as lager:
        for part in REGISTER.parter.values():
            await skriv(lager, f"part/{part.id}", PartRegistrert(part=part))
        for kontakt in REGISTER.kontakter.values():
            await skriv(lager, f"kontakt/{kontakt.id}", KontaktRegistrert(kontakt=kontakt))
        for organ in REGISTER.organer.values():
            await skriv(lager, f"organ/{organ.id}", OrganRegistrert(organ=organ))
        await skriv(lager, avtalestroem(AVTALE), OPPRETTET)
        yield lager


async def skriv(lager: Lager, stroem: str, hendelse: Hendelse, skjedde: date = date(2024, 3, 1)) -> None:
    """Store one fact as it came from a form."""
    async with lager.skriving() as tx:
        nytt = faktalager.NyttFaktum(
            id=f"{stroem}-{type(hendelse).__name__}", skjedde=skjedde, registrert=NAA, av="test", hendelse=hendelse
        )
        await faktalager.tilfoey(tx, stroem, [nytt])


def kilde_over(lager: Lager, maildir: MaildirLevering | None = None) -> Tavlekilde:
    """The source under test."""
    grunnlag = Grunnlag(livsloep=LIVSLOEP, kalender=KALENDER, varsle=varselsutsikt)
    return Lagerkilde(lager, grunnlag, naa=lambda: NAA, info=Tavleinfo(versjon="0"), maildir=maildir)


async def test_planen_kommer_fra_lagrede_fakta_og_blir_ny_naar_et_faktum_kommer(lager: Lager) -> None:
    kilde = kilde_over(lager)
    foer = await kilde.plan(AVTALE, DAG)
    assert foer is not None
    assert foer is await kilde.plan(AVTALE, DAG)
    await skriv(lager, avtalestroem(AVTALE), VedtakFattet(steg="forankring.vaaler", utfall=Utfall.VEDTATT), DAG)
    etter = await kilde.plan(AVTALE, DAG)
    assert etter is not None
    steg = etter.finn("forankring.vaaler")
    assert steg is not None
    assert steg.utfoert == DAG


async def test_en_avtale_som_ikke_var_lagt_inn_den_dagen_finnes_ikke(lager: Lager) -> None:
    kilde = kilde_over(lager)
    assert await kilde.plan(AVTALE, date(2024, 2, 1)) is None
    assert await kilde.planer(date(2024, 2, 1)) == ()
    assert await kilde.plan("finnes-ikke", DAG) is None


async def test_registeret_og_fakta_er_de_lagrede(lager: Lager) -> None:
    kilde = kilde_over(lager)
    assert set((await kilde.register(DAG)).parter) == set(REGISTER.parter)
    assert [faktum.hendelse for faktum in await kilde.fakta(AVTALE)] == [OPPRETTET]


async def test_sendt_post_leses_tilbake_fra_maildir(lager: Lager, tmp_path: Path) -> None:
    maildir = MaildirLevering(tmp_path / "post")
    epost = EmailMessage()
    epost["Message-ID"] = "<abc@fristvakt.example>"
    epost["Date"] = NAA
    epost["To"] = "sekretariat@vaaler.example"
    epost.set_content("Dere har ballen, Åmot.\n")
    epost.add_alternative("<p>Dere har ballen, Åmot.</p>", subtype="html")
    (tmp_path / "post" / "new").mkdir(parents=True)
    (tmp_path / "post" / "new" / "1.abc.fristvakt").write_bytes(epost.as_bytes())
    await bokfoer(lager, "<abc@fristvakt.example>", NAA, "1.abc.fristvakt", SAK)
    await bokfoer(lager, "<smtp@fristvakt.example>", datetime(2024, 11, 9, tzinfo=UTC), None)
    kilde = kilde_over(lager, maildir)
    assert await kilde.uten_kopi() == (1, date(2024, 11, 9))
    assert [m.id for m in await kilde.sendt(10)] == ["smtp@fristvakt.example", "abc@fristvakt.example"]
    assert [m.id for m in await kilde.sendt(1)] == ["smtp@fristvakt.example"]
    assert [m.id for m in await kilde.soek_i_post("FORANKRING")] == ["smtp@fristvakt.example", "abc@fristvakt.example"]
    assert [m.id for m in await kilde.soek_i_post("abc@")] == ["abc@fristvakt.example"]
    assert [m.id for m in await kilde.soek_i_post("BALLEN åmot.")] == ["abc@fristvakt.example"], "in the text"
    assert [m.id for m in await kilde.soek_i_post("forankring ballen")] == ["abc@fristvakt.example"], "and out of it"
    assert await kilde.soek_i_post("<p>") == [], "in the text as it is read"
    assert len(await kilde.soek_i_post("våler KOMMUNE")) == 2, "by the party's name"
    assert [m.id for m in await kilde.soek_i_post("våler abc@")] == ["abc@fristvakt.example"], "each word for itself"
    assert [m.id for m in await kilde.sendt(1, part="vaaler")] == ["smtp@fristvakt.example"]
    assert await kilde.sendt(10, part="aamot") == []
    assert [m.id for m in await kilde.sendt(10, avtale=AVTALE)] == ["abc@fristvakt.example"]
    assert [m.id for m in await kilde.soek_i_post("forankring", avtale=AVTALE)] == ["abc@fristvakt.example"]
    assert await kilde.soek_i_post("forankring", avtale=AVTALE, part="aamot") == []
    lest = await kilde.melding("abc@fristvakt.example")
    assert lest is not None
    assert lest.tekst == "Dere har ballen, Åmot.\n"
    assert lest.html == "<p>Dere har ballen, Åmot.</p>\n"
    uten = await kilde.melding("smtp@fristvakt.example")
    assert uten is not None
    assert uten.tekst is None
    assert await kilde.melding("finnes-ikke") is None


async def bokfoer(lager: Lager, message_id: str, tid: datetime, fil: str | None, *poster: hovedboker.SendtPost) -> None:
    """Enter a sent message in the ledger."""
    async with lager.skriving() as tx:
        await hovedboker.bokfoer(
            tx,
            hovedboker.SendtMelding(
                message_id=message_id,
                mottaker="sekretariat@vaaler.example",
                kontakt=None,
                part="vaaler",
                sendt_tid=tid,
                dag=tid.date(),
                emne="Forankring",
                poster=poster,
                fil=fil,
            ),
        )
