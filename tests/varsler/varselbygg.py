"""A small hand-made world for the tests of telling: four parties, one agreement, steps with only what matters given."""

# ruff: noqa: ANN401 - the builders take any field of a step or a plan

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from modeller.arbeidskalender import Arbeidskalender
from modeller.begrunnelse import Ledd
from modeller.fakta import Fristart, Rolle
from modeller.livsloep import Fullfoeres, Krav
from modeller.plan import Milepael, Plan, Plansteg, Status
from modeller.register import Kontakt, Moete, Organ, Part, PartsMaalform, Partsslag, Register
from modeller.regler import Kilde
from modeller.tekst import Maalform, Tekst, lik
from modeller.varselrad import Fortalt, Varselsutsikt
from varsler.konvolutt import Konvolutt, i_konvolutt
from varsler.melding import Melding
from varsler.oppsett import Meldingsoppsett
from varsler.regler import STANDARDREGLER
from varsler.sak import Varselsak
from varsler.svarlenke import STI, LestLenke, Svaradresser, Svarlenke, les_token
from varsler.utsikt import varselsutsikt

KALENDER = Arbeidskalender(
    {
        date(2024, 12, 25): "Første juledag",
        date(2024, 12, 26): "Andre juledag",
        date(2025, 1, 1): "Første nyttårsdag",
        date(2025, 4, 17): "Skjærtorsdag",
        date(2025, 4, 18): "Langfredag",
        date(2025, 4, 20): "Første påskedag",
        date(2025, 4, 21): "Andre påskedag",
        date(2025, 5, 1): "Arbeidernes dag",
    }
)
SVAR = Svaradresser(nettadresse="https://svar.fristvakt.example", noekkel=b"n" * 32)
OPPSETT = Meldingsoppsett(avsender="fristvakt@fristvakt.example", nettadresse="http://127.0.0.1:8000", svar=SVAR)
OM_STEG = replace(STANDARDREGLER, ukesoversikt=False, maanedsoversikt=False, kontaktlister=None)
"""The rules without what comes by the calendar alone, which has tests of its own."""

VAALER = "vaaler@kontakt.example"
TRYSIL = "trysil@kontakt.example"
KDD = "kdd@kontakt.example"
KOORDINATOR = "koordinator@kontakt.example"
POSTMOTTAK = "post@vaaler.example"


def lenker_i(tekst: str, naa: datetime) -> list[Svarlenke]:
    """What the answer links in a text say, in order."""
    lest = (les_token(SVAR.noekkel, token, naa) for token in _LENKE.findall(tekst))
    return [lenke.lenke for lenke in lest if lenke is not None]


def med_lesbare_lenker(tekst: str, naa: datetime) -> str:
    """The text with what each answer link says in place of its signature."""

    def les(treff: re.Match[str]) -> str:
        lest = les_token(SVAR.noekkel, treff[1], naa)
        assert isinstance(lest, LestLenke), "every link is signed"
        hva = (lest.lenke.formaal, lest.lenke.steg, lest.lenke.gjelder)
        return f"{SVAR.nettadresse}{STI}[{' '.join(filter(None, hva))}, {lest.lenke.siste_dag}]"

    return _LENKE.sub(les, tekst)


_LENKE = re.compile(rf"{re.escape(SVAR.nettadresse)}{STI}([\w.-]+)")


def kommune(id_: str, navn: str, maalform: PartsMaalform = PartsMaalform.NOEYTRAL) -> Part:
    return Part(id=id_, navn=lik(navn), slag=Partsslag.KOMMUNE, maalform=maalform, postmottak=f"post@{id_}.example")


