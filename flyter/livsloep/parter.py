"""The choices of parties that lifecycle files are written with."""

from modeller.fakta import Rolle
from modeller.register import Partsslag
from modeller.regler import Utvalg

ALLE_ROLLER = frozenset(Rolle)

HOVEDPARTER = Utvalg("hovedpartene")
PARTENE = Utvalg("partene")
KOMMUNER = Utvalg("kommunene", slag=frozenset({Partsslag.KOMMUNE}))
PILOTEN = Utvalg("piloten", leder=True)
KDD = Utvalg("departementet", slag=frozenset({Partsslag.DEPARTEMENT}))
FYLKET = Utvalg("fylkeskommunen", slag=frozenset({Partsslag.FYLKESKOMMUNE}))
FYLKET_UANSETT_ROLLE = Utvalg(
    "fylkeskommunen",
    slag=frozenset({Partsslag.FYLKESKOMMUNE}),
    roller=frozenset({Rolle.HOVEDPART, Rolle.SAMARBEIDSPART, Rolle.UAVKLART}),
)
DELMAALSPARTER = Utvalg(
    "samarbeidspartene under delmålet",
    slag=frozenset(Partsslag) - {Partsslag.KOMMUNE},
    roller=ALLE_ROLLER,
    under_delmaal=True,
)
DISTRIKTSSENTERET = Utvalg("Distriktssenteret", slag=frozenset({Partsslag.STATLIG}))
FYLKET_SOM_FORANKRER = Utvalg(
    "fylkeskommunen",
    slag=frozenset({Partsslag.FYLKESKOMMUNE}),
    roller=frozenset({Rolle.HOVEDPART, Rolle.SAMARBEIDSPART}),
)
