"""Calendar files are read right or refused with one message: no wrong time, no hang, nothing dropped in silence."""

from __future__ import annotations

import time as klokke
from contextlib import suppress
from datetime import date, time, timedelta

import pytest

from flyter.moeteplan.les import les_moeteplan
from flyter.moeteplan.lest import Lest, Planfeil
from modeller.moeteplan import Moeteoppfoering
from tests.moeteplan.kalenderfil import DAG, TESSERAKT_SONE, hendelse, kalender

START = "DTSTART;TZID=Europe/Oslo:20261019T130000"


def les(innhold: bytes) -> Lest:
    return les_moeteplan(innhold, DAG)


def eneste(innhold: bytes) -> Moeteoppfoering:
    lest = les(innhold)
    assert lest.uforstaatt == ()
    [en] = lest.oppfoeringer
    return en


def naar(*linjer: str, sone: list[str] | None = None) -> tuple[date, time | None]:
    en = eneste(kalender(sone or [], hendelse(*linjer)))
    return en.dato, en.klokkeslett


def grunn(*linjer: str) -> str:
    """Why the one event of a calendar was not understood."""
    lest = les(kalender(hendelse(*linjer)))
    assert lest.oppfoeringer == ()
    [en] = lest.uforstaatt
    assert (en.hvor, en.kilde_id, en.hva) == (4, "a@trysil.example", "Kommunestyret")
    return en.grunn.nb


def avvist(innhold: bytes) -> Planfeil:
    with pytest.raises(Planfeil) as feil:
        les(innhold)
    return feil.value


def test_et_moete_leses_med_det_som_skal_til() -> None:
    innhold = kalender(hendelse(START, "DTEND;TZID=Europe/Oslo:20261019T150000"), hode=["X-WR-CALNAME:Politiske møter"])
    assert eneste(innhold) == Moeteoppfoering(
        kilde_id="a@trysil.example",
        dato=date(2026, 10, 19),
        klokkeslett=time(13),
        tittel="Kommunestyret",
        kalender="Politiske møter",
        hvor=5,
    )


@pytest.mark.parametrize(
    "tid",
    [
        "DTSTART;TZID=Europe/Oslo:{dag}T130000",
        "DTSTART;TZID=W. Europe Standard Time:{dag}T130000",
        'DTSTART;TZID="W. Europe Standard Time":{dag}T130000',
        'DTSTART;TZID="(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna":{dag}T130000',
        "DTSTART;TZID=(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna:{dag}T130000",
        "DTSTART;TZID=(GMT+01.00) Ukjent/Sone:{dag}T130000",
        "DTSTART;TZID=/freeassociation.sourceforge.net/Europe/Oslo:{dag}T130000",
        "DTSTART;TZID=/softwarestudio.org/Olson_20011030_5/Europe/Oslo:{dag}T130000",
        "DTSTART;TZID=Tesserakt tid:{dag}T130000",
        "DTSTART;TZID=Europe/Helsinki:{dag}T140000",
        "DTSTART:{dag}T130000",
    ],
)
@pytest.mark.parametrize("dag", [date(2026, 10, 19), date(2026, 10, 26), date(2026, 3, 28), date(2026, 3, 30)])
def test_klokka_er_ett_i_oslo_paa_begge_sider_av_sommertiden(tid: str, dag: date) -> None:
    linje = tid.format(dag=f"{dag:%Y%m%d}")
    if "Ukjent" in tid:
        assert "er ukjent" in les(kalender(hendelse(linje))).uforstaatt[0].grunn.nb
    else:
        assert naar(linje, sone=TESSERAKT_SONE) == (dag, time(13))


def test_utc_er_utc() -> None:
    assert naar("DTSTART:20261019T110000Z") == (date(2026, 10, 19), time(13))
    assert naar("DTSTART:20261026T120000Z") == (date(2026, 10, 26), time(13))
    assert naar("DTSTART:20261018T223000Z") == (date(2026, 10, 19), time(0, 30)), "past midnight it is the next day"


