"""Parties that merge, split or change name, and contacts that leave or are away: never a silent hole."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from modeller.avledning import avled
from modeller.avledning.rute import ruter_gjennom
from modeller.fakta import (
    FristUtsatt,
    KontaktRegistrert,
    KontaktSluttet,
    NavnEndret,
    PartAvloest,
    PartRegistrert,
    Rolle,
    RolleEndret,
    StedfortrederSatt,
    StegLagtTil,
    StegPauset,
    StegUtfoert,
)
from modeller.plan import Plan, Status
from modeller.register import Kontakt, Part, Partsslag, Register
from modeller.setninger import i_ord
from modeller.tekst import Maalform, lik
from tests.modeller.registerhendelser import registeret
from tests.rollebesetning import KALENDER, KOMMUNER, Historie, kommune


def planen(historie: Historie, naa: date, register: Register) -> Plan:
    return avled(historie.fakta, historie.livsloep, register, naa, KALENDER)


SAMMENSLAAING = (date(2025, 1, 1), PartAvloest(part="engerdal", av=("nykommune",), grunn="sammenslåing"))
OG_TRYSIL = (date(2025, 1, 1), PartAvloest(part="trysil", av=("nykommune",), grunn="sammenslåing"))


def test_en_kommune_som_er_slaatt_sammen_har_gitt_plassen_sin_til_den_nye() -> None:
    naa = date(2025, 1, 2)
    plan = planen(Historie(), naa, registeret(naa, SAMMENSLAAING, OG_TRYSIL))
    assert "engerdal" not in plan.parter
    assert (plan.parter["nykommune"], plan.pilot) == (Rolle.HOVEDPART, "nykommune")
    assert plan.finn("forankring.engerdal") is None
    assert "nykommune" in plan.delmaal["d1"].parter


def test_foer_sammenslaaingen_er_alt_som_foer() -> None:
    naa = date(2024, 12, 31)
    plan = planen(Historie(), naa, registeret(naa, SAMMENSLAAING, OG_TRYSIL))
    assert plan.steg == Historie().plan(naa).steg


def test_det_begge_hadde_gjort_er_gjort_av_den_nye() -> None:
    naa = date(2025, 1, 2)
    register = registeret(naa, SAMMENSLAAING, OG_TRYSIL)
    begge = planen(Historie().vedtar(date(2024, 11, 7), "forankring", *KOMMUNER), naa, register)
    bare_en = planen(Historie().vedtar(date(2024, 11, 7), "forankring", "engerdal"), naa, register)
    assert begge.finn("forankring.nykommune").utfoert == date(2024, 11, 7)  # type: ignore[union-attr]
    assert bare_en.finn("forankring.nykommune").utfoert is None  # type: ignore[union-attr]


def test_et_fylke_som_deles_gir_begge_de_nye_det_det_hadde_gjort() -> None:
    naa = date(2025, 1, 2)
    delt = (date(2025, 1, 1), PartAvloest(part="innlandet", av=("hedmark", "oppland"), grunn="deling"))
    nye = [(date(2024, 12, 1), PartRegistrert(part=_fylke(id_))) for id_ in ("hedmark", "oppland")]
    historie = Historie().fylket_blir_hovedpart(date(2024, 9, 17))
    historie.vedtar(date(2024, 11, 16), "forankring_fylket", "innlandet")
    plan = planen(historie, naa, registeret(naa, *nye, delt))
    for fylke in ("hedmark", "oppland"):
        assert plan.parter[fylke] is Rolle.HOVEDPART
        assert plan.finn(f"forankring_fylket.{fylke}").status is Status.UTFOERT  # type: ignore[union-attr]


def test_en_avloesning_i_ring_tar_slutt() -> None:
    naa = date(2025, 1, 2)
    ring = [
        (date(2025, 1, 1), PartAvloest(part="engerdal", av=("trysil",))),
        (date(2025, 1, 1), PartAvloest(part="trysil", av=("engerdal",))),
    ]
    assert planen(Historie(), naa, registeret(naa, *ring)).parter["kdd"] is Rolle.HOVEDPART


def test_den_som_tar_over_etter_en_kontakt_faar_det_den_fikk() -> None:
    naa = date(2025, 3, 3)
    ny = Kontakt(id="ny.aamot", part="aamot", navn="rådgiver", epost="ny@aamot.example", avtaler=())
    register = registeret(
        naa,
        (date(2025, 2, 1), KontaktRegistrert(kontakt=ny)),
        (date(2025, 3, 1), KontaktSluttet(kontakt="sekretariat.aamot", etterfoelger="ny.aamot")),
    )
    assert [k.id for k in register.kontakter_for("aamot", "avtalen", date(2025, 2, 28))] == ["sekretariat.aamot"]
    assert [k.id for k in register.kontakter_for("aamot", "avtalen", naa)] == ["ny.aamot"]
    assert register.kontakt_naa("sekretariat.aamot", naa) == register.kontakter["ny.aamot"]


def test_en_kontakt_som_slutter_uten_etterfoelger_er_borte() -> None:
    naa = date(2025, 3, 3)
    register = registeret(naa, (date(2025, 3, 1), KontaktSluttet(kontakt="sekretariat.aamot")))
    assert register.kontakter_for("aamot", "avtalen", naa) == ()
    assert register.kontakt_naa("sekretariat.aamot", naa) is None


def test_stedfortrederen_faar_det_saa_lenge_kontakten_er_borte() -> None:
    borte = StedfortrederSatt(
        kontakt="sekretariat.aamot", stedfortreder="sekretariat.trysil", til=date(2025, 8, 1), grunn="ferie"
    )
    register = registeret(date(2025, 12, 1), (date(2025, 7, 1), borte))

    def faar(dag: date) -> list[str]:
        return [k.id for k in register.kontakter_for("aamot", "avtalen", dag)]

    assert faar(date(2025, 8, 1)) == ["sekretariat.trysil"]
    assert faar(date(2025, 8, 2)) == ["sekretariat.aamot"]


def test_to_som_er_stedfortredere_for_hverandre_gir_ingen_ring() -> None:
    register = registeret(
        date(2025, 7, 2),
        (date(2025, 7, 1), StedfortrederSatt(kontakt="sekretariat.aamot", stedfortreder="sekretariat.trysil")),
        (date(2025, 7, 1), StedfortrederSatt(kontakt="sekretariat.trysil", stedfortreder="sekretariat.aamot")),
    )
    assert register.kontakt_naa("sekretariat.aamot", date(2025, 7, 2)) is not None


def _fylke(id_: str) -> Part:
    return Part(id=id_, navn=lik(f"{id_.title()} fylkeskommune"), slag=Partsslag.FYLKESKOMMUNE)


OVERTATT = (date(2025, 1, 1), PartAvloest(part="engerdal", av=("trysil",), grunn="sammenslåing"))
FOER, ETTER = date(2024, 11, 7), date(2025, 2, 6)


def test_den_som_tok_over_gjoer_siden_sine_egne_steg() -> None:
    """Nobody else has anything left to do with a step once the other party has ended."""
    naa = date(2025, 3, 3)
    historie = Historie().vedtar(ETTER, "forankring", "trysil")
    plan = planen(historie, naa, registeret(naa, OVERTATT))
    assert plan.finn("forankring.trysil").utfoert == ETTER  # type: ignore[union-attr]


def test_bare_en_frist_er_ikke_at_steget_var_gjort_av_begge() -> None:
    naa = date(2025, 3, 3)
    historie = Historie().den(date(2024, 10, 1), FristUtsatt(steg="forankring.engerdal", til=date(2025, 3, 1)))
    historie.vedtar(FOER, "forankring", "trysil")
    forankring = planen(historie, naa, registeret(naa, OVERTATT)).finn("forankring.trysil")
    assert forankring is not None
    assert (forankring.utfoert, forankring.frist) == (None, date(2025, 3, 1))


def test_det_parten_i_midten_gjorde_gaar_ogsaa_i_arv() -> None:
    naa = date(2025, 9, 1)
    til_midten = (date(2025, 1, 1), PartAvloest(part="engerdal", av=("midten",)))
    til_den_nye = (date(2025, 7, 1), PartAvloest(part="midten", av=("nykommune",)))
    midten = (date(2024, 12, 1), PartRegistrert(part=kommune("midten", "Midten")[0]))
    historie = Historie().vedtar(ETTER, "forankring", "midten")
    register = registeret(naa, midten, til_midten, til_den_nye)
    assert planen(historie, naa, register).finn("forankring.nykommune").utfoert == ETTER  # type: ignore[union-attr]
    assert register.forgjengere(["nykommune"]) == {"engerdal", "midten"}


def test_den_nye_kan_bytte_rolle_og_gaa_ut_under_sitt_eget_navn() -> None:
    naa = date(2025, 3, 3)
    register = registeret(naa, SAMMENSLAAING)
    bytter = Historie().den(ETTER, RolleEndret(part="nykommune", rolle=Rolle.SAMARBEIDSPART))
    assert planen(bytter, naa, register).parter["nykommune"] is Rolle.SAMARBEIDSPART
    gaar_ut = Historie().den(ETTER, RolleEndret(part="nykommune", rolle=None))
    assert "nykommune" not in planen(gaar_ut, naa, register).parter


def test_den_sterkeste_rollen_gaar_i_arv() -> None:
    naa = date(2025, 1, 2)
    historie = Historie().den(date(2024, 9, 20), RolleEndret(part="engerdal", rolle=Rolle.SAMARBEIDSPART))
    assert planen(historie, naa, registeret(naa, SAMMENSLAAING, OG_TRYSIL)).parter["nykommune"] is Rolle.HOVEDPART


def test_naar_fylket_avgjorde_rollen_sin_foelger_med() -> None:
    naa = date(2025, 1, 2)
    delt = (date(2025, 1, 1), PartAvloest(part="innlandet", av=("hedmark",)))
    historie = Historie().fylket_blir_hovedpart(date(2024, 9, 17))
    register = registeret(naa, (date(2024, 12, 1), PartRegistrert(part=_fylke("hedmark"))), delt)
    assert planen(historie, naa, register).finn("fylkets_rolle.hedmark").utfoert == date(2024, 9, 17)  # type: ignore[union-attr]


def test_et_steg_som_var_lagt_til_og_et_som_ventet_paa_svar_gaar_i_arv() -> None:
    naa = date(2025, 1, 2)
    historie = Historie().den(date(2024, 10, 1), StegLagtTil(id="engerdal", tittel=lik("Høring"), parter=("engerdal",)))
    historie.den(date(2024, 10, 1), StegPauset(steg="forankring.aamot", hos="engerdal", grunn="svar"))
    historie.den(date(2024, 10, 2), StegUtfoert(steg="tillegg.engerdal"))
    plan = planen(historie, naa, registeret(naa, SAMMENSLAAING))
    hoering = plan.finn("tillegg.engerdal")
    assert hoering is not None
    assert (hoering.parter, hoering.utfoert) == (("nykommune",), date(2024, 10, 2))
    assert plan.finn("forankring.aamot").ball == ("nykommune",)  # type: ignore[union-attr]


def test_en_part_som_bytter_navn_beholder_alt_annet_som_staar_om_den() -> None:
    skiftet = (date(2025, 1, 1), NavnEndret(part="trysil", navn=lik("Trysil fjellkommune")))
    foer, etter = (registeret(dag, skiftet).parter["trysil"] for dag in (date(2024, 12, 31), date(2025, 1, 1)))
    assert etter == replace(foer, navn=lik("Trysil fjellkommune"))
    assert foer.rute


MED_TRYSIL = (date(2025, 1, 1), PartAvloest(part="engerdal", av=("trysil",), grunn="sammenslåing"))


@pytest.mark.parametrize(
    ("avloesning", "steg", "hvem"),
    [
        ((MED_TRYSIL,), "forankring.trysil", "Trysil kommune"),
        ((SAMMENSLAAING, OG_TRYSIL), "forankring.nykommune", "Ny kommune"),
    ],
    ids=["en som er part fra før", "en ny kommune"],
)
def test_det_bare_en_av_dem_hadde_gjort_sier_hvorfor_det_maa_gjoeres_igjen(
    avloesning: tuple[tuple[date, PartAvloest], ...], steg: str, hvem: str
) -> None:
    naa = date(2025, 1, 2)
    historie = Historie().vedtar(date(2024, 11, 7), "forankring", "trysil", "vaaler", "aamot")
    igjen = planen(historie, naa, registeret(naa, *avloesning)).finn(steg)
    assert igjen is not None
    assert igjen.status is Status.AAPEN
    assert i_ord(igjen.merknader[:1], Maalform.NB, 2025) == (
        f"{hvem} tok over etter Engerdal kommune 1.1; der var dette ikke gjort"
    )
    assert i_ord(igjen.merknader[:1], Maalform.NN, 2025).endswith("; der var dette ikkje gjort")
    assert igjen.frist is None or igjen.frist > naa, "what was over then is nobody's"
    assert "passert da " in i_ord(igjen.begrunnelse, Maalform.NB)


def test_det_ingen_eller_alle_hadde_gjort_trenger_ingen_forklaring() -> None:
    naa = date(2025, 1, 2)
    register = registeret(naa, MED_TRYSIL)
    for historie in (Historie(), Historie().vedtar(date(2024, 11, 7), "forankring", *KOMMUNER)):
        steg = planen(historie, naa, register).finn("forankring.trysil")
        assert steg is not None
        assert not any(ledd.setning == "overtatt_uferdig" for ledd in steg.merknader)


def test_det_den_nye_gjoer_etterpaa_er_gjort() -> None:
    historie = (
        Historie().vedtar(date(2024, 11, 7), "forankring", "trysil").vedtar(date(2025, 2, 6), "forankring", "trysil")
    )
    naa = date(2025, 2, 7)
    steg = planen(historie, naa, registeret(naa, MED_TRYSIL)).finn("forankring.trysil")
    assert steg is not None
    assert (steg.utfoert, steg.merknader) == (date(2025, 2, 6), ())


@pytest.mark.parametrize(
    "avloesning", [(MED_TRYSIL,), (SAMMENSLAAING, OG_TRYSIL)], ids=["en som er part fra før", "en ny kommune"]
)
def test_det_som_huskes_fra_foer_det_ble_kjent_gjelder_ikke_det_som_maa_gjoeres_igjen(
    avloesning: tuple[tuple[date, PartAvloest], ...],
) -> None:
    """Dates of untouched steps are remembered between derivations; nobody had told yet that one of them was done."""
    naa = date(2025, 1, 2)
    register = registeret(naa, *avloesning)
    historie = Historie()
    planen(historie, naa, register)
    historie.vedtar(date(2024, 11, 7), "forankring", "trysil", "vaaler", "aamot")
    husket = planen(historie, naa, register)
    ruter_gjennom.cache_clear()
    assert planen(historie, naa, register) == husket


def test_en_dato_hvert_aar_som_var_over_da_parten_tok_over_gjelder_ikke_det_den_maa_gjoere_igjen() -> None:
    """The date of every year stands in the lifecycle itself, and is counted from nothing."""
    naa, mandat = date(2028, 1, 3), "valgmandat.2027.trysil"
    overtok = (date(2028, 1, 1), PartAvloest(part="engerdal", av=("trysil",), grunn="sammenslåing"))
    historie = Historie().gjoer(date(2027, 12, 1), mandat, "valgmandat.2027.vaaler")
    igjen = planen(historie, naa, registeret(naa, overtok)).finn(mandat)
    assert igjen is not None
    assert (igjen.utfoert, igjen.frist) == (None, None)
    assert "datoen 15.12.2027 var passert da Trysil kommune tok over 1.1.2028" in i_ord(igjen.begrunnelse, Maalform.NB)
