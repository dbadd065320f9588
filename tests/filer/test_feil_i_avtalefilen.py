"""Every kind of fault in an agreement file, with the exact message it gives."""

from __future__ import annotations

import pytest

from tests.filer.filproeve import Mappe

AVTALEFEIL = [
    (
        "forslagsfrist = 2024-11-29",
        'forslagsfrist = { dato = "29.11.2024" }',
        (
            "avtale.toml:23: datoer.forslagsfrist.dato: Datoen «29.11.2024» er skrevet på feil måte. "
            "Skriv den slik, uten hermetegn: 2024-11-29."
        ),
    ),
    (
        'rolle = "hovedpart"',
        'rolle = "hovudpart"',
        "avtale.toml:11: part[1].rolle: «hovudpart» er ikke en gyldig verdi for «rolle». Mente du «hovedpart»?",
    ),
    (
        '"Prøveavtale"',
        f'"{"Ø" * 201}"',
        "avtale.toml:2: navn: Navnet er på 201 tegn. Et navn eller en tittel kan ha høyst 200 tegn.",
    ),
    (
        'nn = "Rekruttering"',
        f'nn = "{"Ø" * 2000}"',
        "avtale.toml:19: delmaal[1].navn.nn: Navnet er på 2000 tegn. Et navn eller en tittel kan ha høyst 200 tegn.",
    ),
    (
        '"bygdevekst"',
        '"bygdvekst"',
        "avtale.toml:3: livsloep: Livsløpet «bygdvekst» finnes ikke. Mente du «bygdevekst»?",
    ),
    (
        'pilot = "trysil"',
        'pilott = "trysil"',
        "avtale.toml:6: pilott: Nøkkelen «pilott» er ukjent her. Mente du «pilot»?",
    ),
    (
        'pilot = "trysil"',
        'pilot = "aamot"',
        "avtale.toml:6: pilot: Piloten «aamot» er ikke part i avtalen. Partene er «kdd» og «trysil».",
    ),
    (
        'pilot = "trysil"',
        'kilder = ["003", "5"]',
        (
            "avtale.toml:6: kilder[2]: Livsløpet «bygdevekst» bygger ikke på noe dokument «5». "
            "Dokumentene er «001», «002», «003» og «004»."
        ),
    ),
    (
        '"kdd-koordinator"',
        '"kdd-kordinator"',
        "avtale.toml:7: koordinator: Kontakten «kdd-kordinator» finnes ikke i registeret. Mente du «kdd-koordinator»?",
    ),
    (
        'id = "trysil"\nrolle',
        'id = "trysyl"\nrolle',
        "avtale.toml:10: part[1].id: Parten «trysyl» finnes ikke i registeret. Mente du «trysil»?",
    ),
    (
        'parter = ["trysil", "kdd"]',
        'parter = ["trysil", "aamot"]',
        "avtale.toml:20: delmaal[1].parter[2]: «aamot» er ikke part i avtalen. Partene er «kdd» og «trysil».",
    ),
    (
        "[datoer]",
        '[[delmaal]]\nid = "d1"\nnavn = "Igjen"\nparter = ["kdd"]\n\n[datoer]',
        "avtale.toml:23: delmaal[2].id: Delmålet «d1» står to ganger. Gi det en annen id, eller ta bort det ene.",
    ),
    (
        "2024-11-29",
        "2024-11-31",
        "avtale.toml:23: datoer.forslagsfrist: Datoen 2024-11-31 finnes ikke. November 2024 har 30 dager.",
    ),
    (
        "2024-11-29",
        "29.11.2024",
        (
            "avtale.toml:23: datoer.forslagsfrist: Datoen «29.11.2024» er skrevet på feil måte. "
            "Skriv den slik, uten hermetegn: 2024-11-29."
        ),
    ),
    (
        "2024-11-29",
        "2024-13-01",
        (
            "avtale.toml:23: datoer.forslagsfrist: Datoen 2024-13-01 finnes ikke: det er ingen måned nummer 13. "
            "Skriv år, måned og dag: 2024-11-07."
        ),
    ),
    (
        "2024-11-29",
        '"2024-11-29"',
        (
            "avtale.toml:23: datoer.forslagsfrist: Datoen «2024-11-29» er skrevet på feil måte. "
            "Skriv den slik, uten hermetegn: 2024-11-29."
        ),
    ),
    (
        "2024-11-29",
        "2924-11-29",
        (
            "avtale.toml:23: datoer.forslagsfrist: Datoen 2924-11-29 ligger utenfor det Fristvakt regner med. "
            "Årstallet må være fra 1990 til 2100."
        ),
    ),
    (
        "2024-11-29",
        "29",
        (
            "avtale.toml:23: datoer.forslagsfrist: Her skal det stå en dato, men det er et tall (29). "
            "Skriv den uten hermetegn: 2024-11-07."
        ),
    ),
    (
        "2024-11-29",
        '{ maaned = "2025-13" }',
        'avtale.toml:23: datoer.forslagsfrist: Måneden «2025-13» finnes ikke. Skriv år og måned slik: "2025-01".',
    ),
    (
        "forslagsfrist =",
        "forslagfrist =",
        (
            "avtale.toml:23: datoer.forslagfrist: Livsløpet «bygdevekst» har ingen dato som heter «forslagfrist». "
            "Mente du «forslagsfrist»?"
        ),
    ),
    (
        "2028-12-30",
        "2023-12-30",
        (
            "avtale.toml:24: datoer.avtaleslutt: Avtalen slutter 30.12.2023, før den begynner 1.3.2024. "
            "«avtaleslutt» må være etter «opprettet»."
        ),
    ),
    (
        "2024-11-29",
        "2029-11-29",
        (
            "avtale.toml:23: datoer.forslagsfrist: «forslagsfrist» er 29.11.2029, men avtalen slutter 30.12.2028. "
            "«forslagsfrist» må være før «avtaleslutt»."
        ),
    ),
    (
        'navn = "Prøveavtale"',
        "navn = 7",
        (
            "avtale.toml:2: navn: «navn» skal være en tabell, men er et tall (7). "
            'Skriv for eksempel { noekkel = "verdi" }.'
        ),
    ),
    (
        'navn = "Prøveavtale"\n',
        "",
        "avtale.toml: navn: «navn» mangler. Navnet på avtalen.",
    ),
    (
        'id = "proeve"',
        'id = "Prøve 1"',
        (
            "avtale.toml:1: id: «Prøve 1» kan ikke være en id. "
            "En id har bare små bokstaver a–z, sifre og bindestrek, for eksempel «trysil-kommunestyre»."
        ),
    ),
    (
        'register = "register.toml"',
        'register = "registeret.toml"',
        "avtale.toml:5: register: Filen «registeret.toml» finnes ikke. Mente du «register.toml»?",
    ),
    (
        'pilot = "trysil"',
        'pilot "trysil"',
        (
            "avtale.toml:6: Etter nøkkelen mangler «=». "
            'Skriv nøkkel = verdi, for eksempel id = "trysil". '
            "En nøkkel har bare a–z, sifre, bindestrek og understrek."
        ),
    ),
    (
        'pilot = "trysil"',
        "pilot = trysil",
        "avtale.toml:6: Verdien kan ikke leses. Tekst må stå i hermetegn; tall, datoer, true og false uten.",
    ),
    (
        'register = "register.toml"',
        'register = "register\\u0000.toml"',
        "avtale.toml:5: register: Teksten har tegn som ikke kan vises. Skriv teksten på nytt uten dem.",
    ),
    (
        'pilot = "trysil"',
        'pilot = "trysil"\npilot = "kdd"',
        "avtale.toml:7: Nøkkelen står to ganger. Behold bare den ene.",
    ),
]


