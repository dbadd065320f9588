"""Which body an entry is a meeting of; what is not sure is said to be so."""

from __future__ import annotations

from datetime import date

import pytest

from flyter.moeteplan.fordeling import Organsoeker, Utenfor
from flyter.moeteplan.gjenkjenning import Tvil, Uviss, kjenn_igjen, sier_ingenting, sier_moete
from modeller.moeteplan import Moeteoppfoering
from modeller.register import Organ, Part, Partsslag, Register
from modeller.tekst import Tekst, lik

ORGANER = (
    Organ(id="vaaler-kommunestyre", part="vaaler", navn=Tekst("kommunestyret i Våler", "kommunestyret i Våler")),
    Organ(id="vaaler-formannskap", part="vaaler", navn=lik("Våler formannskap")),
)
FYLKET = (
    Organ(id="innlandet-fylkesting", part="innlandet", navn=lik("fylkestinget i Innlandet")),
    Organ(id="innlandet-fylkesutvalg", part="innlandet", navn=Tekst("fylkesutvalget", "fylkesutvalet")),
)
REGISTER = Register(
    parter={
        "vaaler": Part(id="vaaler", navn=lik("Våler kommune"), slag=Partsslag.KOMMUNE),
        "innlandet": Part(id="innlandet", navn=lik("Innlandet fylkeskommune"), slag=Partsslag.FYLKESKOMMUNE),
    }
)


def organ(tittel: str, utvalg: str = "", organer: tuple[Organ, ...] = ORGANER) -> str:
    funnet = kjenn_igjen(
        Moeteoppfoering(kilde_id=None, dato=date(2026, 11, 7), tittel=tittel, utvalg=utvalg), organer, REGISTER
    )
    assert not isinstance(funnet, Tvil)
    return funnet.value if isinstance(funnet, Uviss) else funnet.id


@pytest.mark.parametrize(
    ("tittel", "utvalg", "svar"),
    [
        ("Kommunestyret", "", "vaaler-kommunestyre"),
        ("Møte i kommunestyret 7.11.2026 kl. 18", "", "vaaler-kommunestyre"),
        ("Våler kommunestyre", "", "vaaler-kommunestyre"),
        ("AVLYST: Ekstraordinært møte i Våler formannskap", "", "vaaler-formannskap"),
        ("Kommunestyremøte", "", "vaaler-kommunestyre"),
        ("Formannskapsmøte 7.11", "", "vaaler-formannskap"),
        ("", "Formannskapet", "vaaler-formannskap"),
        ("Budsjett 2027", "Formannskapet", "vaaler-formannskap"),
        ("Kommunestyret", "Formannskapet", "vaaler-kommunestyre"),
        ("inkl. befaring", "Kommunestyret", "vaaler-kommunestyre"),
        ("Møte", "Ungdommens kommunestyre", "annet"),
        ("", "Ungdommens kommunestyre", "annet"),
        ("Budsjett 2027", "Politiske møter", "ukjent"),
        ("Budsjett 2027", "Formannskapet og kommunestyret", "ukjent"),
        ("Kontrollutvalget", "", "annet"),
        ("Eldrerådet", "Kommunestyret", "annet"),
        ("Frist for saker til kommunestyret", "", "annet"),
        ("Høstferie", "", "annet"),
        ("Valgdag", "", "annet"),
        ("Stortingsvalget", "", "annet"),
        ("Folkemøte om kommunestyret", "", "annet"),
        ("Budsjettseminar for kommunestyret", "", "annet"),
        ("Sakspapirer til kommunestyret legges ut", "", "annet"),
        ("Gruppemøter før kommunestyret", "", "annet"),
        ("Kommunestyret og formannskapet", "", "ukjent"),
        ("Orientering fra formannskapet i kommunestyret", "", "ukjent"),
        ("", "", "ukjent"),
    ],
)
def test_organet_kjennes_paa_det_tittelen_begynner_med(tittel: str, utvalg: str, svar: str) -> None:
    assert organ(tittel, utvalg) == svar


@pytest.mark.parametrize(
    ("tittel", "svar"),
    [("Fylkestinget", "innlandet-fylkesting"), ("Møte i fylkesutvalet", "innlandet-fylkesutvalg")],
)
def test_organet_kjennes_paa_begge_maalformer(tittel: str, svar: str) -> None:
    assert organ(tittel, organer=FYLKET) == svar


