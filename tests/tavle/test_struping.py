"""Guessing is slowed by client, and nothing else is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from tavle.struping import HUSKES, Struping, nettet_til

NAA = datetime(2024, 9, 2, 6, tzinfo=UTC)
MINUTT = timedelta(minutes=1)


def test_noen_faa_feil_er_greit_og_de_kommer_tilbake_med_tiden() -> None:
    struping = Struping(bommer=3, hver=MINUTT)
    assert [struping.bom("10.0.0.1", NAA) for _ in range(5)] == [False, False, False, True, True]
    assert not struping.bom("10.0.0.2", NAA)
    assert [struping.bom("10.0.0.1", NAA + MINUTT) for _ in range(2)] == [False, True]
    assert [struping.bom("10.0.0.1", NAA + 100 * MINUTT) for _ in range(4)] == [False, False, False, True]


def test_en_klokke_som_gaar_tilbake_gir_ingen_noe() -> None:
    struping = Struping(bommer=1, hver=MINUTT)
    assert not struping.bom("a", NAA)
    assert struping.bom("a", NAA - 100 * MINUTT)


def test_et_helt_ipv6_nett_er_en_klient() -> None:
    assert nettet_til("2001:db8:1:2::1") == nettet_til("2001:db8:1:2:ffff::9") != nettet_til("2001:db8:1:3::1")
    assert nettet_til("::ffff:10.0.0.1") == "10.0.0.1"
    assert nettet_til(None) == ""


def test_bare_saa_mange_klienter_huskes() -> None:
    struping = Struping(bommer=1, hver=MINUTT)
    for nr in range(HUSKES + 10):
        struping.bom(f"k{nr}", NAA)
    assert len(struping._klienter) == HUSKES
