"""Every kind of fault in a register file or a fact file, with the exact message it gives."""

from __future__ import annotations

import re
from typing import get_args

import pytest

from fristvakt.filer import les_avtalefiler
from fristvakt.filer.faktaformat import Faktumvalg
from modeller.stegkontroll import UTEN_PART
from tests.filer.filproeve import FAKTA, Mappe

REGISTERFEIL = [
    (
        'slag = "kommune"',
        'slag = "komune"',
        "register.toml:4: part[1].slag: «komune» er ikke en gyldig verdi for «slag». Mente du «kommune»?",
    ),
    (
        'id = "aamot"',
        'id = "kdd"',
        "register.toml:13: part[3].id: Parten «kdd» står to ganger. Gi den en annen id, eller ta bort den ene.",
    ),
    (
        'part = "kdd"',
        'part = "kddd"',
        "register.toml:19: kontakt[1].part: Parten «kddd» finnes ikke i registeret. Mente du «kdd»?",
    ),
    (
        '["trysil-kommunestyre"]',
        '["trysil-komunestyre"]',
        (
            "register.toml:5: part[1].rute[1]: Organet «trysil-komunestyre» finnes ikke i registeret. "
            "Mente du «trysil-kommunestyre»?"
        ),
    ),
    (
        'part = "trysil"\n',
        'part = "aamot"\n',
        (
            "register.toml:5: part[1].rute[1]: Organet «trysil-kommunestyre» hører til «aamot», ikke til «trysil». "
            "En rute har bare partens egne organer."
        ),
    ),
    (
        "2024-11-07",
        "2025-11-07",
        (
            "register.toml:27: organ[1].moeter.2024[2]: Møtet 2025-11-07 står under 2024. "
            "Flytt det til 2025, eller rett datoen."
        ),
    ),
    (
        "2024-11-07",
        "2024-09-19",
        "register.toml:27: organ[1].moeter.2024[2]: Møtet 2024-09-19 står to ganger. Behold bare det ene.",
    ),
    (
        "moeter.2024",
        "moeter.24",
        (
            "register.toml:27: organ[1].moeter.24: «24» er ikke et årstall. "
            "Skriv årstallet med fire sifre foran møtedatoene: 2025 = [2025-02-13]."
        ),
    ),
    (
        '"koordinator@kdd.example"',
        '"koordinator"',
        (
            "register.toml:21: kontakt[1].epost: «koordinator» er ikke en e-postadresse. "
            "Skriv den som «navn@sted.example»."
        ),
    ),
    (
        'slag = "kommune"',
        'slag = "kommune"\norganisasjonsnummer = "972417859"',
        (
            "register.toml:5: part[1].organisasjonsnummer: «972417859» er ikke et gyldig organisasjonsnummer. "
            "Et organisasjonsnummer har ni sifre, og det siste er et kontrollsiffer."
        ),
    ),
    (
        'slag = "kommune"',
        'slag = "kommune"\nsaksframlegg_dager = "7"',
        (
            "register.toml:5: part[1].saksframlegg_dager: «saksframlegg_dager» skal være et helt tall, "
            "men er tekst («7»). Skriv tallet uten hermetegn."
        ),
    ),
    (
        'slag = "kommune"',
        'slag = "kommune"\nsaksframlegg_dager = -1',
        (
            "register.toml:5: part[1].saksframlegg_dager: -1 er ikke et gyldig tall for «saksframlegg_dager». "
            "Tallet må være minst 0."
        ),
    ),
    (
        "[[organ]]",
        "[organ]",
        "register.toml:23: organ: «organ» skal være en liste, men er en tabell. Skriv [[organ]] med to hakeparenteser.",
    ),
]


@pytest.mark.parametrize(("fra", "til", "melding"), REGISTERFEIL)
def test_en_feil_i_registeret_gir_en_melding(mappe: Mappe, fra: str, til: str, melding: str) -> None:
    mappe.bytt("register.toml", fra, til)
    assert melding in mappe.feil()


FAKTAFEIL = [
    (
        '"steg_utfoert"',
        '"steg_utført"',
        "fakta.toml:8: faktum[2]: Faktumet kan ikke ha typen «steg_utført». Mente du «steg_utfoert»?",
    ),
    (
        "forankring.trysil",
        "forankrig.trysil",
        "fakta.toml:4: faktum[1].steg: Steget «forankrig» finnes ikke. Mente du «forankring»?",
    ),
    (
        "forankring.trysil",
        "forankring",
        "fakta.toml:4: faktum[1].steg: «forankring» har feil antall ledd. Skriv det slik: «forankring.<part>».",
    ),
    (
        "forankring.trysil",
        "forankring.aamot",
        (
            "fakta.toml:4: faktum[1].steg: «aamot» i «forankring.aamot» er ikke part i avtalen. "
            "Partene er «kdd» og «trysil»."
        ),
    ),
    (
        '"innsending"',
        '"samtykke.2025.d9.kdd"',
        "fakta.toml:11: faktum[2].steg: Delmålet «d9» i «samtykke.2025.d9.kdd» finnes ikke. Delmålene er «d1».",
    ),
    (
        '"vedtatt"',
        '"vedtat"',
        "fakta.toml:5: faktum[1].utfall: «vedtat» er ikke en gyldig verdi for «utfall». Mente du «vedtatt»?",
    ),
    (
        '"trysil-kommunestyre"',
        '"trysil-formannskap"',
        (
            "fakta.toml:6: faktum[1].organ: Organet «trysil-formannskap» finnes ikke i registeret. "
            "Registeret har «trysil-kommunestyre»."
        ),
    ),
    (
        "2024-11-07",
        "2023-11-07",
        (
            "fakta.toml:2: faktum[1].skjedde: 7.11.2023 er før avtalen begynte 1.3.2024. "
            "Rett datoen, eller «opprettet» i avtalefilen."
        ),
    ),
    (
        "2024-11-29",
        "2042-11-29",
        (
            "fakta.toml:9: faktum[2].skjedde: 29.11.2042 er lenge etter at avtalen er slutt. "
            "Siste mulige dag er 31.12.2029."
        ),
    ),
    (
        "2024-11-29",
        "2024-02-30",
        "fakta.toml:9: faktum[2].skjedde: Datoen 2024-02-30 finnes ikke. Februar 2024 har 29 dager.",
    ),
    (
        'type = "steg_utfoert"\n',
        "",
        'fakta.toml:8: faktum[2]: «type» mangler. Skriv hva slags faktum det er, for eksempel type = "steg_utfoert".',
    ),
    (
        'type = "steg_utfoert"\nsteg = "innsending"',
        'type = "faktum_angret"\nfaktum = "forste"',
        (
            "fakta.toml:11: faktum[2].faktum: Det står ikke noe faktum med id «forste» før dette. "
            "Gi faktumet som angres en id."
        ),
    ),
]


