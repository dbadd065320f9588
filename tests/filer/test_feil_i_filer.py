"""Wrong files are told in full and at once, and files that are no files at all are refused."""

from __future__ import annotations

import pytest

from fristvakt.filer import Feil, Filfeil, les_avtalefiler
from fristvakt.filer.livsloepfiler import les_livsloepfiler
from tests.filer.filproeve import AVTALE, FAKTA, Mappe


def test_uten_feil_leses_alt(mappe: Mappe) -> None:
    mappe.med_fakta()
    innlest = les_avtalefiler([mappe.sti / "avtale.toml"])
    assert list(innlest.avtaler) == ["proeve"]
    assert len(innlest.avtaler["proeve"].fakta) == 2
    assert innlest.avtaler["proeve"].avtale.datoer["avtaleslutt"].kilde == "avtalen"
    assert [m.id for m in innlest.register.organer["trysil-kommunestyre"].moeter] == ["2024-09-19", "2024-11-07"]


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


@pytest.mark.parametrize("gjennom", ["livsloepet", "avtalen"])
def test_en_tom_livsloepfil_viser_til_siden_om_livsloep(mappe: Mappe, gjennom: str) -> None:
    (mappe.sti / "livsloep").mkdir()
    tom = mappe.skriv("livsloep/tomt.toml", "")
    if gjennom == "avtalen":
        funn = mappe.feil()
    else:
        feil: list[Feil] = []
        assert les_livsloepfiler([tom], feil) == {}
        funn = [str(en).replace(f"{mappe.sti}/", "") for en in feil]
    assert funn == ["livsloep/tomt.toml: Filen er tom. Se eksempelet i docs/livsloepfil.md."]


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
