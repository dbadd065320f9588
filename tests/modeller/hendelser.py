"""What can happen to an agreement of the cast, for property tests."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from modeller.fakta import (
    AvtaleAvsluttet,
    AvtaleForlenget,
    Avtalehendelse,
    DatoSatt,
    Datoverdi,
    FaktumAngret,
    FristUtsatt,
    MilepaelNaadd,
    MoeteInnkalt,
    OrganValgt,
    Rolle,
    RolleEndret,
    StegGjenaapnet,
    StegGjenopptatt,
    StegIkkeAktuelt,
    StegLagtTil,
    StegPauset,
    StegUtfoert,
    TekstversjonLaget,
    Utfall,
    VedtakFattet,
)
from modeller.tekst import lik
from tests.rollebesetning import KOMMUNER, REGISTER, fram_til_signering

DAGER = st.dates(date(2024, 9, 1), date(2028, 12, 31))
STEG = sorted(s.id for s in fram_til_signering().plan(date(2025, 5, 1)))
VEDTAKSSTEG = [
    s for s in STEG if s.split(".")[0] in {"forankring", "godkjenning", "status_politisk", "handlingsplan_vedtak"}
]
ORGANER = [None, *sorted(REGISTER.organer)]
MOETER = [s for s in STEG if s.split(".")[0] in {"politisk_dialog", "tekstdialog"}]

HENDELSER: st.SearchStrategy[Avtalehendelse] = st.one_of(
    st.builds(StegUtfoert, steg=st.sampled_from(STEG)),
    st.builds(VedtakFattet, steg=st.sampled_from(VEDTAKSSTEG), utfall=st.sampled_from(Utfall)),
    st.builds(MilepaelNaadd, steg=st.sampled_from(VEDTAKSSTEG), milepael=st.just("saksframlegg")),
    st.builds(MoeteInnkalt, steg=st.sampled_from(MOETER), dato=DAGER),
    st.builds(FristUtsatt, steg=st.sampled_from(STEG), til=DAGER),
    st.builds(StegIkkeAktuelt, steg=st.sampled_from(STEG), grunn=st.just("prøve")),
    st.builds(
        RolleEndret,
        part=st.sampled_from(["innlandet", *KOMMUNER]),
        rolle=st.sampled_from([Rolle.HOVEDPART, Rolle.SAMARBEIDSPART, None]),
    ),
    st.builds(TekstversjonLaget, nummer=st.integers(1, 3)),
    st.builds(TekstversjonLaget, nummer=st.integers(2, 3), redaksjonell=st.just(True), grunn=st.just("språkvask")),
    st.builds(StegPauset, steg=st.sampled_from(STEG), hos=st.sampled_from(["kdd", "trysil"]), grunn=st.just("venter")),
    st.builds(StegGjenopptatt, steg=st.sampled_from(STEG)),
    st.builds(OrganValgt, steg=st.sampled_from(VEDTAKSSTEG), organ=st.sampled_from(ORGANER)),
    st.builds(DatoSatt, navn=st.just("avtaleslutt"), verdi=st.builds(Datoverdi, DAGER)),
    st.builds(AvtaleForlenget, til=DAGER),
    st.builds(MoeteInnkalt, steg=st.sampled_from(MOETER), dato=st.none()),
    st.builds(AvtaleAvsluttet, til=DAGER),
    st.builds(StegGjenaapnet, steg=st.sampled_from(STEG), grunn=st.just("prøve")),
    st.builds(
        StegLagtTil,
        id=st.sampled_from(["en", "to"]),
        tittel=st.just(lik("Et tillegg")),
        parter=st.sampled_from([("trysil",), ("kdd", "aamot")]),
        frist=st.none() | DAGER,
        etter=st.sampled_from([(), ("innsending",), ("tillegg.en",)]),
    ),
    st.builds(FaktumAngret, faktum=st.integers(2, 30).map("f{}".format)),
)