@pytest.mark.parametrize(("fra", "til", "melding"), FAKTAFEIL)
def test_en_feil_i_faktafilen_gir_en_melding(mappe: Mappe, fra: str, til: str, melding: str) -> None:
    mappe.med_fakta()
    mappe.bytt("fakta.toml", fra, til)
    assert mappe.feil() == [melding]


def test_det_samme_steget_kan_ikke_meldes_utfoert_to_ganger(mappe: Mappe) -> None:
    siste = FAKTA[FAKTA.rindex("[[faktum]]") :]
    mappe.med_fakta(f"{FAKTA}\n{siste.replace('11-29', '12-02')}\n{siste}")
    assert mappe.feil() == [
        (
            "fakta.toml:16: faktum[3].steg: Steget «innsending» er allerede meldt utført 29.11.2024. "
            "Behold bare det ene, eller angre det første med «faktum_angret»."
        ),
        "fakta.toml:18: faktum[4]: Det samme faktumet står to ganger. Behold bare det ene.",
    ]


TILLEGG = """
[[faktum]]
skjedde = 2024-09-02
type = "steg_lagt_til"
id = "hoering"
tittel = "Høring"
parter = ["trysil"]

[[faktum]]
skjedde = 2024-10-02
type = "steg_utfoert"
steg = "tillegg.hoering"
"""


def test_det_filen_selv_har_lagt_til_kan_ogsaa_gjoeres_i_den(mappe: Mappe) -> None:
    mappe.med_fakta(TILLEGG + FAKTA)
    assert les_avtalefiler([mappe.sti / "avtale.toml"]).avtaler["proeve"].fakta


def test_bare_parter_i_avtalen_kan_faa_et_steg_som_er_lagt_til(mappe: Mappe) -> None:
    mappe.med_fakta(TILLEGG.replace('["trysil"]', '["trysil", "aamot"]') + FAKTA)
    assert mappe.feil() == [
        "fakta.toml:7: faktum[1].parter: «aamot» er ikke part i avtalen. Partene er «kdd» og «trysil»."
    ]


PAUSE = """
[[faktum]]
type = "steg_pauset"
skjedde = 2024-10-02
steg = "forankring.trysil"
hos = "aamot"
grunn = "avklaring om beløp"
"""


def test_en_fil_gir_samme_raad_som_ellers_naar_ballen_ikke_kan_ligge_hos_noen(mappe: Mappe) -> None:
    """Somebody in the register who is no party to the agreement: what `registrer` and the API say too."""
    mappe.med_fakta(PAUSE)
    assert mappe.feil() == [f"fakta.toml:6: faktum[1].hos: «aamot» er ikke part i avtalen. {UTEN_PART.nb}"]


BORTE = """
[[faktum]]
type = "stedfortreder_satt"
skjedde = 2024-10-02
kontakt = "kdd-koordinator"
til = 2024-10-01
"""


def test_siste_dag_med_stedfortreder_er_ikke_foer_den_foerste(mappe: Mappe) -> None:
    mappe.med_fakta(BORTE)
    assert mappe.feil() == [
        (
            "fakta.toml:6: faktum[1].til: 1.10.2024 er før 2.10.2024, som er første dag med stedfortreder. "
            "Skriv siste dagen kontakten er borte, eller ta bort linjen hvis ingen vet det."
        )
    ]


def test_en_type_som_ikke_ligner_noen_faar_hele_listen(mappe: Mappe) -> None:
    mappe.med_fakta(FAKTA.replace('"steg_utfoert"', '"qqq"'))
    [feil] = mappe.feil()
    assert feil.startswith("fakta.toml:8: faktum[2]: Faktumet kan ikke ha typen «qqq». Gyldige verdier er «")
    typer = [get_args(modell.model_fields["type"].annotation)[0] for modell in get_args(get_args(Faktumvalg)[0])]
    assert all(f"«{type_}»" in feil for type_ in typer)
    assert " til" not in feil


def test_et_steg_som_ikke_ligner_noe_sier_hvor_alle_stegene_staar(mappe: Mappe) -> None:
    mappe.med_fakta(FAKTA.replace("innsending", "qqq"))
    [feil] = mappe.feil()
    assert re.search(r" og \d+ til \(«fristvakt livsloep vis bygdevekst» viser alle\)\.$", feil)
