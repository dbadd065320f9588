"""An address that cannot be anybody's is refused when it is entered, not when mail to it comes back."""

from __future__ import annotations

import pytest

from varsler.adresse import UgyldigAdresse, krev_mulig

IKKE_I_BRUK = "local"
"""A name set aside for networks of one's own (RFC 6762): no server outside knows it."""


@pytest.mark.parametrize(
    "adresse", ["post@vaaler.example", "sak+frist@vaaler.example", "møte@blåbær.example", "o'neste@a-b.vaaler.example"]
)
def test_en_adresse_som_kan_finnes_godtas(adresse: str) -> None:
    krev_mulig(adresse)


@pytest.mark.parametrize(
    "adresse",
    [
        "",
        "post",
        "post@",
        "@vaaler.example",
        "post@vaaler",
        "post@vaaler..example",
        "post@-vaaler.example",
        "post@vaaler.example.",
        ".post@vaaler.example",
        "po st@vaaler.example",
        "post@vaaler.example,andre@vaaler.example",
        "Post <post@vaaler.example>",
        "post@[127.0.0.1]",
        "post@127.0.0.1",
        f"post@vaaler.{IKKE_I_BRUK}",
        "post@vaaler.example\nBcc: andre@vaaler.example",
        "post\u202e@vaaler.example",
        f"{'x' * 65}@vaaler.example",
        f"post@{'x' * 64}.example",
        f"post@{'vaaler.' * 40}example",
    ],
)
def test_en_adresse_ingen_kan_ha_blir_avvist(adresse: str) -> None:
    with pytest.raises(UgyldigAdresse):
        krev_mulig(adresse)
