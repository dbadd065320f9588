"""The reminder rules in words: what each is called, and what it says to whom when."""

from __future__ import annotations

from collections.abc import Mapping

from modeller.tekst import Tekst, lik

NAVN: Mapping[str, Tekst] = {
    "ligger_hos_dere": Tekst("det som ligger hos dere", "det som ligg hos dykk"),
    "ballen_er_deres": Tekst("ballen er deres", "ballen er hos dykk"),
    "i_god_tid": lik("i god tid"),
    "naar_det_naermer_seg": Tekst("når det nærmer seg", "når det nærmar seg"),
    "like_foer": Tekst("like før", "like før"),
    "paa_dagen": lik("på dagen"),
    "like_foer_moetet": lik("like før møtet"),
    "paa_moetedagen": Tekst("på møtedagen", "på møtedagen"),
    "loepet_gikk_ut": Tekst("løpet gikk ut", "løpet gjekk ut"),
    "moetet_er_holdt": Tekst("møtet er holdt", "møtet er halde"),
    "fristen_er_ute": Tekst("fristen er ute", "fristen er ute"),
    "holder_snart_opp": Tekst("dere holder snart andre opp", "de held snart andre opp"),
    "holder_opp": Tekst("dere holder andre opp", "de held andre opp"),
    "senere_enn_ventet": Tekst("senere enn ventet", "seinare enn venta"),
    "like_foer_nytt_moete": lik("like før nytt møte"),
    "paa_ny_moetedag": lik("på ny møtedag"),
    "nytt_moete_er_holdt": Tekst("det nye møtet er holdt", "det nye møtet er halde"),
    "anslaget_er_ute": lik("anslaget er ute"),
}
"""By the rule's permanent name, what readers are told it is called."""

FORKLART: Mapping[str, Tekst] = {
    "ligger_hos_dere": Tekst(
        "når en avtale er lagt inn, om det som alt ligger hos parten",
        "når ein avtale er lagd inn, om det som alt ligg hos parten",
    ),
    "ballen_er_deres": Tekst("når det blir partens tur", "når det blir tur til parten"),
    "i_god_tid": Tekst(
        "{avstand} før fristen, eller før første punkt på veien til et vedtak",
        "{avstand} før fristen, eller før det første punktet på vegen til eit vedtak",
    ),
    "naar_det_naermer_seg": Tekst(
        "{avstand} før fristen, eller før første punkt på veien til et vedtak",
        "{avstand} før fristen, eller før det første punktet på vegen til eit vedtak",
    ),
    "like_foer": Tekst(
        "{avstand} før fristen, eller før første punkt på veien til et vedtak",
        "{avstand} før fristen, eller før det første punktet på vegen til eit vedtak",
    ),
    "paa_dagen": Tekst("den dagen fristen er", "den dagen fristen er"),
    "like_foer_moetet": Tekst("{avstand} før møtet som skal vedta", "{avstand} før møtet som skal vedta"),
    "paa_moetedagen": Tekst("den dagen møtet som skal vedta, er", "den dagen møtet som skal vedta, er"),
    "loepet_gikk_ut": Tekst(
        "{avstand} etter at saken skulle vært klar til møtet", "{avstand} etter at saka skulle ha vore klar til møtet"
    ),
    "moetet_er_holdt": Tekst(
        "{avstand} etter møtet, når ingen har sagt hva det vedtok",
        "{avstand} etter møtet, når ingen har sagt kva det vedtok",
    ),
    "fristen_er_ute": Tekst(
        "hver mandag fra {avstand} etter fristen, til det er gjort; etter tolv ganger bare den første i måneden",
        "kvar måndag frå {avstand} etter fristen, til det er gjort; etter tolv gonger berre den første i månaden",
    ),
    "holder_snart_opp": Tekst(
        "{avstand} før fristen til noen som venter på parten", "{avstand} før fristen til nokon som ventar på parten"
    ),
    "holder_opp": Tekst(
        "hver mandag fra {avstand} etter fristen til noen som venter på parten; etter tolv ganger bare den første i "
        "måneden",
        "kvar måndag frå {avstand} etter fristen til nokon som ventar på parten; etter tolv gonger berre den første i "
        "månaden",
    ),
    "senere_enn_ventet": Tekst(
        "første mandag i måneden fra {avstand} etter en ventet dato",
        "første måndag i månaden frå {avstand} etter ein venta dato",
    ),
    "like_foer_nytt_moete": Tekst(
        "{avstand} før neste møte i organet, når saken er utsatt",
        "{avstand} før det neste møtet i organet, når saka er utsett",
    ),
    "paa_ny_moetedag": Tekst(
        "den dagen organet har neste møte, når saken er utsatt", "den dagen organet har neste møte, når saka er utsett"
    ),
    "nytt_moete_er_holdt": Tekst(
        "når saksutskriften fra det nye møtet skulle vært klar, hvis ingen har sagt hva møtet vedtok",
        "når saksutskrifta frå det nye møtet skulle ha vore klar, om ingen har sagt kva møtet vedtok",
    ),
    "anslaget_er_ute": Tekst(
        "{avstand} etter dagen parten regnet med å være ferdig", "{avstand} etter dagen parten rekna med å vere ferdig"
    ),
}
"""By name, when the rule tells; `{avstand}` is its distance in words."""


def regel_i_ord(navn: str) -> Tekst:
    """What the rule is called; its bare name when it is no rule of ours any more."""
    return NAVN.get(navn, lik(navn))
