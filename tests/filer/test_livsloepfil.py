"""An organisation's own lifecycle, read from its file or refused with one message per fault."""

from __future__ import annotations

import re
import tomllib
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import get_args

import jsonschema  # type: ignore[import-untyped]
import pytest

from flyter.livsloep import LIVSLOEP
from fristvakt.filer import Filfeil, les_avtalefiler, livsloep_i, skjema, som_fakta
from fristvakt.filer.livsloepformat import BETINGELSER, Stegfelt
from fristvakt.filer.regelformat import Regelvalg
from modeller import regler
from modeller.avledning import avled
from modeller.livsloep import Livsloep
from modeller.livsloepsjekk import sjekk
from modeller.registerfold import brett_register
from tests.filer.livsloeptoml import TYPER, som_toml
from tests.rollebesetning import KALENDER

EKSEMPEL = Path(__file__).parents[2] / "eksempler" / "livsloep" / "tettstedsavtale.toml"


def les(tekst: str, mappe: Path) -> Livsloep:
    (mappe / "livsloep").mkdir(exist_ok=True)
    (mappe / "livsloep" / "eget.toml").write_text(tekst, encoding="utf-8")
    (nytt,) = (livsloep for navn, livsloep in livsloep_i(mappe).items() if navn not in LIVSLOEP)
    return nytt


def feil(mappe: Path, *bytter: tuple[str, str]) -> list[str]:
    tekst = EKSEMPEL.read_text(encoding="utf-8")
    for fra, til in bytter:
        assert fra in tekst, fra
        tekst = tekst.replace(fra, til, 1)
    with pytest.raises(Filfeil) as feilene:
        les(tekst, mappe)
    return [str(f).replace(f"{mappe}/livsloep/", "") for f in feilene.value.feil]


@pytest.mark.parametrize("navn", LIVSLOEP)
def test_et_innebygd_livsloep_skrevet_som_fil_er_det_samme_livsloepet(navn: str, tmp_path: Path) -> None:
    fra_kode = LIVSLOEP[navn]
    fra_fil = les(som_toml(fra_kode, "eget"), tmp_path)
    assert fra_fil.faser == fra_kode.faser
    like = {felt.name for felt in fields(Livsloep)} - {"navn", "faser", "datonavn", "_indeks"}
    assert {felt: getattr(fra_fil, felt) for felt in like} == {felt: getattr(fra_kode, felt) for felt in like}


def test_samarbeid_lest_fra_fil_gir_den_samme_planen(tmp_path: Path) -> None:
    fakta = som_fakta(les_avtalefiler([EKSEMPEL.parents[1] / "innlandet-distriktssenteret.toml"]), date(2025, 9, 1))
    register = brett_register([f for f in fakta if not f.stroem.startswith("avtale/")], date(2025, 9, 1))
    hendt = [f for f in fakta if f.stroem.startswith("avtale/")]
    fra_kode = LIVSLOEP["samarbeid"]
    fra_fil = les(som_toml(fra_kode, "eget"), tmp_path)
    planer = [avled(hendt, ett, register, date(2025, 9, 1), KALENDER) for ett in (fra_kode, fra_fil)]
    assert list(planer[0]) == list(planer[1])
    assert len(list(planer[0])) > 2


def test_filen_kan_si_alt_et_livsloep_kan_si() -> None:
    assert {*TYPER, regler.Ingen} == set(get_args(regler.Datoregel))
    assert set(TYPER.values()) == {
        get_args(modell.model_fields["type"].annotation)[0] for modell in get_args(get_args(Regelvalg)[0])
    }
    assert {type(betingelse) for betingelse in BETINGELSER.values()} == set(get_args(regler.Betingelse))


def test_eksempelet_er_i_orden_og_foelger_skjemaet(tmp_path: Path) -> None:
    tekst = EKSEMPEL.read_text(encoding="utf-8")
    livsloep = les(tekst, tmp_path)
    assert sjekk(livsloep) == []
    assert livsloep.finn("soeknad") is not None
    jsonschema.validate(tomllib.loads(tekst), skjema("livsloep"))


