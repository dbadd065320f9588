"""Who fetched a feed, and how long ago, in words."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tavle.kalenderhjelp import VEILEDNINGER
from tavle.kalenderklient import PROGRAMMER, klient_i_ord, siden

NAA = datetime(2024, 9, 2, 6, tzinfo=UTC)


@pytest.mark.parametrize(
    ("klient", "navn"),
    [
        ("Google-Calendar-Importer", "Google Kalender"),
        ("Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.17; Pro)", "Outlook"),
        ("Microsoft.Exchange/15.20 (ExchangeServicesClient)", "Outlook"),
        ("iOS/17.5 (21F79) dataaccessd/1.0", "Apple Kalender"),
        ("macOS/14.5 (23F79) CalendarAgent/995.4", "Apple Kalender"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:115.0) Gecko/20100101 Thunderbird/115.12", "Thunderbird"),
        ("Nextcloud-Calendar-Subscription", "Nextcloud"),
        ("Mozilla/5.0 (Windows NT 10.0) Firefox/130.0", "en nettleser"),
        ("curl/8.5.0", "curl"),
        ("  ", "et ukjent program"),
        (None, "et ukjent program"),
    ],
)
def test_programmet_kjennes_paa_det_det_sier_om_seg_selv(klient: str | None, navn: str) -> None:
    assert klient_i_ord(klient).nb == navn


@pytest.mark.parametrize(
    ("gaatt", "nb", "nn"),
    [
        (timedelta(seconds=20), "nå nettopp", "no nettopp"),
        (timedelta(minutes=1), "for 1 minutt siden", "for 1 minutt sidan"),
        (timedelta(minutes=59), "for 59 minutter siden", "for 59 minutt sidan"),
        (timedelta(hours=1), "for én time siden", "for éin time sidan"),
        (timedelta(hours=3), "for 3 timer siden", "for 3 timar sidan"),
        (timedelta(days=1), "for én dag siden", "for éin dag sidan"),
        (timedelta(days=9), "for 9 dager siden", "for 9 dagar sidan"),
        (timedelta(days=90), "4.6.2024", "4.6.2024"),
        (-timedelta(hours=1), "nå nettopp", "no nettopp"),
    ],
)
def test_tiden_sies_slik_folk_sier_den(gaatt: timedelta, nb: str, nn: str) -> None:
    assert (siden(NAA - gaatt, NAA).nb, siden(NAA - gaatt, NAA).nn) == (nb, nn)


def test_hvert_program_har_en_veiledning() -> None:
    assert {program.noekkel for program in PROGRAMMER} == set(VEILEDNINGER)
