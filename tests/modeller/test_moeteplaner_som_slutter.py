"""Meeting plans are made a year at a time: a date in a year nobody has planned yet is not the last meeting known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from flyter.livsloep.bygdevekst import BYGDEVEKST
from modeller.fakta import MilepaelNaadd, MoeteInnkalt
from modeller.kontroll import innvendinger
from modeller.plan import Status
from modeller.register import Forlatt, Register
from modeller.setninger import i_ord
from modeller.tekst import Maalform
from tests.rollebesetning import Historie, fram_til_signering

NAA = date(2025, 6, 1)


def planlagt_ut(aar: int, *organer: str) -> Historie:
    """The story up to signatures, where these bodies have no meeting later than this year."""
    historie = fram_til_signering()
    kjent = historie.register.organer
    kortet = {o: replace(kjent[o], moeter=tuple(m for m in kjent[o].moeter if m.dato.year <= aar)) for o in organer}
    historie.register = replace(historie.register, organer={**kjent, **kortet})
    return historie


def med_avlyst(historie: Historie, organ: str, dato: date, *, den: date) -> Register:
    """The register after the body's meeting that day was called off."""
    kjent = historie.register.organer[organ]
    moeter = tuple(
        replace(m, avlyst=True, forlatt=(Forlatt(dato, den),)) if m.dato == dato else m for m in kjent.moeter
    )
    return replace(historie.register, organer={**historie.register.organer, organ: replace(kjent, moeter=moeter)})


def test_et_vedtak_i_et_aar_uten_moeteplan_faar_en_dato_i_det_aaret() -> None:
    historie = planlagt_ut(2025, "trysil-formannskap", "trysil-kommunestyre")
    for steg_id in ("status_politisk.2027.trysil", "handlingsplan_vedtak.2027.trysil", "viderefoering.trysil"):
        steg = historie.steg(steg_id, NAA)
        assert steg.frist is not None
        assert steg.frist.year == (steg.aar or 2028)
        assert "møteplanen for Trysil kommunestyre mangler" in i_ord(steg.begrunnelse, Maalform.NB, 2025)
    assert historie.steg("status_politisk.2025.trysil", NAA).milepaeler


def test_et_krav_i_et_aar_uten_moeteplan_bortfaller_ikke_foer_tiden_er_inne() -> None:
    historie = planlagt_ut(2025, "trysil-formannskap", "trysil-kommunestyre")
    historie.den(date(2026, 5, 4), MoeteInnkalt(steg="politisk_dialog.2026", dato=date(2026, 11, 26)))
    steg = historie.steg("status_politisk.2026.trysil", date(2026, 9, 15))
    assert steg.status is Status.AAPEN
    assert steg.frist is not None
    assert date(2026, 11, 1) < steg.frist < date(2026, 11, 26)
    assert not steg.forfalt(date(2026, 9, 15))


def test_et_avlyst_moete_blir_ikke_siste_moete_i_senere_aar_uten_moeteplan() -> None:
    historie = planlagt_ut(2026, "trysil-formannskap", "trysil-kommunestyre")
    foer = {s.id: (s.frist, s.status) for s in historie.plan(NAA) if s.aar in {2027, 2028} and "trysil" in s.parter}
    historie.register = med_avlyst(historie, "trysil-kommunestyre", date(2026, 11, 5), den=NAA)
    assert {s: (historie.steg(s, NAA).frist, historie.steg(s, NAA).status) for s in foer} == foer
    assert historie.steg("status_politisk.2026.trysil", NAA).status is Status.KOMMENDE


def test_et_aar_der_alle_moetene_er_avlyst_holder_fristen_den_gang_moetet_var_det_siste() -> None:
    historie = planlagt_ut(2026, "trysil-formannskap", "trysil-kommunestyre")
    historie.den(date(2026, 5, 4), MoeteInnkalt(steg="politisk_dialog.2026", dato=date(2026, 11, 26)))
    sent = date(2026, 10, 30)
    frist = historie.steg("status_politisk.2026.trysil", sent).frist
    for moete in historie.register.organer["trysil-kommunestyre"].moeter:
        if moete.dato.year == 2026:
            historie.register = med_avlyst(historie, "trysil-kommunestyre", moete.dato, den=sent)
    assert historie.steg("status_politisk.2026.trysil", sent).frist == frist


def test_et_tidligere_organ_uten_moeteplan_gjoer_ikke_saksframlegget_et_aar_for_tidlig() -> None:
    historie = planlagt_ut(2025, "trysil-formannskap")
    steg = historie.steg("handlingsplan_vedtak.2026.trysil", NAA)
    assert {m.dato.year for m in steg.milepaeler} == {2026}


def test_en_milepael_uten_moeteplan_avvises_med_grunnen() -> None:
    historie = planlagt_ut(2025, "trysil-formannskap", "trysil-kommunestyre")
    hendelse = MilepaelNaadd(steg="status_politisk.2026.trysil", milepael="saksframlegg")
    grunner = innvendinger(hendelse, NAA, historie.plan(NAA), historie.register, BYGDEVEKST, NAA)
    assert "«Politisk behandling av status» har ingen milepæler før møteplanen er lagt inn." in [t.nb for t in grunner]