def test_en_hel_dag_er_den_dagen_hva_sonen_enn_er() -> None:
    assert naar("DTSTART;VALUE=DATE:20261019", "DTEND;VALUE=DATE:20261020") == (date(2026, 10, 19), None)
    assert naar("DTSTART;VALUE=DATE;TZID=America/New_York:20261019") == (date(2026, 10, 19), None)


def test_kalenderens_egen_sone_gjelder_tider_uten() -> None:
    innhold = kalender(hendelse("DTSTART:20261019T120000"), hode=["X-WR-TIMEZONE:Europe/London"])
    assert eneste(innhold).klokkeslett == time(13)


@pytest.mark.parametrize(
    ("linjer", "hvorfor"),
    [
        (["DTSTART;TZID=Midgard/Aasgard:20261019T130000"], "Tidssonen «Midgard/Aasgard» er ukjent."),
        (["DTSTART;TZID=Customized Time Zone:20261019T130000"], "Tidssonen «Customized Time Zone» er ukjent."),
        (["DTSTART;TZID=../../etc/passwd:20261019T130000"], "er ukjent"),
        (["DTSTART;TZID=Europe:20261019T130000"], "er ukjent"),
        (["DTSTART;TZID=Europe/Oslo:20261019T130000Z"], "både i tidssonen «Europe/Oslo» og i UTC"),
        ([], "sier ikke når den begynner"),
        ([START, START], "DTSTART står to ganger"),
        (["DTSTART:20260230T130000"], "«20260230T130000» er ikke en gyldig tid"),
        (["DTSTART:20261019T250000"], "er ikke en gyldig tid"),
        (["DTSTART:19.10.2026"], "er ikke en gyldig tid"),
        (["DTSTART;VALUE=DATE:20261019T130000"], "er ikke en gyldig tid"),
        ([START, "DTEND;TZID=Europe/Oslo:20261019T120000"], "Slutten er før begynnelsen."),
        (["DTSTART;VALUE=DATE:20261019", "DTEND;VALUE=DATE:20261018"], "Slutten er før begynnelsen."),
        ([START, "DURATION:-PT2H"], "Slutten er før begynnelsen."),
        ([START, "DTEND;VALUE=DATE:20261020"], "Begynnelsen er en dag og slutten et klokkeslett"),
        ([START, "DTEND;TZID=Midgard/Aasgard:20261019T150000"], "er ukjent"),
        ([START, "RRULE:FREQ=SECONDLY"], "Gjentakelsen «SECONDLY» er ikke en møteplan"),
        ([START, "RRULE:FREQ=MONTHLY;BYDAY=3XX"], "Gjentakelsesregelen «FREQ=MONTHLY;BYDAY=3XX» er ugyldig"),
        ([START, "RRULE:FREQ=MONTHLY;INTERVAL=0"], "er ugyldig"),
        ([START, "RRULE:COUNT=3"], "Gjentakelsen «»"),
        ([START, "RRULE:tull"], "er ugyldig"),
        ([START, "RRULE:FREQ=MONTHLY;BYDAY=1TU"], "Det første møtet passer ikke med gjentakelsen"),
        ([START, "RRULE:FREQ=MONTHLY;BYHOUR=14"], "et annet klokkeslett"),
        ([START, "RRULE:FREQ=YEARLY;BYWEEKNO=43"], "støttes ikke"),
        ([START, "RRULE:FREQ=YEARLY;BYWEEKNO=43,52;BYDAY=MO"], "støttes ikke"),
        ([START, "RRULE:FREQ=YEARLY;BYWEEKNO=43;BYDAY=MO;WKST=SU"], "støttes ikke"),
        ([START, "RRULE:FREQ=YEARLY;BYWEEKNO=43;BYDAY=MO;INTERVAL=2"], "støttes ikke"),
        ([START, "RRULE:FREQ=MONTHLY;BYWEEKNO=43;BYDAY=MO"], "støttes ikke"),
        ([START, "RRULE:FREQ=YEARLY;BYYEARDAY=292;BYDAY=MO"], "støttes ikke"),
        ([START, "RRULE:FREQ=MONTHLY", "EXRULE:FREQ=YEARLY"], "EXRULE"),
        ([START, "RRULE;FREQ=WEEKLY;COUNT=2"], "«RRULE;FREQ=WEEKLY;COUNT=2», kan ikke leses"),
        ([START, "STATUS : CANCELLED"], "«STATUS : CANCELLED», kan ikke leses"),
        ([START, "RRULE:FREQ=WEEKLY", "EXDATE;X=1;X=2:20261026T130000"], "EXDATE;X=1;X=2:20261026T130000», kan ikke"),
        ([START, "RRULE:FREQ=WEEKLY", "EXDATE;VALUE=DATE:20261026"], "unntaket (EXDATE) bare en dag"),
        ([START, "RRULE:FREQ=WEEKLY", "RDATE;VALUE=DATE:20261027"], "tillegget (RDATE) bare en dag"),
        ([START, "RDATE;VALUE=DATE:20261019"], "tillegget (RDATE) bare en dag"),
        (["DTSTART;VALUE=DATE:20261019", "RDATE:20261027T170000Z"], "tillegget (RDATE) bare en dag"),
        (["DTSTART;VALUE=DATE:20261019", "RRULE:FREQ=WEEKLY;UNTIL=20261101T230000Z"], "uklart hvilken dag det er"),
        ([START, "RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Oslo:20261019T130000"], "alle senere møter"),
    ],
)
def test_det_som_er_uklart_om_tid_foeres_opp_og_gjettes_ikke(linjer: list[str], hvorfor: str) -> None:
    assert hvorfor in grunn(*linjer)