@pytest.mark.parametrize(("fra", "til", "melding"), AVTALEFEIL)
def test_en_feil_i_avtalefilen_gir_en_melding(mappe: Mappe, fra: str, til: str, melding: str) -> None:
    mappe.bytt("avtale.toml", fra, til)
    assert mappe.feil() == [melding]


@pytest.mark.parametrize(
    ("fra", "til", "melding"),
    [
        (
            'id = "trysil"\nrolle',
            'id = "trysyl"\nrolle',
            "avtale.toml:11: part[1].id: Parten «trysyl» finnes ikke i registeret. Mente du «trysil»?",
        ),
        (
            "2028-12-30",
            "2022-12-30",
            (
                "avtale.toml:25: datoer.avtaleslutt: Avtalen slutter 30.12.2022, før den begynner 1.3.2024. "
                "«avtaleslutt» må være etter «opprettet»."
            ),
        ),
    ],
)
def test_en_feil_i_avtalefilen_gir_ikke_flere_i_faktafilen(mappe: Mappe, fra: str, til: str, melding: str) -> None:
    mappe.med_fakta()
    mappe.bytt("avtale.toml", fra, til)
    assert mappe.feil() == [melding]


def test_en_part_som_er_skrevet_feil_skjuler_ikke_hvem_som_ikke_er_part(mappe: Mappe) -> None:
    mappe.med_fakta()
    mappe.bytt("avtale.toml", 'id = "trysil"\nrolle', 'id = "trysyl"\nrolle')
    mappe.bytt("avtale.toml", 'parter = ["trysil", "kdd"]', 'parter = ["trysil", "aamot"]')
    assert [f.partition(": ")[0] for f in mappe.feil()] == ["avtale.toml:11", "avtale.toml:21"]
