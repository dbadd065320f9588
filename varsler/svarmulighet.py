"""What can be answered from a mail about a step, by those who have it and by the coordinator."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from modeller.livsloep import Fullfoeres
from modeller.plan import Milepael, Plan, Plansteg
from modeller.tekst import Tekst
from varsler.regler import OM_MOETET, TIL_KOORDINATOR, UTEN_DATO, Slag
from varsler.sak import Varselsak
from varsler.svarlenke import EGNE, KOORDINATORENS, UTEN_STEG, Formaal
from varsler.svarord import FERDIG, MOETE_HOLDT, NAVN, SAMLET_POSTMOTTAK, milepaelsnavn
from varsler.tidspunkter import kan_gjoeres
from varsler.vedtaksgang import VEDTAK, neste_paa_veien, satt_paa_vent

UTEN_SVAR = TIL_KOORDINATOR | OM_MOETET | UTEN_DATO
"""Kinds that ask their reader for nothing that can be said of the step they hang on."""
ETTERSLEP = frozenset(
    {Slag.KOORDINATOR_FORFALT, Slag.KOORDINATOR_HOLDER_OPP, Slag.KOORDINATOR_OVERTAR, Slag.KOORDINATOR_LOEP_UTGAATT}
)
"""Kinds that tell the coordinator what others have not done, or not said that they have …"""
FORSINKELSE = ETTERSLEP | {Slag.KOORDINATOR_ANSLAG, Slag.KOORDINATOR_MOETE_BORTE}
"""… and that their date may not hold."""


@dataclass(frozen=True, slots=True)
class Svarmulighet:
    """One answer: what it is for, the milestone or party it is about, and what its link is called."""

    formaal: Formaal
    gjelder: str
    navn: Tekst


def muligheter(sak: Varselsak) -> Iterator[Svarmulighet]:
    """What the reader of an item can answer, the chief answer first."""
    if sak.slag is Slag.NY_LENKE:
        yield from _som_foer(sak)
    elif sak.slag is Slag.KOORDINATOR_MER_TID:
        om = sak.rad.data.get("om_part")
        if isinstance(om, str):
            yield Svarmulighet(Formaal.SVAR_MER_TID, om, NAVN[Formaal.SVAR_MER_TID])
    elif sak.slag in FORSINKELSE:
        yield from koordinatorens_muligheter(sak.steg, ferdig=sak.slag in ETTERSLEP)
    elif sak.slag is Slag.KONTAKTLISTE and sak.rad.kontakt is not None:
        yield Svarmulighet(Formaal.KONTAKTLISTE, "", NAVN[Formaal.KONTAKTLISTE])
    elif sak.slag is Slag.AVKLARING:
        yield from _avklaringen(sak.steg, sak.rad.part, er_kontakt=sak.rad.kontakt is not None)
    elif sak.slag not in UTEN_SVAR:
        milepael = sak.rad.data.get("milepael")
        yield from svarmuligheter(
            sak.plan,
            sak.steg,
            sak.rad.part,
            er_kontakt=sak.rad.kontakt is not None,
            milepael=milepael if isinstance(milepael, str) else None,
            koordinator=er_koordinators(sak),
        )


def koordinatorens_muligheter(steg: Plansteg, *, ferdig: bool) -> Iterator[Svarmulighet]:
    """What the coordinator can do with a step that others are late with: answer the party that asked for more time,
    or move the date when nobody did; and (`ferdig`) register that it is done.
    """
    hos = steg.ball or steg.parter
    spurt = next((part for part in hos if part in steg.oppfoelging.oensker), None)
    gjelder = hos[0] if len(hos) == 1 else ""
    if spurt is not None:
        yield Svarmulighet(Formaal.SVAR_MER_TID, spurt, NAVN[Formaal.SVAR_MER_TID])
    elif steg.kan_flyttes:
        yield Svarmulighet(Formaal.FLYTT, gjelder, NAVN[Formaal.FLYTT])
    # A role is the party's own to choose, and a meeting to call.
    if ferdig and kan_gjoeres(steg) and steg.fullfoeres in {Fullfoeres.UTFOERT, Fullfoeres.VEDTAK}:
        yield Svarmulighet(Formaal.FERDIG_FOR, gjelder, _ferdignavn(steg))


def _ferdignavn(steg: Plansteg) -> Tekst:
    return MOETE_HOLDT if steg.moete else FERDIG[steg.fullfoeres]


def _avklaringen(steg: Plansteg, part: str, *, er_kontakt: bool) -> Iterator[Svarmulighet]:
    """What a party can say of a paused step that waits for it."""
    if satt_paa_vent(steg) is None or part not in steg.ball:
        return
    yield Svarmulighet(Formaal.AVKLART, "", NAVN[Formaal.AVKLART])
    if er_kontakt:
        yield Svarmulighet(Formaal.PAA_SAKEN, "", NAVN[Formaal.PAA_SAKEN])
    yield Svarmulighet(Formaal.OVERLAT, "", NAVN[Formaal.OVERLAT] if er_kontakt else SAMLET_POSTMOTTAK)


def _som_foer(sak: Varselsak) -> Iterator[Svarmulighet]:
    """What the link that had run out was for, as far as it can be answered yet; with the other answers on its step."""
    formaal, gjelder = Formaal(str(sak.rad.data["formaal"])), str(sak.rad.data["gjelder"])
    er_kontakt = sak.rad.kontakt is not None
    if formaal in UTEN_STEG:
        if er_kontakt:
            om = Formaal.VALG if formaal in EGNE else formaal
            yield Svarmulighet(om, "", NAVN[om])
    elif formaal is Formaal.SVAR_MER_TID:
        if gjelder in sak.steg.oppfoelging.oensker:
            yield Svarmulighet(formaal, gjelder, NAVN[formaal])
    elif formaal in KOORDINATORENS:
        yield from koordinatorens_muligheter(sak.steg, ferdig=True)
    else:
        milepael = gjelder if formaal is Formaal.MILEPAEL else None
        yield from svarmuligheter(sak.plan, sak.steg, sak.rad.part, er_kontakt=er_kontakt, milepael=milepael,
                                  koordinator=er_koordinators(sak))  # fmt: skip


def svarmuligheter(
    plan: Plan,
    steg: Plansteg,
    part: str,
    *,
    er_kontakt: bool,
    milepael: str | None = None,
    koordinator: bool = False,
) -> Iterator[Svarmulighet]:
    """What a party can say of a step that lies with it, the chief answer first; nothing when it does not.

    Of one that is paused the party it waits for says when that is cleared up.

    `milepael` is the point on the way that the mail was about; where it was about none, the next one can be said to be
    reached, which is the chief answer while it is ahead. A `koordinator` moves the date herself. A postmottak, which is
    nobody in particular, says that it is done and whom the matter is with. A meeting that has been called is held,
    moved or called off: nobody is «on the case» of one.
    """
    if steg.hvilende:
        yield from _avklaringen(steg, part, er_kontakt=er_kontakt)
        return
    if not kan_gjoeres(steg) or part not in (steg.ball or steg.parter):
        return
    punkt = _punkt(steg, milepael) if milepael else neste_paa_veien(steg, plan.dag)
    naadd = Svarmulighet(Formaal.MILEPAEL, punkt.noekkel, milepaelsnavn(punkt)) if punkt else None
    foerst = punkt is not None and (bool(milepael) or punkt.dato >= plan.dag)
    if naadd and foerst:
        yield naadd
    moetet_kommer = steg.er_innkalt and steg.frist is not None and steg.frist > plan.dag
    if steg.fullfoeres in FERDIG and not moetet_kommer:  # which cannot have been held
        yield Svarmulighet(Formaal.FERDIG, "", _ferdignavn(steg))
    if naadd and not foerst:
        yield naadd
    if er_kontakt:
        if steg.er_innkalt:
            yield Svarmulighet(Formaal.MOETE, "", NAVN[Formaal.MOETE])
        else:
            yield Svarmulighet(Formaal.PAA_SAKEN, "", NAVN[Formaal.PAA_SAKEN])
        if kan_be_om_tid(plan, steg, part):
            yield Svarmulighet(Formaal.MER_TID, "", NAVN[Formaal.FLYTT if koordinator else Formaal.MER_TID])
        yield Svarmulighet(Formaal.OVERLAT, "", NAVN[Formaal.OVERLAT])
        yield Svarmulighet(Formaal.UTSETT, "", NAVN[Formaal.UTSETT])
    else:
        yield Svarmulighet(Formaal.OVERLAT, "", SAMLET_POSTMOTTAK)


def kan_be_om_tid(plan: Plan, steg: Plansteg, part: str) -> bool:
    """Whether there is a date that somebody counts on, that can be moved, and somebody to ask."""
    return steg.kan_flyttes and plan.koordinator is not None and part not in steg.oppfoelging.oensker


def er_koordinators(sak: Varselsak) -> bool:
    """Whether the recipient is the one who coordinates the agreement now."""
    naa = sak.register.kontakt_naa(sak.plan.koordinator, sak.plan.dag)
    return naa is not None and naa.id == sak.rad.kontakt


def _punkt(steg: Plansteg, milepael: str) -> Milepael | None:
    """The milestone a mail was about, when it is one on the way and not reached yet."""
    return next(
        (m for m in steg.milepaeler if m.noekkel == milepael and m.naadd is None and not m.noekkel.startswith(VEDTAK)),
        None,
    )