def test_en_beskrivelse_som_ikke_er_brettet_er_ikke_noe_om_tid() -> None:
    assert eneste(kalender(hendelse(START, "DESCRIPTION:Saker", "Status i saken er", "uid og annet"))).tittel


def test_en_serie_skrives_ut_med_unntak_flyttinger_og_tillegg() -> None:
    innhold = kalender(
        hendelse(
            "DTSTART;TZID=Europe/Oslo:20260917T180000",
            "RRULE:FREQ=MONTHLY;BYDAY=3TH;UNTIL=20261231T225959Z",
            "EXDATE;TZID=Europe/Oslo:20261015T180000",
            "RDATE;TZID=Europe/Oslo:20261029T180000",
        ),
        hendelse(
            "RECURRENCE-ID;TZID=Europe/Oslo:20261119T180000",
            "DTSTART;TZID=Europe/Oslo:20261126T160000",
            tittel="Kommunestyret, budsjett",
        ),
    )
    lest = les(innhold)
    assert lest.uforstaatt == ()
    assert sorted((en.dato.isoformat(), str(en.klokkeslett)[:5], en.kilde_id) for en in lest.oppfoeringer) == [
        ("2026-09-17", "18:00", "a@trysil.example/20260917T1800"),
        ("2026-10-29", "18:00", "a@trysil.example/20261029T1800"),
        ("2026-11-26", "16:00", "a@trysil.example/20261119T1800"),
        ("2026-12-17", "18:00", "a@trysil.example/20261217T1800"),
    ]


def test_en_serie_i_kalenderens_egen_sone_slutter_naar_den_sier() -> None:
    serie = ["DTSTART;TZID=Tesserakt tid:20260917T180000", "RRULE:FREQ=MONTHLY;BYDAY=3TH;UNTIL=20261119T170000Z"]
    lest = les(kalender(TESSERAKT_SONE, hendelse(*serie)))
    assert [(en.dato.month, en.klokkeslett) for en in lest.oppfoeringer] == [
        (9, time(18)),
        (10, time(18)),
        (11, time(18)),
    ]
    for_tidlig = serie[1].replace("T170000Z", "T165900Z")
    assert len(les(kalender(TESSERAKT_SONE, hendelse(serie[0], for_tidlig))).oppfoeringer) == 2


