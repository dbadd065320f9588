"""The words of a calendar entry, in bokmål and nynorsk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from modeller.fakta import Fristart
from modeller.kildevalg import kilde_i_ord
from modeller.plan import Status
from modeller.setninger import i_ord
from modeller.tekst import Maalform, Tekst, dato_kort, lik, maaned_ord, oppramsing, stor
from varsler.kalender.oppfoering import Tilstand
from varsler.kalender.punkt import Punkt
from varsler.stegord import anbefalt_i_ord, bare_anbefalt_dato

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
_ANBEFALT = Tekst("Anbefalt: ", "Tilrådd: ")
_OPPDIKTET = Tekst("oppdiktet møteplan", "oppdikta møteplan")
_AVLYST_MOETE = Tekst("AVLYST: ", "AVLYST: ")
_AVLYST_FRIST = Tekst("UTGÅR: ", "UTGÅR: ")
_IKKE_FRIST = Tekst(
    "Datoen er anbefalt: Den er ikke en frist noen har satt.",
    "Datoen er tilrådd: Han er ikkje ein frist nokon har sett.",
)

_FORKLARING: Mapping[Fristart, Tekst] = {
    Fristart.FRIST: lik(""),
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
_MOETEPLANEN_ER_OPPDIKTET = Tekst("Dette bygger på en oppdiktet møteplan.", "Dette byggjer på ein oppdikta møteplan.")
# How late the others become is a prognosis that moves from day to day: for the board and for e-mails, not for here.
_PROGNOSER = frozenset(
    {
        "uten_forbehold",
        "uten_forbehold_etter_fristen",
        "forsinker",
        "forsinker_uten_forbehold",
        "forsinker_flere",
    }
)

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
_AARET = Tekst("Hører til avtaleåret {aar}.", "Høyrer til avtaleåret {aar}.")
_AVTALE = Tekst("Avtale: {avtale}", "Avtale: {avtale}")
_SAKSNUMMER = Tekst("Saksnummer hos {part}: {nummer}", "Saksnummer hos {part}: {nummer}")
_LENKE = Tekst("Mer i Fristvakt: {url}", "Meir i Fristvakt: {url}")


def tittel(punkt: Punkt) -> Tekst:
    """What the entry is called: its kind of date first, so that a short view never hides it."""
    return Tekst(_tittel(punkt, Maalform.NB), _tittel(punkt, Maalform.NN))


def beskrivelser(punkt: Punkt, url: Tekst) -> tuple[Tekst, Tekst]:
    """All that an entry says – who has the ball, why this date, what kind of date it is, where to read more – and the
    least it must: the first two and the last.
    """
    lange, korte = zip(*(_linjer(punkt, url, m) for m in Maalform), strict=True)
    return Tekst(*lange), Tekst(*korte)


def _tittel(punkt: Punkt, maal: Maalform) -> str:
    steg, plan = punkt.steg, punkt.plan
    navn = steg.navn.paa(maal)
    if punkt.milepael:
        navn = f"{punkt.milepael.tittel.paa(maal)}: {navn}"
    hva_hvem = [plan.delmaal[steg.delmaal].navn] if steg.delmaal and steg.delmaal in plan.delmaal else []
    if punkt.flere:
        hva_hvem += [punkt.register.navn(part) for part in steg.parter]
    return (
        f"{_foran(punkt).paa(maal)}{navn}{_parentes(hva_hvem, maal)} – {plan.navn.paa(maal)}"
        f"{_parentes(_merker(punkt), maal)}"
    )


def _parentes(ledd: Iterable[Tekst], maal: Maalform) -> str:
    innhold = ", ".join(tekst.paa(maal) for tekst in ledd)
    return f" ({innhold})" if innhold else ""


def _foran(punkt: Punkt) -> Tekst:
    steg = punkt.steg
    match punkt.tilstand:
        case Tilstand.AVLYST:
            return _AVLYST_MOETE if steg.moete else _AVLYST_FRIST
        case Tilstand.FERDIG:
            return lik(FERDIG_MERKE)
        case _ if punkt.milepael or steg.status is Status.UTFOERT:
            return lik("")
        case _ if steg.art is Fristart.FRIST and (steg.moete or not steg.parter):
            return lik("")  # the day of a meeting or of the agreement's end is no deadline for anyone
        case _ if bare_anbefalt_dato(steg):
            return _ANBEFALT
        case _:
            return _FORAN[steg.art]


def _merker(punkt: Punkt) -> Iterator[Tekst]:
    steg = punkt.steg
    if punkt.uferdig:
        if (punkt.milepael or steg.art is Fristart.TENTATIV) and (art := _I_PARENTES[steg.art]):
            yield art
        if punkt.bare_maaned:
            yield lik(maaned_ord(punkt.dag))
    if punkt.oppdiktet_dato:
        yield _OPPDIKTET


def _linjer(punkt: Punkt, url: Tekst, maal: Maalform) -> tuple[str, str]:
    steg, plan = punkt.steg, punkt.plan
    grunn = _grunn(punkt, maal)
    kilde = kilde_i_ord(steg.kilde, steg.moenster)
    hvem = _hvor_det_staar(punkt, maal)
    hvorfor = _HVORFOR.paa(maal).format(grunn=grunn) if grunn else ""
    lenke = _LENKE.paa(maal).format(url=url.paa(maal)) if url.paa(maal) else ""
    linjer = [
        hvem,
        steg.forventet.paa(maal) if punkt.uferdig and steg.parter else "",
        anbefalt_i_ord(steg, maal) if punkt.uferdig else "",
        *(_merknader(punkt, maal) if punkt.uferdig else ()),
        hvorfor,
        _forklaring(punkt).paa(maal) if punkt.uferdig else "",
        _MOETEPLANEN_ER_OPPDIKTET.paa(maal) if punkt.oppdiktet else "",
        _AARET.paa(maal).format(aar=steg.aar) if steg.aar else "",
        _KILDE.paa(maal).format(kilde=kilde.paa(maal)) if kilde else "",
        _AVTALE.paa(maal).format(avtale=plan.navn.paa(maal)),
        *(
            _SAKSNUMMER.paa(maal).format(part=punkt.register.navn(part).paa(maal), nummer=plan.saksnumre[part])
            for part in steg.parter
            if part in plan.saksnumre
        ),
        lenke,
    ]
    return "\n".join(filter(None, linjer)), "\n".join(filter(None, (hvem, hvorfor, lenke)))


def _forklaring(punkt: Punkt) -> Tekst:
    if punkt.bare_maaned:
        return _TENTATIV_MAANED
    return _IKKE_FRIST if bare_anbefalt_dato(punkt.steg) else _FORKLARING[punkt.steg.art]


def _merknader(punkt: Punkt, maal: Maalform, om: str = "") -> Iterator[str]:
    for ledd in punkt.steg.merknader:
        if ledd.setning not in _PROGNOSER and ledd.setning.startswith(om):
            yield f"{stor(i_ord((ledd,), maal))}."


def _hvor_det_staar(punkt: Punkt, maal: Maalform) -> str:
    """Who has the ball, or what became of it; empty for what nobody acts on."""
    steg = punkt.steg
    if punkt.milepael and punkt.milepael.naadd:
        return _NAADD.paa(maal).format(dato=dato_kort(punkt.milepael.naadd))
    if punkt.avlyst:
        return " ".join(_merknader(punkt, maal, "avlyst"))
    if steg.status in {Status.IKKE_AKTUELL, Status.BORTFALT}:
        return _IKKE_AKTUELT.paa(maal)
    if not steg.parter:
        return ""
    if steg.utfoert:
        setning = _MED_FORBEHOLD if steg.forbehold else _UTFOERT
        return setning.paa(maal).format(dato=dato_kort(steg.utfoert), forbehold=(steg.forbehold or "").rstrip(". "))
    if steg.status is Status.AAPEN:
        return _BALLEN_LIGGER_HOS.paa(maal).format(hvem=_navn(punkt, steg.ball, maal))
    return _foer_den_er_aapen(punkt, maal)


def _foer_den_er_aapen(punkt: Punkt, maal: Maalform) -> str:
    steg = punkt.steg
    hvem = _navn(punkt, steg.parter, maal)
    aapne = (punkt.plan.finn(i) for i in steg.venter_paa)
    paa = dict.fromkeys(part for s in aapne if s for part in s.ball if part not in steg.parter)
    if paa:
        return _VENTER_PAA.paa(maal).format(hvem=hvem, paa=_navn(punkt, paa, maal))
    if steg.aapner and steg.aapner > punkt.plan.dag:
        return _BALLEN_KOMMER.paa(maal).format(hvem=hvem, dato=dato_kort(steg.aapner))
    return _VENTER.paa(maal).format(hvem=hvem)


def _grunn(punkt: Punkt, maal: Maalform) -> str:
    steg = punkt.steg
    if punkt.avlyst:
        return ""  # that of the day was the call, and what is reckoned with now is another
    grunn = i_ord(tuple(ledd for ledd in steg.begrunnelse if ledd.setning != "oppdiktet_moeteplan"), maal)
    if punkt.milepael and punkt.milepael != steg.milepaeler[-1]:
        paa_vei = _PAA_VEI.paa(maal).format(dato=dato_kort(steg.milepaeler[-1].dato))
        return f"{paa_vei}; {grunn}" if grunn else paa_vei
    return grunn


def _navn(punkt: Punkt, parter: Iterable[str], maal: Maalform) -> str:
    return oppramsing([punkt.register.navn(part).paa(maal) for part in parter])
