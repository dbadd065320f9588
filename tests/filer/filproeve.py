"""One small agreement with its register and facts, sound, for tests to make one thing wrong in at a time."""

from __future__ import annotations

from pathlib import Path

import pytest

from fristvakt.filer import Filfeil, les_avtalefiler

REGISTER = """\
[[part]]
id = "trysil"
navn = "Trysil kommune"
slag = "kommune"
rute = ["trysil-kommunestyre"]

[[part]]
id = "aamot"
navn = "Åmot kommune"
slag = "kommune"

[[part]]
id = "kdd"
navn = "Kommunal- og distriktsdepartementet"
slag = "departement"

[[kontakt]]
id = "kdd-koordinator"
part = "kdd"
navn = "Koordinator"
epost = "koordinator@kdd.example"

[[organ]]
id = "trysil-kommunestyre"
part = "trysil"
navn = "kommunestyret i Trysil"
moeter.2024 = [2024-09-19, 2024-11-07]
"""
AVTALE = """\
id = "proeve"
navn = "Prøveavtale"
livsloep = "bygdevekst"
opprettet = 2024-03-01
register = "register.toml"
pilot = "trysil"
koordinator = "kdd-koordinator"

[[part]]
id = "trysil"
rolle = "hovedpart"

[[part]]
id = "kdd"
rolle = "hovedpart"

[[delmaal]]
id = "d1"
navn = { nb = "Rekruttering", nn = "Rekruttering" }
parter = ["trysil", "kdd"]

[datoer]
forslagsfrist = 2024-11-29
avtaleslutt = { dato = 2028-12-30, kilde = "avtalen" }
"""
FAKTA = """\
[[faktum]]
skjedde = 2024-11-07
type = "vedtak_fattet"
steg = "forankring.trysil"
utfall = "vedtatt"
organ = "trysil-kommunestyre"

[[faktum]]
skjedde = 2024-11-29
type = "steg_utfoert"
steg = "innsending"
"""


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
