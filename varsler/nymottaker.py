"""Why an address gets the mail of another: it stands in for a contact who cannot be reached, or came after another."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from modeller.plan import Plan
from modeller.register import Kontakt, Register
from modeller.tekst import Maalform, Tekst, dato_kort, oppramsing, stor
from modeller.varselrad import Fortalt, Jsonverdi, Utboksrad
from varsler.dekninger import Dekninger
from varsler.rader import I_STEDET_FOR
from varsler.regler import OM_MOETET, OM_REGISTERET, OVERSIKTER, TIL_KOORDINATOR, Slag
from varsler.sak import Varselsak
from varsler.stegord import tittel_i_ord

FELT = "ny_mottaker"
"""The field of a row's data that says how its recipient came to have what others at the party had before."""
OVERLATT, ETTER, STEDFORTREDER, POSTMOTTAK, NY = "overlatt", "etter", "stedfortreder", "postmottak", "ny"
BARE_OVERLATT = "bare_overlatt"
"""As `OVERLATT`, to somebody who is told of nothing else."""
KJENT = "kjent"
"""Nothing to say: it is not the first word to this address about the agreement."""
UKOORDINERTE = TIL_KOORDINATOR | {Slag.UKESOVERSIKT}
NYTT_SAA_LENGE = timedelta(days=365)
"""After a year it is no news who was before."""
FORDEL = {
    False: Tekst(
        "Til postmottaket: fordel dette til den som har saken.", "Til postmottaket: fordel dette til den som har saka."
    ),
    True: Tekst(
        "Til postmottaket: fordel dette til den som koordinerer avtalen.",
        "Til postmottaket: fordel dette til den som koordinerer avtalen.",
    ),
}
"""What the postmottak of a party, and (True) of the coordinator's, is asked to do."""
KOMMER_IKKE_FRAM = Tekst(
    "E-post til {hvem} kommer ikke fram, og derfor får dere den.",
    "E-post til {hvem} kjem ikkje fram, og difor får de han.",
)
INGEN_KONTAKT = Tekst(
    "Fristvakt har ingen kontakt hos {part} for dette, og derfor får dere e-posten.",
    "Fristvakt har ingen kontakt hos {part} for dette, og difor får de e-posten.",
)
BRUK_LENKEN = Tekst(
    "Bruk lenken «{lenke}», så går neste e-post rett dit.", "Bruk lenka «{lenke}», så går neste e-post rett dit."
)
SVAR_PAA_E_POSTEN = Tekst(
    "Svar på denne e-posten med hvem som har saken nå, så retter koordinatoren det.",
    "Svar på denne e-posten med kven som har saka no, så rettar koordinatoren det.",
)
HVORDAN = {
    OVERLATT: Tekst("{hvem} overlot {hva} til deg {dato}.", "{hvem} overlét {hva} til deg {dato}."),
    BARE_OVERLATT: Tekst(
        "{hvem} overlot {hva} til deg {dato}. Det er bare dette du får e-post om.",
        "{hvem} overlét {hva} til deg {dato}. Det er berre dette du får e-post om.",
    ),
    ETTER: Tekst(
        "Du har tatt over etter {hvem} fra {dato}. Derfor får du denne e-posten.",
        "Du har teke over etter {hvem} frå {dato}. Difor får du denne e-posten.",
    ),
    STEDFORTREDER: Tekst(
        "{hvem} er borte, og du er stedfortreder. Derfor får du denne e-posten.",
        "{hvem} er borte, og du er stadfortredar. Difor får du denne e-posten.",
    ),
    POSTMOTTAK: Tekst(
        "Postmottaket hos {part} oppga {dato} at du har saken. Derfor får du denne e-posten.",
        "Postmottaket hos {part} oppgav {dato} at du har saka. Difor får du denne e-posten.",
    ),
    NY: Tekst(
        "Fristvakt følger opp «{avtale}», og du er ny kontakt for {part}. Framover får du beskjed når noe nytt er "
        "deres tur, og påminnelser før fristene.",
        "Fristvakt følgjer opp «{avtale}», og du er ny kontakt for {part}. Framover får du beskjed når noko nytt er "
        "dykkar tur, og påminningar før fristane.",
    ),
}
DETTE = Tekst("dette", "dette")


def med_ny_mottaker(
    rader: Iterable[Utboksrad], plan: Plan, dekninger: Dekninger, fortalt: Mapping[tuple[str, str], Fortalt]
) -> Iterator[Utboksrad]:
    """The rows, those to somebody who has been told nothing yet noting how that one came after others at the party who
    have; `fortalt` is, by step id and address, what it was last told.
    """
    fortalte = {epost for _, epost in fortalt}
    foer = {epost for (_, epost), sagt in fortalt.items() if not sagt.sagt or any(d < plan.dag for _, d in sagt.sagt)}
    for rad in rader:
        funnet = None
        if rad.slag not in TIL_KOORDINATOR:
            if rad.kontakt is not None and (rad.steg, rad.mottaker) not in fortalt:
                funnet = _overlatt(rad, plan, dekninger)
            if funnet is None and (rad.mottaker not in fortalte or rad.slag == Slag.LIGGER_HOS_DERE):
                funnet = _etter_andre(rad, plan, dekninger, foer)
        yield rad if funnet is None else replace(rad, data={**rad.data, FELT: funnet})


def begynner_naa(rad: Utboksrad) -> bool:
    """Whether what lies with the party is the first word to it about the agreement."""
    return rad.slag == Slag.LIGGER_HOS_DERE and FELT not in rad.data


