"""Commands wait for what is asynchronous without putting its answer into words."""

from __future__ import annotations

from fristvakt.loekke import vent_paa


def test_svaret_settes_aldri_i_ord_paa_veien() -> None:
    satt_i_ord = []

    class Svar:
        def __repr__(self) -> str:
            satt_i_ord.append(self)
            return ""

    async def gi(svar: Svar) -> Svar:
        return svar

    svaret = Svar()
    assert vent_paa(gi(svaret)) is svaret
    assert satt_i_ord == []
