"""What facts lead to, told in nynorsk: the same lines as in bokmål, and no word of bokmål among them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime

import pytest

from flyter.hvaom import Konsekvens, hva_om
from flyter.livsloep import LIVSLOEP
from flyter.registrer import Hendt, registerstroem
from fristvakt.installasjon import grunnlag_med
from fristvakt.konsekvensord import avsnitt, veien
from modeller.fakta import (
    Fristart,
    FristUtsatt,
    Hendelse,
    KontaktSluttet,
    MoeteAvlyst,
    Utfall,
    VedtakFattet,
    avtalestroem,
)
from modeller.lager.lager import I_MINNET, Lager
from modeller.tekst import Maalform
from tests.fristvakt.fyltlager import fyll
from tests.rollebesetning import AVTALE, REGISTER

NAA = datetime(2024, 10, 16, 6, 15, tzinfo=UTC)
BOKMAAL = re.compile(
    r"\b(ikke|fra|påminnelsen?|kommer|faller|senere|for sent|tidligst|hvem|være|gjøres?|dager|noen|stedet|forfalt)\b",
    re.IGNORECASE,
)
KOMMUNESTYRE = REGISTER.organer["trysil-kommunestyre"]
NESTE = next(moete for moete in KOMMUNESTYRE.moeter if moete.dato == date(2024, 11, 7))
KONTAKT = next(k for k in REGISTER.kontakter.values() if k.part == "trysil")


async def konsekvenser(hendelser: Sequence[Hendelse]) -> Sequence[Konsekvens]:
    def stroem(hendelse: Hendelse) -> str:
        om_avtalen = isinstance(hendelse, FristUtsatt | VedtakFattet)
        return avtalestroem(AVTALE) if om_avtalen else registerstroem(hendelse)

    hendte = [Hendt(stroem=stroem(h), hendelse=h, skjedde=date(2024, 10, 16)) for h in hendelser]
    async with await Lager.aapne(I_MINNET) as lager:
        await fyll(lager, NAA)
        async with lager.proeving() as tx:
            return await hva_om(tx, hendte, naa=NAA, grunnlag=grunnlag_med(LIVSLOEP))


@pytest.mark.parametrize(
    ("hendelser", "ventet"),
    [
        (
            [MoeteAvlyst(organ=KOMMUNESTYRE.id, moete=NESTE.id)],
            ["Å merke seg:", "Vegen fram til «Signering»:", "Siste møte som ikkje gjer «Signering» seinare:"],
        ),
        (
            [FristUtsatt(steg="forankring.trysil", til=date(2025, 1, 10), art=Fristart.FRIST)],
            ["Datoar:", "Å merke seg:", "Påminningar:"],
        ),
        (
            [VedtakFattet(steg="forankring.trysil", utfall=Utfall.VEDTATT)],
            ["Ferdig:", "Påminningar:"],
        ),
        ([KontaktSluttet(kontakt=KONTAKT.id)], ["E-post til Trysil frå 16.10.2024:"]),
    ],
)
async def test_paa_nynorsk_staar_det_samme_uten_bokmaal(hendelser: Sequence[Hendelse], ventet: list[str]) -> None:
    [en] = await konsekvenser(hendelser)
    nb, nn = ([*avsnitt(en, maalform, alt=True), *veien(en, maalform)] for maalform in (Maalform.NB, Maalform.NN))
    assert [len(linjer) for _, linjer in nb] == [len(linjer) for _, linjer in nn]
    overskrifter = [overskrift for overskrift, _ in nn]
    assert set(ventet) <= set(overskrifter), overskrifter
    sagt = [linje for overskrift, linjer in nn for linje in (overskrift, *linjer)]
    assert [linje for linje in sagt if BOKMAAL.search(linje)] == []
    assert nb != nn
