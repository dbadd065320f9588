"""The choices of parties that lifecycle files are written with."""

from modeller.fakta import Rolle
from modeller.register import Partsslag
from modeller.regler import Utvalg
from modeller.tekst import Tekst, lik

ALLE_ROLLER = frozenset(Rolle)

HOVEDPARTER = Utvalg(Tekst("hovedpartene", "hovudpartane"))
PARTENE = Utvalg(Tekst("partene", "partane"))
KOMMUNER = Utvalg(Tekst("kommunene", "kommunane"), slag=frozenset({Partsslag.KOMMUNE}))
PILOTEN = Utvalg(lik("piloten"), leder=True)
KDD = Utvalg(lik("departementet"), slag=frozenset({Partsslag.DEPARTEMENT}))
FYLKET = Utvalg(lik("fylkeskommunen"), slag=frozenset({Partsslag.FYLKESKOMMUNE}))
FYLKET_UANSETT_ROLLE = Utvalg(
    lik("fylkeskommunen"),
    slag=frozenset({Partsslag.FYLKESKOMMUNE}),
    roller=frozenset({Rolle.HOVEDPART, Rolle.SAMARBEIDSPART, Rolle.UAVKLART}),
)
DELMAALSPARTER = Utvalg(
    Tekst("samarbeidspartene under delmålet", "samarbeidspartane under delmålet"),
    slag=frozenset(Partsslag) - {Partsslag.KOMMUNE},
    roller=ALLE_ROLLER,
    under_delmaal=True,
)
DISTRIKTSSENTERET = Utvalg(lik("Distriktssenteret"), slag=frozenset({Partsslag.STATLIG}))
FYLKET_SOM_FORANKRER = Utvalg(
    lik("fylkeskommunen"),
    slag=frozenset({Partsslag.FYLKESKOMMUNE}),
    roller=frozenset({Rolle.HOVEDPART, Rolle.SAMARBEIDSPART}),
)
ALLE_PARTER = Utvalg(Tekst("alle partene", "alle partane"), roller=ALLE_ROLLER)
FOLKEVALGTE = Utvalg(
    Tekst("kommunene og fylkeskommunen", "kommunane og fylkeskommunen"),
    slag=frozenset({Partsslag.KOMMUNE, Partsslag.FYLKESKOMMUNE}),
    roller=ALLE_ROLLER,
)
OMSTILLINGSSTYRET = Utvalg(lik("omstillingsstyret"), slag=frozenset({Partsslag.ANNEN}))
VEILEDERNE = Utvalg(Tekst("veilederne", "rettleiarane"), slag=frozenset(Partsslag) - {Partsslag.KOMMUNE})