REGISTER = Register(
    parter={
        "vaaler": kommune("vaaler", "Våler kommune"),
        "trysil": kommune("trysil", "Trysil kommune", PartsMaalform.NYNORSK),
        "engerdal": kommune("engerdal", "Engerdal kommune"),
        "kdd": Part(
            id="kdd",
            navn=Tekst("Kommunal- og distriktsdepartementet", "Kommunal- og distriktsdepartementet"),
            slag=Partsslag.DEPARTEMENT,
            postmottak="post@kdd.example",
        ),
    },
    kontakter={
        "vaaler.leder": Kontakt(id="vaaler.leder", part="vaaler", navn="Prosjektleder", epost=VAALER),
        "trysil.leder": Kontakt(id="trysil.leder", part="trysil", navn="Prosjektleiar", epost=TRYSIL),
        "kdd.leder": Kontakt(id="kdd.leder", part="kdd", navn="Saksbehandler", epost=KDD),
        "koordinator": Kontakt(id="koordinator", part="engerdal", navn="Koordinator", epost=KOORDINATOR),
    },
    organer={
        "vaaler.kommunestyre": Organ(
            id="vaaler.kommunestyre",
            part="vaaler",
            navn=Tekst("kommunestyret", "kommunestyret"),
            moeter=(Moete(id="m1", dato=date(2024, 11, 7)),),
            oppdiktet=True,
        )
    },
)


def hver_mandag(slag: str, fra: date, uker: int = 60) -> tuple[tuple[str, date], ...]:
    """What an address has been told that has been told it every week."""
    return tuple((slag, fra + timedelta(weeks=n)) for n in range(uker))


FORFALT_SAGT = {
    ("innsending.vaaler", VAALER): Fortalt(date(2024, 11, 29), "", hver_mandag("forfalt", date(2024, 12, 9))),
}
"""What Våler has been told of its deadline when it is past."""
LOEP_SAGT = {
    ("forankring.vaaler", VAALER): Fortalt(date(2024, 11, 7), "", (("loep_utgaatt", date(2024, 10, 9)),)),
}
"""What Våler has been told of its anchoring when the saksframlegg was not ready."""
RUTE = (
    Milepael(noekkel="saksframlegg", tittel=lik("Saksframlegg klart"), dato=date(2024, 10, 8)),
    Milepael(
        noekkel="papirer:vaaler.formannskap",
        tittel=Tekst("Sakspapirer til formannskapet", "Sakspapir til formannskapet"),
        dato=date(2024, 10, 15),
    ),
    Milepael(
        noekkel="behandling:vaaler.formannskap", tittel=lik("Behandling i formannskapet"), dato=date(2024, 10, 22)
    ),
    Milepael(noekkel="vedtak:vaaler.kommunestyre", tittel=lik("Vedtak i kommunestyret"), dato=date(2024, 11, 7)),
)

BREVET = Kilde("003", "s. 2", lik("KDDs brev om bygdevekstavtaler, s. 2"))


def steg(**felt: Any) -> Plansteg:
    """An open required step of Våler with a deadline on 29.11.2024, unless otherwise said."""
    part = felt.pop("part", "vaaler")
    noekkel = felt.pop("steg", "innsending")
    alt: dict[str, Any] = {
        "id": f"{noekkel}.{part}",
        "steg": noekkel,
        "fase": "forslag",
        "fasetittel": lik("Forslag"),
        "aar": None,
        "delmaal": None,
        "parter": (part,),
        "deltar": (),
        "tittel": Tekst("Innsending av forslaget", "Innsending av forslaget"),
        "forventet": Tekst("Send avtaleforslaget til departementet.", "Send avtaleforslaget til departementet."),
        "krav": Krav.PAAKREVD,
        "frist": date(2024, 11, 29),
        "art": Fristart.FRIST,
        "bare_maaned": False,
        "begrunnelse": (Ledd("satt", {"hva": lik("fristen for forslaget"), "dato": date(2024, 11, 29)}),),
        "kilde": BREVET,
        "moenster": None,
        "milepaeler": (),
        "aapner": None,
        "aapnet": date(2024, 9, 2),
        "aapnet_registrert": date(2024, 9, 2),
        "utfoert": None,
        "forbehold": None,
        "tidligst": None,
        "slakk": None,
        "status": Status.AAPEN,
        "ball": (part,),
        "venter_paa": (),
        "runde": 1,
        "uavklart": False,
        "avslaatt": False,
        "hvilende": False,
        "kan_ha_forbehold": False,
        "moete": False,
        "merknader": (),
        "neste_skifte": None,
    }
    return Plansteg(**(alt | felt))


