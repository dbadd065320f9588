"""An example of every kind of reminder, and messages made of it, for the tests of what a message says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from modeller.begrunnelse import Ledd
from modeller.fakta import (
    Avtalehendelse,
    Faktum,
    Fristart,
    FristUtsatt,
    MoeteInnkalt,
    StegUtfoert,
    avtalestroem,
)
from modeller.oppfoelging import Anslag, Avslag, Oenske, Oppfoelging
from modeller.plan import Plansteg, Status
from modeller.register import Kontakt, Register
from modeller.tekst import Maalform, Tekst, lik
from modeller.varselrad import Fortalt
from tests.varsler.varselbygg import (
    FORFALT_SAGT,
    KOORDINATOR,
    LOEP_SAGT,
    OM_STEG,
    OPPSETT,
    POSTMOTTAK,
    REGISTER,
    RUTE,
    TRYSIL,
    VAALER,
    i_maalform,
    plan,
    saker,
    steg,
    vedtak,
)
from varsler.melding import Melding, skriv
from varsler.mottakere import Mottaker
from varsler.nylenke import nylenkerad
from varsler.oppsett import Meldingsoppsett
from varsler.rader import stegrad
from varsler.regler import OVERSIKTER, STANDARDREGLER, Slag
from varsler.sak import Varselsak
from varsler.svarlenke import Formaal, Svarlenke

VENTER = steg(
    id="innsending",
    status=Status.VENTER,
    parter=("engerdal",),
    ball=(),
    aapnet=None,
    venter_paa=("forankring.vaaler",),
)
UTLOEPT = vedtak(
    merknader=(
        Ledd("loep_utgaatt", {"moete": date(2024, 11, 7), "dato": date(2024, 10, 8)}),
        Ledd("neste_moete", {"organ": lik("kommunestyret"), "dato": date(2024, 12, 12)}),
    )
)
TAPT = vedtak(
    merknader=(
        Ledd("moetet_er_avlyst", {"moete": date(2024, 11, 7)}),
        Ledd(
            "neste_moete_med_milepael",
            {
                "organ": lik("kommunestyret"),
                "dato": date(2024, 12, 12),
                "milepael": lik("Saksframlegg klart"),
                "klart": date(2024, 11, 12),
            },
        ),
    )
)
NAADD = vedtak(milepaeler=(RUTE[0]._replace(naadd=date(2024, 10, 7)), *RUTE[1:]))
AVSLAATT = vedtak(avslaatt=True, hvilende=True, frist=None, milepaeler=(), begrunnelse=())
STATUS = vedtak(status=Status.KOMMENDE, aapnet=None, ball=())
MOETE = steg(
    id="politisk_dialog",
    parter=("kdd",),
    deltar=("vaaler", "kdd"),
    ball=(),
    tittel=lik("Politisk dialog"),
    moete=True,
    status=Status.VENTER,
    aapnet=None,
    frist=date(2024, 12, 5),
    begrunnelse=(Ledd("innkalt", {"dato": date(2024, 12, 5), "hvem": lik("Kommunal- og distriktsdepartementet")}),),
    foran=("forankring.vaaler",),
)
IKKE_SATT = MOETE._replace(
    art=Fristart.TENTATIV,
    frist=date(2024, 12, 31),
    bare_maaned=True,
    begrunnelse=(Ledd("hvert_aar_maaned", {"maaned": lik("desember 2024")}),),
    merknader=(Ledd("avlyst_med_grunn", {"dato": date(2024, 12, 5), "grunn": "Statsråden er syk"}),),
)
PAUSET = vedtak(
    parter=("trysil",),
    ball=("vaaler",),
    hvilende=True,
    merknader=(Ledd("pauset_med_grunn", {"dato": date(2024, 9, 2), "grunn": "Tilskuddet må avklares"}),),
)
TILSLUTNING = steg(
    steg="samtykke",
    tittel=lik("Tilslutning til handlingsplanen"),
    forventet=Tekst("Bekreft at dere er enige i handlingsplanen.", "Stadfest at de er samde i handlingsplanen."),
    art=Fristart.VEILEDENDE,
    frist=date(2024, 10, 22),
    begrunnelse=(Ledd("hvert_aar", {"dato": date(2024, 10, 22)}),),
)
UTEN_PLAN = vedtak(
    steg="status_politisk",
    tittel=lik("Politisk behandling av status"),
    status=Status.KOMMENDE,
    aar=2025,
    aapnet=None,
    aapnet_registrert=None,
    ball=(),
    art=Fristart.VEILEDENDE,
    frist=date(2025, 10, 20),
    milepaeler=(),
    begrunnelse=(
        Ledd(
            "moeteplan_mangler_foer",
            {"organ": lik("kommunestyret"), "hva": lik("politisk dialog"), "foer": date(2025, 10, 25)},
        ),
    ),
)
SOEKNAD = steg(
    id="tilskudd_soeknad.2024",
    aar=2024,
    parter=("engerdal", "trysil"),
    ball=(),
    tittel=Tekst("Søknad om tilskudd", "Søknad om tilskot"),
    status=Status.VENTER,
    aapnet=None,
    frist=date(2024, 9, 16),
    venter_paa=(TILSLUTNING.id,),
)
MER_TID = steg(
    oppfoelging=Oppfoelging(
        oensker={"vaaler": Oenske(date(2024, 12, 19), "Kommunestyret møtes først 12.12.", date(2024, 10, 17), "f1")}
    )
)
NEI = steg(
    oppfoelging=Oppfoelging(
        avslag={"vaaler": Avslag(date(2024, 12, 19), "Fristen er felles for alle.", date(2024, 10, 18), "f2")}
    )
)
NEI_SAGT = {("innsending.vaaler", VAALER): Fortalt(date(2024, 11, 29), "", (("ball", date(2024, 9, 2)),))}
"""Whoever asked knew the date."""


def _faktum(nr: int, dag: date, hendelse: Avtalehendelse) -> Faktum:
    return Faktum(
        id=f"f{nr}",
        stroem=avtalestroem("hedmark"),
        nr=nr,
        skjedde=dag,
        registrert=klokka(dag),
        av="test",
        hendelse=hendelse,
    )


def klokka(dag: date) -> datetime:
    return datetime(dag.year, dag.month, dag.day, 6, 0, tzinfo=UTC)


LEDELSEN = "leder@vaaler.example"
LEDEREN = Kontakt(id="vaaler.ledelse", part="vaaler", navn="Kommunedirektør", epost=LEDELSEN, ledelse=True)
AV_KALENDEREN = OVERSIKTER | {Slag.KONTAKTLISTE}
PAA_SAKEN = steg(oppfoelging=Oppfoelging(anslag={"vaaler": Anslag(date(2024, 11, 22), date(2024, 11, 1))}))
FOR_SENT = steg(oppfoelging=Oppfoelging(anslag={"vaaler": Anslag(date(2024, 12, 13), date(2024, 10, 17))}))
EKSEMPLER: dict[Slag, tuple[date, tuple[Plansteg, ...], str, dict[str, object]]] = {
    Slag.LIGGER_HOS_DERE: (date(2024, 9, 2), (vedtak(aapnet=date(2024, 8, 20)), VENTER), VAALER, {}),
    Slag.BALL: (date(2024, 9, 2), (vedtak(), VENTER), VAALER, {}),
    Slag.SEKS_UKER: (date(2024, 10, 18), (steg(),), VAALER, {}),
    Slag.TO_UKER: (date(2024, 9, 24), (vedtak(), VENTER), VAALER, {}),
    Slag.TRE_ARBEIDSDAGER: (date(2024, 11, 4), (NAADD, VENTER), VAALER, {}),
    Slag.PAA_DAGEN: (date(2024, 11, 7), (NAADD, VENTER), VAALER, {}),
    Slag.FORFALT: (date(2024, 12, 9), (steg(),), VAALER, {}),
    Slag.HOLDER_OPP: (date(2024, 9, 23), (TILSLUTNING, SOEKNAD), VAALER, {}),
    Slag.SENERE_ENN_VENTET: (
        date(2025, 5, 5),
        (steg(art=Fristart.VENTET, frist=date(2025, 4, 11), begrunnelse=()),),
        VAALER,
        {},
    ),
    Slag.LOEP_UTGAATT: (date(2024, 10, 9), (UTLOEPT, VENTER), VAALER, {}),
    Slag.FRIST_FLYTTET: (
        date(2024, 10, 2),
        (steg(begrunnelse=(Ledd("utsatt", {"dato": date(2024, 11, 29)}),)),),
        VAALER,
        {"fortalt": {("innsending.vaaler", VAALER): Fortalt(date(2024, 11, 22))}},
    ),
    Slag.AVKLARING: (date(2024, 9, 2), (PAUSET,), VAALER, {}),
    Slag.MOETE_INNKALT: (date(2024, 9, 2), (MOETE, STATUS), VAALER, {}),
    Slag.MOETE_FLYTTET: (
        date(2024, 9, 2),
        (MOETE, STATUS),
        VAALER,
        {
            "fortalt": {("politisk_dialog", VAALER): Fortalt(date(2024, 11, 28))},
            "fakta": (
                _faktum(1, date(2024, 8, 20), MoeteInnkalt(steg="politisk_dialog", dato=date(2024, 11, 28))),
                _faktum(
                    2,
                    date(2024, 9, 2),
                    MoeteInnkalt(steg="politisk_dialog", dato=date(2024, 12, 5), grunn="Statsråden er på reise"),
                ),
            ),
        },
    ),
    Slag.MOETE_AVLYST: (
        date(2024, 9, 2),
        (IKKE_SATT, STATUS),
        VAALER,
        {"fortalt": {("politisk_dialog", VAALER): Fortalt(date(2024, 12, 5))}},
    ),
    Slag.LEDELSE_FORFALT: (date(2024, 12, 16), (steg(), VENTER), LEDELSEN, {"fortalt": FORFALT_SAGT}),
    Slag.POSTMOTTAK_FORFALT: (date(2024, 12, 16), (steg(),), POSTMOTTAK, {"fortalt": FORFALT_SAGT}),
    Slag.TAKK: (
        date(2024, 11, 11),
        (
            NAADD._replace(status=Status.UTFOERT, utfoert=date(2024, 11, 7), ball=(), aapnet=None),
            *(vedtak(part=part, foran=()) for part in ("trysil", "engerdal")),
            VENTER._replace(
                parter=("vaaler",),
                venter_paa=("forankring.trysil", "forankring.engerdal"),
                foran=("forankring.vaaler", "forankring.trysil", "forankring.engerdal"),
            ),
        ),
        VAALER,
        {"fortalt": {("forankring.vaaler", VAALER): Fortalt(date(2024, 11, 7))}},
    ),
    Slag.KONTAKTLISTE: (date(2025, 9, 1), (STATUS,), VAALER, {}),
    Slag.UKESOVERSIKT: (
        date(2025, 2, 3),
        (
            steg(),
            vedtak(
                part="trysil",
                oppfoelging=Oppfoelging(
                    anslag={"trysil": Anslag(date(2025, 2, 20), date(2025, 1, 28))},
                    oensker={"trysil": Oenske(date(2025, 3, 3), "Saken må til ny høring", date(2025, 1, 29), "f9")},
                ),
            ),
            vedtak(part="engerdal", status=Status.VENTER, aapnet=None, ball=(), venter_paa=("forankring.trysil",)),
            steg(steg="rapport", part="kdd", tittel=lik("Rapport om første halvår"), frist=date(2025, 2, 10)),
            steg(steg="rapport", part="trysil", tittel=lik("Rapport om første halvår"), frist=date(2025, 2, 10)),
            steg(steg="soeknad", tittel=lik("Søknad om tilskudd"), frist=date(2025, 1, 31)),
            steg(steg="plan", part="kdd", tittel=lik("Handlingsplan"), frist=date(2025, 4, 11)),
            steg(id="signering", parter=("vaaler",), status=Status.VENTER, ball=(), venter_paa=("plan.kdd",)),
        ),
        KOORDINATOR,
        {
            "fakta": (
                _faktum(1, date(2025, 1, 24), FristUtsatt(steg="rapport.kdd", til=date(2025, 2, 10))),
                _faktum(
                    2,
                    date(2025, 1, 29),
                    StegUtfoert(steg="samtykke.vaaler", merknad="Sendt på e-post\r\nBcc: x@y.example"),
                ),
                _faktum(3, date(2025, 1, 30), FristUtsatt(steg="rapport.kdd", til=date(2025, 2, 10), grunn="Sykdom")),
            ),
            "uleverbare": {TRYSIL: date(2025, 1, 31)},
        },
    ),
    Slag.MAANEDSOVERSIKT: (
        date(2024, 12, 2),
        (
            steg(),
            STATUS._replace(
                id="status.vaaler", tittel=lik("Politisk behandling av status"), frist=date(2025, 1, 9), milepaeler=()
            ),
            MOETE,
            VENTER._replace(parter=("vaaler",), venter_paa=("forankring.trysil",)),
            vedtak(part="trysil"),
        ),
        VAALER,
        {},
    ),
    Slag.KOORDINATOR_FORFALT: (date(2025, 1, 6), (steg(),), KOORDINATOR, {"fortalt": FORFALT_SAGT}),
    Slag.KOORDINATOR_HOLDER_OPP: (
        date(2024, 9, 30),
        (TILSLUTNING, SOEKNAD),
        KOORDINATOR,
        {
            "fortalt": {
                (TILSLUTNING.id, VAALER): Fortalt(date(2024, 10, 22), "", (("holder_opp", date(2024, 9, 23)),)),
            }
        },
    ),
    Slag.KOORDINATOR_OVERTAR: (date(2025, 1, 27), (steg(),), KOORDINATOR, {"fortalt": FORFALT_SAGT}),
    Slag.KOORDINATOR_LOEP_UTGAATT: (date(2024, 10, 14), (UTLOEPT, VENTER), KOORDINATOR, {"fortalt": LOEP_SAGT}),
    Slag.KOORDINATOR_MOETE_BORTE: (date(2024, 9, 30), (TAPT, VENTER), KOORDINATOR, {}),
    Slag.KOORDINATOR_MER_TID: (date(2024, 10, 18), (MER_TID, VENTER), KOORDINATOR, {}),
    Slag.MER_TID_AVSLAG: (date(2024, 10, 18), (NEI, VENTER), VAALER, {"fortalt": NEI_SAGT}),
    Slag.ANSLAG_UTE: (date(2024, 11, 25), (PAA_SAKEN,), VAALER, {}),
    Slag.KOORDINATOR_ANSLAG: (date(2024, 10, 18), (FOR_SENT,), KOORDINATOR, {}),
    Slag.AVSLAG: (date(2024, 11, 8), (AVSLAATT,), KOORDINATOR, {}),
    Slag.UTEN_KONTAKT: (date(2024, 9, 2), (steg(),), KOORDINATOR, {}),
    Slag.IKKE_LEVERT: (date(2024, 10, 18), (steg(),), KOORDINATOR, {"uleverbare": {VAALER: date(2024, 10, 18)}}),
    Slag.MOETEPLAN_MANGLER: (date(2024, 11, 1), (UTEN_PLAN,), VAALER, {}),
    Slag.NY_LENKE: (date(2024, 12, 2), (vedtak(),), VAALER, {}),
}


def brev(
    alle: Sequence[Varselsak], til: str, dag: date, *, demo: bool = False, oppsett: Meldingsoppsett = OPPSETT
) -> Melding:
    return skriv([s for s in alle if s.rad.mottaker == til], naa=klokka(dag), oppsett=replace(oppsett, demo=demo))


def varslet(slag: Slag, steget: Plansteg, dag: date, *, register: Register = REGISTER, **data: str) -> Varselsak:
    """An item of this kind about the step, to the coordinator, whatever the rules owe."""
    avtalen = plan(TILSLUTNING, SOEKNAD, steget, dag=dag)
    mottaker = Mottaker(epost=KOORDINATOR, part=steget.parter[0], kontakt="koordinator")
    rad = stegrad(avtalen, steget, slag, mottaker, dag, {**data})
    return Varselsak(rad=rad, plan=avtalen, steg=steget, register=register)


def bestilt(steget: Plansteg, dag: date, register: Register, formaal: Formaal, **felt: object) -> Varselsak:
    """A fresh link that Våler has asked for: no plan owes it."""
    lenke = Svarlenke(formaal=formaal, part="vaaler", mottaker="m", melding="ab" * 16, siste_dag=dag)
    kontakt = next(k for k in register.kontakter.values() if k.epost == VAALER)
    rad = nylenkerad(lenke, avtale="hedmark", steg=steget.id, part="vaaler", kontakt=kontakt.id, epost=VAALER, dag=dag)
    return Varselsak(rad=rad, plan=plan(steget, dag=dag, **felt), steg=steget, register=register)


def eksempel(slag: Slag, maalform: Maalform, *, tavla_naas: bool = True, svar: bool = True, **felt: object) -> Melding:
    """A message of this kind; `felt` are the agreement's own, where they are others than usual."""
    oppsett = replace(OPPSETT, tavla_naas=tavla_naas, svar=OPPSETT.svar if svar else None)
    dag, stegene, til, ekstra = EKSEMPLER[slag]
    register = REGISTER
    if slag in {Slag.LEDELSE_FORFALT, Slag.KONTAKTLISTE}:
        register = replace(register, kontakter={**register.kontakter, LEDEREN.id: LEDEREN})
    register = i_maalform(register, maalform)
    if slag is Slag.UTEN_KONTAKT:
        register = replace(register, kontakter={k: v for k, v in register.kontakter.items() if v.epost != VAALER})
    if slag is Slag.NY_LENKE:
        return skriv([bestilt(stegene[0], dag, register, Formaal.FERDIG, **felt)], naa=klokka(dag), oppsett=oppsett)
    regler = STANDARDREGLER if slag in AV_KALENDEREN else OM_STEG
    alle = saker(dag, *stegene, register=register, regler=regler, **ekstra, **felt)
    return brev([s for s in alle if s.slag is slag] if slag in AV_KALENDEREN else alle, til, dag, oppsett=oppsett)
