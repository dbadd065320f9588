"""The order of a message's items: what binds before advice, and the subject is the first of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from modeller.fakta import Fristart
from modeller.tekst import lik
from tests.varsler.brevbygg import MER_TID, PAUSET, TILSLUTNING, VENTER, klokka, varslet
from tests.varsler.varselbygg import KOORDINATOR, OPPSETT, TRYSIL, saker, steg, vedtak
from varsler.melding import skriv
from varsler.regler import Slag


def test_det_noen_venter_paa_ja_eller_nei_til_staar_foer_det_koordinatoren_selv_har_aa_gjoere() -> None:
    dag = date(2024, 10, 18)
    alle = saker(dag, MER_TID, VENTER, steg(steg="respons", part="trysil", frist=date(2024, 10, 21)))
    [spurt] = [s for s in alle if s.slag is Slag.KOORDINATOR_MER_TID]
    egne = [replace(s, rad=replace(s.rad, mottaker=KOORDINATOR)) for s in alle if s.rad.mottaker == TRYSIL]
    melding = skriv([*egne, spurt], naa=klokka(dag), oppsett=OPPSETT)
    assert len(melding.saker) > 1
    assert melding.saker[0].slag is Slag.KOORDINATOR_MER_TID
    assert melding.emne.startswith("Våler kommune ber om mer tid: Innsending av forslaget – frist 29.11.2024, og ")


def test_det_som_binder_staar_foer_raad_og_emnet_er_det_foerste_ogsaa_naar_det_gjelder_andre() -> None:
    dag = date(2024, 10, 9)
    ventet = [
        steg(part="trysil", steg=f"design{nr}", tittel=lik("Evalueringsdesign"), art=Fristart.VENTET, frist=frist)
        for nr, frist in ((1, date(2024, 9, 20)), (2, date(2024, 9, 27)))
    ]
    raad = steg(part="trysil", steg="raad", tittel=lik("Innkalling"), art=Fristart.VEILEDENDE, frist=date(2024, 10, 1))
    i_dag = steg(part="trysil", steg="strategi", tittel=lik("Felles strategi"), frist=dag)
    over = steg(part="trysil", steg="over", tittel=lik("Plan"), frist=date(2024, 10, 8))
    varslede = [varslet(Slag.SENERE_ENN_VENTET, en, dag) for en in ventet] + [
        varslet(Slag.TO_UKER, raad, dag),
        varslet(Slag.PAA_DAGEN, i_dag, dag),
        varslet(Slag.KOORDINATOR_FORFALT, over, dag),
        varslet(Slag.KOORDINATOR_LOEP_UTGAATT, vedtak(part="trysil"), dag, dato="2024-10-09"),
        varslet(Slag.TAKK, steg(part="trysil", steg="gjort"), dag, dato="2024-10-01"),
    ]
    melding = skriv(varslede, naa=klokka(dag), oppsett=OPPSETT)
    assert [s.rad.steg.partition(".")[0] for s in melding.saker] == [
        *("over", "strategi", "forankring", "design1", "design2", "raad", "gjort"),
    ]
    assert melding.emne.startswith("Trysil er over fristen 8.10.2024: Plan, og 5 saker til")


def test_det_andre_staar_stille_for_er_ikke_raad_selv_om_stegets_egen_dato_er_det() -> None:
    dag = date(2024, 9, 23)
    binder = steg(steg="respons", frist=date(2024, 10, 31))
    holder = varslet(Slag.HOLDER_OPP, TILSLUTNING, dag, dato="2024-09-16")
    avklaring = varslet(Slag.AVKLARING, PAUSET._replace(art=Fristart.VEILEDENDE, frist=None), dag)
    melding = skriv([varslet(Slag.TO_UKER, binder, dag), holder, avklaring], naa=klokka(dag), oppsett=OPPSETT)
    assert [s.slag for s in melding.saker] == [Slag.HOLDER_OPP, Slag.AVKLARING, Slag.TO_UKER]
