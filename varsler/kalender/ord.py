"""The words of a calendar entry, in bokmål and nynorsk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from modeller.fakta import Fristart
from modeller.plan import Milepael, Plan, Plansteg, Status
from modeller.register import Register
from modeller.setninger import i_ord
from modeller.tekst import Maalform, Tekst, dato_kort, lik, maaned_ord, oppramsing

FERDIG_MERKE = "✓ "

_FORAN: Mapping[Fristart, Tekst] = {
    Fristart.FRIST: Tekst("Frist: ", "Frist: "),
    Fristart.VENTET: Tekst("Ventet: ", "Venta: "),
    Fristart.TENTATIV: lik(""),
    Fristart.VEILEDENDE: Tekst("Veiledende: ", "Rettleiande: "),
}
_I_PARENTES: Mapping[Fristart, Tekst | None] = {
    Fristart.FRIST: None,
    Fristart.VENTET: Tekst("ventet", "venta"),
    Fristart.TENTATIV: Tekst("tentativt", "tentativt"),
    Fristart.VEILEDENDE: Tekst("veiledende", "rettleiande"),
}
_OPPDIKTET = Tekst("oppdiktet møteplan", "oppdikta møteplan")
_AVLYST_MOETE = Tekst("AVLYST: ", "AVLYST: ")
_AVLYST_FRIST = Tekst("UTGÅR: ", "UTGÅR: ")

_FORKLARING: Mapping[Fristart, Tekst | None] = {
    Fristart.FRIST: None,
    Fristart.VENTET: Tekst(
        "Datoen er ventet: Kilden regner med den, men den er ikke en frist.",
        "Datoen er venta: Kjelda reknar med han, men han er ikkje ein frist.",
    ),
    Fristart.TENTATIV: Tekst(
        "Datoen er tentativ: Den er ikke satt ennå.", "Datoen er tentativ: Han er ikkje sett enno."
    ),
    Fristart.VEILEDENDE: Tekst(
        "Datoen er veiledende: Den er et forslag fra Fristvakt, ikke en frist noen har satt.",
        "Datoen er rettleiande: Han er eit forslag frå Fristvakt, ikkje ein frist nokon har sett.",
    ),
}
_TENTATIV_MAANED = Tekst(
    "Måneden er tentativ: Datoen er ikke satt ennå.", "Månaden er tentativ: Datoen er ikkje sett enno."
)
_MOETEPLANEN_ER_OPPDIKTET = Tekst("Datoen bygger på en oppdiktet møteplan.", "Datoen byggjer på ein oppdikta møteplan.")
# How late the others become is a prognosis that moves from day to day: for the board and for e-mails, not for here.
_PROGNOSER = frozenset({"forsinker", "forsinker_flere"})

_BALLEN_LIGGER_HOS = Tekst("Ballen ligger hos {hvem}.", "Ballen ligg hos {hvem}.")
_VENTER_PAA = Tekst("{hvem} venter på {paa}.", "{hvem} ventar på {paa}.")
_VENTER = Tekst("{hvem} kan ikke begynne ennå.", "{hvem} kan ikkje begynne enno.")
_BALLEN_KOMMER = Tekst("Ballen kommer til {hvem} {dato}.", "Ballen kjem til {hvem} {dato}.")
_UTFOERT = Tekst("Utført {dato}.", "Utført {dato}.")
_MED_FORBEHOLD = Tekst("Utført {dato} med forbehold: {forbehold}.", "Utført {dato} med atterhald: {forbehold}.")
_NAADD = Tekst("Nådd {dato}.", "Nådd {dato}.")
_IKKE_AKTUELT = Tekst("Dette er ikke aktuelt lenger.", "Dette er ikkje aktuelt lenger.")
_HVORFOR = Tekst("Hvorfor denne datoen: {grunn}.", "Kvifor denne datoen: {grunn}.")
_PAA_VEI = Tekst("et trinn fram mot vedtak {dato}", "eit trinn fram mot vedtak {dato}")
_KILDE = Tekst("Kilde: {kilde}", "Kjelde: {kilde}")
_AVTALE = Tekst("Avtale: {avtale}", "Avtale: {avtale}")
_SAKSNUMMER = Tekst("Saksnummer hos {part}: {nummer}", "Saksnummer hos {part}: {nummer}")
_LENKE = Tekst("Mer i Fristvakt: {url}", "Meir i Fristvakt: {url}")


def tittel(
    plan: Plan, steg: Plansteg, milepael: Milepael | None, register: Register, flere: bool, oppdiktet: bool
) -> Tekst:
    """What the entry is called: its kind of date first, so that a short view never hides it.

    `flere`: other parties have the same step, so that the party must be told.
    """
    return Tekst(*(_tittel(plan, steg, milepael, register, flere, oppdiktet, m) for m in (Maalform.NB, Maalform.NN)))


def beskrivelse(
    plan: Plan, steg: Plansteg, milepael: Milepael | None, register: Register, url: Tekst, oppdiktet: bool
) -> Tekst:
    """Who has the ball, why this date, what kind of date it is, and where to read more."""
    return Tekst(
        *("\n".join(_linjer(plan, steg, milepael, register, url, oppdiktet, m)) for m in (Maalform.NB, Maalform.NN))
    )


def _tittel(
    plan: Plan,
    steg: Plansteg,
    milepael: Milepael | None,
    register: Register,
    flere: bool,
    oppdiktet: bool,
    maal: Maalform,
) -> str:
    hvem_hva = [plan.delmaal[steg.delmaal].navn] if steg.delmaal in plan.delmaal else []
    if flere:
        hvem_hva += [register.navn(p) for p in steg.parter]
    navn = steg.tittel.paa(maal)
    if milepael:
        navn = f"{milepael.tittel.paa(maal)}: {navn}"
    if hvem_hva:
        navn += f" ({', '.join(t.paa(maal) for t in hvem_hva)})"
    merker = [t.paa(maal) for t in _merker(steg, milepael, oppdiktet)]
    bak = f" ({', '.join(merker)})" if merker else ""
    return f"{_foran(steg, milepael).paa(maal)}{navn} – {plan.navn.paa(maal)}{bak}"


def _foran(steg: Plansteg, milepael: Milepael | None) -> Tekst:
    if milepael:
        return lik(FERDIG_MERKE if milepael.naadd else "")
    match steg.status:
        case Status.IKKE_AKTUELL:
            return _AVLYST_MOETE if steg.moete else _AVLYST_FRIST
        case Status.UTFOERT:
            return lik(FERDIG_MERKE if steg.parter else "")
        case _ if steg.art is Fristart.FRIST and (steg.moete or not steg.parter):
            return lik("")  # the day of a meeting or of the agreement's end is no deadline for anyone
        case _:
            return _FORAN[steg.art]


def _merker(steg: Plansteg, milepael: Milepael | None, oppdiktet: bool) -> Iterator[Tekst]:
    uferdig = steg.status not in {Status.UTFOERT, Status.IKKE_AKTUELL} and not (milepael and milepael.naadd)
    if uferdig and (milepael or steg.art is Fristart.TENTATIV) and (art := _I_PARENTES[steg.art]):
        yield art
    if steg.bare_maaned and steg.frist and not milepael and uferdig:
        yield lik(maaned_ord(steg.frist))
    if oppdiktet:
        yield _OPPDIKTET


def _linjer(
    plan: Plan,
    steg: Plansteg,
    milepael: Milepael | None,
    register: Register,
    url: Tekst,
    oppdiktet: bool,
    maal: Maalform,
) -> Iterator[str]:
    uferdig = steg.status not in {Status.UTFOERT, Status.IKKE_AKTUELL} and not (milepael and milepael.naadd)
    if uferdig and steg.parter:
        yield steg.forventet.paa(maal)
    if staar := _hvor_det_staar(plan, steg, milepael, register, maal):
        yield staar
    if uferdig:
        yield from (_setning(i_ord((ledd,), maal)) for ledd in steg.merknader if ledd.setning not in _PROGNOSER)
    if grunn := _grunn(steg, milepael, maal):
        yield _HVORFOR.paa(maal).format(grunn=grunn)
    if uferdig and (forklaring := _TENTATIV_MAANED if steg.bare_maaned else _FORKLARING[steg.art]):
        yield forklaring.paa(maal)
    if oppdiktet:
        yield _MOETEPLANEN_ER_OPPDIKTET.paa(maal)
    if steg.kilde:
        yield _KILDE.paa(maal).format(kilde=steg.kilde.tittel.paa(maal))
    yield _AVTALE.paa(maal).format(avtale=plan.navn.paa(maal))
    for part in steg.parter:
        if nummer := plan.saksnumre.get(part):
            yield _SAKSNUMMER.paa(maal).format(part=register.navn(part).paa(maal), nummer=nummer)
    yield _LENKE.paa(maal).format(url=url.paa(maal))


def _hvor_det_staar(
    plan: Plan, steg: Plansteg, milepael: Milepael | None, register: Register, maal: Maalform
) -> str | None:
    """Who has the ball; None for what nobody acts on."""
    if milepael and milepael.naadd:
        return _NAADD.paa(maal).format(dato=dato_kort(milepael.naadd))
    hvem = _navn(steg.parter, register, maal)
    match steg.status:
        case Status.UTFOERT if steg.utfoert and steg.forbehold:
            return _MED_FORBEHOLD.paa(maal).format(dato=dato_kort(steg.utfoert), forbehold=steg.forbehold)
        case Status.UTFOERT if steg.utfoert and steg.parter:
            return _UTFOERT.paa(maal).format(dato=dato_kort(steg.utfoert))
        case Status.IKKE_AKTUELL:
            return _IKKE_AKTUELT.paa(maal)
        case Status.AAPEN:
            return _BALLEN_LIGGER_HOS.paa(maal).format(hvem=_navn(steg.ball, register, maal))
        case Status.VENTER if hvem and (paa := _venter_paa(plan, steg)):
            return _VENTER_PAA.paa(maal).format(hvem=hvem, paa=_navn(paa, register, maal))
        case Status.KOMMENDE if hvem and steg.aapner and steg.aapner > plan.dag:
            return _BALLEN_KOMMER.paa(maal).format(hvem=hvem, dato=dato_kort(steg.aapner))
        case Status.VENTER | Status.KOMMENDE if hvem:
            return _VENTER.paa(maal).format(hvem=hvem)
        case _:
            return None


def _venter_paa(plan: Plan, steg: Plansteg) -> list[str]:
    """The parties with the ball in what the step waits for, its own left out, each once."""
    aapne = (plan.finn(i) for i in steg.venter_paa)
    return list(dict.fromkeys(p for s in aapne if s for p in s.ball if p not in steg.parter))


def _grunn(steg: Plansteg, milepael: Milepael | None, maal: Maalform) -> str:
    grunn = i_ord(tuple(ledd for ledd in steg.begrunnelse if ledd.setning != "oppdiktet_moeteplan"), maal)
    if milepael and milepael != steg.milepaeler[-1]:
        paa_vei = _PAA_VEI.paa(maal).format(dato=dato_kort(steg.milepaeler[-1].dato))
        return f"{paa_vei}; {grunn}" if grunn else paa_vei
    return grunn


def _navn(parter: Sequence[str], register: Register, maal: Maalform) -> str:
    return oppramsing([register.navn(p).paa(maal) for p in parter])


def _setning(tekst: str) -> str:
    return f"{tekst[:1].upper()}{tekst[1:]}."


