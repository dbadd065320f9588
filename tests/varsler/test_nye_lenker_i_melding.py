"""A fresh link in a message beside others: it hides nothing that they tell, and is told once."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from modeller.oppfoelging import Oenske, Oppfoelging
from modeller.plan import Plansteg
from tests.varsler.varselbygg import KOORDINATOR, OPPSETT, REGISTER, VAALER, lenker_i, plan, saker, steg, vedtak
from varsler.melding import Melding, skriv
from varsler.nylenke import nylenkerad
from varsler.regler import STANDARDREGLER, Slag
from varsler.sak import Varselsak
from varsler.svarlenke import Formaal, Svarlenke

DAG = date(2024, 11, 1)
OENSKER = Oppfoelging(
    oensker={
        part: Oenske(date(2025, 3, 3), "Saken må til ny høring", date(2024, 10, 29), f"f{nr}")
        for nr, part in enumerate(("trysil", "vaaler"))
    }
)


def bestilt(
    steget: Plansteg, formaal: Formaal, *, gjelder: str = "", melding: str = "ab", til: str = VAALER
) -> Varselsak:
    """What somebody has asked for anew."""
    [kontakt] = (k for k in REGISTER.kontakter.values() if k.epost == til)
    lenke = Svarlenke(formaal=formaal, part=kontakt.part, mottaker="m", melding=melding, siste_dag=DAG, gjelder=gjelder)
    rad = nylenkerad(lenke, avtale="hedmark", steg=steget.id, part=kontakt.part, kontakt=kontakt.id, epost=til, dag=DAG)
    return Varselsak(rad=rad, plan=plan(steget, dag=DAG), steg=steget, register=REGISTER)


def brev(*alle: Varselsak) -> Melding:
    return skriv(alle, naa=datetime.combine(DAG, time(6), UTC), oppsett=OPPSETT)


def test_en_ny_lenke_tar_ikke_svarlenken_fra_oversikten() -> None:
    steget = steg(frist=date(2025, 6, 2))
    oversikten = [s for s in saker(DAG, steget, regler=STANDARDREGLER) if s.slag is Slag.MAANEDSOVERSIKT]
    egne = [s for s in oversikten if s.rad.mottaker == VAALER]
    melding = brev(*egne, bestilt(steget, Formaal.VALG))
    assert [en.steg for en in lenker_i(melding.tekst, melding.tid) if en.formaal is Formaal.SVAR] == [steget.id]


def test_nye_lenker_til_oenskene_fra_to_parter_er_to() -> None:
    steget = vedtak(oppfoelging=OENSKER, parter=("trysil", "vaaler"), ball=("trysil", "vaaler"))
    begge = [bestilt(steget, Formaal.SVAR_MER_TID, gjelder=part, til=KOORDINATOR) for part in ("trysil", "vaaler")]
    melding = brev(*begge)
    svar = [en.gjelder for en in lenker_i(melding.tekst, melding.tid) if en.formaal is Formaal.SVAR_MER_TID]
    assert sorted(svar) == ["trysil", "vaaler"]


def test_det_som_er_leserens_eget_staar_en_gang_selv_om_det_er_bestilt_fra_flere_e_poster() -> None:
    fra = [(steg(), Formaal.VALG, "ab"), (vedtak(), Formaal.VALG, "cd"), (steg(), Formaal.AVMELD, "ef")]
    melding = brev(*(bestilt(steget, formaal, melding=merke) for steget, formaal, merke in fra))
    assert [sak.slag for sak in melding.saker] == [Slag.NY_LENKE]
    assert len(melding.alle_saker) == len(fra), "all of them are answered by it"
