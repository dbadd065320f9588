"""A matter handed over from the mail: to a colleague, to somebody new, and by a postmottak."""

from __future__ import annotations

from datetime import timedelta

from modeller.fakta import KontaktRegistrert, KontaktSluttet, StegLagtTil, StegOverlatt
from modeller.lager import hovedboker
from modeller.register import Kontakt
from modeller.tekst import lik
from tests.svar.svarverden import STEG, Svarverden, ordene
from varsler.svarlenke import Formaal


async def test_saken_overlates_til_en_ny_kollega_paa_samme_domene(verden: Svarverden) -> None:
    lenke = verden.lenke(Formaal.OVERLAT)
    svar = await verden.send(lenke, epost="saksbehandler@trysil.example", rolle="Saksbehandler plan", omfang="dette")
    assert "Sekretariat overlot steget til Saksbehandler plan" in ordene(svar)
    [kontakt] = await verden.fakta("kontakt/trysil.saksbehandler-plan")
    assert isinstance(kontakt.hendelse, KontaktRegistrert)
    assert kontakt.hendelse.kontakt.avtaler == (), "told of what is handed over, and of nothing else"
    assert [f.hendelse for f in await verden.fakta()] == [
        StegOverlatt(steg=STEG, kontakt="sekretariat.trysil", til_kontakt="trysil.saksbehandler-plan")
    ]


async def test_en_ny_kollega_tar_over_i_stedet_for_den_foerste(verden: Svarverden) -> None:
    lenke = verden.lenke(Formaal.OVERLAT)
    foerste = {"kollega": "ny", "epost": "plan@trysil.example", "rolle": "Planlegger", "omfang": "dette"}
    await verden.send(lenke, **foerste)
    skjema = ordene(await verden.hent(lenke))
    assert "Slik står det nå: Sekretariat overlot steget til Planlegger." in skjema
    assert (
        "Registrert 8.11.2024 kl. 09.00 av sekretariat hos Trysil kommune, fra e-post. Sender du inn noe nytt,"
        in skjema
    )
    igjen = ordene(await verden.send(lenke, **foerste))
    assert "Dette er allerede registrert" in igjen and "overlot steget til Planlegger. Registrert 8.11.2024" in igjen
    glemt = await verden.send(lenke, kollega="trysil.planlegger", epost="jurist@trysil.example", omfang="dette")
    assert glemt.status_code == 422
    assert "Du har valgt Planlegger, men skrevet en annen adresse under." in ordene(glemt), "what was typed is not lost"
    verden.naa += timedelta(days=3)
    ny = await verden.send(lenke, kollega="ny", epost="jurist@trysil.example", rolle="Jurist", omfang="dette")
    assert "Jurist (jurist@trysil.example) får e-postene om dette fra nå av." in ordene(ny)
    assert "Det gjelder i stedet for dette:" in ordene(ny)
    assert "overlot steget til Planlegger. Registrert 8.11.2024 kl. 09.00" in ordene(ny)
    assert (await verden.steg()).oppfoelging.kontakten("sekretariat.trysil") == "trysil.jurist"
    assert [f.hendelse.til_kontakt for f in await verden.fakta() if isinstance(f.hendelse, StegOverlatt)] == [
        "trysil.planlegger",
        "trysil.jurist",
    ]


async def test_alt_som_ligger_her_overlates_til_en_kollega_som_er_registrert(verden: Svarverden) -> None:
    kollega = Kontakt(id="plan", part="trysil", navn="Planlegger", epost="plan@trysil.example")
    await verden.skjer(KontaktRegistrert(kontakt=kollega), register=True)
    await verden.skjer(StegLagtTil(id="kart", tittel=lik("Kart over området"), parter=("trysil",)))
    await verden.skjer(StegLagtTil(id="skisse", tittel=lik("Skisse"), parter=("aamot",)))
    lenke = verden.lenke(Formaal.OVERLAT)
    assert "Planlegger" in ordene(await verden.hent(lenke))
    svar = ordene(await verden.send(lenke, kollega="plan", omfang="alt"))
    assert "Planlegger (plan@trysil.example) får e-postene om dette fra nå av." in svar
    assert "Sekretariat overlot steget til" not in svar, "each of several lines names its step"
    assert "Trysil kommune, kart over området: sekretariat overlot steget til Planlegger" in svar
    assert "Trysil kommune, politisk forankring av forslaget: sekretariat overlot steget til Planlegger" in svar
    overlatt = {s.id for s in await verden.plan() if s.oppfoelging.overlatt.get("sekretariat.trysil") == "plan"}
    assert {STEG, "tillegg.kart"} <= overlatt
    assert "tillegg.skisse" not in overlatt


