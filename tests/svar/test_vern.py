"""What the answer app must not let anybody do: it may face the internet, and programs open every link of a mail."""

from __future__ import annotations

import asyncio
import re
from base64 import urlsafe_b64decode
from dataclasses import replace
from datetime import date, timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
from starlette.types import Message, Scope

from modeller.fakta import (
    KontaktRegistrert,
    KontaktSluttet,
    PartAvloest,
    PartRegistrert,
    StegGjenaapnet,
    Utfall,
    VedtakFattet,
)
from modeller.lager import faktalager, utboks
from modeller.lager.lenkebruk import Lenkebruk, les_lenkebruk
from modeller.register import Kontakt, Part, Partsslag
from modeller.tekst import lik
from tavle.struping import BOMMER
from tavle.svar.sikring import KROPP_STOERST
from tests.rollebesetning import AVTALE, KALENDER
from tests.svar.svarverden import GRUNNLAG, NOEKKEL, STEG, VERT, Svarverden, ordene
from varsler.bilde import bildetaker
from varsler.levering import MaildirLevering
from varsler.oppsett import Meldingsoppsett
from varsler.svarlenke import PROEVE, STI, Formaal, Svaradresser, les_token, skriv_token
from varsler.utsending import Utsending

TA_BILDER = bildetaker(GRUNNLAG.livsloep, KALENDER, GRUNNLAG.varsle)
OPPSETT = Meldingsoppsett(
    avsender="fristvakt@fristvakt.example",
    nettadresse="http://127.0.0.1:8710",
    svar=Svaradresser(nettadresse=f"https://{VERT}", noekkel=NOEKKEL),
)


async def send_posten(verden: Svarverden, mappe: Path) -> None:
    """Send what waits to a Maildir."""
    utsending = Utsending(
        lager=verden.lager,
        levering=MaildirLevering(mappe),
        ta_bilder=TA_BILDER,
        kalender=KALENDER,
        oppsett=OPPSETT,
        klokke=lambda: verden.naa,
    )
    await utsending.send(verden.naa)


async def lenker_i_posten(verden: Svarverden, mappe: Path) -> list[str]:
    """Every answer link, in text and HTML, of the mail the agreement owes now, sent to a Maildir."""
    async with verden.lager.skriving() as tx:
        bilde = (await TA_BILDER(tx, [AVTALE], verden.naa))[AVTALE]
        await utboks.legg_i(tx, bilde.utsikt.rader, verden.naa)
    await send_posten(verden, mappe)
    lenker: list[str] = []
    for fil in (mappe / "new").iterdir():
        melding = message_from_bytes(fil.read_bytes(), policy=default)
        for del_ in melding.walk():
            if del_.get_content_maintype() == "text":
                lenker += re.findall(rf"https://{VERT}({STI}[\w.-]+)", del_.get_content())
    return lenker


async def test_lenken_til_egne_valg_virker_i_over_et_aar(verden: Svarverden, tmp_path: Path) -> None:
    """It stands in every mail, and there is no other way to choose; the others are for the matter at hand."""
    holder: dict[Formaal, timedelta] = {}
    for sti in await lenker_i_posten(verden, tmp_path):
        lest = les_token(NOEKKEL, sti.removeprefix(STI), verden.naa)
        assert lest is not None
        holder[lest.lenke.formaal] = lest.lenke.siste_dag - verden.naa.date()
    assert holder.pop(Formaal.VALG) == timedelta(days=400)
    assert max(holder.values()) <= timedelta(days=180)


async def test_et_program_som_aapner_hver_lenke_i_posten_endrer_ingenting(verden: Svarverden, tmp_path: Path) -> None:
    lenker = await lenker_i_posten(verden, tmp_path)
    formaal = {lest.lenke.formaal for l_ in lenker if (lest := les_token(NOEKKEL, l_.removeprefix(STI), verden.naa))}
    assert formaal >= {
        Formaal.FERDIG,
        Formaal.PAA_SAKEN,
        Formaal.MER_TID,
        Formaal.OVERLAT,
        Formaal.UTSETT,
        Formaal.SVAR,
    }
    async with verden.lager.lesing() as tx:
        foer = await faktalager.antall(tx)
    for lenke in lenker:
        for metode in ("HEAD", "GET", "GET"):
            svar = await verden.klient.request(metode, lenke)
            assert svar.status_code == 200, f"{metode} {lenke}: {ordene(svar)}"
    async with verden.lager.lesing() as tx:
        assert await faktalager.antall(tx) == foer


