"""A date of which only the month is known: what is told before it counts to its beginning, and no day is "the day"."""

from __future__ import annotations

from datetime import date, timedelta

from modeller.fakta import Fristart
from modeller.plan import Plansteg
from modeller.tekst import Maalform
from tests.varsler.brevbygg import SOEKNAD, TILSLUTNING
from tests.varsler.varselbygg import KALENDER, REGISTER, RUTE, VAALER, plan, saker, steg, utsikt, vedtak
from varsler.forklaring import Forklarer
from varsler.fraser import naar_i_ord
from varsler.oppsett import Meldingsoppsett
from varsler.ordlegging import i_sakord
from varsler.regler import STANDARDREGLER
from varsler.sendetid import Sendetid

OPPSETT = Meldingsoppsett(avsender="fristvakt@vakt.example", nettadresse="http://tavla.example")
FRA, TIL = date(2024, 11, 1), date(2025, 2, 2)
JULA = (date(2024, 12, 23), date(2025, 1, 1))


def januar(art: Fristart = Fristart.VENTET, **felt: object) -> Plansteg:
    return steg(art=art, frist=date(2025, 1, 31), bare_maaned=True, **felt)


def paaminnelser(*stegene: Plansteg, fra: date = FRA, til: date = TIL) -> list[tuple[date, str, object]]:
    """(day, kind, what it is said to be counted from) of what falls due, as each day derives it."""
    funnet: list[tuple[date, str, object]] = []
    for nr in range((til - fra).days):
        dag = fra + timedelta(days=nr)
        for rad in utsikt(dag, *stegene).rader:
            if rad.mottaker == VAALER and rad.forfaller == dag:
                regel = rad.data["regel"]
                assert isinstance(regel, dict)
                funnet.append((dag, rad.slag, regel["talt_fra"]))
    return funnet


def test_det_som_er_ventet_en_maaned_minnes_det_paa_foer_maaneden_og_aldri_paa_dagen() -> None:
    assert paaminnelser(januar()) == [
        (date(2024, 11, 20), "seks_uker", "2025-01-01"),
        (date(2024, 12, 18), "to_uker", "2025-01-01"),
    ]


def test_bare_en_frist_som_binder_minnes_det_paa_i_en_stille_periode() -> None:
    for art in Fristart:
        i_jula = [slag for dag, slag, _ in paaminnelser(januar(art)) if JULA[0] <= dag <= JULA[1]]
        assert i_jula == (["tre_arbeidsdager"] if art is Fristart.FRIST else []), art


def test_det_som_faller_i_en_stille_periode_kommer_etter_den_naar_maaneden_ikke_er_over() -> None:
    august = steg(art=Fristart.VENTET, frist=date(2025, 8, 31), bare_maaned=True)
    assert paaminnelser(august, fra=date(2025, 7, 1), til=date(2025, 8, 31)) == [
        (date(2025, 8, 1), "to_uker", "2025-08-01")
    ]


def test_den_som_holder_opp_en_maaned_faar_vite_det_foer_den_begynner() -> None:
    """What waits may be due on the month's first day; it is late when the month is over."""
    tilslutning = TILSLUTNING._replace(art=Fristart.TENTATIV, frist=date(2025, 3, 31))
    ventende = SOEKNAD._replace(frist=date(2025, 1, 31), bare_maaned=True)
    dag = date(2024, 12, 27)
    funnet = paaminnelser(tilslutning, ventende, til=date(2025, 2, 12))
    assert [(d, talt_fra) for d, slag, talt_fra in funnet if slag == "holder_opp"] == [
        (dag, "2025-01-01"),
        (date(2025, 2, 10), "2025-01-31"),
    ]
    [sak] = [s for s in saker(dag, tilslutning, ventende) if s.slag == "holder_opp"]
    assert i_sakord(sak, Maalform.NB, dag, OPPSETT).holder_opp == "«Søknad om tilskudd 2024» (frist januar 2025)"
    # A day of its own is nearer, and what there is to say.
    paa_dagen = ventende._replace(id="tilskudd_soeknad.2025", frist=date(2025, 1, 15), bare_maaned=False)
    funnet = paaminnelser(tilslutning, ventende, paa_dagen, til=date(2025, 1, 16))
    assert [(d, talt_fra) for d, slag, talt_fra in funnet if slag == "holder_opp"] == [
        (date(2025, 1, 10), "2025-01-15")
    ]


def test_et_punkt_paa_veien_har_sin_egen_dag_selv_om_stegets_dato_er_en_maaned() -> None:
    rute = tuple(m._replace(dato=m.dato + timedelta(days=98)) for m in RUTE)
    steget = vedtak(art=Fristart.VENTET, frist=date(2025, 2, 28), bare_maaned=True, milepaeler=rute)
    assert rute[0].dato == date(2025, 1, 14)
    assert [linje for linje in paaminnelser(steget, til=date(2025, 1, 15)) if linje[1] != "seks_uker"] == [
        (date(2025, 1, 2), "to_uker", "2025-01-14"),
        (date(2025, 1, 9), "tre_arbeidsdager", "2025-01-14"),
        (date(2025, 1, 14), "paa_dagen", "2025-01-14"),
    ]


def test_ordene_teller_til_begynnelsen_av_maaneden_og_etterpaa_fra_slutten() -> None:
    siste = date(2025, 1, 31)
    for i_dag, nb, nn in (
        (date(2024, 11, 20), "om 6 uker", "om 6 veker"),
        (date(2024, 12, 18), "om 2 uker", "om 2 veker"),
        (date(2024, 12, 19), "neste måned", "neste månad"),
        (date(2024, 12, 31), "neste måned", "neste månad"),
        (date(2025, 1, 1), "denne måneden", "denne månaden"),
        (siste, "denne måneden", "denne månaden"),
        (date(2025, 2, 10), "for 10 dager siden", "for 10 dagar sidan"),
    ):
        assert naar_i_ord(siste, i_dag, Maalform.NB, bare_maaned=True) == nb
        assert naar_i_ord(siste, i_dag, Maalform.NN, bare_maaned=True) == nn


def test_meldingen_og_grunnen_teller_likt() -> None:
    [sak] = [s for s in saker(date(2024, 12, 18), januar()) if s.slag == "to_uker"]
    ord_ = i_sakord(sak, Maalform.NB, date(2024, 12, 18), OPPSETT)
    assert (ord_.dato, ord_.naar, ord_.naar_stor) == ("januar 2025", "om 2 uker", "Om 2 uker")


def test_forklaringen_kaller_ingen_dag_i_maaneden_for_dagen() -> None:
    dag = date(2024, 11, 1)
    forklarer = Forklarer(
        planer=[plan(januar(), dag=dag)],
        register=REGISTER,
        kalender=KALENDER,
        regler=STANDARDREGLER,
        sendetid=Sendetid(),
        uleverbare={},
        dag=dag,
    )
    side = forklarer.forklar("vaaler.leder")
    assert side is not None
    assert [(naar, kalt.nb) for naar, kalt in side.avtaler[0].steg[0].neste][:2] == [
        (date(2024, 11, 20), "i god tid"),
        (date(2024, 12, 18), "når det nærmer seg"),
    ]
    assert "på dagen" not in {kalt.nb for _, kalt in side.avtaler[0].steg[0].neste}