async def test_den_som_har_faatt_bare_ett_steg_kan_svare_paa_det_og_paa_ingen_andre(verden: Svarverden) -> None:
    await verden.skjer(StegLagtTil(id="kart", tittel=lik("Kart over området"), parter=("trysil",)))
    ny = {"epost": "sekretariat.plan@trysil.example", "rolle": "Sekretariat plan"}
    await verden.send(verden.lenke(Formaal.OVERLAT), **ny, omfang="dette")
    plan = next(k for k in await verden.kontakter() if k.id == "trysil.sekretariat-plan")
    egen = verden.lenke(Formaal.PAA_SAKEN, kontakt=plan.id, epost=plan.epost)
    assert (await verden.hent(egen)).status_code == 200
    assert "Takk, det er registrert" in ordene(await verden.send(egen, dato="2024-11-20"))
    annens = verden.lenke(Formaal.PAA_SAKEN, steg="tillegg.kart", kontakt=plan.id, epost=plan.epost)
    assert (await verden.hent(annens)).status_code == 410


async def test_den_som_bare_har_steget_overlater_ikke_mer_enn_det(verden: Svarverden) -> None:
    ny = {"epost": "plan@trysil.example", "rolle": "Planlegger"}
    await verden.send(verden.lenke(Formaal.OVERLAT), **ny, omfang="dette")
    lenke = verden.lenke(Formaal.OVERLAT, kontakt="trysil.planlegger", epost="plan@trysil.example")
    assert "Alt som ligger hos oss" not in ordene(await verden.hent(lenke))
    ny = {"kollega": "ny", "epost": "jurist@trysil.example", "rolle": "Jurist"}
    assert (await verden.send(lenke, **ny, omfang="alt")).status_code == 422
    svar = ordene(await verden.send(lenke, **ny, omfang="sluttet"))
    assert "Takk, det er registrert" in svar
    assert [k.avtaler for k in await verden.kontakter() if k.id == "trysil.jurist"] == [()]
    hos = verden.lenke(Formaal.PAA_SAKEN, kontakt="trysil.jurist", epost="jurist@trysil.example")
    assert (await verden.hent(hos)).status_code == 200, "whoever comes after the colleague answers too"


async def test_den_som_faar_mer_enn_ett_steg_blir_kontakt_for_avtalen(verden: Svarverden) -> None:
    ny = {"epost": "plan@trysil.example", "rolle": "Planlegger"}
    await verden.send(verden.lenke(Formaal.OVERLAT), **ny, omfang="alt")
    [kontakt] = await verden.fakta("kontakt/trysil.planlegger")
    assert isinstance(kontakt.hendelse, KontaktRegistrert)
    assert kontakt.hendelse.kontakt.avtaler == ("bygdevekst-innlandet",)


async def test_en_kontakt_for_en_annen_avtale_faar_bare_steget(verden: Svarverden) -> None:
    annet_sted = Kontakt(
        id="plan", part="trysil", navn="Planlegger", epost="plan@trysil.example", avtaler=("en-annen",)
    )
    await verden.skjer(KontaktRegistrert(kontakt=annet_sted), register=True)
    await verden.send(verden.lenke(Formaal.OVERLAT), epost="plan@trysil.example", rolle="Plan", omfang="dette")
    assert [k.avtaler for k in await verden.kontakter() if k.id == "plan"] == [("en-annen",)]
    assert (await verden.steg()).oppfoelging.kontakten("sekretariat.trysil") == "plan"


async def test_samme_adresse_blir_ikke_to_kontakter(verden: Svarverden) -> None:
    """A postmottak sees no contacts to choose among, and a contact only those of the agreement."""
    annet_sted = Kontakt(
        id="plan", part="trysil", navn="Planlegger", epost="plan@trysil.example", avtaler=("en-annen",)
    )
    await verden.skjer(KontaktRegistrert(kontakt=annet_sted), register=True)
    for kontakt in (None, ""):
        svar = await verden.send(
            verden.lenke(Formaal.OVERLAT, kontakt=kontakt),
            kollega="ny",
            epost="Plan@trysil.example",
            rolle="Arealplanlegger",
            omfang="dette",
        )
        assert svar.status_code == 200, ordene(svar)
    kontakter = await verden.kontakter()
    assert [k.avtaler for k in kontakter if k.epost.lower() == "plan@trysil.example"] == [
        ("en-annen", "bygdevekst-innlandet")
    ]
    assert (await verden.steg()).oppfoelging.kontakten("sekretariat.trysil") == "plan"


