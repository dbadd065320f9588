"""From an item, as it stands at the moment of sending, to its words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from modeller.begrunnelse import Ledd
from modeller.plan import Milepael, Plan, Plansteg, Status
from modeller.register import Register
from modeller.setninger import i_ord
from modeller.tekst import Maalform, Tekst, dato_kort, lik, oppramsing, stor
from varsler.fraser import dag_i_ord, naar_i_ord
from varsler.merknadsord import merknader_i_ord
from varsler.moeteord import avlyst_fordi, faller_bort, flyttet_fordi, foer_moetet
from varsler.mottakere import dekning
from varsler.oppsett import Meldingsoppsett
from varsler.partsrader import partene_i
from varsler.regler import NAAR_DET_GJELDER, OM_MOETET, OM_REGISTERET, OVERSIKTER, TIL_KOORDINATOR, UTEN_DATO, Slag
from varsler.sak import Varselsak
from varsler.sakord import Sakord
from varsler.stegord import (
    Milepaelord,
    anbefalt_i_ord,
    art_i_ord,
    art_kort,
    ble_frist,
    er_raad,
    fristlinje,
    kilden,
    kort_dato,
    paa_oppdiktet_plan,
    samlet,
    tittel_med_dato,
    vedtaksdag_for,
    veien_i_ord,
)
from varsler.tidspunkter import kan_gjoeres
from varsler.vedtaksgang import (
    NESTE_MOETE,
    NYTT_MOETE,
    loep_er_utgaatt,
    moetet_som_gikk,
    neste_moete,
    neste_moetedag,
    utsatt_i_moete,
    vedtaksmoetet_er_over,
)
from varsler.ventende import holdt_opp

VEDTAKET = "vedtak"
OM_LOEPET = frozenset({Slag.LOEP_UTGAATT, Slag.KOORDINATOR_LOEP_UTGAATT, Slag.KOORDINATOR_MOETE_BORTE})
NYTT_HOS_DERE = frozenset({Slag.BALL, Slag.LIGGER_HOS_DERE})
SIER_HVA_SOM_VENTER = frozenset({Slag.HOLDER_OPP, Slag.KOORDINATOR_HOLDER_OPP, Slag.KOORDINATOR_OVERTAR})
OM_KONTAKT = frozenset({Slag.IKKE_LEVERT, Slag.UTEN_KONTAKT})
"""Kinds that are mended where the party's contacts are."""
TITTEL_FOR_REGISTERET = {Maalform.NB: "Kontakter hos {part}", Maalform.NN: "Kontaktar hos {part}"}
TITTEL_FOR_MOETEPLAN = lik("Møteplan for {aar}")