@pytest.mark.parametrize(
    ("regel", "ventet"),
    [
        ("BYWEEKNO=43,45,48;BYDAY=MO;UNTIL=20271231T225959Z", ["19.10", "2.11", "23.11", "25.10", "8.11", "29.11"]),
        ("BYYEARDAY=292,-14;UNTIL=20271231T225959Z", ["19.10", "18.12", "19.10", "18.12"]),
    ],
)
def test_en_serie_kan_foelge_ukene_eller_dagene_i_aaret(regel: str, ventet: list[str]) -> None:
    lest = les(kalender(hendelse(START, f"RRULE:FREQ=YEARLY;{regel}")))
    assert lest.uforstaatt == ()
    assert [f"{en.dato.day}.{en.dato.month}" for en in lest.oppfoeringer] == ventet


def test_en_serie_uten_slutt_har_en_likevel() -> None:
    lest = les(kalender(hendelse(START, "RRULE:FREQ=WEEKLY")))
    assert max(en.dato for en in lest.oppfoeringer) == date(2028, 12, 25)


def test_en_serie_med_en_endring_som_ikke_kan_leses_er_uklar() -> None:
    serie = hendelse(START, "RRULE:FREQ=MONTHLY;BYMONTHDAY=19;COUNT=3")
    ulest = hendelse("RECURRENCE-ID;TZID=Europe/Oslo:20261119T130000", "DTSTART;TZID=Midgard:20261126T130000")
    lest = les(kalender(serie, ulest))
    assert lest.oppfoeringer == ()
    assert [en.hvor for en in lest.uforstaatt] == [10, 4]


@pytest.mark.parametrize("gjelder", [";VALUE=DATE:20261026", ":20261026T110000Z", ":20261027T120000Z"])
def test_en_endring_av_et_moete_som_ikke_er_i_serien_foeres_opp(gjelder: str) -> None:
    """Taken for a meeting of its own it would stand beside the one it replaces."""
    lest = les(kalender(hendelse(START, "RRULE:FREQ=WEEKLY;COUNT=2"), hendelse(f"RECURRENCE-ID{gjelder}", START)))
    assert [en.dato for en in lest.oppfoeringer] == [date(2026, 10, 19), date(2026, 10, 26)]
    assert [en.grunn.nb.partition(",")[0] for en in lest.uforstaatt] == [
        "Oppføringen endrer et møte som ikke er i serien"
    ]


def test_en_endring_av_et_moete_uten_serie_kommer_i_stedet_for_det() -> None:
    utc = "20261019T110000Z"
    lest = les(kalender(hendelse(START), hendelse(f"RECURRENCE-ID:{utc}", "DTSTART;VALUE=DATE:20261020")))
    assert ([en.dato for en in lest.oppfoeringer], lest.uforstaatt) == ([date(2026, 10, 20)], ())


def test_en_avlysning_forstaas_av_status_tittel_og_metode() -> None:
    assert eneste(kalender(hendelse(START, "STATUS:CANCELLED"))).avlyst
    assert eneste(kalender(hendelse(START, "STATUS:CANCELED"))).avlyst
    for tittel in (
        "AVLYST: Kommunestyret",
        "Canceled: Kommunestyret",
        "Kommunestyret – utgår",
        "Kommunestyret avlyses",
    ):
        assert eneste(kalender(hendelse(START, tittel=tittel))).avlyst
    for tittel in ("Kommunestyret (ikke avlyst)", "Kommunestyret: saker som utgår av planen"):
        assert not eneste(kalender(hendelse(START, tittel=tittel))).avlyst
    assert eneste(kalender(hendelse(START), hode=["METHOD:CANCEL"])).avlyst
    assert not eneste(kalender(hendelse(START, "STATUS:CONFIRMED"))).avlyst


