"""What can happen to an agreement of the cast, and to the register it leans on, for property tests."""

from __future__ import annotations

from datetime import date
from functools import cache

from hypothesis import strategies as st

from modeller.fakta import (
    AvtaleAvsluttet,
    AvtaleForlenget,
    Avtalehendelse,
    DatoSatt,
    Datoverdi,
    Delmaal,
    DelmaalEndret,
    FaktumAngret,
    FerdigAnslaatt,
    Fristart,
    FristUtsatt,
    MerTidAvslaatt,
    MerTidOensket,
    MilepaelNaadd,
    MoeteInnkalt,
    OrganValgt,
    PaaminnelserUtsatt,
    Rolle,
    RolleEndret,
    StegGjenaapnet,
    StegGjenopptatt,
    StegIkkeAktuelt,
    StegLagtTil,
    StegOverlatt,
    StegPauset,
    StegUtfoert,
    TekstversjonLaget,
    Utfall,
    VedtakFattet,
)
from modeller.livsloep import Livsloep
from modeller.tekst import lik
from tests.modeller.proeveavtaler import LANGT, PROEVEAVTALER, Proeveavtale
from tests.rollebesetning import REGISTER

AVTALER = st.just(PROEVEAVTALER[0]) | st.sampled_from(PROEVEAVTALER)
"""An agreement of any kind; half of them of the kind with the most in it."""
DAGER = st.dates(date(2024, 9, 1), date(2028, 12, 31))
ORGANER = [None, *sorted(REGISTER.organer)]
KONTAKTER = st.sampled_from(sorted(REGISTER.kontakter))


@cache
def steg_i(avtale: Proeveavtale) -> tuple[str, ...]:
    """The steps the agreement has had or has, as far as it has been followed."""
    return tuple(sorted({s.id for h in (avtale.ny(), avtale.langt()) for s in h.plan(LANGT)}))


@cache
def hendelser(avtale: Proeveavtale) -> st.SearchStrategy[Avtalehendelse]:
    """Anything that can be told of the agreement, sensible or not."""
    livsloep, parter = avtale.livsloep, [p.part for p in avtale.opprettet.parter]
    steg, vedtak, moeter = (st.sampled_from(s) for s in _etter_slag(avtale, livsloep))
    part = st.sampled_from(parter)
    dato = st.none() | st.builds(Datoverdi, DAGER, art=st.sampled_from(Fristart), bare_maaned=st.booleans())
    under = st.lists(part, unique=True).map(tuple)
    delmaal = st.builds(Delmaal, st.sampled_from(["d1", "d2"]), st.just(lik("Et delmål")), under)
    slag: list[st.SearchStrategy[Avtalehendelse]] = [
        st.builds(StegUtfoert, steg=steg),
        st.builds(FristUtsatt, steg=steg, til=DAGER, art=st.none() | st.sampled_from(Fristart)),
        st.builds(StegIkkeAktuelt, steg=steg, grunn=st.just("prøve")),
        st.builds(StegPauset, steg=steg, hos=st.sampled_from(["kdd", "trysil"]), grunn=st.just("venter")),
        st.builds(StegGjenopptatt, steg=steg),
        st.builds(FerdigAnslaatt, steg=steg, part=part, dato=st.none() | DAGER),
        st.builds(PaaminnelserUtsatt, steg=steg, kontakt=KONTAKTER, til=DAGER),
        st.builds(MerTidOensket, steg=steg, part=part, til=DAGER, grunn=st.just("prøve")),
        st.builds(MerTidAvslaatt, steg=steg, part=part),
        st.builds(StegOverlatt, steg=steg, kontakt=KONTAKTER, til_kontakt=KONTAKTER),
        st.builds(StegGjenaapnet, steg=steg, grunn=st.just("prøve")),
        st.builds(RolleEndret, part=part, rolle=st.sampled_from([*Rolle, None])),
        st.builds(TekstversjonLaget, nummer=st.integers(1, 3)),
        st.builds(TekstversjonLaget, nummer=st.integers(2, 3), redaksjonell=st.just(True), grunn=st.just("språkvask")),
        st.builds(DatoSatt, navn=st.sampled_from(livsloep.datoer), verdi=dato),
        st.builds(DelmaalEndret, delmaal=delmaal),
        st.builds(AvtaleForlenget, til=DAGER),
        st.builds(AvtaleAvsluttet, til=DAGER),
        st.builds(
            StegLagtTil,
            id=st.sampled_from(["en", "to"]),
            tittel=st.just(lik("Et tillegg")),
            parter=st.lists(part, min_size=1, max_size=2, unique=True).map(tuple),
            frist=st.none() | DAGER,
            etter=st.sampled_from([(), (avtale.livsloep.faser[0].steg[0].noekkel,), ("tillegg.en",)]),
        ),
        st.builds(FaktumAngret, faktum=st.integers(2, 30).map("f{}".format)),
        st.builds(MoeteInnkalt, steg=moeter, dato=st.none() | DAGER),
        st.builds(VedtakFattet, steg=vedtak, utfall=st.sampled_from(Utfall)),
        st.builds(MilepaelNaadd, steg=vedtak, milepael=st.just("saksframlegg")),
        st.builds(OrganValgt, steg=vedtak, organ=st.sampled_from(ORGANER)),
    ]
    return st.one_of(slag)


def _etter_slag(avtale: Proeveavtale, livsloep: Livsloep) -> tuple[tuple[str, ...], ...]:
    """All steps; those that are decisions; those that are meetings; all again where there are none of the kind."""
    alle = steg_i(avtale)
    maler = {id_: mal for id_ in alle if (mal := livsloep.finn(id_.partition(".")[0])) is not None}
    vedtak = tuple(id_ for id_, mal in maler.items() if mal.vedtak)
    moeter = tuple(id_ for id_, mal in maler.items() if mal.moete)
    return alle, vedtak or alle, moeter or alle