async def test_paa_proeve_registrerer_lenkene_ingenting(verden: Svarverden) -> None:
    lest = les_token(NOEKKEL, verden.lenke(Formaal.FERDIG).removeprefix(STI), verden.naa)
    assert lest is not None
    lenke = STI + skriv_token(NOEKKEL, replace(lest.lenke, mottaker=PROEVE), verden.naa)
    for svar in (await verden.hent(lenke), await verden.send(lenke, utfall="vedtatt", dato="2024-11-07")):
        assert svar.status_code == 410
        assert "Mens Fristvakt er i prøvemodus, registrerer lenkene ingenting." in ordene(svar)
    assert await verden.fakta() == []


async def test_lenkene_er_korte_nok_for_e_post_og_roeper_ingen(verden: Svarverden, tmp_path: Path) -> None:
    for lenke in await lenker_i_posten(verden, tmp_path):
        assert len(f"https://{VERT}{lenke}") < 300
        innhold = lenke.removeprefix(STI).partition(".")[0]
        klartekst = urlsafe_b64decode(innhold + "=" * (-len(innhold) % 4)).decode()
        assert "@" not in klartekst
        assert "sekretariat" not in klartekst


async def test_to_som_sender_samtidig_registrerer_en_gang(verden: Svarverden) -> None:
    lenke = verden.lenke(Formaal.FERDIG)
    felt = {"utfall": "vedtatt", "organ": "trysil-kommunestyre", "dato": "2024-11-07"}
    svarene = await asyncio.gather(*(verden.send(lenke, **felt) for _ in range(4)))
    assert sorted("Takk" in ordene(svar) for svar in svarene) == [False, False, False, True]
    assert len(await verden.fakta()) == 1


@pytest.mark.parametrize("galt", ["feil", "annen noekkel", "bokstav", "annet formaal", "langt"])
async def test_en_falsk_lenke_faar_samme_svar_som_det_som_ikke_finnes(verden: Svarverden, galt: str) -> None:
    lenke = verden.lenke(Formaal.FERDIG)
    innhold, tid, signatur = lenke.rsplit(".", 2)
    andre = verden.lenke(Formaal.MER_TID).rsplit(".", 2)
    sti = {
        "feil": f"{STI}feil",
        "annen noekkel": f"{innhold}.{tid}.{signatur[::-1]}",
        "bokstav": f"{innhold[:-1]}{'A' if innhold[-1] != 'A' else 'B'}.{tid}.{signatur}",
        "annet formaal": f"{andre[0]}.{tid}.{signatur}",
        "langt": f"{STI}{'a' * 5000}",
    }[galt]
    ukjent = await verden.hent("/finnes-ikke")
    assert ukjent.status_code == 404
    for svar in (await verden.hent(sti), await verden.send(sti, dato="2024-11-07")):
        assert (svar.status_code, svar.text) == (404, ukjent.text)
    assert await verden.fakta() == []


async def test_feilsiden_er_paa_maalformen_nettleseren_ber_om(verden: Svarverden) -> None:
    """No link tells whose page it is."""
    for spraak, tittel in (
        ("nn-NO,nn;q=0.9,nb;q=0.8,en;q=0.7", "Lenka verkar ikkje"),
        ("en-GB,en;q=0.9,nb;q=0.8,nn;q=0.7", "Lenken virker ikke"),
        ("", "Lenken virker ikke"),
    ):
        svar = await verden.klient.get(f"{STI}feil", headers={"Accept-Language": spraak})
        assert (svar.status_code, tittel in ordene(svar)) == (404, True)


async def test_den_som_gjetter_blir_strupet_men_den_som_har_lenken_slipper_til(verden: Svarverden) -> None:
    svar = [await verden.hent(f"{STI}gjett{nr}") for nr in range(BOMMER + 1)]
    assert [s.status_code for s in svar] == [404] * BOMMER + [429]
    assert svar[-1].headers["retry-after"] == "10"
    lenke = verden.lenke(Formaal.PAA_SAKEN)
    assert (await verden.hent(lenke)).status_code == 200
    sendt = [(await verden.send(lenke, dato="2024-11-20")).status_code for _ in range(BOMMER + 1)]
    assert sendt == [200] * BOMMER + [429], "whoever acts without end has to wait too"