def test_dokumentasjonen_nevner_hver_noekkel_i_et_steg() -> None:
    docs = (EKSEMPEL.parents[2] / "docs" / "livsloepfil.md").read_text(encoding="utf-8")
    assert [navn for navn in Stegfelt.model_fields if f"`{navn}`" not in docs] == []


LANG = "Et navn eller en tittel kan ha høyst 200 tegn."


@pytest.mark.parametrize(
    "linje",
    [
        'tittel = "Tettstedsavtale"',
        'tittel = { nb = "Inngåelse", nn = "Inngåing" }',
        'tittel = { nb = "Vedtak i kommunen", nn = "Vedtak i kommunen" }',
        'omtale = { nb = "vedtaket i kommunen", nn = "vedtaket i kommunen" }',
        'tittel = { nb = "Retningslinjene for tettstedsavtaler", nn = "Retningslinjene for tettstadsavtalar" }',
        'navn = { nb = "partene", nn = "partane" }',
        'soeknadsfrist = { nb = "søknadsfristen", nn = "søknadsfristen" }',
    ],
)
def test_navn_og_titler_er_ikke_lengre_enn_andre_navn(linje: str, tmp_path: Path) -> None:
    nr = EKSEMPEL.read_text(encoding="utf-8").splitlines().index(linje) + 1
    noekkel, _, verdi = linje.partition(" = ")
    lang = f'"{"x" * 201}"'
    nynorsk = re.sub(r'nn = ".*?"', f"nn = {lang}", verdi) if verdi.startswith("{") else lang
    for ny in {lang, nynorsk}:
        (en,) = set(feil(tmp_path, (linje, f"{noekkel} = {ny}")))
        assert en.startswith(f"eget.toml:{nr}: ")
        assert en.endswith(f"Navnet er på 201 tegn. {LANG}")
    les(EKSEMPEL.read_text(encoding="utf-8").replace(linje, f'{noekkel} = "{"x" * 200}"', 1), tmp_path)


