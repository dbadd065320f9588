"""The pages: who waits on whom, agreements, parties and the page about the board."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from modeller.livsloep import Fullfoeres
from modeller.plan import Plan, Plansteg, Status
from modeller.prognose import prognose
from modeller.venting import hvem_venter
from tavle.hvem import Avgrensing, ballrader, grupper, tell
from tavle.kilder import dokumenter, er_egen, har_moenster, kildelinjer
from tavle.matrise import faseblokker
from tavle.planord import kilderader, om_moeteplanen
from tavle.side import Sidevisning
from tavle.visning import ikraft, neste_dato
from varsler.logg.faktaord import loese, logg, logglinjer
from varsler.logg.loggnavn import Loggnavn
from varsler.logg.registerord import navn_foer, om_parten

VISES = 15
"""So much of what comes for a party is listed; the agreements' own pages have the rest."""


def sideruter(visning: Sidevisning) -> APIRouter:
    """The routes of the pages; sent mail has its own file."""
    ruter = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)
    kilde = visning.kilde

    @ruter.get("/")
    async def hvem(
        request: Request,
        avtale: Annotated[str, Query(max_length=200)] = "",
        part: Annotated[str, Query(max_length=200)] = "",
        bare: Annotated[str, Query(max_length=20)] = "",
    ) -> HTMLResponse:
        dag = visning.dag()
        planer, register = await kilde.planer(dag), await kilde.register(dag)
        rader = ballrader(hvem_venter(planer), planer)
        grense = Avgrensing(avtale=avtale, part=part, bare_over=bare == "over")
        synlige = [rad for rad in rader if grense.slipper(rad)]
        kommende = [(steg.frist, plan, steg) for plan in planer if (steg := neste_dato(plan)) and steg.frist]
        hentes = any(organ.kalenderkilde for organ in register.organer.values())
        kilder = kilderader(register, await kilde.planhentinger()) if hentes else []
        return visning.vis(
            request,
            "hvem.html",
            i_ulage=[rad.organ for rad in kilder if not rad.i_orden],
            meny="hvem",
            planer=sorted(planer, key=lambda plan: plan.navn.nb),
            register=register,
            parter=sorted({p for rad in rader for p in (rad.paa, *rad.venter)}, key=lambda p: register.navn(p).nb),
            grupper=grupper(synlige),
            tall=tell(rader, planer),
            grense=grense,
            neste=min(kommende, key=lambda k: (k[0], k[1].avtale), default=None),
        )

    @ruter.get("/avtaler")
    async def avtaler(request: Request) -> HTMLResponse:
        dag = visning.dag()
        planer = sorted(await kilde.planer(dag), key=lambda plan: plan.navn.nb)
        return visning.vis(
            request,
            "avtaler.html",
            meny="avtaler",
            rader=[(plan, kilde.livsloep(plan.livsloep), _ikraft(plan), neste_dato(plan)) for plan in planer],
        )

    @ruter.get("/avtale/{avtale_id}")
    async def avtale(request: Request, avtale_id: str) -> HTMLResponse:
        dag = visning.dag()
        plan = await kilde.plan(avtale_id, dag)
        if plan is None:
            planer = await kilde.planer(dag)
            forslag = [(f"/avtale/{p.avtale}", p.navn) for p in _naermeste(avtale_id, planer)]
            return visning.vis(request, "ukjent.html", status=404, slag="avtale", id=avtale_id, forslag=forslag)
        register, livsloep = await kilde.register(dag), kilde.livsloep(plan.livsloep)
        fakta = await kilde.fakta(avtale_id)
        return visning.vis(
            request,
            "avtale.html",
            meny="avtaler",
            plan=plan,
            livsloep=livsloep,
            har_tekst=livsloep is None or any(s.fullfoeres is Fullfoeres.TEKST for _, s in livsloep),
            ikraft=_ikraft(plan),
            register=register,
            koordinator=register.kontakt_naa(plan.koordinator, plan.dag),
            grupper=grupper(ballrader(hvem_venter([plan]), [plan])),
            faser=faseblokker(plan),
            prognoser={(p.fase, p.aar): p for p in prognose(plan)},
            logg=logg(fakta, plan, register, livsloep, await kilde.registerfakta()),
            loese=loese(fakta, plan, register, livsloep),
            dokumenter=dokumenter(plan, livsloep),
            kilder=kildelinjer(plan, register, livsloep),
            er_egen=er_egen,
            har_moenster=har_moenster(plan),
        )

    @ruter.get("/parter")
    async def parter(request: Request) -> HTMLResponse:
        dag = visning.dag()
        planer, register = await kilde.planer(dag), await kilde.register(dag)
        rader = ballrader(hvem_venter(planer), planer)
        i_avtaler = {part for plan in planer for part in plan.parter}
        alle = sorted(i_avtaler | set(register.parter), key=lambda p: (p not in i_avtaler, register.navn(p).nb))
        return visning.vis(
            request,
            "parter.html",
            meny="parter",
            register=register,
            rader=[(p, sum(p in plan.parter for plan in planer), [rad for rad in rader if rad.paa == p]) for p in alle],
        )

    @ruter.get("/part/{part_id}")
    async def part(request: Request, part_id: str) -> HTMLResponse:
        dag = visning.dag()
        planer, register = await kilde.planer(dag), await kilde.register(dag)
        mine = [plan for plan in planer if part_id in plan.parter]
        if part_id not in register.parter and not mine:
            ids = get_close_matches(part_id, register.parter, n=3, cutoff=0.5)
            forslag = [(f"/part/{p}", register.navn(p)) for p in ids]
            return visning.vis(request, "ukjent.html", status=404, slag="part", id=part_id, forslag=forslag)
        rader = ballrader(hvem_venter(planer), planer)
        kommende = [
            (plan, steg)
            for plan in mine
            for steg in plan
            if part_id in steg.parter and steg.status in {Status.KOMMENDE, Status.VENTER} and steg.frist is not None
        ]
        organer = sorted((o for o in register.organer.values() if o.part == part_id), key=lambda o: o.id)
        hentinger = await kilde.planhentinger() if any(o.kalenderkilde for o in organer) else {}
        registerfakta = await kilde.registerfakta()
        navnene = Loggnavn(register=register, navn_foer=navn_foer(registerfakta))
        kontakter = sorted((k for k in register.kontakter.values() if k.part == part_id), key=lambda k: k.id)
        return visning.vis(
            request,
            "part.html",
            meny="parter",
            id=part_id,
            part=register.parter.get(part_id),
            register=register,
            avtaler=mine,
            skylder=grupper(rad for rad in rader if rad.paa == part_id),
            venter=[rad for rad in rader if part_id in rad.venter and rad.paa != part_id],
            kommende=sorted(kommende, key=lambda par: (par[1].frist or dag, par[1].id))[:VISES],
            flere=max(len(kommende) - VISES, 0),
            kontakter=kontakter,
            tok_over_etter=sorted(g for g, av in register.avloest.items() if part_id in av),
            logg=logglinjer(om_parten(registerfakta, part_id, register, dag), navnene),
            organer=organer,
            om_planen={o.id: list(om_moeteplanen(o, hentinger.get(o.id), dag)) for o in organer},
        )

    @ruter.get("/om")
    async def om(request: Request) -> HTMLResponse:
        register = await kilde.register(visning.dag())
        rader = kilderader(register, await kilde.planhentinger())
        return visning.vis(request, "om.html", meny="om", register=register, kilder=rader)

    def _ikraft(plan: Plan) -> Plansteg | None:
        livsloep = kilde.livsloep(plan.livsloep)
        return ikraft(plan, livsloep.ikraft if livsloep else None)

    return ruter


def _naermeste(avtale_id: str, planer: Iterable[Plan]) -> list[Plan]:
    etter_id = {plan.avtale: plan for plan in planer}
    return [etter_id[treff] for treff in get_close_matches(avtale_id, etter_id, n=3, cutoff=0.4)]
