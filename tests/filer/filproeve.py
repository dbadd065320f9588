"""One small agreement with its register and facts, sound, for tests to make one thing wrong in at a time."""

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