def stedfortredere(saker: Sequence[Varselsak], maalform: Maalform, lenken: str, *, kan_besvares: bool) -> Iterator[str]:
    """What a postmottak that stands in for others reads: why, that it is to pass the mail on, and how to tell who has
    the matter: by the link of this name, or by answering the mail.
    """
    sagt: dict[str, None] = {}
    for sak in saker:
        ider = sak.rad.data.get(I_STEDET_FOR)
        if not isinstance(ider, list):
            continue
        om_avtalen = sak.slag in UKOORDINERTE
        hvorfor = _hvorfor(sak, [str(id_) for id_ in ider], maalform)
        sagt.setdefault(" ".join((FORDEL[om_avtalen].paa(maalform), hvorfor, *_hvordan(
            om_avtalen=om_avtalen, lenken=lenken, kan_besvares=kan_besvares, maalform=maalform))))  # fmt: skip
    yield from sagt


def nye_mottakere(saker: Sequence[Varselsak], maalform: Maalform) -> Iterator[str]:
    """What somebody who came after others reads: whom, and since when."""
    om: dict[tuple[str, str, str, str, str], list[Varselsak]] = {}
    for sak in saker:
        felt = sak.rad.data.get(FELT)
        if isinstance(felt, dict) and sak.rad.kontakt is not None and felt.get("hvordan") != KJENT:
            hvordan, hvem, dag = (str(felt.get(navn, "")) for navn in ("hvordan", "hvem", "dag"))
            hvor = sak.rad.part, (sak.plan.navn.paa(maalform) if hvordan == NY else "")
            om.setdefault((hvordan, hvem, dag, *hvor), []).append(sak)
    for (hvordan, hvem, dag, part, avtale), sakene in om.items():
        register = sakene[0].register
        kjent = register.kontakter.get(hvem)
        navn = kjent.navn if kjent else hvem
        yield (
            HVORDAN[hvordan]
            .paa(maalform)
            .format(
                hvem=navn if hvordan == ETTER else stor(navn),
                hva=DETTE.paa(maalform)
                if len(sakene) == len(saker) and hvordan != BARE_OVERLATT
                else _titlene(sakene, maalform),
                dato=dato_kort(date.fromisoformat(dag)) if dag else "",
                part=register.navn(part).paa(maalform),
                avtale=avtale,
            )
        )


def _overlatt(rad: Utboksrad, plan: Plan, dekninger: Dekninger) -> dict[str, Jsonverdi] | None:
    """Who handed the step over to the recipient."""
    steg = plan.finn(rad.steg)
    if steg is None or rad.slag in OM_MOETET | OM_REGISTERET | OVERSIKTER:
        return None
    sagt = steg.oppfoelging
    fra = [id_ for id_, til in sagt.overlatt.items() if til == rad.kontakt]
    if not fra:
        return None
    dag = sagt.overlatt_dag.get(fra[-1])
    hvordan = OVERLATT if dekninger.er_kontakt(str(rad.kontakt), rad.part) else BARE_OVERLATT
    return {"hvordan": hvordan, "hvem": fra[-1], "dag": dag.isoformat() if dag else ""}


def _etter_andre(
    rad: Utboksrad, plan: Plan, dekninger: Dekninger, foer: Collection[str]
) -> dict[str, Jsonverdi] | None:
    """How the recipient came to have the party's mail, when the party had some on an earlier day."""
    if dekninger.adresser(rad.part).isdisjoint(foer):
        return None
    if rad.mottaker in foer:
        return {"hvordan": KJENT} if rad.slag == Slag.LIGGER_HOS_DERE else None
    if rad.kontakt is not None:
        for hvordan, hvem, dag in _kom_etter(rad.kontakt, rad.part, plan, dekninger.register):
            if dag is None or dag > max(plan.registrert, plan.dag - NYTT_SAA_LENGE):
                return {"hvordan": hvordan, "hvem": hvem, "dag": dag.isoformat() if dag else ""}
    return {"hvordan": NY} if rad.slag == Slag.LIGGER_HOS_DERE else None


def _kom_etter(kontakt: str, part: str, plan: Plan, register: Register) -> Iterator[tuple[str, str, date | None]]:
    """How a contact came to stand for the party: after whom, and from which day."""
    for gammel in register.kontakter.values():
        if gammel.part == part and gammel.etterfoelger == kontakt and gammel.har_sluttet(plan.dag):
            yield ETTER, gammel.id, gammel.slutter
        elif gammel.part == part and gammel.stedfortreder == kontakt and gammel.er_borte(plan.dag):
            yield STEDFORTREDER, gammel.id, None
    if (dag := register.oppgitt_av_postmottak.get(kontakt)) is not None:
        yield POSTMOTTAK, "", dag


def _hvorfor(sak: Varselsak, ider: Sequence[str], maalform: Maalform) -> str:
    kontakter = [k for id_ in ider if (k := sak.register.kontakter.get(id_)) is not None]
    if not kontakter:
        part = sak.register.navn(sak.rad.part).paa(maalform)
        return INGEN_KONTAKT.paa(maalform).format(part=part)
    return KOMMER_IKKE_FRAM.paa(maalform).format(hvem=oppramsing([_med_adresse(k) for k in kontakter]))


def _hvordan(*, om_avtalen: bool, lenken: str, kan_besvares: bool, maalform: Maalform) -> Iterator[str]:
    if lenken and not om_avtalen:
        yield BRUK_LENKEN.paa(maalform).format(lenke=lenken)
    elif kan_besvares:
        yield SVAR_PAA_E_POSTEN.paa(maalform)


def _med_adresse(kontakt: Kontakt) -> str:
    return f"{kontakt.navn} ({kontakt.epost})"


def _titlene(sakene: Sequence[Varselsak], maalform: Maalform) -> str:
    return oppramsing(list(dict.fromkeys(f"«{tittel_i_ord(sak.plan, sak.steg, maalform)}»" for sak in sakene)))
