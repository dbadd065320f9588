"""Wrong words on the command line are told in one line of Norwegian, with what would be right."""

from __future__ import annotations

import pytest

from tests.fristvakt.kommandoproeve import fristvakt


@pytest.mark.parametrize(
    ("ord_", "svar"),
    [
        (("simuler", "x.toml", "--fra", "2024-01-01"), "--til mangler. Se «fristvakt simuler --help»."),
        (("plann",), "Finner ikke kommandoen «plann». Mente du «plan»? Se «fristvakt --help»."),
        (("plan", "--nao", "1"), "Finner ikke valget --nao. Mente du «--naa»? Se «fristvakt plan --help»."),
        (("frister", "--dager", "0"), "--dager: må være minst 1."),
        (("frister", "--dager", "99999999999"), "--dager: kan ikke være mer enn 3650."),
        (
            ("plan", "x.toml", "--naa", "9999-12-31"),
            "--naa: 31.12.9999 er utenfor kalenderen, som går fra 2020 til 2045.",
        ),
        (("skjema", "tull"), "«tull» finnes ikke. Velg mellom avtale, register, fakta, livsloep."),
        (("registrer",), "TYPE mangler. Se «fristvakt registrer --help»."),
        (("start", "--port", "abc"), "--port: verdien kan ikke brukes. Se «fristvakt start --help»."),
    ],
)
def test_feil_bruk_faar_ett_svar_paa_norsk(ord_: tuple[str, ...], svar: str) -> None:
    utfall = fristvakt(*ord_)
    assert utfall.kode == 2
    assert utfall.feil.strip() == svar
    assert utfall.ut == ""
