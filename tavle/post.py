"""Mail, readable in the browser: what has not gone, what came back, what was sent, and one message in a sandbox."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Annotated, Final

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from tavle.side import Sidevisning, maalform_i
from tavle.sikring import MELDINGSHODER
from varsler.lenkeskjul import PERSONLIG_LENKE, html_uten_personlige_lenker, uten_personlige_lenker
from varsler.logg.postnavn import Postnavn, postnavn

PER_SIDE = 50
TILBAKE = 30
"""So much of what came back is shown."""
SOEK_LENGST: Final = 200
"""Letters of what is searched for."""
SKJEMA: Final = "koe"
"""What the form that sends mail again is called in its token."""


def postruter(visning: Sidevisning, token: Callable[[str], str] | None = None) -> APIRouter:
    """The routes under `/post`; `token` makes those of a named form, where forms are taken."""
    ruter = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)
    kilde = visning.kilde

    @ruter.get("/post")
    async def liste(
        request: Request,
        side: Annotated[int, Query(ge=1, le=10_000)] = 1,
        sendes: Annotated[int | None, Query(ge=0)] = None,
        utloept: Annotated[str, Query(max_length=5)] = "",
        soek: Annotated[str, Query(max_length=SOEK_LENGST)] = "",
        avtale: Annotated[str, Query(max_length=SOEK_LENGST)] = "",
        part: Annotated[str, Query(max_length=SOEK_LENGST)] = "",
    ) -> HTMLResponse:
        soek = soek.strip()
        if soek:
            nyeste = await kilde.soek_i_post(soek, avtale=avtale, part=part)
        else:
            nyeste = await kilde.sendt(side * PER_SIDE + 1, avtale=avtale, part=part)
        dag = visning.dag()
        med_annet = side == 1 and not (soek or avtale or part)
        register = await kilde.register(dag)
        stanset = await kilde.stanset() if med_annet else ()
        return visning.vis(
            request,
            "post.html",
            meny="post",
            stanset=stanset,
            navn=await _navnene([*(sak[0] for en in stanset for sak in en.saker[:1]), avtale]),
            planer=sorted(await kilde.planer(dag), key=lambda plan: plan.navn.nb),
            avtale=avtale,
            part=part,
            uten_kopi=await kilde.uten_kopi() if med_annet else None,
            tilbake=await kilde.tilbake(TILBAKE) if med_annet else (),
            meldinger=nyeste[(side - 1) * PER_SIDE : side * PER_SIDE],
            register=register,
            parter=sorted(register.parter.keys() | ({part} - {""}), key=lambda p: register.navn(p).nb),
            side=side,
            soek=soek,
            funnet=len(nyeste),
            soek_lengst=SOEK_LENGST,
            sendes=sendes,
            utloept=bool(utloept),
            token=token(SKJEMA) if token else "",
            flere=len(nyeste) > side * PER_SIDE,
        )

    @ruter.get("/post/{melding_id}")
    async def en(request: Request, melding_id: str) -> HTMLResponse:
        melding = await kilde.melding(melding_id)
        if melding is None:
            return _ukjent(request, melding_id)
        register = await kilde.register(visning.dag())
        # Whoever reads what was sent must not be able to answer for the one it was sent to.
        tekst = uten_personlige_lenker(melding.tekst or "", PERSONLIG_LENKE.paa(maalform_i(request)))
        om = (*(grunn[0] for grunn in melding.journal.grunner), *(lenke[0] for lenke in melding.journal.lenker))
        navn = await _navnene(om)
        return visning.vis(
            request, "melding.html", meny="post", melding=melding, tekst=tekst, register=register, navn=navn
        )

    @ruter.get("/post/{melding_id}/html")
    async def html(request: Request, melding_id: str) -> HTMLResponse:
        melding = await kilde.melding(melding_id)
        if melding is None or melding.html is None:
            return _ukjent(request, melding_id)
        innhold = html_uten_personlige_lenker(melding.html, PERSONLIG_LENKE.paa(maalform_i(request)))
        return HTMLResponse(innhold, headers=dict(MELDINGSHODER))

    async def _navnene(avtaler: Iterable[str]) -> dict[str, Postnavn]:
        """By agreement, in the order given, what it and its steps are called."""
        dag = visning.dag()
        register = await kilde.register(dag)
        return {
            avtale: postnavn(
                plan=await kilde.plan(avtale, dag),
                fakta=await kilde.fakta(avtale),
                register=register,
                livsloep=kilde.livsloep,
            )
            for avtale in dict.fromkeys(avtaler)
            if avtale
        }

    def _ukjent(request: Request, melding_id: str) -> HTMLResponse:
        return visning.vis(request, "ukjent.html", status=404, slag="post", id=melding_id, forslag=[])

    return ruter
