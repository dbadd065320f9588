"""A file read again: only what changed in it becomes facts, and what was done elsewhere stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from fristvakt.filer import AV_FIL, Endring, Innlest, endringer, les_avtalefiler
from modeller.avtalefold import brett_avtale
from modeller.fakta import (
    AvtaleEndret,
    AvtaleForlenget,
    AvtaleOpprettet,
    DatoSatt,
    Datoverdi,
    DelmaalEndret,
    Faktum,
    KontaktRegistrert,
    KontaktSluttet,
    MoeteFlyttet,
    MoeteplanFastsatt,
    NavnEndret,
    PartRegistrert,
    Rolle,
    RolleEndret,
)
from modeller.register import Part
from modeller.registerfold import brett_register
from modeller.tekst import Maalform, lik
from tests.filer.filproeve import AVTALE, REGISTER

FOERSTE, SENERE = date(2024, 3, 1), date(2026, 5, 4)


class Lager:
    """Stored facts, and the files that are loaded into them."""

    def __init__(self, mappe: Path) -> None:
        self.mappe = mappe
        self.fakta: list[Faktum] = []
        self.filer = {"register.toml": REGISTER, "avtale.toml": AVTALE}

    def bytt(self, navn: str, fra: str, til: str) -> None:
        assert fra in self.filer[navn]
        self.filer[navn] = self.filer[navn].replace(fra, til, 1)

    def innlest(self) -> Innlest:
        for navn, tekst in self.filer.items():
            (self.mappe / navn).write_text(tekst, encoding="utf-8")
        return les_avtalefiler([self.mappe / "avtale.toml"])

    def les(self, dag: date) -> list[Endring]:
        nye = endringer(self.innlest(), self.fakta, dag)
        for endring in nye:
            self.registrer(endring.stroem, endring.skjedde, endring.hendelse, AV_FIL, endring.kilde)
        return nye

    def registrer(self, stroem: str, dag: date, hendelse: object, av: str = "tavla", kilde: str | None = None) -> None:
        nr = len(self.fakta) + 1
        self.fakta.append(
            Faktum(
                id=f"f{nr}",
                stroem=stroem,
                nr=nr,
                skjedde=dag,
                av=av,
                hendelse=hendelse,  # type: ignore[arg-type]
                registrert=datetime(2026, 1, 1, tzinfo=UTC),
                kilde=kilde,
            )
        )


@pytest.fixture
def lager(tmp_path: Path) -> Lager:
    lager = Lager(tmp_path)
    lager.les(FOERSTE)
    return lager


def test_foerste_lesing_lagrer_registeret_og_avtalen_slik_de_staar(lager: Lager) -> None:
    innlest = lager.innlest()
    lest, fil = brett_register(lager.fakta, SENERE), innlest.register
    assert (lest.parter, lest.kontakter, lest.organer) == (fil.parter, fil.kontakter, fil.organer)
    avtale = brett_avtale([f for f in lager.fakta if f.stroem == "avtale/proeve"], SENERE)
    assert avtale.parter == {"trysil": Rolle.HOVEDPART, "kdd": Rolle.HOVEDPART}
    assert isinstance(lager.fakta[-1].hendelse, AvtaleOpprettet)
    assert {f.skjedde for f in lager.fakta} == {date(2024, 3, 1)}


def test_en_uendret_fil_gir_ingen_fakta(lager: Lager) -> None:
    assert lager.les(SENERE) == []


def test_det_som_er_gjort_paa_tavla_staar_naar_en_uendret_fil_leses(lager: Lager) -> None:
    lager.registrer("avtale/proeve", SENERE, RolleEndret(part="kdd", rolle=Rolle.SAMARBEIDSPART))
    lager.registrer("avtale/proeve", SENERE, DatoSatt(navn="forslagsfrist", verdi=Datoverdi(date(2024, 12, 6))))
    flyttet = MoeteFlyttet(organ="trysil-kommunestyre", moete="2024-11-07", til=date(2024, 11, 14))
    lager.registrer("organ/trysil-kommunestyre", SENERE, flyttet)
    lager.registrer("kontakt/kdd-koordinator", SENERE, KontaktSluttet(kontakt="kdd-koordinator"))
    assert lager.les(SENERE) == []


def test_et_nytt_navn_staar_naar_filen_retter_noe_annet_om_parten(lager: Lager) -> None:
    lager.registrer("part/trysil", SENERE, NavnEndret(part="trysil", navn=lik("Trysil fjellkommune")))
    assert lager.les(SENERE) == []
    lager.bytt("register.toml", 'id = "trysil"', 'id = "trysil"\nsaksutskrift_dager = 9')
    [endring] = lager.les(SENERE)
    assert isinstance(endring.hendelse, PartRegistrert)
    assert (endring.hendelse.part.navn, endring.hendelse.part.saksutskrift_dager) == (lik("Trysil fjellkommune"), 9)


def skrevet(adresse: str) -> str:
    lokal, _, domene = adresse.partition("@")
    return f"{lokal.upper()}@{domene}"


def test_en_maalform_kontakten_har_valgt_staar_til_filen_sier_en_annen(lager: Lager) -> None:
    [kontakt] = [k for k in brett_register(lager.fakta, SENERE).kontakter.values() if k.id == "kdd-koordinator"]
    valgt = replace(kontakt, maalform=Maalform.NN)
    lager.registrer("kontakt/kdd-koordinator", SENERE, KontaktRegistrert(kontakt=valgt))
    assert lager.les(SENERE) == []
    lager.bytt("register.toml", "koordinator@kdd.example", "ny@kdd.example")
    [endring] = lager.les(SENERE)
    assert isinstance(endring.hendelse, KontaktRegistrert)
    assert (endring.hendelse.kontakt.epost, endring.hendelse.kontakt.maalform) == ("ny@kdd.example", Maalform.NN)
    lager.bytt("register.toml", 'id = "kdd-koordinator"', 'id = "kdd-koordinator"\nmaalform = "nb"')
    [endring] = lager.les(SENERE)
    assert isinstance(endring.hendelse, KontaktRegistrert)
    assert endring.hendelse.kontakt.maalform is Maalform.NB


def med_store_bokstaver(hendelse: object) -> object:
    """The fact as a version that did not write addresses in small letters stored it."""
    match hendelse:
        case KontaktRegistrert(kontakt=kontakt):
            return KontaktRegistrert(kontakt=replace(kontakt, epost=skrevet(kontakt.epost)))
        case PartRegistrert(part=Part(postmottak=str(adresse)) as part):
            return PartRegistrert(part=replace(part, postmottak=skrevet(adresse)))
    return hendelse


@pytest.fixture
def lager_med_store_bokstaver(tmp_path: Path) -> Lager:
    lager = Lager(tmp_path)
    lager.bytt("register.toml", "koordinator@kdd.example", "Koordinator@KDD.example")
    lager.bytt("register.toml", 'id = "trysil"', 'id = "trysil"\npostmottak = "Postmottak@Trysil.example"')
    lager.les(FOERSTE)
    lager.fakta = [replace(f, hendelse=med_store_bokstaver(f.hendelse)) for f in lager.fakta]  # type: ignore[arg-type]
    return lager


def test_en_adresse_som_er_lagret_med_store_bokstaver_er_den_samme_i_en_uendret_fil(
    lager_med_store_bokstaver: Lager,
) -> None:
    lager = lager_med_store_bokstaver
    assert lager.les(SENERE) == []
    koordinator = brett_register(lager.fakta, SENERE).kontakter["kdd-koordinator"]
    assert koordinator.epost == "KOORDINATOR@kdd.example"
    lager.registrer(
        "kontakt/kdd-koordinator", SENERE, KontaktRegistrert(kontakt=replace(koordinator, navn="Den nye koordinatoren"))
    )
    assert lager.les(SENERE) == []


def test_en_annen_adresse_er_en_endring_ogsaa_naar_den_gamle_har_store_bokstaver(
    lager_med_store_bokstaver: Lager,
) -> None:
    lager = lager_med_store_bokstaver
    lager.bytt("register.toml", "Koordinator@KDD.example", "Samordner@KDD.example")
    lager.bytt("register.toml", "Postmottak@Trysil.example", "Post@Trysil.example")
    part, kontakt = lager.les(SENERE)
    assert isinstance(part.hendelse, PartRegistrert)
    assert part.hendelse.part.postmottak == "post@trysil.example"
    assert isinstance(kontakt.hendelse, KontaktRegistrert)
    assert kontakt.hendelse.kontakt.epost == "samordner@kdd.example"
    assert lager.les(SENERE) == []


ENDRINGER = [
    ('rolle = "hovedpart"', 'rolle = "samarbeidspart"', RolleEndret(part="trysil", rolle=Rolle.SAMARBEIDSPART),
     "Prøveavtale: Trysil kommune er samarbeidspart, før hovedpart."),
    ("2024-11-29", "2024-12-06", DatoSatt(navn="forslagsfrist", verdi=Datoverdi(date(2024, 12, 6))),
     "Prøveavtale: Datoen «forslagsfrist» er 6.12.2024 (frist), før 29.11.2024 (frist)."),
    ("forslagsfrist = 2024-11-29\n", "", DatoSatt(navn="forslagsfrist", verdi=None),
     "Prøveavtale: Datoen «forslagsfrist» er tatt bort."),
    ("2028-12-30", "2029-12-30", AvtaleForlenget(til=date(2029, 12, 30)),
     "Prøveavtale: Avtalen er forlenget fra 30.12.2028 (frist) til 30.12.2029 (frist)."),
    ("2028-12-30", "2027-12-30", DatoSatt(navn="avtaleslutt", verdi=Datoverdi(date(2027, 12, 30), kilde="avtalen")),
     "Prøveavtale: Datoen «avtaleslutt» er 30.12.2027 (frist), før 30.12.2028 (frist)."),
    ('"Prøveavtale"', '"Prøven"', None, "Prøveavtale: Nytt navn: Prøven."),
    ('pilot = "trysil"', 'pilot = "kdd"', AvtaleEndret(pilot="kdd"), "Prøveavtale: Ny pilot: kdd."),
    ("[datoer]", '[saksnumre]\ntrysil = "24/7"\n[datoer]', AvtaleEndret(saksnumre={"trysil": "24/7"}),
     "Prøveavtale: Saksnumrene er endret."),
    ("[datoer]", '[[part]]\nid = "aamot"\nrolle = "hovedpart"\n[datoer]',
     RolleEndret(part="aamot", rolle=Rolle.HOVEDPART),
     "Prøveavtale: Åmot kommune er ny part, med rollen hovedpart."),
    ('pilot = "trysil"\n', "", AvtaleEndret(tatt_bort=("pilot",)), "Prøveavtale: Avtalen har ikke lenger noen pilot."),
    ('koordinator = "kdd-koordinator"\n', "", AvtaleEndret(tatt_bort=("koordinator",)),
     "Prøveavtale: Avtalen har ikke lenger noen koordinator."),
    ('pilot = "trysil"', 'pilot = "trysil"\nkilder = ["003", "001"]', AvtaleEndret(kilder=("001", "003")),
     "Prøveavtale: Dokumentene som gjelder, er nå «001» og «003»."),
    ('pilot = "trysil"', 'pilot = "trysil"\nkilder = []', AvtaleEndret(kilder=()),
     "Prøveavtale: Ingen av dokumentene gjelder lenger."),
    ('pilot = "trysil"', 'pilot = "trysil"\nkilde = "001"', AvtaleEndret(kilde="001"),
     "Prøveavtale: Kilden for avtalen er «001»."),
    ('rolle = "hovedpart"', 'rolle = "hovedpart"\nkilde = "001 punkt 2"',
     RolleEndret(part="trysil", rolle=Rolle.HOVEDPART),
     "Prøveavtale: Kilden for rollen til Trysil kommune er «001 punkt 2»."),
    ('kilde = "avtalen"', 'kilde = "001 punkt 4"',
     DatoSatt(navn="avtaleslutt", verdi=Datoverdi(date(2028, 12, 30), kilde="001 punkt 4")),
     "Prøveavtale: Kilden for datoen «avtaleslutt» er «001 punkt 4»."),
    (', kilde = "avtalen"', "", DatoSatt(navn="avtaleslutt", verdi=Datoverdi(date(2028, 12, 30))),
     "Prøveavtale: Kilden for datoen «avtaleslutt» er tatt bort."),
    ('parter = ["trysil", "kdd"]', 'parter = ["trysil", "kdd"]\nkilde = "001 punkt 6.1"', None,
     "Prøveavtale: Kilden for delmålet «Rekruttering» er «001 punkt 6.1»."),
    ('parter = ["trysil", "kdd"]', 'parter = ["trysil"]', None, "Prøveavtale: Delmålet «Rekruttering» er endret."),
]  # fmt: skip


@pytest.mark.parametrize(("fra", "til", "hendelse", "linje"), ENDRINGER)
def test_en_endring_i_avtalefilen_blir_ett_faktum(
    lager: Lager, fra: str, til: str, hendelse: object, linje: str
) -> None:
    lager.bytt("avtale.toml", fra, til)
    (endring,) = lager.les(SENERE)
    assert endring.linje == linje
    assert endring.skjedde == SENERE
    if hendelse is not None:
        assert endring.hendelse == hendelse
    assert lager.les(SENERE) == []


@pytest.mark.parametrize("noekkel", ['kilde = "001"\n', 'kilder = ["001"]\n', 'merknad = "Les dette."\n'])
def test_det_filen_sa_og_ikke_lenger_sier_blir_borte(lager: Lager, noekkel: str) -> None:
    lager.bytt("avtale.toml", 'pilot = "trysil"\n', f'pilot = "trysil"\n{noekkel}')
    lager.les(SENERE)
    lager.bytt("avtale.toml", noekkel, "")
    (endring,) = lager.les(SENERE)
    navn = noekkel.partition(" ")[0]
    assert endring.hendelse == AvtaleEndret(tatt_bort=(navn,))  # type: ignore[arg-type]
    avtale = brett_avtale([f for f in lager.fakta if f.stroem == "avtale/proeve"], SENERE)
    assert getattr(avtale, navn) is None
    assert lager.les(SENERE) == []


def test_det_filen_aldri_har_sagt_staar_naar_det_er_sagt_et_annet_sted(lager: Lager) -> None:
    merknad = AvtaleEndret(merknad=lik("Skrevet på tavla."))
    lager.registrer("avtale/proeve", SENERE, merknad)
    assert lager.les(SENERE) == []


def test_en_ny_kilde_bringer_ikke_tilbake_det_som_er_endret_paa_tavla(lager: Lager) -> None:
    lager.registrer("avtale/proeve", SENERE, RolleEndret(part="kdd", rolle=Rolle.SAMARBEIDSPART))
    lager.registrer("avtale/proeve", SENERE, DatoSatt(navn="avtaleslutt", verdi=Datoverdi(date(2029, 6, 30))))
    lager.bytt("avtale.toml", 'id = "kdd"\nrolle = "hovedpart"', 'id = "kdd"\nrolle = "hovedpart"\nkilde = "001"')
    lager.bytt("avtale.toml", 'kilde = "avtalen"', 'kilde = "001 punkt 4"')
    assert lager.les(SENERE) == []


def test_et_nytt_sluttaar_med_kilde_er_en_forlengelse_som_har_kilden(lager: Lager) -> None:
    lager.bytt("avtale.toml", '2028-12-30, kilde = "avtalen"', '2029-12-30, kilde = "tillegget"')
    (endring,) = lager.les(SENERE)
    assert (endring.hendelse, endring.kilde) == (AvtaleForlenget(til=date(2029, 12, 30)), "tillegget")
    avtale = brett_avtale([f for f in lager.fakta if f.stroem == "avtale/proeve"], SENERE)
    assert avtale.datoer["avtaleslutt"].kilde == "tillegget"


def test_en_part_som_tas_ut_av_filen_gaar_ut_av_avtalen(lager: Lager) -> None:
    lager.bytt("avtale.toml", '[[part]]\nid = "kdd"\nrolle = "hovedpart"\n', "")
    lager.bytt("avtale.toml", ', "kdd"]', "]")
    foerste, andre = lager.les(SENERE)
    assert foerste.hendelse == RolleEndret(part="kdd", rolle=None)
    assert foerste.linje == "Prøveavtale: Kommunal- og distriktsdepartementet er ikke lenger part."
    assert isinstance(andre.hendelse, DelmaalEndret)


def test_en_ny_moeteplan_trekker_tilbake_moetet_som_er_borte(lager: Lager) -> None:
    lager.bytt("register.toml", "2024-11-07", "2024-12-12")
    (endring,) = lager.les(date(2024, 10, 1))
    assert isinstance(endring.hendelse, MoeteplanFastsatt)
    assert endring.linje == (
        "Endret møteplan for 2024: kommunestyret i Trysil, Trysil kommune, "
        "nye møter 12.12.2024 og trukket tilbake 7.11.2024."
    )
    moeter = brett_register(lager.fakta, SENERE).organer["trysil-kommunestyre"].moeter
    assert [(m.id, m.avlyst) for m in moeter] == [("2024-09-19", False), ("2024-11-07", True), ("2024-12-12", False)]
    assert lager.les(SENERE) == []


def test_et_nytt_aar_i_moeteplanen_gjelder_fra_registeret_begynte(lager: Lager) -> None:
    lager.bytt("register.toml", "moeter.2024", "moeter.2025 = [2025-02-13]\nmoeter.2024")
    (endring,) = lager.les(SENERE)
    assert endring.linje == "Ny møteplan for 2025: kommunestyret i Trysil, Trysil kommune, 1 møter."


def test_en_kontakt_som_er_borte_fra_filen_har_sluttet(lager: Lager) -> None:
    lager.bytt("register.toml", 'id = "kdd-koordinator"', 'id = "kdd-saksbehandler"')
    lager.bytt("avtale.toml", "kdd-koordinator", "kdd-saksbehandler")
    linjer = [e.linje for e in lager.les(SENERE)]
    assert linjer == [
        "Ny kontakt: Koordinator, Kommunal- og distriktsdepartementet.",
        "Kontakten har sluttet: Koordinator, Kommunal- og distriktsdepartementet, fra 4.5.2026.",
        "Prøveavtale: Ny koordinator: kdd-saksbehandler.",
    ]
    kontakter = brett_register(lager.fakta, SENERE).kontakter_for("kdd", "proeve", SENERE)
    assert [k.id for k in kontakter] == ["kdd-saksbehandler"]


def test_en_part_som_endrer_postmottak_registreres_paa_nytt(lager: Lager) -> None:
    lager.bytt("register.toml", 'slag = "departement"', 'slag = "departement"\npostmottak = "post@kdd.example"')
    (endring,) = lager.les(SENERE)
    assert endring.linje == "Endret part: Kommunal- og distriktsdepartementet."
    assert brett_register(lager.fakta, SENERE).parter["kdd"] == replace(
        brett_register(lager.fakta, FOERSTE).parter["kdd"], postmottak="post@kdd.example"
    )