def i_sakord(sak: Varselsak, maalform: Maalform, i_dag: date, oppsett: Meldingsoppsett) -> Sakord:
    """The item in words, as read on `i_dag`."""
    steg, plan, register, data = sak.steg, sak.plan, sak.register, sak.rad.data
    om_registeret, uten_dato = sak.slag in OM_REGISTERET, sak.slag in UTEN_DATO
    om_part = register.navn(_tekst(data, "om_part") or _tekst(data, "oensket_av")).paa(maalform)
    punkt = next((m for m in steg.milepaeler if m.noekkel == data.get("milepael")), None)
    dato = sak.dato
    til_andre = sak.slag in TIL_KOORDINATOR
    nytt_moete = neste_moete(steg) if data.get("milepael") == NESTE_MOETE else None
    om_moetet, om_plan = sak.slag in OM_MOETET, sak.slag is Slag.MOETEPLAN_MANGLER
    delmaal = None if om_registeret or sak.slag in OVERSIKTER else plan.delmaal.get(steg.delmaal or "")
    parter = _hvem(sak)
    maaned = steg.bare_maaned and punkt is None and dato == steg.frist
    naar = naar_i_ord(dato, i_dag, maalform, bare_maaned=maaned) if dato else ""
    gammel = _tekst(data, "gammel_dato")
    foer = foer_moetet(plan, steg, sak.rad.part)
    merknader = merknader_i_ord(steg.merknader, maalform)
    egen = sak.rad.kontakt is not None and sak.rad.kontakt == plan.koordinator
    har_koordinator = register.kontakt_naa(plan.koordinator, plan.dag) is not None
    return Sakord(
        slag=sak.slag,
        avtale=plan.navn.paa(maalform),
        steget=_om_registeret(sak, maalform, om_part) if om_registeret else steg.navn.paa(maalform),
        delmaal=delmaal.navn.paa(maalform) if delmaal else "",
        forventet=steg.forventet.paa(maalform)
        if kan_gjoeres(steg) and not (til_andre or om_moetet or uten_dato or sak.slag is Slag.AVKLARING)
        else "",
        anbefalt="" if uten_dato or sak.slag is Slag.MOETE_AVLYST else anbefalt_i_ord(steg, maalform),
        hvem=oppramsing([register.navn(part).paa(maalform) for part in parter]),
        hvem_kort=oppramsing([register.kortnavn(part).paa(maalform) for part in parter]),
        til_koordinator=til_andre,
        egen=egen,
        har_koordinator=har_koordinator,
        har_svarlenker=oppsett.svar is not None,
        selv=egen or not (har_koordinator or oppsett.svar),
        aapent=kan_gjoeres(steg),
        art=art_kort(steg, maalform),
        arten=art_i_ord(steg, maalform),
        er="var" if dato and dato < i_dag else "er",
        passert=dato is not None and dato < i_dag,
        dato=dag_i_ord(dato, maalform, bare_maaned=maaned) if dato else "",
        kort=kort_dato(dato, bare_maaned=maaned) if dato else "",
        naar=naar,
        naar_stor=stor(naar),
        vedtaksdag=dato_kort(vedtaksdag) if (vedtaksdag := vedtaksdag_for(steg)) else "",
        gammel_dato=dag_i_ord(date.fromisoformat(gammel), maalform) if gammel else "",
        gammel_kort=dato_kort(date.fromisoformat(gammel)) if gammel else "",
        ble_frist=sak.slag is Slag.FRIST_FLYTTET and ble_frist(plan, steg),
        anslag=dag_i_ord(date.fromisoformat(anslag), maalform) if (anslag := _tekst(data, "anslag")) else "",
        ramme=str(steg.ramme) if om_moetet and sak.slag is not Slag.MOETE_AVLYST else "",
        punkt=_punktet(punkt, data, nytt_moete),
        hva=punkt.tittel.paa(maalform) if punkt else tittel_med_dato(plan, steg, maalform) if om_plan else "",
        aar=str(data.get("aar", "")),
        organ=_organene(data, register, maalform) if om_plan else _organ(nytt_moete, maalform),
        eiere=oppramsing([register.navn(part).paa(maalform) for part in steg.parter])
        if sak.slag is Slag.AVKLARING
        else "",
        grunn=_grunnen(sak),
        oensket=dag_i_ord(date.fromisoformat(til), maalform) if (til := _tekst(data, "til")) else "",
        moetedag=bool(nytt_moete or (punkt and punkt.noekkel.startswith("vedtak"))) or steg.moete,
        forfalt=steg.forfalt(i_dag) and not er_raad(steg),
        aapnet_for_sent=bool(steg.aapnet and steg.frist and steg.frist < steg.aapnet),
        uaktuelt=steg.status in {Status.IKKE_AKTUELL, Status.BORTFALT},
        holder_opp=samlet(holdt_opp(plan, steg, max(dato or i_dag, i_dag)), plan, register, maalform)
        if sak.slag in SIER_HVA_SOM_VENTER
        else "",
        foer_moetet=oppramsing([tittel_med_dato(plan, s, maalform) for s in foer]) if om_moetet else "",
        faller_bort=faller_bort(plan, steg, sak.rad.part, maalform) if om_moetet else "",
        maa_foer_moetet=any(s.art in NAAR_DET_GJELDER and not er_raad(s) for s in foer),
        foerste=_foerste(sak, maalform, i_dag) if sak.slag in NYTT_HOS_DERE else None,
        utloep=_utloep(sak, merknader, maalform) if sak.slag in OM_LOEPET else "",
        merk="" if sak.slag in OM_LOEPET or uten_dato or om_moetet else merknader,
        fristlinje=None if uten_dato or sak.slag is Slag.MOETE_AVLYST else fristlinje(steg, maalform),
        milepaeler=() if uten_dato else veien_i_ord(steg.milepaeler, maalform, i_dag),
        veien_er_ute=vedtaksmoetet_er_over(steg, i_dag),
        moetet_gikk=dato_kort(gikk) if sak.slag is Slag.FORFALT and (gikk := moetet_som_gikk(steg)) else "",
        utsatt=dato_kort(utsatt) if (utsatt := utsatt_i_moete(steg)) else "",
        utsatt_til=dato_kort(moetet) if utsatt and (moetet := neste_moetedag(steg)) else "",
        utregning="" if uten_dato or om_moetet else stor(i_ord(steg.begrunnelse, maalform)),
        venter="" if uten_dato or om_moetet else oppramsing(_ventende(plan, steg, register, maalform)),
        mangler="" if uten_dato or om_moetet else oppramsing(_mangler(sak, maalform)),
        kilde="" if uten_dato else kilden(steg, maalform),
        saksnummer=_saksnummer(sak),
        oppdiktet=not uten_dato and paa_oppdiktet_plan(steg, register),
        lenke=_lenke(sak, maalform, oppsett),
        kontaktlenke=oppsett.partslenke(_tekst(data, "om_part"), maalform, "kontakter")
        if sak.slag in OM_KONTAKT
        else "",
        om_part=om_part,
        postmottak=_tekst(data, "postmottak"),
        navn=_tekst(data, "navn"),
        adresse=_tekst(data, "adresse"),
    )


