"""The outbox's statements, built once: building one costs more than SQLite's answer."""

from __future__ import annotations

from sqlalchemy import (
    ColumnElement,
    Date,
    FromClause,
    Integer,
    String,
    and_,
    bindparam,
    func,
    or_,
    select,
    union,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.dml import ReturningUpdate

from modeller.lager.tabeller import UTBOKS, Tidspunkt, Utbokstilstand
from modeller.varselrad import BESTILTE


def _krev() -> ReturningUpdate[tuple[object, ...]]:
    naa, dag = bindparam("naa", type_=Tidspunkt), bindparam("dag", type_=Date)
    feilsatt, av = bindparam("feilsatt", type_=Tidspunkt), bindparam("av", type_=String)

    def ledig(rad: FromClause) -> ColumnElement[bool]:
        venter = and_(
            rad.c.tilstand == Utbokstilstand.VENTER,
            or_(rad.c.neste_forsoek.is_(None), rad.c.neste_forsoek <= naa, rad.c.neste_forsoek > feilsatt),
        )
        # Nobody's own claim is free for himself, whatever the clock has been set to since.
        sluppet = and_(
            rad.c.tilstand == Utbokstilstand.KREVD,
            rad.c.krevd_av != av,
            or_(rad.c.krevd_til <= naa, rad.c.krevd_til > feilsatt),
        )
        return or_(venter, sluppet)

    def kan_kreves(rad: FromClause) -> ColumnElement[bool]:
        """Due, or going with what is."""
        naa_eller_med = or_(rad.c.forfaller <= dag, rad.c.slag.in_(bindparam("foelger_med", expanding=True)))
        return and_(naa_eller_med, ledig(rad))

    # What somebody held when he was stopped may have gone: it goes again as it was, by its Message-ID, the rest after.
    uavklart = UTBOKS.alias("uavklart")
    har_uavklart = (
        select(uavklart.c.noekkel)
        .where(uavklart.c.mottaker == UTBOKS.c.mottaker, uavklart.c.krevd_av.is_not(None), kan_kreves(uavklart))
        .exists()
    )
    andres = UTBOKS.alias("andres")
    opptatt = (
        select(andres.c.noekkel)
        .where(
            andres.c.mottaker == UTBOKS.c.mottaker,
            andres.c.tilstand == Utbokstilstand.KREVD,
            or_(andres.c.krevd_av == av, and_(andres.c.krevd_til > naa, andres.c.krevd_til <= feilsatt)),
        )
        .exists()
    )
    mottaker = (
        select(UTBOKS.c.mottaker)
        .where(UTBOKS.c.forfaller <= dag, ledig(UTBOKS), ~opptatt)
        .group_by(UTBOKS.c.mottaker)
        # What nothing has hindered goes first: one message that a server hangs up on must not stand before all others.
        .order_by(func.max(UTBOKS.c.neste_forsoek).nulls_first(), func.min(UTBOKS.c.forfaller), UTBOKS.c.mottaker)
        .limit(bindparam("antall", type_=Integer))
        .scalar_subquery()
    )
    utvalg = (
        select(UTBOKS.c.noekkel)
        .where(
            kan_kreves(UTBOKS),
            UTBOKS.c.mottaker.in_(mottaker),
            or_(UTBOKS.c.krevd_av.is_not(None), ~har_uavklart),
        )
        .with_for_update(skip_locked=True)
    )
    return (
        update(UTBOKS)
        .where(UTBOKS.c.noekkel.in_(utvalg))
        .values(
            tilstand=Utbokstilstand.KREVD,
            krevd_av=av,
            krevd_til=bindparam("til"),
            forsoek=UTBOKS.c.forsoek + 1,
        )
        .returning(UTBOKS)
    )


KREV = _krev()
LEGG_I = {
    dialekt.dialect.name: (inn := dialekt.insert(UTBOKS)).on_conflict_do_update(
        index_elements=["noekkel"],
        # What one agreement has withdrawn another may owe: a missing meeting plan is asked for once for all of them.
        set_={"tilstand": Utbokstilstand.VENTER, "merknad": None}
        | {felt: inn.excluded[felt] for felt in ("avtale", "steg", "data", "forfaller")},
        where=or_(
            UTBOKS.c.tilstand == Utbokstilstand.TRUKKET,
            # Passed by for its day, and another day is its own now.
            and_(UTBOKS.c.tilstand == Utbokstilstand.FORBIGAATT, inn.excluded.forfaller > UTBOKS.c.forfaller),
            # Its day is nearer now: what held it back is gone.
            and_(
                UTBOKS.c.tilstand == Utbokstilstand.VENTER,
                inn.excluded.forfaller < UTBOKS.c.forfaller,
                UTBOKS.c.neste_forsoek.is_(None),
            ),
        ),
    )
    for dialekt in (sqlite, postgresql)
}
# Two lookups in one: with an OR between them SQLite would go through the rows of all agreements.
NEVNT_ELLER_VENTER = union(
    select(UTBOKS.c.noekkel, UTBOKS.c.tilstand, UTBOKS.c.forfaller).where(
        UTBOKS.c.noekkel.in_(bindparam("noekler", expanding=True))
    ),
    select(UTBOKS.c.noekkel, UTBOKS.c.tilstand, UTBOKS.c.forfaller).where(
        UTBOKS.c.avtale == bindparam("avtale"),
        UTBOKS.c.tilstand.in_([Utbokstilstand.VENTER, Utbokstilstand.PROEVD]),
        UTBOKS.c.slag.not_in(sorted(BESTILTE)),
    ),
)
NESTE_KOEDAG = (
    select(UTBOKS.c.forfaller).where(UTBOKS.c.tilstand == Utbokstilstand.VENTER).order_by(UTBOKS.c.forfaller).limit(1)
)
_KREVD_AV = and_(
    UTBOKS.c.noekkel.in_(bindparam("noekler", expanding=True)),
    UTBOKS.c.tilstand == Utbokstilstand.KREVD,
    UTBOKS.c.krevd_av == bindparam("av"),
)
_SLUPPET: dict[str, object] = {"tilstand": Utbokstilstand.VENTER, "krevd_av": None, "krevd_til": None}
PROEV_IGJEN = (
    update(UTBOKS)
    .where(_KREVD_AV)
    .values(
        **_SLUPPET,
        forsoek=UTBOKS.c.forsoek - bindparam("ikke_forsoekt", type_=Integer),
        neste_forsoek=bindparam("ny_tid"),
        merknad=bindparam("ny_merknad"),
    )
)
SLIPP = update(UTBOKS).where(_KREVD_AV).values(**_SLUPPET, forsoek=UTBOKS.c.forsoek - 1)
VENT = (
    update(UTBOKS)
    .where(_KREVD_AV)
    .values(
        **_SLUPPET,
        forsoek=UTBOKS.c.forsoek - 1,
        neste_forsoek=bindparam("ny_tid"),
        merknad=bindparam("ny_merknad"),
    )
)
_STANSET = [Utbokstilstand.VENTER, Utbokstilstand.DOED]
SEND_DET_PROEVDE = (
    update(UTBOKS)
    .where(
        or_(
            UTBOKS.c.tilstand == Utbokstilstand.PROEVD,
            and_(UTBOKS.c.tilstand.in_(_STANSET), UTBOKS.c.merknad.startswith(bindparam("fordi"))),
        )
    )
    .values(tilstand=Utbokstilstand.VENTER, forsoek=0, neste_forsoek=None, merknad=None)
)
SEND_PAA_NYTT = (
    update(UTBOKS)
    .where(
        UTBOKS.c.noekkel.in_(bindparam("noekler", expanding=True)),
        or_(
            UTBOKS.c.tilstand == Utbokstilstand.DOED,
            and_(UTBOKS.c.tilstand == Utbokstilstand.VENTER, UTBOKS.c.merknad.is_not(None)),
        ),
    )
    .values(tilstand=Utbokstilstand.VENTER, forsoek=0, neste_forsoek=None, merknad=None)
)
TA_TILBAKE = (
    update(UTBOKS)
    .where(UTBOKS.c.noekkel.in_(bindparam("noekler", expanding=True)), UTBOKS.c.tilstand == Utbokstilstand.SENDT)
    .values(tilstand=Utbokstilstand.VENTER, neste_forsoek=bindparam("ny_tid"), merknad=bindparam("ny_merknad"))
)
SETT = (
    update(UTBOKS)
    .where(UTBOKS.c.noekkel.in_(bindparam("noekler", expanding=True)), UTBOKS.c.tilstand != Utbokstilstand.SENDT)
    .values(
        tilstand=bindparam("ny_tilstand"),
        krevd_av=None,
        krevd_til=None,
        neste_forsoek=None,
        merknad=bindparam("ny_merknad"),
    )
)
