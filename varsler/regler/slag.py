"""The kinds of message items, and what sets them apart."""

from __future__ import annotations

from enum import StrEnum


class Slag(StrEnum):
    """What a message item is about; each has a folder of its own under `maler/epost`."""

    LIGGER_HOS_DERE = "ligger_hos_dere"
    BALL = "ball"
    SEKS_UKER = "seks_uker"
    TO_UKER = "to_uker"
    TRE_ARBEIDSDAGER = "tre_arbeidsdager"
    PAA_DAGEN = "paa_dagen"
    FORFALT = "forfalt"
    LEDELSE_FORFALT = "ledelse_forfalt"
    POSTMOTTAK_FORFALT = "postmottak_forfalt"
    HOLDER_OPP = "holder_opp"
    SENERE_ENN_VENTET = "senere_enn_ventet"
    LOEP_UTGAATT = "loep_utgaatt"
    FRIST_FLYTTET = "frist_flyttet"
    ANSLAG_UTE = "anslag_ute"
    AVKLARING = "avklaring"
    TAKK = "takk"
    MOETE_INNKALT = "moete_innkalt"
    MOETE_FLYTTET = "moete_flyttet"
    MOETE_AVLYST = "moete_avlyst"
    KOORDINATOR_FORFALT = "koordinator_forfalt"
    KOORDINATOR_HOLDER_OPP = "koordinator_holder_opp"
    KOORDINATOR_OVERTAR = "koordinator_overtar"
    KOORDINATOR_LOEP_UTGAATT = "koordinator_loep_utgaatt"
    KOORDINATOR_MOETE_BORTE = "koordinator_moete_borte"
    KOORDINATOR_MER_TID = "koordinator_mer_tid"
    MER_TID_AVSLAG = "mer_tid_avslag"
    KOORDINATOR_ANSLAG = "koordinator_anslag"
    AVSLAG = "avslag"
    UTEN_KONTAKT = "uten_kontakt"
    IKKE_LEVERT = "ikke_levert"
    MOETEPLAN_MANGLER = "moeteplan_mangler"
    KONTAKTLISTE = "kontaktliste"
    UKESOVERSIKT = "ukesoversikt"
    MAANEDSOVERSIKT = "maanedsoversikt"
    NY_LENKE = "ny_lenke"


TIL_KOORDINATOR = frozenset(
    {
        Slag.KOORDINATOR_FORFALT,
        Slag.KOORDINATOR_HOLDER_OPP,
        Slag.KOORDINATOR_OVERTAR,
        Slag.KOORDINATOR_LOEP_UTGAATT,
        Slag.KOORDINATOR_MOETE_BORTE,
        Slag.KOORDINATOR_MER_TID,
        Slag.KOORDINATOR_ANSLAG,
        Slag.AVSLAG,
        Slag.UTEN_KONTAKT,
        Slag.IKKE_LEVERT,
    }
)
"""Kinds that only the coordinator gets: they do not put a date in the mouth of whoever has the ball."""
OM_MOETET = frozenset({Slag.MOETE_INNKALT, Slag.MOETE_FLYTTET, Slag.MOETE_AVLYST})
"""Kinds for those who take part in a meeting that others call: there is nothing for them to register."""
VENTER_PAA_SVAR = frozenset(
    {
        Slag.KOORDINATOR_MER_TID,
        Slag.KOORDINATOR_MOETE_BORTE,
        Slag.AVKLARING,
        Slag.AVSLAG,
        Slag.UTEN_KONTAKT,
        Slag.IKKE_LEVERT,
    }
)
"""Kinds about what stands still until their reader answers or finds a way on: they wait for no weekly gathering."""
OM_REGISTERET = frozenset({Slag.UTEN_KONTAKT, Slag.IKKE_LEVERT, Slag.MOETEPLAN_MANGLER, Slag.KONTAKTLISTE})
"""Kinds about what the register says of a party, and not about the step they hang on."""
OVERSIKTER = frozenset({Slag.UKESOVERSIKT, Slag.MAANEDSOVERSIKT})
"""Digests: they oblige nobody, and whoever gets them can ask to be spared."""
UTEN_DATO = OM_REGISTERET | OVERSIKTER | {Slag.TAKK, Slag.NY_LENKE}
"""Kinds that are no word on the date of the step they hang on."""
FOELGER_MED = frozenset({Slag.TAKK, Slag.UKESOVERSIKT})
"""Kinds that go before their own day with whatever else goes to the same address; of the week's digest that is what is
to tell of an agreement with nothing new."""