def _punktet(punkt: Milepael | None, data: Mapping[str, object], nytt_moete: Ledd | None) -> str:
    """Which point on the way the item is about: the kind of milestone, or the meeting that takes a matter up again."""
    if punkt is not None:
        return punkt.noekkel.partition(":")[0]
    return NESTE_MOETE if nytt_moete else VEDTAKET if data.get("milepael") == NYTT_MOETE else ""


def _lenke(sak: Varselsak, maalform: Maalform, oppsett: Meldingsoppsett) -> str:
    match sak.slag:
        case Slag.MOETEPLAN_MANGLER:
            return oppsett.partslenke(sak.rad.part, maalform, "organer")
        case Slag.KONTAKTLISTE:
            return oppsett.partslenke(sak.rad.part, maalform, "kontakter")
        case Slag.MAANEDSOVERSIKT:
            return oppsett.partslenke(sak.rad.part, maalform)
        case Slag.UKESOVERSIKT:
            return oppsett.forside(maalform)
        case _:
            return oppsett.lenke(sak.plan.avtale, sak.steg.id, maalform)


def _om_registeret(sak: Varselsak, maalform: Maalform, om_part: str) -> str:
    """What an item about the register is headed."""
    if sak.slag is Slag.MOETEPLAN_MANGLER:
        return TITTEL_FOR_MOETEPLAN.paa(maalform).format(aar=sak.rad.data["aar"])
    return TITTEL_FOR_REGISTERET[maalform].format(part=om_part)


def _organene(data: Mapping[str, object], register: Register, maalform: Maalform) -> str:
    organer = data.get("organer")
    ider = map(str, organer) if isinstance(organer, list) else ()
    return oppramsing([register.organer[organ].navn.paa(maalform) for organ in ider if organ in register.organer])


def _hvem(sak: Varselsak) -> tuple[str, ...]:
    """To a coordinator, who has the ball; of a meeting, who called it, if somebody did. Others know whose it is."""
    if sak.slag in OM_MOETET:
        return sak.parter if any(ledd.setning.startswith("innkalt") for ledd in sak.steg.begrunnelse) else ()
    return sak.parter if sak.slag in TIL_KOORDINATOR - OM_REGISTERET else ()


def _organ(nytt_moete: Ledd | None, maalform: Maalform) -> str:
    organ = nytt_moete.felt["organ"] if nytt_moete else ""
    return organ.paa(maalform) if isinstance(organ, Tekst) else str(organ)