def test_den_nyeste_av_to_med_samme_uid_gjelder() -> None:
    ny = "DTSTART;TZID=Europe/Oslo:20261022T130000"
    assert eneste(kalender(hendelse(START, "SEQUENCE:1"), hendelse(ny, "SEQUENCE:2"))).dato == date(2026, 10, 22)
    assert eneste(kalender(hendelse(START), hendelse(START))).dato == date(2026, 10, 19)
    lest = les(kalender(hendelse(START), hendelse(ny)))
    assert lest.oppfoeringer == ()
    assert ["har samme UID" in en.grunn.nb for en in lest.uforstaatt] == [True, True]


def test_oppgaver_foeres_opp_som_ikke_forstaatt() -> None:
    lest = les(kalender(["BEGIN:VTODO", "SUMMARY:Sende ut papirer", "END:VTODO"], hendelse(START)))
    assert [(en.hvor, en.hva) for en in lest.uforstaatt] == [(4, "Sende ut papirer")]


# --- encodings and broken files ------------------------------------------------------------------------------------

TITTEL = "Kommunestyret på Åmot: æøå, Ævintyr"


@pytest.mark.parametrize("koding", ["utf-8", "utf-8-sig", "latin-1", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
def test_tittelen_er_hel_i_enhver_koding(koding: str) -> None:
    innhold = kalender(hendelse(START, tittel=TITTEL)).decode().encode(koding)
    en = eneste(innhold)
    assert (en.tittel, en.dato, en.klokkeslett) == (TITTEL, date(2026, 10, 19), time(13))


@pytest.mark.parametrize("skille", ["\r\n", "\n", "\r"])
def test_linjer_kan_slutte_paa_alle_vis(skille: str) -> None:
    assert eneste(kalender(hendelse(START, tittel=TITTEL), skille=skille)).tittel == TITTEL


def test_en_brettet_linje_inni_et_tegn_er_hel() -> None:
    hel = kalender(hendelse(START, tittel=TITTEL))
    sted = hel.index("Å".encode()) + 1
    assert eneste(hel[:sted] + b"\r\n " + hel[sted:]).tittel == TITTEL


def test_flere_kalendere_etter_hverandre_leses_alle() -> None:
    innhold = kalender(hendelse(START)) + kalender(hendelse("DTSTART;VALUE=DATE:20261126", uid="b"))
    assert [en.dato.day for en in les(innhold).oppfoeringer] == [19, 26]


def test_en_avkortet_fil_avvises_hel_for_ellers_forsvant_moetene_etter() -> None:
    hel = kalender(hendelse(START), hendelse(START, uid="b"))
    feil = avvist(hel[: hel.rindex(b"END:VEVENT")])
    assert feil.grunn.nb == "Filen er avkortet: VEVENT som begynner her, har ingen slutt. Hent filen på nytt."
    assert feil.linje == 9
    assert avvist(hel[: hel.rindex(b"END:VCALENDAR")]).linje == 1


@pytest.mark.parametrize(
    ("innhold", "hvorfor"),
    [
        (b"", "Filen er tom."),
        (b" \r\n ", "Filen er tom."),
        (b"\r\n<!DOCTYPE html><html><title>Logg inn</title>", "Dette er en nettside, ikke en møteplan."),
        (b"\xef\xbb\xbf<html>", "Dette er en nettside"),
        (b"BEGIN:VEVENT\r\nEND:VEVENT\r\n", "skal begynne med BEGIN:VCALENDAR"),
        (b"Hentet 1.2.\r\n" + kalender(hendelse(START)), "skal begynne med BEGIN:VCALENDAR"),
        (b"BEGIN:VCALENDAR\r\nEND:VEVENT\r\n", "avslutter noe annet"),
        (b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\nhei\r\n", "skal begynne med BEGIN:VCALENDAR"),
        (b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VALARM\r\n" * 50, "nøstet for dypt"),
        (kalender(["BEGIN:VEVENT", *hendelse(START), "END:VEVENT"]), "VEVENT som begynner her, har ingen slutt"),
        (kalender(kalender(hendelse(START)).decode().split()), "VCALENDAR som begynner her, har ingen slutt"),
        (b"%PDF-1.7", "PDF kan ikke leses"),
        (b"BEGIN:VCALENDAR\x00", "ikke en tekstfil"),
        (b"x" * 10_000_001, "over 10 MB"),
    ],
)
def test_det_som_ikke_er_en_kalender_avvises_med_ett_klart_svar(innhold: bytes, hvorfor: str) -> None:
    assert hvorfor in avvist(innhold).grunn.nb


# --- time bounds ---------------------------------------------------------------------------------------------------


def brukt(innhold: bytes) -> float:
    start = klokke.perf_counter()
    with suppress(Planfeil):
        les(innhold)
    return klokke.perf_counter() - start


def mange(antall: int, *linjer: str) -> bytes:
    return kalender(*(hendelse(*linjer, uid=f"u{nr}@trysil.example") for nr in range(antall)))


def test_tjue_tusen_moeter_leses_paa_sekunder() -> None:
    innhold = mange(20_000, START, "DTEND;TZID=Europe/Oslo:20261019T150000")
    assert brukt(innhold) < 20, "seconds; one or two on a machine with nothing else to do"
    assert len(les(mange(100, START)).oppfoeringer) == 100


@pytest.mark.parametrize(
    "linjer",
    [
        ("DTSTART;VALUE=DATE:19000101", "RRULE:FREQ=DAILY"),
        ("DTSTART;VALUE=DATE:19040229", "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;INTERVAL=4;BYDAY=MO"),
        ("DTSTART;VALUE=DATE:19000101", "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=5"),
        ("DTSTART;VALUE=DATE:20261019", "RRULE:FREQ=SECONDLY"),
        ("DTSTART;VALUE=DATE:20261019", "RRULE:FREQ=YEARLY;COUNT=999999999"),
    ],
)
def test_gjentakelser_uten_ende_henger_ikke(linjer: tuple[str, ...]) -> None:
    assert brukt(mange(2_000, *linjer)) < 20


def test_for_mange_gjentakelser_avvises() -> None:
    feil = avvist(mange(20, "DTSTART;VALUE=DATE:19500102", "RRULE:FREQ=WEEKLY"))
    assert "for mange eller for lange gjentakelser" in feil.grunn.nb


def test_en_egen_sone_med_mange_skifter_er_ukjent() -> None:
    skifter = [
        ["BEGIN:STANDARD", "DTSTART:19700101T000000", "TZOFFSETFROM:+0100", "TZOFFSETTO:+0100", "END:STANDARD"]
    ] * 300
    sone = ["BEGIN:VTIMEZONE", "TZID:Evig", *(linje for skifte in skifter for linje in skifte), "END:VTIMEZONE"]
    [en] = les(kalender(sone, hendelse("DTSTART;TZID=Evig:20261019T130000"))).uforstaatt
    assert "Tidssonen «Evig» er ukjent" in en.grunn.nb


def test_en_sone_blir_ikke_husket_fra_den_ene_filen_til_den_andre() -> None:
    linje = "DTSTART;TZID=Tesserakt tid:20261019T130000"
    assert naar(linje, sone=TESSERAKT_SONE)
    assert "er ukjent" in grunn(linje)


def test_en_egen_sone_sier_det_samme_som_oslo_hele_aaret() -> None:
    for dag in range(0, 730, 3):
        da = date(2026, 1, 1) + timedelta(days=dag)
        assert naar(f"DTSTART;TZID=Tesserakt tid:{da:%Y%m%d}T130000", sone=TESSERAKT_SONE) == (da, time(13))
