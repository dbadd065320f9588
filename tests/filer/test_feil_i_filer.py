"""Every kind of wrong file gives one clear message per fault, with file, line and what would be right."""

from __future__ import annotations

from pathlib import Path

import pytest

from fristvakt.filer import Filfeil, les_avtalefiler
from tests.filer.filproeve import AVTALE, FAKTA, REGISTER


class Mappe:
    """A folder with one agreement, its register and its facts, where one thing at a time is made wrong."""

    def __init__(self, sti: Path) -> None:
        self.sti = sti
        self.skriv("register.toml", REGISTER)
        self.skriv("avtale.toml", AVTALE)

    def skriv(self, navn: str, tekst: str) -> Path:
        fil = self.sti / navn
        fil.write_text(tekst, encoding="utf-8")
        return fil

    def bytt(self, navn: str, fra: str, til: str) -> None:
        tekst = (self.sti / navn).read_text(encoding="utf-8")
        assert fra in tekst
        self.skriv(navn, tekst.replace(fra, til, 1))

    def med_fakta(self, fakta: str = FAKTA) -> None:
        self.bytt("avtale.toml", 'register = "register.toml"', 'register = "register.toml"\nfakta = "fakta.toml"')
        self.skriv("fakta.toml", fakta)

    def feil(self, *navn: str) -> list[str]:
        with pytest.raises(Filfeil) as feil:
            les_avtalefiler([self.sti / n for n in navn or ("avtale.toml",)])
        return [str(f).replace(f"{self.sti}/", "") for f in feil.value.feil]


@pytest.fixture
def mappe(tmp_path: Path) -> Mappe:
    return Mappe(tmp_path)


def test_uten_feil_leses_alt(mappe: Mappe) -> None:
    mappe.med_fakta()
    innlest = les_avtalefiler([mappe.sti / "avtale.toml"])
    assert list(innlest.avtaler) == ["proeve"]
    assert len(innlest.avtaler["proeve"].fakta) == 2
    assert innlest.avtaler["proeve"].kilder == {"datoer.avtaleslutt": "avtalen"}
    assert [m.id for m in innlest.register.organer["trysil-kommunestyre"].moeter] == ["2024-09-19", "2024-11-07"]


AVTALEFEIL = [
    (
        'rolle = "hovedpart"',
        'rolle = "hovudpart"',
        "avtale.toml:11: part[1].rolle: «hovudpart» er ikke en gyldig verdi for «rolle». Mente du «hovedpart»?",
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
    assert melding in mappe.feil()
    if "trysyl" not in til:  # a misspelled party is also missed where the others name it
        assert mappe.feil() == [melding]


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
        "register.toml:21: kontakt[1].epost: «koordinator» er ikke en e-postadresse. Skriv den som «navn@sted.no».",
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


def test_to_avtaler_med_samme_id_i_to_filer(mappe: Mappe) -> None:
    mappe.skriv("avtale2.toml", AVTALE)
    assert mappe.feil("avtale.toml", "avtale2.toml") == [
        "avtale2.toml:1: id: Avtalen «proeve» står også i avtale.toml. To avtaler kan ikke ha samme id."
    ]


def test_alle_feil_i_alle_filer_fortelles_paa_en_gang(mappe: Mappe) -> None:
    mappe.med_fakta()
    mappe.bytt("avtale.toml", "2024-11-29", "2024-11-31")
    mappe.bytt("avtale.toml", 'pilot = "trysil"', 'pilot = "trysil"\nfarge = "rød"')
    mappe.bytt("register.toml", "koordinator@", "koordinator")
    mappe.bytt("fakta.toml", "innsending", "insending")
    assert [linje.split(" ")[0] for linje in mappe.feil()] == [
        "avtale.toml:8:", "avtale.toml:25:", "fakta.toml:11:", "register.toml:21:",
    ]  # fmt: skip


def test_en_part_med_feil_i_registeret_kalles_ikke_ukjent_i_avtalen(mappe: Mappe) -> None:
    mappe.bytt("register.toml", 'slag = "departement"', 'slag = "dep"')
    assert len(mappe.feil()) == 1


def test_filer_som_ikke_kan_leses(mappe: Mappe) -> None:
    mappe.skriv("tom.toml", "")
    (mappe.sti / "stor.toml").write_bytes(b"x" * 10_000_000)
    (mappe.sti / "latin.toml").write_bytes('id = "a"\nnavn = "Åmot"\n'.encode("latin-1"))
    (mappe.sti / "utf16.toml").write_bytes(AVTALE.encode("utf-16"))
    (mappe.sti / "bilde.toml").write_bytes(b"\x89PNG\x00\x01")
    mappe.skriv("dyp.toml", "a = " + "[" * 3_000)
    mappe.skriv("lang.toml", "a." * 5_000 + "a = 1")
    mappe.skriv("fakta.toml", FAKTA)
    ventet = {
        "tom.toml": "tom.toml: Filen er tom. Se eksempelet i docs/filformat.md.",
        "stor.toml": "stor.toml: Filen er 10,0 MB stor. Den kan være høyst 1 MB.",
        "latin.toml": "latin.toml:2: Filen er ikke lagret som UTF-8. "
        "Lagre den som UTF-8; æ, ø og å er trolig lagret på en eldre måte.",
        "utf16.toml": "utf16.toml: Filen er lagret som UTF-16. Lagre den som UTF-8.",
        "bilde.toml": "bilde.toml: Filen er ikke en tekstfil. "
        "En fil til Fristvakt er vanlig tekst i formatet TOML; se docs/filformat.md.",
        "dyp.toml": "dyp.toml: Filen er nøstet for dypt eller har umulige tall. "
        "En fil til Fristvakt er vanlig tekst i formatet TOML; se docs/filformat.md.",
        "lang.toml": "lang.toml:1: Linjen er 10005 tegn lang. "
        "En fil til Fristvakt er vanlig tekst i formatet TOML; se docs/filformat.md.",
        "avtalen.toml": "avtalen.toml: Filen finnes ikke. Mente du «avtale.toml»?",
        "fakta.toml": "fakta.toml: Dette er en faktafil. Oppgi avtalefilen; den sier hvor faktafilen ligger.",
    }
    for navn, melding in ventet.items():
        assert mappe.feil(navn) == [melding]


def test_en_mappe_er_ingen_fil(mappe: Mappe) -> None:
    with pytest.raises(Filfeil) as feil:
        les_avtalefiler([mappe.sti])
    assert str(feil.value) == (
        f"{mappe.sti}: Dette er en mappe, ikke en fil. Oppgi filene i den, for eksempel {mappe.sti}/avtale.toml."
    )


def test_soeppel_under_grensen_gir_et_begrenset_antall_meldinger(mappe: Mappe) -> None:
    mappe.skriv("rot.toml", "\n".join(f"x{nr} = {nr}" for nr in range(50_000)))
    feil = mappe.feil("rot.toml")
    assert len(feil) == 101
    assert "rot.toml: Filen har mer enn 100 feil. Rett disse først." in feil