async def test_den_som_svarer_i_ett_sett_stenger_ikke_for_andre_bak_samme_proxy(verden: Svarverden) -> None:
    ivrig, annen = verden.lenke(Formaal.PAA_SAKEN), verden.lenke(Formaal.PAA_SAKEN, kontakt=None)
    koder = [(await verden.send(ivrig, dato="")).status_code for _ in range(BOMMER + 1)]
    assert (koder[0], koder[-1]) == (422, 429)
    assert (await verden.send(annen, dato="2024-11-20")).status_code == 200


async def test_en_utloept_lenke_sier_det_og_hvordan_en_kommer_videre(verden: Svarverden) -> None:
    lenke = verden.lenke(Formaal.FERDIG)
    verden.naa += timedelta(days=30)
    assert (await verden.hent(lenke)).status_code == 200, "on its last day it holds"
    verden.naa += timedelta(days=1)
    for svar in (await verden.hent(lenke), await verden.send(lenke, utfall="vedtatt", dato="2024-11-07")):
        assert svar.status_code == 410
        assert "Lenken virker ikke lenger" in ordene(svar)
        assert "Denne ble sendt 8.11.2024 og virket til og med 8.12.2024." in ordene(svar)
    assert await verden.fakta() == []


async def test_en_lenke_fra_forrige_runde_sier_at_saken_er_aapnet_igjen(verden: Svarverden) -> None:
    lenke = verden.lenke(Formaal.FERDIG)
    await verden.skjer(VedtakFattet(steg=STEG, utfall=Utfall.VEDTATT), dag=date(2024, 11, 7))
    await verden.skjer(StegGjenaapnet(steg=STEG, grunn="Feil vedtak"))
    svar = await verden.send(lenke, utfall="vedtatt", organ="trysil-kommunestyre", dato="2024-11-08")
    assert svar.status_code == 410
    assert "«Politisk forankring av forslaget» er åpnet igjen siden denne e-posten ble sendt" in ordene(svar)
    assert (await verden.hent(verden.lenke(Formaal.FERDIG, runde=2))).status_code == 200


async def test_en_part_som_er_slaatt_sammen_en_kontakt_som_er_borte_og_en_adresse_som_er_rettet(
    verden: Svarverden,
) -> None:
    lenke = verden.lenke(Formaal.FERDIG)
    rettet = Kontakt(id="sekretariat.trysil", part="trysil", navn="sekretariat", epost="politikk@trysil.example")
    await verden.skjer(KontaktRegistrert(kontakt=rettet), register=True)
    assert "Du står ikke lenger som kontakt" in ordene(await verden.hent(lenke)), "the old address opens nothing"
    await verden.skjer(KontaktRegistrert(kontakt=replace(rettet, epost="sekretariat@trysil.example")), register=True)
    assert (await verden.hent(lenke)).status_code == 200
    await verden.skjer(KontaktSluttet(kontakt="sekretariat.trysil"), register=True)
    assert (await verden.send(lenke, dato="2024-11-07")).status_code == 410
    ny = Part(id="oestdal", navn=lik("Østdal kommune"), slag=Partsslag.KOMMUNE)
    await verden.skjer(PartRegistrert(part=ny), PartAvloest(part="trysil", av=("oestdal",)), register=True)
    assert "Trysil kommune er avløst av Østdal kommune" in ordene(await verden.hent(lenke))
    assert await verden.fakta() == []


async def test_hodene_holder_siden_for_seg_selv(verden: Svarverden) -> None:
    for svar in (await verden.hent(verden.lenke(Formaal.FERDIG)), await verden.hent("/finnes-ikke")):
        assert svar.headers["referrer-policy"] == "no-referrer"
        assert svar.headers["cache-control"] == "no-store"
        assert "noindex" in svar.headers["x-robots-tag"]
        assert svar.headers["x-frame-options"] == "DENY"
        csp = svar.headers["content-security-policy"]
        assert "default-src 'none'" in csp
        assert "script-src" not in csp
        assert "frame-ancestors 'none'" in csp
        assert "set-cookie" not in svar.headers
        assert "<script" not in svar.text
        assert re.findall(r'(?:src|href)="(?:https?:)?//', svar.text) == [], "nothing from anywhere else"