@pytest.mark.parametrize(
    ("fra", "til", "melding"),
    [
        ('etter = ["vedtak"]', 'etter = ["vedtk"]', "Steget «vedtk» finnes ikke. Mente du «vedtak»?"),
        (
            'bortfaller = ["ikraft"]',
            'etter = ["soeknad"]',
            "Stegene venter på hverandre i ring: vedtak → soeknad → vedtak. Ta bort ett av leddene i «etter».",
        ),
        ('hver = "kommunen"', 'hver = "komunen"', "Utvalget «komunen» finnes ikke. Mente du «kommunen»?"),
        (
            'slag = ["kommune"]',
            'slag = ["komune"]',
            "«komune» er ikke en gyldig verdi for «slag». Mente du «kommune»?",
        ),
        (
            'slag = ["kommune"]',
            'slag = ["kommune"]\nroller = ["hovudpart"]',
            "«hovudpart» er ikke en gyldig verdi for «roller». Mente du «hovedpart»?",
        ),
        (
            'type = "siste_moete"',
            'type = "sistemoete"',
            "Det finnes ingen regel av typen «sistemoete». Mente du «siste_moete»?",
        ),
        (
            '{ type = "siste_moete", foer',
            "{ foer",
            '«type» mangler. Skriv hva slags regel det er, for eksempel type = "foer".',
        ),
        ("uker = 6 }\nart", "uker = 6, dager = 2 }\nart", "Avstanden er oppgitt både i dager og uker. Velg én av dem."),
        (
            'noekkel = "tiltak"',
            'noekkel = "rapport"',
            "Steget «rapport» står to ganger. Gi det ene en annen nøkkel, eller ta det bort.",
        ),
        (
            'noekkel = "tiltak"',
            'noekkel = "tillegg"',
            "Nøkkelen «tillegg» er holdt av til steg som koordinatoren legger til. Bruk en annen nøkkel.",
        ),
        ('felles = "fylket"\n', "", "Ingen kan gjøre steget «svar»."),
        (
            "maaned = 12, dag = 1 }",
            "maaned = 9, dag = 1 }",
            "Fristen til «rapport» kan aldri holdes: den er før steget åpner.",
        ),
        (
            "maaned = 12, dag = 1 }",
            "maaned = 13, dag = 1 }",
            "13 er ikke et gyldig tall for «maaned». Tallet må være høyst 12.",
        ),
        (
            "maaned = 10, dag = 1 }",
            "maaned = 2, dag = 30 }",
            "Måned 2 har ingen dag 30 hvert år. Den siste som alltid finnes, er 28.",
        ),
        (
            'navn = "tettstedsavtale"',
            'navn = "samarbeid"',
            "Livsløpet «samarbeid» er innebygd. Gi deres eget et annet navn.",
        ),
        ('ikraft = "ikraft"', 'ikraft = "start"', "Steget «start» finnes ikke."),
        (
            'kilde = "retningslinjer punkt 3"',
            'kilde = "reglene punkt 3"',
            "Kilden begynner ikke med id-en til et dokument: «reglene».",
        ),
        ('art = "ventet"', 'art = "ventet"\nkrav = "kanskje"', "«kanskje» er ikke en gyldig verdi for «krav»."),
        (
            'dato = "soeknadsfrist"',
            'dato = "forslagsfrist"',
            "«forslagsfrist» er verken et steg eller en dato i livsløpet.",
        ),
        (
            "kan_ha_forbehold = true",
            "kan_ha_forbehod = true",
            "Nøkkelen «kan_ha_forbehod» er ukjent her. Mente du «kan_ha_forbehold»?",
        ),
        ('setter = "aarsmoete"\n', "", "Steget «innkalling» kaller ikke inn til noe."),
        ('noekkel = "svar"', 'noekkel = "Svar 1"', "«Svar 1» kan ikke være en nøkkel."),
        (
            'kilde = "retningslinjer punkt 2"\nbort',
            "bort",
            "Steget «vedtak» har en frist, men ingen kilde som sier det.",
        ),
    ],
)
def test_hver_feil_faar_en_melding_med_linje_og_hva_som_er_rett(
    tmp_path: Path, fra: str, til: str, melding: str
) -> None:
    funnet = feil(tmp_path, (fra, til))
    assert len(funnet) == 1, funnet
    assert re.match(r"eget\.toml:\d+: [\w\[\].]+: ", funnet[0])
    assert melding in funnet[0]
    assert funnet[0].endswith((".", "?"))


def test_flere_feil_faar_hver_sin_melding_uten_foelgefeil(tmp_path: Path) -> None:
    funnet = feil(
        tmp_path,
        ('type = "siste_moete"', 'type = "sistemoete"'),
        ('felles = "fylket"\n', 'felles = "fylke"\n'),
        ("maaned = 12, dag = 1 }", "maaned = 9, dag = 1 }"),
    )
    assert [re.sub(r":.*", "", f.removeprefix("eget.toml:")) for f in funnet] == ["46", "68", "109"]


@pytest.mark.parametrize(
    ("fra", "til"),
    [
        ("moete = true", 'moete = "ja"'),
        ("hvert_aar = 1", 'hvert_aar = "hvert"'),
        ("[[dokument]]", "[dokument]"),
        ('id = "retningslinjer"', 'id = "retnings linjer"'),
        ("soeknadsfrist = {", "soeknads-frist = {"),
        ('noekkel = "aarlig"\n', ""),
        ('navn = "kommunen"\n', ""),
    ],
)
def test_det_som_bare_foelger_av_en_annen_feil_sies_ikke(tmp_path: Path, fra: str, til: str) -> None:
    assert len(feil(tmp_path, (fra, til))) == 1


def test_to_ulike_filer_med_samme_navn_er_en_feil(tmp_path: Path) -> None:
    tekst = EKSEMPEL.read_text(encoding="utf-8")
    les(tekst, tmp_path)
    (tmp_path / "livsloep" / "kopi.toml").write_text(tekst, encoding="utf-8")
    assert "tettstedsavtale" in livsloep_i(tmp_path)
    (tmp_path / "livsloep" / "kopi.toml").write_text(f"{tekst}\n# ny\n", encoding="utf-8")
    with pytest.raises(Filfeil, match="står også i"):
        livsloep_i(tmp_path)
