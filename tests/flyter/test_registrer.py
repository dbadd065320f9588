"""Registering facts: checked, stored, derived and queued whole or not at all."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from flyter.grunnlag import Grunnlag
from flyter.livsloep import LIVSLOEP
from flyter.ombygging import bygg_om
from flyter.oppdatering import oppdater
from flyter.registrer import Avvist, Hendt, registerstroem, registrer, registrer_alle
from modeller.arbeidskalender import Arbeidskalender
from modeller.fakta import (
    AvtaleOpprettet,
    FaktumAngret,
    Hendelse,
    KontaktRegistrert,
    KontaktSluttet,
    MoeteAvlyst,
    MoeteFlyttet,
    MoeteplanFastsatt,
    OrganRegistrert,
    PartAvloest,
    PartRegistrert,
    StegUtfoert,
    Utfall,
    VedtakFattet,
    avtalestroem,
)
from modeller.kildestand import Kildestand
from modeller.lager import hovedboker, utboks
from modeller.lager.faktalager import avtaler, les_register, les_stroem
from modeller.lager.lager import I_MINNET, Lager
from modeller.lager.projeksjon import les_plan, neste_dag
from modeller.lager.tabeller import Utbokstilstand
from modeller.plan import Plan, Status
from modeller.register import Kontakt, Register
from modeller.varselrad import Fortalt, Utboksrad, Varselsutsikt
from tests.rollebesetning import AVTALE, KALENDER, OPPRETTET, REGISTER

DAG_1 = date(2024, 3, 1)
OKTOBER = date(2024, 10, 16)
UKE = timedelta(days=7)
MOETER = REGISTER.organer["aamot-kommunestyre"].moeter[:1]


def naa(dag: date) -> datetime:
    return datetime.combine(dag, time(9), UTC)


def ballen_er_din(
    *,
    plan: Plan,
    register: Register,
    kalender: Arbeidskalender,
    fortalt: Mapping[tuple[str, str], Fortalt],
    uleverbare: Mapping[str, date],
    kilder: Mapping[str, Kildestand],
) -> Varselsutsikt:
    """A reminder rule small enough to see through: each contact with an open step, and again a week before its date."""
    rader = [
        Utboksrad(
            noekkel=f"{plan.avtale}/{steg.id}/{steg.runde}/{kontakt.epost}",
            avtale=plan.avtale,
            steg=steg.id,
            slag="ball",
            mottaker=kontakt.epost,
            kontakt=kontakt.id,
            part=part,
            forfaller=plan.dag,
        )
        for steg in plan
        if steg.status is Status.AAPEN
        for part in steg.ball
        for kontakt in register.kontakter_for(part, plan.avtale, plan.dag)
    ]
    kommer = {s.id: (s.frist - UKE,) for s in plan if s.frist is not None and s.frist - UKE > plan.dag}
    return Varselsutsikt(rader=tuple(rader), kommer=kommer)


GRUNNLAG = Grunnlag(livsloep=LIVSLOEP, kalender=KALENDER, varsle=ballen_er_din)


def registeret() -> list[Hendelse]:
    hendelser: list[Hendelse] = [PartRegistrert(part=part) for part in REGISTER.parter.values()]
    hendelser += [KontaktRegistrert(kontakt=kontakt) for kontakt in REGISTER.kontakter.values()]
    for organ in REGISTER.organer.values():
        hendelser.append(OrganRegistrert(organ=organ))
        for aar in sorted({moete.dato.year for moete in organ.moeter}):
            moeter = tuple(moete for moete in organ.moeter if moete.dato.year == aar)
            hendelser.append(MoeteplanFastsatt(organ=organ.id, aar=aar, moeter=moeter, oppdiktet=True))
    return hendelser


@pytest.fixture
async def lager() -> AsyncIterator[Lager]:
    async with await Lager.aapne(I_MINNET) as apnet:
        yield apnet


@pytest.fixture
async def fylt(lager: Lager) -> Lager:
    hendte = [Hendt(stroem=registerstroem(h), hendelse=h, skjedde=DAG_1) for h in registeret()]
    hendte.append(Hendt(stroem=avtalestroem(AVTALE), hendelse=OPPRETTET, skjedde=DAG_1, id="opprettet"))
    async with lager.skriving() as tx:
        await registrer_alle(tx, hendte, av="test", naa=naa(DAG_1), grunnlag=GRUNNLAG)
    return lager


async def skjer(
    lager: Lager, *hendelser: Hendelse, avtale: str | None = AVTALE, skjedde: date = OKTOBER
) -> Mapping[str, Plan]:
    registrert = await registrer(
        lager, hendelser, avtale=avtale, skjedde=skjedde, av="test", naa=naa(OKTOBER), grunnlag=GRUNNLAG
    )
    return registrert.planer


async def test_registrering_gir_faktum_projeksjon_og_utboks(fylt: Lager) -> None:
    async with fylt.lesing() as tx:
        assert len(await les_stroem(tx, avtalestroem(AVTALE))) == 1
        rader = await les_plan(tx, AVTALE)
        koe = await utboks.les_koe(tx, avtale=AVTALE)
    assert len(rader) > 50
    assert {rad.livsloep for rad in rader} == {"bygdevekst"}
    assert koe
    assert all(koerad.tilstand is Utbokstilstand.VENTER for koerad in koe)


async def test_utsatt_vedtak_lar_ballen_ligge(fylt: Lager) -> None:
    planer = await skjer(fylt, VedtakFattet(steg="forankring.aamot", utfall=Utfall.UTSATT))
    steg = planer[AVTALE].finn("forankring.aamot")
    assert steg is not None
    assert steg.status is Status.AAPEN
    assert steg.ball == ("aamot",)


async def test_det_som_ikke_lenger_skyldes_trekkes_fra_koeen(fylt: Lager) -> None:
    async def til_aamot() -> set[Utbokstilstand]:
        async with fylt.lesing() as tx:
            koe = await utboks.les_koe(tx, mottaker="sekretariat@aamot.example")
            return {koerad.tilstand for koerad in koe if koerad.rad.steg == "forankring.aamot"}

    assert await til_aamot() == {Utbokstilstand.VENTER}
    await skjer(fylt, VedtakFattet(steg="forankring.aamot", utfall=Utfall.VEDTATT))
    assert await til_aamot() == {Utbokstilstand.TRUKKET}


@pytest.mark.parametrize(
    ("hendelse", "grunn"),
    [
        (StegUtfoert(steg="innsendin"), "Mente du «innsending»"),
        (VedtakFattet(steg="forankring.oslo", utfall=Utfall.VEDTATT), "«oslo» er ikke part i avtalen"),
        (OPPRETTET, "finnes fra før"),
        (FaktumAngret(faktum="finnes-ikke"), "Finner ikke faktumet"),
        (MoeteAvlyst(organ="aamot-kommunestyre", moete="m"), "hører til registeret"),
    ],
)
async def test_det_som_ikke_kan_vaere_avvises_med_grunn_og_ingenting_lagres(
    fylt: Lager, hendelse: Hendelse, grunn: str
) -> None:
    async with fylt.lesing() as tx:
        foer = await les_stroem(tx, avtalestroem(AVTALE)), await les_plan(tx), await utboks.les_koe(tx)
    gyldig = VedtakFattet(steg="forankring.aamot", utfall=Utfall.VEDTATT)
    with pytest.raises(Avvist, match=grunn) as avvist:
        await skjer(fylt, gyldig, hendelse)
    assert avvist.value.hendt.hendelse == hendelse
    async with fylt.lesing() as tx:
        assert (await les_stroem(tx, avtalestroem(AVTALE)), await les_plan(tx), await utboks.les_koe(tx)) == foer


@pytest.mark.parametrize(
    ("hendelse", "grunn"),
    [
        (KontaktSluttet(kontakt="sekretariat.amot"), "Mente du «sekretariat.aamot»"),
        (MoeteAvlyst(organ="aamot-kommunestyre", moete="aamot-kommunestyre-20241108"), "20241107"),
        (MoeteAvlyst(organ="oslo-bystyre", moete="m"), "Finner ikke organet"),
        (MoeteplanFastsatt(organ="aamot-kommunestyre", aar=2030, moeter=MOETER), "er ikke i 2030"),
        (KontaktRegistrert(kontakt=Kontakt(id="k", part="amot", navn="K", epost="k@amot.example")), "Mente du «aamot»"),
    ],
)
async def test_registeret_tar_ikke_imot_det_som_viser_til_noe_ukjent(
    fylt: Lager, hendelse: Hendelse, grunn: str
) -> None:
    async with fylt.lesing() as tx:
        foer = await les_register(tx)
    with pytest.raises(Avvist, match=grunn):
        await skjer(fylt, hendelse, avtale=None)
    async with fylt.lesing() as tx:
        assert await les_register(tx) == foer


async def test_ingen_part_avloeser_seg_selv_gjennom_andre(fylt: Lager) -> None:
    await skjer(fylt, PartAvloest(part="aamot", av=("trysil",)), avtale=None)
    with pytest.raises(Avvist, match="til slutt avløse seg selv"):
        await skjer(fylt, PartAvloest(part="trysil", av=("vaaler", "aamot")), avtale=None)


async def test_ukjent_avtale_foreslaar_den_naermeste(fylt: Lager) -> None:
    with pytest.raises(Avvist, match=f"Finner ikke avtalen «bygdevekst-inlandet». Mente du «{AVTALE}»"):
        await skjer(fylt, StegUtfoert(steg="innsending"), avtale="bygdevekst-inlandet")


@pytest.mark.parametrize(
    ("livsloep", "skjedde", "grunn"),
    [("bygdevekstt", DAG_1, "Mente du «bygdevekst»"), ("bygdevekst", date(2024, 12, 1), "er fram i tid")],
)
async def test_ny_avtale_maa_ha_kjent_type_og_vaere_inngaatt(
    fylt: Lager, livsloep: str, skjedde: date, grunn: str
) -> None:
    ny = AvtaleOpprettet(navn=OPPRETTET.navn, livsloep=livsloep, parter=OPPRETTET.parter)
    with pytest.raises(Avvist, match=grunn):
        await skjer(fylt, ny, avtale="ny", skjedde=skjedde)
    async with fylt.lesing() as tx:
        assert await avtaler(tx) == (AVTALE,)


async def test_samme_faktum_registreres_bare_en_gang(fylt: Lager) -> None:
    igjen = Hendt(stroem=avtalestroem(AVTALE), hendelse=OPPRETTET, skjedde=DAG_1, id="opprettet")
    async with fylt.skriving() as tx:
        registrert = await registrer_alle(tx, [igjen], av="test", naa=naa(OKTOBER), grunnlag=GRUNNLAG)
    assert registrert.fakta == ()
    assert registrert.planer == {}


async def test_flyttet_kommunestyremoete_flytter_planen_for_avtalen_som_lener_seg_paa_det(fylt: Lager) -> None:
    async with fylt.lesing() as tx:
        foer = {rad.steg_id: rad.frist for rad in await les_plan(tx, AVTALE)}
    flyttet = MoeteFlyttet(
        organ="aamot-kommunestyre", moete="aamot-kommunestyre-20241107", til=date(2024, 11, 14), grunn="valgmøte"
    )
    planer = await skjer(fylt, flyttet, avtale=None)
    steg = planer[AVTALE].finn("forankring.aamot")
    assert steg is not None
    async with fylt.lesing() as tx:
        etter = {rad.steg_id: rad.frist for rad in await les_plan(tx, AVTALE)}
    assert foer["forankring.aamot"] == date(2024, 11, 7)
    assert etter["forankring.aamot"] == steg.frist == date(2024, 11, 14)


async def test_et_moete_som_er_avlyst_kan_ikke_flyttes_men_ett_som_er_flyttet_kan_avlyses(fylt: Lager) -> None:
    organ, moete = "aamot-kommunestyre", "aamot-kommunestyre-20241107"
    flyttet = MoeteFlyttet(organ=organ, moete=moete, til=date(2024, 11, 14), grunn="valgmøte")
    await skjer(fylt, flyttet, avtale=None)
    await skjer(fylt, MoeteAvlyst(organ=organ, moete=moete, grunn="ingen saker"), avtale=None)
    with pytest.raises(Avvist, match=r"Møtet 14\.11\.2024 er avlyst og kan ikke flyttes\. Blir det holdt likevel"):
        await skjer(fylt, replace(flyttet, til=date(2024, 11, 21)), avtale=None)


async def test_ny_kontakt_faar_ballen_fortalt_med_en_gang(fylt: Lager) -> None:
    ny = Kontakt(id="ny", part="aamot", navn="Ny", epost="ny@aamot.example")
    await skjer(fylt, KontaktRegistrert(kontakt=ny), avtale=None)
    async with fylt.lesing() as tx:
        assert await utboks.les_koe(tx, mottaker="ny@aamot.example")


async def test_en_adresse_som_registreres_paa_nytt_faar_en_ny_sjanse(fylt: Lager) -> None:
    kontakt = next(iter(REGISTER.kontakter.values()))
    async with fylt.skriving() as tx:
        await hovedboker.merk_uleverbar(tx, kontakt.epost, date(2024, 9, 3), "550 ukjent")
        assert kontakt.epost in await hovedboker.uleverbare(tx)
    await skjer(fylt, KontaktRegistrert(kontakt=kontakt), avtale=None)
    async with fylt.lesing() as tx:
        assert kontakt.epost not in await hovedboker.uleverbare(tx)


async def test_faktum_som_gjelder_fra_senere_vekker_avtalen_den_dagen(fylt: Lager) -> None:
    slutter = OKTOBER + timedelta(days=3)
    await skjer(fylt, KontaktSluttet(kontakt="sekretariat.aamot"), avtale=None, skjedde=slutter)
    async with fylt.lesing() as tx:
        dag = await neste_dag(tx)
    assert dag is not None
    assert dag <= slutter
    async with fylt.skriving() as tx:
        await oppdater(tx, AVTALE, naa=naa(slutter - timedelta(days=1)), grunnlag=GRUNNLAG)
        assert {rad.neste_skifte for rad in await les_plan(tx, AVTALE)} == {slutter}
        await oppdater(tx, AVTALE, naa=naa(slutter), grunnlag=GRUNNLAG)
        koe = await utboks.les_koe(tx, Utbokstilstand.VENTER, mottaker="sekretariat@aamot.example")
    assert koe == ()


async def test_ombygd_projeksjon_er_lik_rad_for_rad(fylt: Lager) -> None:
    await skjer(fylt, VedtakFattet(steg="forankring.aamot", utfall=Utfall.VEDTATT))
    await skjer(fylt, VedtakFattet(steg="forankring.vaaler", utfall=Utfall.UTSATT))
    async with fylt.lesing() as tx:
        foer = await les_plan(tx), await utboks.les_koe(tx)
    ombygging = await bygg_om(fylt, naa=naa(OKTOBER), grunnlag=GRUNNLAG)
    assert (ombygging.avtaler, ombygging.endrede_steg, ombygging.nye) == ((AVTALE,), 0, ())
    async with fylt.lesing() as tx:
        assert (await les_plan(tx), await utboks.les_koe(tx)) == foer


async def test_ombygd_uker_senere_er_projeksjonen_den_som_morgenene_har_holdt_ved_like(fylt: Lager) -> None:
    """What is not due is left alone for weeks; its rows must be those a derivation today would give."""
    dag, slutt = DAG_1, date(2025, 2, 1)
    async with fylt.skriving() as tx:
        while (neste := await neste_dag(tx)) is not None and neste <= slutt:
            assert neste > dag
            dag = neste
            await oppdater(tx, AVTALE, naa=naa(dag), grunnlag=GRUNNLAG)
        foer = await les_plan(tx)
    await bygg_om(fylt, naa=naa(slutt), grunnlag=GRUNNLAG)
    async with fylt.lesing() as tx:
        assert await les_plan(tx) == foer


async def test_en_angring_har_ogsaa_skjedd(fylt: Lager) -> None:
    with pytest.raises(Avvist, match="er fram i tid"):
        await registrer(
            fylt,
            [FaktumAngret(faktum="opprettet")],
            avtale=AVTALE,
            skjedde=date(2124, 1, 1),
            av="test",
            naa=naa(OKTOBER),
            grunnlag=GRUNNLAG,
        )


async def test_angret_opprettelse_tar_avtalen_ut_av_plan_og_koe(fylt: Lager) -> None:
    planer = await skjer(fylt, FaktumAngret(faktum="opprettet"))
    assert planer == {}
    async with fylt.lesing() as tx:
        assert await les_plan(tx) == ()
        assert await utboks.les_koe(tx, Utbokstilstand.VENTER) == ()
        angring = (await les_stroem(tx, avtalestroem(AVTALE)))[-1].id
    assert AVTALE in await skjer(fylt, FaktumAngret(faktum=angring))


async def test_en_part_noen_bygger_paa_kan_ikke_tas_ut_av_registeret(fylt: Lager) -> None:
    async with fylt.lesing() as tx:
        [opprettet] = [f.id for f in await les_register(tx) if f.stroem == "part/trysil"]
    angring = Hendt(stroem="part/trysil", hendelse=FaktumAngret(faktum=opprettet), skjedde=OKTOBER)
    with pytest.raises(Avvist) as avvist:
        async with fylt.skriving() as tx:
            await registrer_alle(tx, [angring], av="test", naa=naa(OKTOBER), grunnlag=GRUNNLAG)
    grunn = avvist.value.innvendinger[0].nb
    assert grunn.startswith("Trysil kommune kan ikke tas ut av registeret.")
    assert AVTALE in grunn


async def test_lastes_alt_i_en_transaksjon_er_ingenting_lagret_naar_noe_er_galt(lager: Lager) -> None:
    hendte: Sequence[Hendt] = [
        *(Hendt(stroem=registerstroem(h), hendelse=h, skjedde=DAG_1) for h in registeret()),
        Hendt(stroem=avtalestroem(AVTALE), hendelse=OPPRETTET, skjedde=DAG_1),
        Hendt(stroem=avtalestroem(AVTALE), hendelse=StegUtfoert(steg="tull"), skjedde=DAG_1),
    ]
    with pytest.raises(Avvist):
        async with lager.skriving() as tx:
            await registrer_alle(tx, hendte, av="test", naa=naa(DAG_1), grunnlag=GRUNNLAG)
    async with lager.lesing() as tx:
        assert await avtaler(tx) == ()
        assert await les_register(tx) == ()
