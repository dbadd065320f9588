"""Rendering a page: the template environment, what every page shows, and the clock of one request."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment

from modeller.tekst import Maalform
from tavle.kilde import Tavlekilde
from tavle.proevemerke import er_paa_proeve
from tavle.visning import OSLO, spraakfunksjoner


def maalform_i(request: Request) -> Maalform:
    """The written standard the address asks for: `?maal=nn`, else bokmål."""
    return Maalform.NN if request.query_params.get("maal") == Maalform.NN else Maalform.NB


@dataclass(frozen=True, slots=True)
class Sidevisning:
    """Shows pages from `maler/tavle` with what the source knows."""

    kilde: Tavlekilde
    env: Environment

    def naa(self) -> datetime:
        """The board's clock, in Oslo."""
        return self.kilde.naa().astimezone(OSLO)

    def dag(self) -> date:
        """Today, by the board's clock."""
        return self.naa().date()

    def vis(self, request: Request, mal: str, *, meny: str = "", status: int = 200, **felt: object) -> HTMLResponse:
        """The page as a response, in the written standard the request asks for."""
        maalform = maalform_i(request)
        naa = self.naa()
        innhold = self.env.get_template(mal).render(
            info=self.kilde.info,
            proevemodus=er_paa_proeve(request),
            naa=naa,
            dag=naa.date(),
            meny=meny,
            annen_adresse=_annen_adresse(request, maalform),
            **spraakfunksjoner(maalform),
            **felt,
        )
        hoder = {"Cache-Control": "no-store", "Content-Language": maalform.value}
        return HTMLResponse(innhold, status_code=status, headers=hoder)


def _annen_adresse(request: Request, maalform: Maalform) -> str:
    """The same page in the other written standard."""
    ledd = [(n, v) for n, v in request.query_params.multi_items() if n != "maal"]
    if maalform is Maalform.NB:
        ledd.append(("maal", Maalform.NN.value))
    # Only the path: an address that begins with two slashes would lead to another host.
    sti = "/" + request.url.path.lstrip("/")
    return f"{sti}?{urlencode(ledd)}" if ledd else sti
