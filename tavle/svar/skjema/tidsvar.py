"""The coordinator's answer to a party that has asked for more time."""

from __future__ import annotations

from collections.abc import Sequence

from flyter.innfoering import Hendt
from modeller.fakta import FristUtsatt, Hendelse, MerTidAvslaatt
from modeller.oppfoelging import Oenske
from modeller.tekst import Tekst, dato_kort
from tavle.nydato import innvending_mot_ja
from tavle.oppfoelgingstekster import SKRIV_AVSLAG
from tavle.svar.felt import Felt, Feltslag, Utfylt, med
from tavle.svar.sak import Svarsak
from tavle.svar.skjema.form import Gjort, Svarskjema, ferdig_fra_foer, hendt, siste
from tavle.svar.skjema.tid import datoen_naa, med_fridag

JA, NEI = "ja", "nei"


def _oensket(sak: Svarsak) -> Oenske | None:
    return sak.steg.oppfoelging.oensker.get(sak.lenke.gjelder)


def _besvart(sak: Svarsak) -> Gjort | None:
    if (ferdig := ferdig_fra_foer(sak)) is not None:
        return ferdig
    if _oensket(sak) is not None:
        return None

    def svarte(hendelse: Hendelse) -> bool:
        match hendelse:
            case FristUtsatt(steg=om):
                return om == sak.steg.id
            case MerTidAvslaatt(steg=om, part=part):
                return om == sak.steg.id and part == sak.lenke.gjelder
            case _:
                return False

    return Gjort(siste(sak, svarte))


def _svar_ingress(sak: Svarsak) -> Tekst:
    oenske, part = _oensket(sak), sak.register.navn(sak.lenke.gjelder)
    if oenske is None:
        return Tekst("", "")
    return med(
        Tekst(
            "{part} har bedt om å få utsatt datoen til {til}, med denne grunnen: «{grunn}»",
            "{part} har bede om å få utsett datoen til {til}, med denne grunnen: «{grunn}»",
        ),
        part=part,
        til=dato_kort(oenske.til),
        grunn=oenske.grunn,
    )


def _svar_felter(sak: Svarsak) -> Sequence[Felt]:
    oenske = _oensket(sak)
    return (
        Felt(
            navn="svar",
            etikett=Tekst("Hva svarer du?", "Kva svarer du?"),
            slag=Feltslag.VALG,
            valg=(
                (JA, Tekst("Ja, flytt datoen", "Ja, flytt datoen")),
                (NEI, Tekst("Nei, datoen står", "Nei, datoen står")),
            ),
        ),
        Felt(
            navn="til",
            etikett=Tekst("Ny dato, hvis du svarer ja", "Ny dato, om du svarer ja"),
            slag=Feltslag.DATO,
            hjelp=med(
                Tekst(
                    "{naa} Du kan velge en annen dag enn den de ba om, men den må være senere.",
                    "{naa} Du kan velje ein annan dag enn den dei bad om, men han må vere seinare.",
                ),
                naa=datoen_naa(sak),
            ),
            verdi=oenske.til.isoformat() if oenske else "",
        ),
        Felt(
            navn="grunn",
            etikett=Tekst("Grunn", "Grunn"),
            slag=Feltslag.LANG,
            hjelp=Tekst(
                "Må skrives hvis du svarer nei. Partene får se den.",
                "Må skrivast om du svarer nei. Partane får sjå han.",
            ),
            valgfritt=True,
        ),
    )


def _les_svar(sak: Svarsak, utfylt: Utfylt) -> Sequence[Hendt]:
    svar = utfylt.valg("svar", (JA, NEI))
    til = utfylt.dato("til") if svar == JA else None
    if til is not None and (innvending := innvending_mot_ja(til, sak.steg, sak.dag)) is not None:
        utfylt.feil["til"] = innvending
    grunn = utfylt.lang("grunn", mangler=SKRIV_AVSLAG if svar == NEI else None)
    utfylt.krev()
    if til is None:
        return [hendt(sak, MerTidAvslaatt(steg=sak.steg.id, part=sak.lenke.gjelder, grunn=grunn))]
    oenske = _oensket(sak)
    return [hendt(sak, FristUtsatt(steg=sak.steg.id, til=til, grunn=grunn or (oenske.grunn if oenske else "")))]


SVAR_MER_TID = Svarskjema(
    hovedfelt="til",
    tittel=lambda sak: med(
        Tekst("{part} ber om mer tid", "{part} bed om meir tid"), part=sak.register.navn(sak.lenke.gjelder)
    ),
    ingress=_svar_ingress,
    felter=_svar_felter,
    les=_les_svar,
    gjort=_besvart,
    knapp=Tekst("Send svaret", "Send svaret"),
    takk=lambda sak: med_fridag(
        Tekst("Partene får beskjed i neste utsending.", "Partane får beskjed i neste utsending."), sak.steg.frist, sak
    ),
)