async def test_bare_eget_vertsnavn_slipper_til_og_tavla_er_ikke_her(verden: Svarverden) -> None:
    fremmed = await verden.klient.get(verden.lenke(Formaal.FERDIG), headers={"Host": "ond.example"})
    assert fremmed.status_code == 400
    for sti in ("/", "/avtaler", f"/avtale/{AVTALE}", "/api/planer", "/post", "/mitt/x", "/docs", "/openapi.json"):
        assert (await verden.hent(sti)).status_code == 404, sti
    assert (await verden.hent("/statisk/fristvakt.css")).status_code == 200
    assert "Disallow: /" in (await verden.hent("/robots.txt")).text


async def test_en_kropp_som_er_for_stor_lagres_ikke_og_en_som_ikke_er_et_skjema_er_tom(verden: Svarverden) -> None:
    lenke = verden.lenke(Formaal.PAA_SAKEN)
    stor = await verden.send(lenke, dato="2024-11-20", merknad="a" * KROPP_STOERST)
    assert stor.status_code == 413
    assert "Svaret er for langt" in ordene(stor)
    for kropp in (b"\xff\xfe", b"{}", b"", b"&".join(b"a=b" for _ in range(100))):
        assert (await verden.klient.post(lenke, content=kropp)).status_code == 422
    assert await verden.fakta() == []


async def test_en_adresse_som_nesten_er_rett_gir_ikke_lenken_fra_seg(verden: Svarverden) -> None:
    for sti in (verden.lenke(Formaal.PAA_SAKEN) + "/", "/statisk"):
        svar = await verden.klient.get(sti, follow_redirects=False)
        assert (svar.status_code, svar.headers.get("location")) == (404, None), sti


async def test_den_som_gaar_midt_i_et_svar_er_ingen_feil_hos_oss(verden: Svarverden) -> None:
    sti = verden.lenke(Formaal.PAA_SAKEN)
    kommer: list[Message] = [
        {"type": "http.request", "body": b"dato=2024-11", "more_body": True},
        {"type": "http.disconnect"},
    ]

    async def motta() -> Message:
        return kommer.pop(0)

    async def svar(_: Message) -> None:
        """Nobody is there."""

    scope: Scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "POST", "scheme": "https",
        "path": sti, "raw_path": sti.encode(), "query_string": b"", "root_path": "",
        "headers": [(b"host", VERT.encode())], "client": ("127.0.0.1", 1), "server": (VERT, 443),
    }  # fmt: skip
    await verden.app(scope, motta, svar)  # an error would be raised anew, with its traceback in the log
    assert await verden.fakta() == []


async def test_det_som_skrives_vises_som_det_er(verden: Svarverden) -> None:
    ond = "<script>alert(1)</script>\u202e\r\nBcc: alle@alle.example"
    svar = await verden.send(verden.lenke(Formaal.PAA_SAKEN), dato="2024-11-20", merknad=ond)
    assert svar.status_code == 200
    [faktum] = await verden.fakta()
    assert "\u202e" not in faktum.hendelse.merknad  # type: ignore[union-attr, operator]
    igjen = await verden.hent(verden.lenke(Formaal.PAA_SAKEN))
    assert "<script" not in igjen.text
    assert "&lt;script&gt;" in igjen.text


async def test_en_part_som_ikke_har_steget_kan_ikke_svare_for_andre(verden: Svarverden) -> None:
    fremmed = verden.lenke(Formaal.FERDIG, part="aamot")
    assert (await verden.send(fremmed, utfall="vedtatt", dato="2024-11-07")).status_code == 410
    assert await verden.fakta() == []


async def test_aapnet_og_brukt_noteres_uten_hvem(verden: Svarverden) -> None:
    lenke, message_id = verden.lenke(Formaal.PAA_SAKEN), f"<{'ab' * 16}@fristvakt.example>"
    aapnet = verden.naa
    await verden.klient.head(lenke)
    await verden.hent(lenke)
    verden.naa += timedelta(minutes=5)
    await verden.hent(lenke)
    await verden.send(lenke, dato="2024-11-20")
    await verden.send(lenke, dato="2024-11-20")
    async with verden.lager.lesing() as tx:
        bruk = await les_lenkebruk(tx, [message_id])
    ventet = Lenkebruk(
        message_id=message_id,
        avtale=AVTALE,
        steg=STEG,
        formaal="paa_saken",
        aapnet=aapnet,
        aapninger=2,
        brukt=verden.naa,
    )
    assert bruk == {message_id: (ventet,)}, "a HEAD is no opening, and nobody is named"
