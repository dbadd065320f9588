"""What holds for whatever steps and days: unique identities, silence about what is finished, no early reminder."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, strategies as st

from modeller.fakta import Fristart
from modeller.livsloep import Krav
from modeller.plan import FERDIG, Plansteg, Status
from modeller.varselrad import Fortalt
from tests.varsler.varselbygg import KALENDER, KOORDINATOR, RUTE, TRYSIL, VAALER, plan, steg, utsikt, vedtak

DAGER = st.dates(date(2024, 7, 1), date(2025, 6, 30))


@st.composite
def tilfeldige_steg(tegn: st.DrawFn) -> tuple[Plansteg, ...]:
    antall = tegn(st.integers(1, 4))
    ut = []
    for nr in range(antall):
        status = tegn(st.sampled_from(Status))
        aapnet = tegn(DAGER) if status is Status.AAPEN else None
        bygg = tegn(st.sampled_from([steg, vedtak]))
        ballen = tuple(sorted(tegn(st.sets(st.sampled_from(["vaaler", "trysil", "engerdal", "kdd"]), min_size=1))))
        ut.append(
            bygg(
                steg=f"s{nr}",
                status=status,
                aapnet=aapnet,
                aapnet_registrert=aapnet and aapnet + timedelta(days=tegn(st.integers(0, 40))),
                frist=tegn(st.one_of(st.none(), DAGER)),
                art=tegn(st.sampled_from(Fristart)),
                krav=tegn(st.sampled_from(Krav)),
                ball=ballen,
                runde=tegn(st.integers(1, 3)),
                hvilende=tegn(st.booleans()),
                avslaatt=tegn(st.booleans()),
                milepaeler=tegn(st.sampled_from([(), RUTE, (RUTE[0]._replace(naadd=date(2024, 10, 1)), *RUTE[1:])])),
            )
        )
    return tuple(ut)


@given(tilfeldige_steg(), DAGER, st.dictionaries(st.sampled_from([VAALER, TRYSIL, KOORDINATOR]), DAGER, max_size=2))
def test_aldri_to_rader_med_samme_noekkel_og_aldri_noe_om_det_som_er_ferdig(
    stegene: tuple[Plansteg, ...], dag: date, fortalt: dict[str, date]
) -> None:
    alt = {(s.id, hvem): Fortalt(naar) for s in stegene for hvem, naar in fortalt.items()}
    sett = utsikt(dag, *stegene, fortalt=alt, uleverbare=fortalt if dag.day % 2 else {})
    assert len({rad.noekkel for rad in sett.rader}) == len(sett.rader)
    ferdige = {s.id for s in stegene if s.status in FERDIG}
    assert not ferdige & {rad.steg for rad in sett.rader}
    assert not ferdige & set(sett.neste)


@given(tilfeldige_steg(), DAGER)
def test_intet_forfaller_foer_aarsaken_var_kjent(stegene: tuple[Plansteg, ...], dag: date) -> None:
    avtalen = plan(*stegene, dag=dag)
    for rad in utsikt(dag, *stegene).rader:
        funnet = avtalen.finn(rad.steg)
        assert funnet is not None
        assert rad.forfaller >= avtalen.registrert or rad.slag == "avslag"
        if rad.slag not in {"avslag", "frist_flyttet", "uten_kontakt", "ikke_levert", "moeteplan_mangler"}:
            assert funnet.aapnet is not None
            assert funnet.aapnet_registrert is not None
            assert rad.forfaller >= max(funnet.aapnet, funnet.aapnet_registrert)
            assert rad.forfaller <= dag
            assert KALENDER.er_arbeidsdag(rad.forfaller)


@given(tilfeldige_steg(), DAGER)
def test_neste_lyver_aldri_intet_nytt_forfaller_foer_den_dagen(stegene: tuple[Plansteg, ...], dag: date) -> None:
    naa = utsikt(dag, *stegene)
    neste = min(naa.neste.values(), default=dag + timedelta(days=60))
    for senere in (neste - timedelta(days=1), dag + (neste - dag) / 2):
        if senere > dag:
            nye = {r.noekkel for r in utsikt(senere, *stegene).rader} - {r.noekkel for r in naa.rader}
            assert not nye


@given(tilfeldige_steg(), DAGER)
def test_det_samme_gir_det_samme_hver_gang(stegene: tuple[Plansteg, ...], dag: date) -> None:
    assert utsikt(dag, *stegene) == utsikt(dag, *stegene)