@pytest.mark.parametrize(
    ("tittel", "svar"),
    [
        ("", True),
        ("7.11.2026 kl. 18", True),
        ("Torsdag 7. november", True),
        ("Våler kommune", True),
        ("Ekstra møte", True),
        ("Budsjettmøte", True),
        ("Budsjett og økonomiplan", True),
        ("Sak 45/26", True),
        ("Kommunestyret og formannskapet", True),
        ("Felles møte for formannskapet og eldrerådet", False),
        ("Opptatt", False),
        ("Julebord", False),
        ("Møterom stengt", False),
    ],
)
def test_der_kalenderen_er_organets_maa_tittelen_si_at_det_er_et_moete(tittel: str, svar: bool) -> None:
    en = Moeteoppfoering(kilde_id=None, dato=date(2026, 11, 7), tittel=tittel)
    assert (sier_moete(en, ORGANER[0]) or sier_ingenting(en, ORGANER[0], REGISTER)) is svar


def fordelt(*titler: str, gitt: bool = True, alt: bool = False, dag: date = date(2026, 11, 10)) -> list[object]:
    """For each title, the body's id; None where nobody can tell; False for something else."""
    soeker = Organsoeker(
        organer=ORGANER, register=REGISTER, fridager=(), gitt=ORGANER[0] if gitt else None, alt_er_moeter=alt
    )
    ut: list[object] = []
    for tittel in titler:
        [(_, funnet)] = soeker.fordel([Moeteoppfoering(kilde_id="a", dato=dag, tittel=tittel)])
        ut.append(funnet.id if isinstance(funnet, Organ) else funnet.er_moete)
    return ut


@pytest.mark.parametrize("gitt", [True, False])
def test_et_moete_med_noe_attaat_er_et_moete(gitt: bool) -> None:
    titler = (
        "Kommunestyret med befaring",
        "Kommunestyret m/folkevalgtopplæring",
        "Kommunestyret (inkl. gruppemøter)",
        "Kommunestyret + julebord",
        "Kommunestyret med orientering fra formannskapet",
        "Kommunestyret - årsmelding og regnskap",
        "Kommunestyret: bosetting",
    )
    assert fordelt(*titler, gitt=gitt) == ["vaaler-kommunestyre"] * len(titler)


def test_det_som_begynner_med_organet_og_kan_vaere_noe_annet_listes_som_uvisst() -> None:
    titler = (
        "Kommunestyret. Frist for saker: 22.1",
        "Kommunestyret – gruppemøte kl. 16",
        "Kommunestyret: budsjettseminar",
        "Kommunestyret (frist for innmelding 12.1)",
    )
    assert fordelt(*titler) == fordelt(*titler, gitt=False) == [None] * len(titler)
    assert fordelt(*titler, alt=True) == ["vaaler-kommunestyre"] * len(titler)
    assert fordelt("Formannskapet – gruppemøte", "Frist for saker til kommunestyret") == [False, False]


def test_en_merknad_ved_organets_navn_gjoer_ikke_raden_til_noe_annet_i_stillhet() -> None:
    soeker = Organsoeker(organer=ORGANER, register=REGISTER, fridager=(), gitt=None, alt_er_moeter=False)
    en = Moeteoppfoering(kilde_id=None, dato=date(2026, 11, 10), tittel="Gruppemøter kl. 16", utvalg="Kommunestyret")
    [(_, funnet)] = soeker.fordel([en])
    assert isinstance(funnet, Utenfor)
    assert funnet.er_moete is None


def test_ungdommens_kommunestyre_er_et_annet_organ() -> None:
    assert (
        fordelt("Ungdommens kommunestyre", "Barn og unges kommunestyre", "Møte i ungdomens kommunestyre") == [False] * 3
    )


def test_at_papirene_sendes_ut_er_ikke_et_moete() -> None:
    titler = ("Saksliste kommunestyret publiseres", "Innkalling til kommunestyret", "Papirer til kommunestyret sendes")
    assert fordelt(*titler) == [False] * 3


def test_en_dag_moetet_er_flyttet_fra_er_ikke_moetets_dag() -> None:
    assert fordelt("Kommunestyret flyttet til 12.11", "Kommunestyret – flyttet til torsdag 12. november") == [
        None,
        None,
    ]
    assert (
        fordelt("Kommunestyret flyttet til 10.11", "Kommunestyret flyttet til Herredshuset")
        == ["vaaler-kommunestyre"] * 2
    )
    assert fordelt("Kommunestyret flyttet fra 5.11") == ["vaaler-kommunestyre"]
