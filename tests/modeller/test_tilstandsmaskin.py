"""Whatever is registered, and undone, in any order: the plan is in order, and with all of it undone it is as before."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import settings, strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from modeller.fakta import Avtalehendelse, FaktumAngret
from modeller.faktaliste import angrede
from modeller.forskjell import forskjell, nylig_sene
from modeller.kontroll import innvendinger
from modeller.kritisk import kritisk_vei, maalet
from modeller.plan import Plan
from tests.modeller.hendelser import HENDELSER
from tests.modeller.invarianter import i_orden, ingen_er_for_tidlig_ute
from tests.rollebesetning import REGISTER, Historie, fram_til_signering


class Avtalens_liv(RuleBasedStateMachine):  # noqa: N801 - read as words, as the domain is
    """Time passes, facts that can be are registered, and some are undone."""

    def __init__(self) -> None:
        super().__init__()
        self.historie = Historie()
        self.dag = date(2024, 9, 2)
        self.urort = 1
        """How many facts the agreement had before anything was done here."""

    def plan(self) -> Plan:
        return self.historie.plan(self.dag)

    @precondition(lambda self: len(self.historie.fakta) == self.urort)
    @rule()
    def avtalen_er_kommet_langt(self) -> None:
        self.historie, self.dag = fram_til_signering(), max(self.dag, date(2025, 5, 2))
        self.urort = len(self.historie.fakta)

    @rule(dager=st.integers(1, 120))
    def tiden_gaar(self, dager: int) -> None:
        self.dag += timedelta(days=dager)

    @rule(hendelse=HENDELSER, dager_siden=st.integers(0, 30))
    def noe_hender(self, hendelse: Avtalehendelse, dager_siden: int) -> None:
        skjedde = self.dag - timedelta(days=dager_siden)
        plan = self.plan()
        if isinstance(hendelse, FaktumAngret) or innvendinger(
            hendelse, skjedde, plan, REGISTER, self.historie.livsloep, self.dag
        ):
            return
        self.historie.den(skjedde, hendelse)
        etter = self.plan()
        for endring in forskjell(plan, etter):
            assert (endring.foer, endring.etter) != (None, None)
        for steg in nylig_sene(plan, etter):
            assert steg.slakk is not None and steg.slakk < 0
        assert forskjell(etter, etter) == ()

    @precondition(lambda self: len(self.historie.fakta) > self.urort)
    @rule(hvilket=st.integers(0))
    def noe_angres(self, hvilket: int) -> None:
        nye = self.historie.fakta[self.urort :]
        offer = nye[hvilket % len(nye)]
        if offer.id not in angrede(self.historie.fakta):
            self.historie.den(self.dag, FaktumAngret(faktum=offer.id))

    @invariant()
    def planen_er_i_orden(self) -> None:
        plan = self.plan()
        i_orden(plan)
        ingen_er_for_tidlig_ute(plan, self.historie.livsloep)
        if (maal := maalet(plan, self.historie.livsloep)) is not None:
            vei = kritisk_vei(plan, maal)
            assert vei[-1] is maal
            assert all(foran.id in bak.foran for foran, bak in pairwise(vei))

    def teardown(self) -> None:
        """Undone, all of it, the plan is what it would have been without."""
        uten = Historie() if self.urort == 1 else fram_til_signering()
        ventet = uten.plan(self.dag)
        for faktum in reversed(self.historie.fakta[self.urort :]):
            if not isinstance(faktum.hendelse, FaktumAngret) and faktum.id not in angrede(self.historie.fakta):
                self.historie.den(self.dag, FaktumAngret(faktum=faktum.id))
        assert self.plan() == ventet


Avtalens_liv.TestCase.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)
TestAvtalensLiv = Avtalens_liv.TestCase
