"""What commands print holds names as somebody wrote them: nothing in them is taken for the terminal's own words."""

from __future__ import annotations

from pathlib import Path

from tests.fristvakt.kommandoproeve import fristvakt

NAVN = "Vinje [bold] kommune [/x] :key:"


def test_navn_med_klammer_staar_som_de_er_skrevet(data: Path) -> None:
    nytt = ("navn_endret", "part=trysil", f"navn={NAVN}", "--naa", "2024-10-20")
    assert fristvakt("registrer", *nytt).kode == 0
    for ord_ in (("plan",), ("hvem",), ("frister", "--dager", "700"), ("aarshjul", "--aar", "2024")):
        svar = fristvakt(*ord_, "--naa", "2024-11-04")
        assert (svar.kode, svar.feil) == (0, "")
        assert "[/x]" in svar.ut
        assert ":key:" in svar.ut
    assert NAVN in fristvakt("fakta", "register").ut
