"""The rules an installation starts with, as data."""

from __future__ import annotations

from modeller.avstand import Avstand
from modeller.fakta import Fristart
from modeller.livsloep import Krav
from varsler.regler.regel import ALLE_ARTER, Anker, Gjentas, Retning, Varselregel, Varselregler
from varsler.regler.slag import Slag

UKENTLIG = 12
"""So many Mondays in a row are enough: the coordinator has taken over long ago, and who did not answer then knows."""

STANDARDREGLER = Varselregler(
    regler=(
        Varselregel(
            navn="ligger_hos_dere",
            slag=Slag.LIGGER_HOS_DERE,
            anker=Anker.INNLEST,
            arter=ALLE_ARTER,
            krav=frozenset(Krav),
            maa_fram=True,
            koordinator_utloept=Slag.KOORDINATOR_LOEP_UTGAATT,
        ),
        Varselregel(
            navn="ballen_er_deres",
            slag=Slag.BALL,
            anker=Anker.AAPNET,
            arter=ALLE_ARTER,
            krav=frozenset(Krav),
            maa_fram=True,
            om_innkalt_moete=False,
            koordinator_utloept=Slag.KOORDINATOR_LOEP_UTGAATT,
        ),
        # Nobody needs a word in good time about what came a week ago.
        Varselregel(
            navn="i_god_tid",
            slag=Slag.SEKS_UKER,
            anker=Anker.FOERSTE_MILEPAEL,
            avstand=Avstand(uker=6),
            pusterom_arbeidsdager=7,
            om_innkalt_moete=False,
        ),
        Varselregel(
            navn="naar_det_naermer_seg",
            slag=Slag.TO_UKER,
            anker=Anker.FOERSTE_MILEPAEL,
            avstand=Avstand(uker=2),
            pusterom_arbeidsdager=7,
            arter=ALLE_ARTER,
        ),
        # Nothing presses before a month that somebody expects, and none of its days is the day.
        Varselregel(
            navn="like_foer",
            haster=True,
            om_en_maaned=frozenset({Fristart.FRIST}),
            slag=Slag.TRE_ARBEIDSDAGER,
            anker=Anker.FOERSTE_MILEPAEL,
            avstand=Avstand(arbeidsdager=3),
            maa_fram=True,
            ogsaa_ventende=True,
        ),
        Varselregel(
            navn="paa_dagen",
            haster=True,
            om_en_maaned=frozenset(),
            slag=Slag.PAA_DAGEN,
            anker=Anker.FOERSTE_MILEPAEL,
            maa_fram=True,
            ogsaa_ventende=True,
        ),
        Varselregel(
            navn="like_foer_moetet",
            haster=True,
            slag=Slag.TRE_ARBEIDSDAGER,
            anker=Anker.VEDTAKSMOETE,
            avstand=Avstand(arbeidsdager=3),
            bare_vedtak=True,
            maa_fram=True,
        ),
        Varselregel(
            navn="paa_moetedagen",
            haster=True,
            slag=Slag.PAA_DAGEN,
            anker=Anker.VEDTAKSMOETE,
            bare_vedtak=True,
            maa_fram=True,
        ),
        Varselregel(
            navn="loepet_gikk_ut",
            slag=Slag.LOEP_UTGAATT,
            anker=Anker.FOERSTE_MILEPAEL,
            avstand=Avstand(arbeidsdager=1),
            retning=Retning.ETTER,
            bare_vedtak=True,
            maa_fram=True,
            koordinator=Slag.KOORDINATOR_LOEP_UTGAATT,
        ),
        # A deadline that passes is told every week; an expected date lies ahead still when the meeting before it has
        # passed and nobody has said what it decided.
        Varselregel(
            navn="moetet_er_holdt",
            slag=Slag.LOEP_UTGAATT,
            anker=Anker.MOETET,
            avstand=Avstand(arbeidsdager=1),
            retning=Retning.ETTER,
            arter=frozenset({Fristart.VENTET}),
            bare_vedtak=True,
            maa_fram=True,
            koordinator=Slag.KOORDINATOR_LOEP_UTGAATT,
        ),
        Varselregel(
            navn="fristen_er_ute",
            slag=Slag.FORFALT,
            anker=Anker.DATO,
            avstand=Avstand(uker=1),
            retning=Retning.ETTER,
            gjentas=Gjentas.HVER_MANDAG,
            sjeldnere_etter=UKENTLIG,
            arter=frozenset({Fristart.FRIST}),
            ogsaa_ventende=True,
            # The ladder: those whose matter it is, their leadership a week later, the coordinator after two, who
            # takes over after five.
            ledelse_fra=2,
            ledelse_til=6,
            koordinator=Slag.KOORDINATOR_FORFALT,
            koordinator_fra=3,
            koordinator_ganger=6,
            koordinator_sist=Slag.KOORDINATOR_OVERTAR,
        ),
        # A deadline comes and passes while its step waits: its own party can do nothing, those it waits for can.
        Varselregel(
            navn="holder_snart_opp",
            haster=True,
            slag=Slag.HOLDER_OPP,
            anker=Anker.DE_SOM_VENTER,
            avstand=Avstand(arbeidsdager=3),
            arter=ALLE_ARTER,
        ),
        Varselregel(
            navn="holder_opp",
            slag=Slag.HOLDER_OPP,
            anker=Anker.DE_SOM_VENTER,
            avstand=Avstand(uker=1),
            retning=Retning.ETTER,
            gjentas=Gjentas.HVER_MANDAG,
            sjeldnere_etter=UKENTLIG,
            arter=ALLE_ARTER,
            koordinator=Slag.KOORDINATOR_HOLDER_OPP,
            koordinator_fra=2,
            koordinator_ganger=6,
            koordinator_sist=Slag.KOORDINATOR_OVERTAR,
        ),
        Varselregel(
            navn="senere_enn_ventet",
            slag=Slag.SENERE_ENN_VENTET,
            anker=Anker.DATO,
            avstand=Avstand(uker=1),
            retning=Retning.ETTER,
            gjentas=Gjentas.FOERSTE_MANDAG_I_MAANEDEN,
            arter=frozenset({Fristart.VENTET}),
        ),
        # A matter put off is prepared already, so the next meeting itself is what there is to remind of.
        Varselregel(
            navn="like_foer_nytt_moete",
            haster=True,
            slag=Slag.TRE_ARBEIDSDAGER,
            anker=Anker.NESTE_MOETE,
            avstand=Avstand(arbeidsdager=3),
            bare_vedtak=True,
            maa_fram=True,
        ),
        Varselregel(
            navn="paa_ny_moetedag",
            haster=True,
            slag=Slag.PAA_DAGEN,
            anker=Anker.NESTE_MOETE,
            bare_vedtak=True,
            maa_fram=True,
        ),
        Varselregel(
            navn="nytt_moete_er_holdt",
            slag=Slag.LOEP_UTGAATT,
            anker=Anker.NYTT_MOETE,
            retning=Retning.ETTER,
            bare_vedtak=True,
            maa_fram=True,
            koordinator=Slag.KOORDINATOR_LOEP_UTGAATT,
        ),
        # What was promised has not come: one question, and the ordinary reminders after it.
        Varselregel(
            navn="anslaget_er_ute",
            slag=Slag.ANSLAG_UTE,
            anker=Anker.ANSLAGET,
            avstand=Avstand(arbeidsdager=1),
            retning=Retning.ETTER,
            arter=ALLE_ARTER,
            krav=frozenset(Krav),
            maa_fram=True,
        ),
    )
)
"""What a new installation starts with: few, gathered, none after a date that nobody has set."""