def _grunnen(sak: Varselsak) -> str:
    """The reason somebody gave, in their own words."""
    match sak.slag:
        case Slag.MOETE_FLYTTET:
            return flyttet_fordi(sak.plan, sak.steg)
        case slag if slag in OM_MOETET:
            return avlyst_fordi(sak.steg)
        case _:
            return _tekst(sak.rad.data, "grunn")


def _foerste(sak: Varselsak, maalform: Maalform, i_dag: date) -> Milepaelord | None:
    """The first milestone ahead, for whoever just got the ball; none when the route has run out already."""
    foerste = sak.steg.foerste_milepael
    if foerste is None or loep_er_utgaatt(sak.steg, i_dag) or foerste.dato >= (sak.steg.frist or foerste.dato):
        return None
    return Milepaelord(dato=dag_i_ord(foerste.dato, maalform), tittel=foerste.tittel.paa(maalform))


def _utloep(sak: Varselsak, merknader: str, maalform: Maalform) -> str:
    if merknader:
        return merknader
    moete, dato = (dato_kort(dag) if dag else "" for dag in (vedtaksdag_for(sak.steg), sak.dato))
    mal = {
        Maalform.NB: "Saksframlegget til møtet {moete} skulle vært klart {dato}, men er ikke registrert som klart.",
        Maalform.NN: "Saksframlegget til møtet {moete} skulle ha vore klart {dato}, men er ikkje registrert som klart.",
    }
    return mal[maalform].format(moete=moete, dato=dato)


def _saksnummer(sak: Varselsak) -> str:
    """The party's own case number; of each of the parties where the reader is told for several."""
    numre, egen = sak.plan.saksnumre, sak.rad.part
    if not numre or sak.slag in TIL_KOORDINATOR | OM_MOETET | UTEN_DATO:
        return numre.get(egen, "")
    andre = (part for part in sak.parter if part in numre and part != egen and _naas(part, sak))
    parter = partene_i(sak.rad.data) or (egen, *andre)
    return oppramsing(list(dict.fromkeys(numre[part] for part in parter if part in numre)))


def _naas(part: str, sak: Varselsak) -> bool:
    """Whether the recipient, or whoever is above those at the party, is where the party's mail goes."""
    dekket = dekning(part, sak.plan.avtale, sak.register, sak.plan.dag, ())
    return any(m.epost == sak.rad.mottaker for m in (*dekket.mottakere, *dekket.ledelse))


def _ventende(plan: Plan, steg: Plansteg, register: Register, maalform: Maalform) -> list[str]:
    """The parties whose steps wait for this one, without its own."""
    egne = set(steg.ball or steg.parter)
    ventende = dict.fromkeys(p for s in plan if steg.id in s.venter_paa for p in s.parter if p not in egne)
    return [register.navn(p).paa(maalform) for p in ventende]


def _mangler(sak: Varselsak, maalform: Maalform) -> list[str]:
    """The parties a step that can be done with a reservation still waits for; nobody is told to wait for herself."""
    plan, steg, register = sak.plan, sak.steg, sak.register
    if steg.status is not Status.VENTER:
        return []
    foran = (plan.finn(steg_id) for steg_id in steg.venter_paa)
    paa = dict.fromkeys(part for s in foran if s for part in s.ball)
    if sak.slag in TIL_KOORDINATOR:
        lesers = set(steg.parter) if len(steg.parter) == 1 else set()
    else:
        lesers = {part for part in paa if _er_lesers(part, sak)}
    return [register.navn(part).paa(maalform) for part in paa if part not in lesers]


def _er_lesers(part: str, sak: Varselsak) -> bool:
    """Whether the recipient answers for the party: one address may have the mail of several."""
    naas = dekning(part, sak.plan.avtale, sak.register, sak.plan.dag, ()).mottakere
    return part == sak.rad.part or any(m.epost == sak.rad.mottaker for m in naas)


def _tekst(data: Mapping[str, object], felt: str) -> str:
    verdi = data.get(felt)
    return verdi if isinstance(verdi, str) else ""