async def test_til_et_annet_domene_maa_koordinatoren_gjoere_det(verden: Svarverden) -> None:
    svar = await verden.send(
        verden.lenke(Formaal.OVERLAT), epost="noen@konsulent.example", rolle="Innleid", omfang="dette"
    )
    assert svar.status_code == 422
    assert "bare overlate saken til en adresse som slutter på @trysil.example" in ordene(svar)
    assert "ber koordinatoren registrere dem" in ordene(svar)
    egen = await verden.send(
        verden.lenke(Formaal.OVERLAT), epost="Sekretariat@trysil.example", rolle="Meg", omfang="dette"
    )
    assert "Dette er adressen e-posten ble sendt til." in ordene(egen)
    assert await verden.fakta() == []


async def test_den_som_har_sluttet_overlater_alt_og_far_ikke_svare_mer(verden: Svarverden) -> None:
    lenke = verden.lenke(Formaal.OVERLAT)
    svar = await verden.send(lenke, epost="ny@trysil.example", rolle="Ny sekretær", omfang="sluttet")
    assert "Takk, det er registrert" in ordene(svar), ordene(svar)
    [sluttet] = await verden.fakta("kontakt/sekretariat.trysil")
    assert sluttet.hendelse == KontaktSluttet(kontakt="sekretariat.trysil", etterfoelger="trysil.ny-sekretaer")
    for sti in (lenke, verden.lenke(Formaal.FERDIG)):
        assert (await verden.hent(sti)).status_code == 410
        assert "Du står ikke lenger som kontakt" in ordene(await verden.send(sti, dato="2024-11-07"))


async def test_postmottaket_sier_hvem_som_har_saken(verden: Svarverden) -> None:
    lenke = verden.lenke(Formaal.OVERLAT, kontakt=None)
    assert "Hvem har saken hos dere?" in ordene(await verden.hent(lenke))
    await verden.send(lenke, epost="plan@trysil.example", rolle="Planlegger")
    [kontakt] = await verden.fakta("kontakt/trysil.planlegger")
    assert kontakt.av == "postmottak hos Trysil kommune, fra e-post"
    assert await verden.fakta() == []


async def test_postmottaket_som_nevner_en_kjent_kontakt_faar_vite_hvem_det_er(verden: Svarverden) -> None:
    lenke = verden.lenke(Formaal.OVERLAT, kontakt=None)
    svar = ordene(await verden.send(lenke, epost="Sekretariat@trysil.example", rolle="Planlegger"))
    assert "sekretariat (sekretariat@trysil.example) er allerede kontakt for avtalen. Ingenting er endret." in svar
    assert "Det står slik fra før" not in svar
    assert await verden.fakta() == []


async def test_den_som_oppgir_en_e_posten_ikke_naar_faar_vite_det(verden: Svarverden) -> None:
    async with verden.lager.skriving() as tx:
        await hovedboker.merk_uleverbar(tx, "sekretariat@trysil.example", verden.naa.date(), "550 ukjent")
    lenke = verden.lenke(Formaal.OVERLAT, kontakt=None)
    sagt = "E-post til sekretariat@trysil.example kommer ikke fram. Skriv en annen adresse."
    svar = await verden.send(
        lenke, kollega="ny", epost="Sekretariat@trysil.example", rolle="Planlegger", omfang="dette"
    )
    assert svar.status_code == 422
    assert sagt in ordene(svar) and "Ingenting er endret" not in ordene(svar)
    assert await verden.fakta() == []


async def test_en_kollega_e_posten_ikke_naar_kan_ikke_velges(verden: Svarverden) -> None:
    await verden.skjer(
        KontaktRegistrert(kontakt=Kontakt(id="plan", part="trysil", navn="Planlegger", epost="plan@trysil.example")),
        register=True,
    )
    async with verden.lager.skriving() as tx:
        await hovedboker.merk_uleverbar(tx, "plan@trysil.example", verden.naa.date(), "550 ukjent")
    lenke = verden.lenke(Formaal.OVERLAT)
    assert "Planlegger (e-posten kommer ikke fram)" in ordene(await verden.hent(lenke))
    svar = await verden.send(lenke, kollega="plan", omfang="dette")
    assert svar.status_code == 422
    assert "E-post til plan@trysil.example kommer ikke fram." in ordene(svar)


async def test_den_postmottaket_oppgir_huskes_som_oppgitt_av_det(verden: Svarverden) -> None:
    await verden.send(verden.lenke(Formaal.OVERLAT, kontakt=None), epost="plan@trysil.example", rolle="Planlegger")
    [kontakt] = await verden.fakta("kontakt/trysil.planlegger")
    assert isinstance(kontakt.hendelse, KontaktRegistrert) and kontakt.hendelse.oppgitt_av_postmottak
    await verden.send(verden.lenke(Formaal.OVERLAT), kollega="ny", epost="b@trysil.example", rolle="B", omfang="dette")
    [annen] = await verden.fakta("kontakt/trysil.b")
    assert isinstance(annen.hendelse, KontaktRegistrert) and not annen.hendelse.oppgitt_av_postmottak