def vedtak(**felt: Any) -> Plansteg:
    """Våler's anchoring: the deciding meeting 7.11.2024 with saksframlegg ready 8.10."""
    return steg(
        **(
            {
                "steg": "forankring",
                "tittel": lik("Politisk forankring av forslaget"),
                "forventet": Tekst("Få forslaget behandlet politisk.", "Få forslaget behandla politisk."),
                "frist": date(2024, 11, 7),
                "milepaeler": RUTE,
                "fullfoeres": Fullfoeres.VEDTAK,
                "begrunnelse": (
                    Ledd(
                        "siste_moete",
                        {
                            "organ": lik("kommunestyret"),
                            "hva": lik("innsending"),
                            "foer": date(2024, 11, 29),
                            "dato": date(2024, 11, 7),
                            "klart": date(2024, 10, 8),
                        },
                    ),
                ),
            }
            | felt
        )
    )


def plan(*steg_: Plansteg, **felt: Any) -> Plan:
    """The agreement with these steps, registered 2.9.2024 with a coordinator in Engerdal."""
    alt: dict[str, Any] = {
        "avtale": "hedmark",
        "navn": lik("Bygdevekstavtale Engerdal–Trysil–Våler–Åmot"),
        "livsloep": "bygdevekst",
        "dag": date(2024, 9, 2),
        "parter": dict.fromkeys(REGISTER.parter, Rolle.HOVEDPART),
        "pilot": "engerdal",
        "koordinator": "koordinator",
        "delmaal": {},
        "saksnumre": {"vaaler": "24/1234"},
        "merknad": None,
        "opprettet": date(2024, 9, 2),
        "registrert": date(2024, 9, 2),
        "slutt": date(2028, 12, 30),
        "steg": tuple(steg_),
        "tekstversjon": None,
    }
    return Plan(**(alt | felt))


UTSIKTENS = {"fortalt", "uleverbare", "regler", "kilder"}
"""What the rules are told beside the plan."""


def utsikt(dag: date, *steg_: Plansteg, register: Register = REGISTER, **felt: Any) -> Varselsutsikt:
    """What these steps owe on a day."""
    fortalt, uleverbare = felt.pop("fortalt", {}), felt.pop("uleverbare", {})
    regler, kilder = felt.pop("regler", OM_STEG), felt.pop("kilder", {})
    return varselsutsikt(
        plan=plan(*steg_, dag=dag, **felt),
        register=register,
        kalender=KALENDER,
        fortalt=fortalt,
        uleverbare=uleverbare,
        kilder=kilder,
        regler=regler,
    )


def varsler(dag: date, *steg_: Plansteg, **felt: Any) -> list[tuple[str, str]]:
    """(kind, address) of what is owed on a day."""
    return [(rad.slag, rad.mottaker) for rad in utsikt(dag, *steg_, **felt).rader]


def slag(dag: date, *steg_: Plansteg, **felt: Any) -> list[str]:
    """Kinds owed on a day, to anybody."""
    return [s for s, _ in varsler(dag, *steg_, **felt)]


def saker(dag: date, *steg_: Plansteg, register: Register = REGISTER, **felt: Any) -> Sequence[Varselsak]:
    """What is owed as items ready to be written."""
    avtalen = plan(*steg_, dag=dag, **{n: v for n, v in felt.items() if n not in UTSIKTENS})
    rader = utsikt(dag, *steg_, register=register, **felt).rader
    ut = []
    for rad in rader:
        funnet = avtalen.finn(rad.steg)
        assert funnet is not None
        ut.append(Varselsak(rad=rad, plan=avtalen, steg=funnet, register=register))
    return ut


PARTENS = {Maalform.NB: PartsMaalform.BOKMAAL, Maalform.NN: PartsMaalform.NYNORSK}


def i_maalform(register: Register, maalform: Maalform) -> Register:
    """The same register with every contact asking for one written standard, and every party having it."""
    kontakter = {id_: replace(k, maalform=maalform) for id_, k in register.kontakter.items()}
    parter = {id_: replace(p, maalform=PARTENS[maalform]) for id_, p in register.parter.items()}
    return replace(register, parter=parter, kontakter=kontakter)


def som_lest(melding: Melding) -> EmailMessage:
    """The message as its receiver reads it; by the newer of Python's two libraries, since the older one wrote it."""
    return aapnet(i_konvolutt(melding))


def aapnet(konvolutt: Konvolutt) -> EmailMessage:
    """What was in the envelope, read in the same way."""
    return message_from_bytes(konvolutt.innhold, policy=default)
