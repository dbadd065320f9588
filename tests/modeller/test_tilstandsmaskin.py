"""Whatever is registered, and undone, in any order: the plan is in order, and with all of it undone it is as before."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import settings, strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from fristvakt.medspillere import handlinger
from modeller.fakta import Faktum, FaktumAngret, Registerhendelse
from modeller.faktaliste import angrede
from modeller.forskjell import forskjell, nylig_sene
from modeller.kontroll import innvendinger
from modeller.kritisk import kritisk_vei, maalet
from modeller.plan import Plan
from tests.modeller.hendelser import AVTALER, hendelser
from tests.modeller.invarianter import i_orden, ingen_er_for_tidlig_ute
from tests.modeller.proeveavtaler import BEGYNNER, LANGT, Proeveavtale
from tests.modeller.registerhendelser import hendelser_i, registeret
from tests.rollebesetning import Historie


class Avtalens_liv(RuleBasedStateMachine):  # noqa: N801 - read as words, as the domain is
    """Time passes, facts that can be are registered, and some are undone, whatever kind of agreement it is."""

    historie: Historie
    dag: date

    @initialize(avtale=AVTALER, langt=st.booleans())
    def en_avtale(self, avtale: Proeveavtale, langt: bool) -> None:
        self.avtale = avtale
        self.historie, self.dag = (avtale.langt(), LANGT) if langt else (avtale.ny(), BEGYNNER)
        self.urort = tuple(self.historie.fakta)
        self.i_registeret: list[tuple[date, Registerhendelse]] = []
        self.slaa_opp()

    def slaa_opp(self) -> None:
        """Take the register as it stands on the day."""
        self.register = self.historie.register = registeret(self.dag, *self.i_registeret)

    def plan(self) -> Plan:
        return self.historie.plan(self.dag)

    @property
    def nye(self) -> list[Faktum]:
        """What has been told here."""
        return self.historie.fakta[len(self.urort) :]

    @rule(dager=st.integers(1, 120))
    def tiden_gaar(self, dager: int) -> None:
        self.dag += timedelta(days=dager)

    @rule(data=st.data())
    def noe_hender_i_registeret(self, data: st.DataObject) -> None:
        self.i_registeret.append((self.dag, data.draw(hendelser_i(self.register))))
        self.slaa_opp()

    @precondition(lambda self: bool(self.i_registeret))
    @rule(hvilket=st.integers(0))
    def noe_angres_i_registeret(self, hvilket: int) -> None:
        del self.i_registeret[hvilket % len(self.i_registeret)]
        self.slaa_opp()

    @rule()
    def alle_gjoer_det_som_er_deres(self) -> None:
        plan = self.plan()
        for hendelse in handlinger(plan, self.avtale.livsloep, self.dag):
            # Days have been jumped over: what should have been done on one of them may be refused by now.
            if not innvendinger(hendelse, self.dag, plan, self.register, self.avtale.livsloep, self.dag):
                self.historie.den(self.dag, hendelse)

    @rule(data=st.data(), dager_siden=st.integers(0, 30))
    def noe_hender(self, data: st.DataObject, dager_siden: int) -> None:
        hendelse = data.draw(hendelser(self.avtale))
        skjedde = self.dag - timedelta(days=dager_siden)
        plan = self.plan()
        if isinstance(hendelse, FaktumAngret) or innvendinger(
            hendelse, skjedde, plan, self.register, self.avtale.livsloep, self.dag
        ):
            return
        self.historie.den(skjedde, hendelse)
        etter = self.plan()
        for endring in forskjell(plan, etter):
            assert (endring.foer, endring.etter) != (None, None)
        for steg in nylig_sene(plan, etter):
            assert steg.slakk is not None and steg.slakk < 0
        assert forskjell(etter, etter) == ()

    @precondition(lambda self: bool(self.nye))
    @rule(hvilket=st.integers(0))
    def noe_angres(self, hvilket: int) -> None:
        offer = self.nye[hvilket % len(self.nye)]
        if offer.id not in angrede(self.historie.fakta):
            self.historie.den(self.dag, FaktumAngret(faktum=offer.id))

    @invariant()
    def planen_er_i_orden(self) -> None:
        plan = self.plan()
        i_orden(plan)
        ingen_er_for_tidlig_ute(plan, self.avtale.livsloep)
        if (maal := maalet(plan, self.avtale.livsloep)) is not None:
            vei = kritisk_vei(plan, maal)
            assert vei[-1] is maal
            assert all(foran.id in bak.foran for foran, bak in pairwise(vei))

    def teardown(self) -> None:
        """Undone, all of it, the plan is what it would have been without."""
        if not hasattr(self, "historie"):
            return  # it never began
        for faktum in reversed(self.nye):
            if not isinstance(faktum.hendelse, FaktumAngret) and faktum.id not in angrede(self.historie.fakta):
                self.historie.den(self.dag, FaktumAngret(faktum=faktum.id))
        self.i_registeret.clear()
        self.slaa_opp()
        uten = self.avtale.ny()
        uten.register, uten.fakta = self.register, list(self.urort)
        assert self.plan() == uten.plan(self.dag)


Avtalens_liv.TestCase.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)
TestAvtalensLiv = Avtalens_liv.TestCase
