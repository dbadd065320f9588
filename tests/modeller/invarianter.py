"""What must hold of any plan, for property tests to ask."""

from __future__ import annotations

from modeller.fakta import Fristart
from modeller.livsloep import Livsloep
from modeller.plan import FERDIG, Plan, Status
from modeller.tillegg import med_tillegg
from modeller.venting import hvem_venter


def i_orden(plan: Plan) -> None:
    """The statuses, dates and waits of the plan fit together."""
    assert len({s.id for s in plan}) == len(plan.steg)
    for steg in plan:
        if steg.status is Status.AAPEN:
            assert steg.parter, "et åpent steg er hos noen"
            assert steg.ball
            assert steg.aapnet is not None and steg.aapnet <= plan.dag
            assert steg.aapner is None or steg.aapner <= plan.dag
            assert not steg.uavklart
        else:
            assert steg.ball == ()
        if steg.status is Status.UTFOERT:
            assert steg.utfoert is not None and steg.utfoert <= plan.dag
        for annet in steg.venter_paa:
            venter_paa = plan.finn(annet)
            assert venter_paa is not None and venter_paa.status is Status.AAPEN
        if steg.status in {Status.AAPEN, Status.VENTER} and steg.tidligst:
            assert steg.tidligst >= plan.dag, "prognosen er aldri i fortida"
        if steg.forfalt(plan.dag):
            assert steg.art is Fristart.FRIST
        assert steg.neste_skifte is None or steg.neste_skifte > plan.dag
        datoer = [m.dato for m in steg.milepaeler]
        assert datoer == sorted(datoer)
        if steg.status in FERDIG:  # all there is to know is why somebody said it was not relevant
            assert {ledd.setning for ledd in steg.merknader} <= {"ikke_aktuelt", "ikke_aktuelt_med_grunn"}
            assert not steg.merknader or steg.status is Status.IKKE_AKTUELL
    assert all(venting.venter != venting.paa for venting in hvem_venter([plan]))


def ingen_er_for_tidlig_ute(plan: Plan, livsloep: Livsloep) -> None:
    """No step is open before what must come first."""
    livsloep = med_tillegg(livsloep, plan.tillegg)
    for steg in plan:
        if steg.status is not Status.AAPEN:
            continue
        mal = livsloep.finn(steg.steg)
        assert mal is not None
        for noekkel in {n for krav in mal.etter for n in krav.steg}:
            for foran in plan:
                samme = (
                    foran.steg == noekkel and foran.aar in {None, steg.aar} and foran.delmaal in {None, steg.delmaal}
                )
                if samme and foran.krav.value == "paakrevd" and not foran.uavklart:
                    assert foran.status in FERDIG, f"{steg.id} er åpent før {foran.id}"
