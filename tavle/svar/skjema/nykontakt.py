"""The new contact that a step is handed over to: whom an address is, and what registers it."""

from __future__ import annotations

import re
from dataclasses import replace

from flyter.innfoering import Hendt
from modeller.fakta import KontaktRegistrert
from modeller.register import Kontakt
from modeller.tekst import Tekst, oppramsing
from tavle.svar.felt import Utfylt, med
from tavle.svar.leser import staar_for_parten
from tavle.svar.sak import Svarsak

DETTE, ALT, SLUTTET = "dette", "alt", "sluttet"
I_ASCII = {ord("æ"): "ae", ord("ø"): "oe", ord("å"): "aa"}
SKRIV_EPOST = Tekst("Skriv e-postadressen til den som tar over.", "Skriv e-postadressa til den som tek over.")
SKRIV_ROLLE = Tekst(
    "Skriv rollen til den som tar over, for eksempel «saksbehandler».",
    "Skriv rolla til den som tek over, til dømes «saksbehandlar».",
)
ANNET_DOMENE = Tekst(
    "Herfra kan du bare overlate saken til en adresse som slutter på {domener}. Skal noen andre ha den, svarer du på "
    "e-posten og ber koordinatoren registrere dem.",
    "Herifrå kan du berre overlate saka til ei adresse som sluttar på {domener}. Skal nokon andre ha ho, svarer du på "
    "e-posten og ber koordinatoren registrere dei.",
)

EGEN_ADRESSE = Tekst(
    "Dette er adressen e-posten ble sendt til. Skriv adressen til den som tar over.",
    "Dette er adressa e-posten vart send til. Skriv adressa til den som tek over.",
)
KOMMER_IKKE_FRAM = Tekst(
    "E-post til {epost} kommer ikke fram. Skriv en annen adresse. Er dette den rette, svarer du på e-posten, så "
    "hjelper koordinatoren deg.",
    "E-post til {epost} kjem ikkje fram. Skriv ei anna adresse. Er dette den rette, svarer du på e-posten, så "
    "hjelper koordinatoren deg.",
)


def domener(sak: Svarsak) -> list[str]:
    """Where a new colleague may have an address: the reader's own domain and the party's."""
    part = sak.register.parter.get(sak.part)
    adresser = (sak.leser.epost, (part.postmottak or "") if part else "")
    return list(dict.fromkeys(a.rpartition("@")[2].lower() for a in adresser if "@" in a))


def ny_kontakt(sak: Svarsak, utfylt: Utfylt, omfang: str) -> tuple[str, list[Hendt]]:
    """The one with the typed address, and what registers it; nothing when the address is a colleague's already."""
    tillatt = domener(sak)
    epost = utfylt.epost("epost", mangler=SKRIV_EPOST, domene=tillatt[0] if tillatt else "kommunen.example")
    if "epost" not in utfylt.feil and epost.rpartition("@")[2].lower() not in tillatt:
        utfylt.feil["epost"] = med(ANNET_DOMENE, domener=oppramsing([f"@{d}" for d in tillatt], "eller"))
    elif epost.lower() == sak.leser.epost.lower():
        utfylt.feil["epost"] = EGEN_ADRESSE
    elif epost.lower() in sak.uleverbare:
        utfylt.feil["epost"] = med(KOMMER_IKKE_FRAM, epost=epost.lower())
    if "epost" not in utfylt.feil and (kjent := _kjent_adresse(sak, epost, omfang)) is not None:
        return kjent
    rolle = utfylt.linje("rolle", mangler=SKRIV_ROLLE)
    if utfylt.feil:
        return "", []
    egen = sak.leser.kontakt
    if egen is not None and omfang == SLUTTET:
        avtaler = egen.avtaler
    else:
        avtaler = () if _bare_steget(sak, omfang) else (sak.plan.avtale,)
    kontakt = Kontakt(
        id=_ny_id(sak, rolle),
        part=sak.part,
        navn=rolle,
        epost=epost.lower(),
        maalform=egen.maalform if egen else None,
        avtaler=avtaler,
    )
    registrert = KontaktRegistrert(kontakt=kontakt, oppgitt_av_postmottak=egen is None)
    return kontakt.id, [Hendt(stroem=f"kontakt/{kontakt.id}", hendelse=registrert, skjedde=sak.dag)]


def har_avtalen(sak: Svarsak) -> bool:
    """Whether the reader stands for the party in the agreement, and not only in what has been handed over to it."""
    return staar_for_parten(sak.leser, sak.plan.avtale)


def _bare_steget(sak: Svarsak, omfang: str) -> bool:
    """Whether whoever takes over is to be told of the one step alone, as who has no more to hand over also is; a
    postmottak says who has the agreement.
    """
    return sak.leser.kontakt is not None and (omfang == DETTE or not har_avtalen(sak))


def kontakten_med(sak: Svarsak, epost: str) -> Kontakt | None:
    """The party's contact who has the address already."""
    kontakter = (k for k in sak.register.kontakter.values() if k.part == sak.part and not k.har_sluttet(sak.dag))
    return next((k for k in kontakter if k.epost.lower() == epost.lower()), None)


def _kjent_adresse(sak: Svarsak, epost: str, omfang: str) -> tuple[str, list[Hendt]] | None:
    """The party's contact who has the address already, and what makes it one for this agreement too, if it is not and
    takes over more than the step.
    """
    kjent = kontakten_med(sak, epost)
    if kjent is None:
        return None
    if kjent.avtaler is None or sak.plan.avtale in kjent.avtaler or _bare_steget(sak, omfang):
        return kjent.id, []
    flere = KontaktRegistrert(
        kontakt=replace(kjent, avtaler=(*kjent.avtaler, sak.plan.avtale)),
        oppgitt_av_postmottak=sak.leser.kontakt is None,
    )
    return kjent.id, [Hendt(stroem=f"kontakt/{kjent.id}", hendelse=flere, skjedde=sak.dag)]


def _ny_id(sak: Svarsak, rolle: str) -> str:
    """An id that nobody has: the party and the role."""
    i_ascii = rolle.lower().translate(I_ASCII)
    stamme = re.sub(r"[^a-z0-9]+", "-", i_ascii).strip("-")[:40]
    grunn = f"{sak.part}.{stamme or 'kontakt'}"
    numre = (grunn if nr == 1 else f"{grunn}-{nr}" for nr in range(1, len(sak.register.kontakter) + 2))
    return next(id_ for id_ in numre if id_ not in sak.register.kontakter)
