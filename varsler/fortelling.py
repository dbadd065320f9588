"""The items of a message as it tells them: those that leave something to tell, in the recipient's words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from modeller.tekst import Maalform, oppramsing
from varsler.oppsett import Meldingsoppsett
from varsler.ordlegging import i_sakord
from varsler.oversikt.lenker import Oversiktslenker, fortalt_av
from varsler.partsrader import partene_i
from varsler.regler import OM_REGISTERET, OVERSIKTER, TIL_KOORDINATOR
from varsler.saerord import med_det_neste, med_saerord
from varsler.sak import Varselsak
from varsler.sakord import Sakord
from varsler.svarvalg import Brev


def fortell(
    alle: Sequence[Varselsak],
    utvalg: Sequence[Varselsak],
    maalform: Maalform,
    brev: Brev,
    oppsett: Meldingsoppsett,
) -> tuple[tuple[Varselsak, ...], tuple[Sakord, ...]]:
    """What is told of `alle` in the order of `utvalg`, and beside each item its words."""
    lenker = Oversiktslenker(oppsett=oppsett, maalform=maalform, brev=brev, fortalt=fortalt_av(utvalg))
    i_ord = []
    for sak in utvalg:
        like = [en for en in alle if en.slag is sak.slag]
        i_ord.append(med_saerord(i_sakord(sak, maalform, brev.dag, oppsett), sak, like, maalform, lenker))
    saker, i_ord = _uten_tomme_oversikter(utvalg, i_ord)
    return tuple(saker), tuple(_for_flere(saker, list(med_det_neste(saker, i_ord, maalform)), maalform))


def _uten_tomme_oversikter(saker: Sequence[Varselsak], ord_: Sequence[Sakord]) -> tuple[list[Varselsak], list[Sakord]]:
    """The items without the digests that the others leave nothing to tell; all of them when nothing would be left."""
    med = [nr for nr, en in enumerate(ord_) if en.oversikt is None or not en.oversikt.er_tom] or range(len(ord_))
    return [saker[nr] for nr in med], [ord_[nr] for nr in med]


def _for_flere(saker: Sequence[Varselsak], ord_: Sequence[Sakord], maalform: Maalform) -> Iterator[Sakord]:
    """The items in words, with the parties each is for when one address gets the mail of several."""
    ingens = TIL_KOORDINATOR | OM_REGISTERET | OVERSIKTER
    egne = {sak.rad.part for sak in saker if sak.slag not in ingens}
    for sak, ord_et in zip(saker, ord_, strict=True):
        navngitt = partene_i(sak.rad.data)
        if sak.slag in ingens or (len(egne) == 1 and not navngitt):
            yield ord_et
            continue
        alle = (*(sak.steg.ball or sak.steg.parter), *sak.steg.deltar)
        deres = navngitt or [part for part in alle if part in egne] or [sak.rad.part]
        yield replace(ord_et, paa_vegne_av=oppramsing([sak.register.navn(part).paa(maalform) for part in deres]))
