"""The schema, from empty and onwards."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, make_url, text
from sqlalchemy.ext.asyncio import create_async_engine

from modeller.abonnement import Abonnementsvalg, Eier, Maalslag, tokensum
from modeller.lager.abonnementer import finn_abonnement
from modeller.lager.faktalager import les_stroem, tilfoey
from modeller.lager.hovedboker import har_faatt, les_sendt
from modeller.lager.lager import I_MINNET, Lager
from modeller.lager.leveringsforsoek import Klasse
from modeller.lager.migrering import migrer, oppsett
from modeller.lager.postjournal import les_journal
from modeller.lager.posttabeller import METADATA
from modeller.lager.revisjon import er_nyest, nyeste
from tests.lager.lagerbygg import nytt


async def test_migrert_skjema_er_det_tabellene_sier(delt_adresse: str) -> None:
    def forskjeller(tx: Connection) -> list[object]:
        return list(compare_metadata(MigrationContext.configure(tx, opts={"compare_type": True}), METADATA))

    async with await Lager.aapne(delt_adresse) as lager, lager.lesing() as tx:
        assert await tx.run_sync(forskjeller) == []


async def test_lager_i_minnet_har_samme_tabeller_som_det_migrerte(filadresse: str) -> None:
    async def skjema(adresse: str) -> dict[str, object]:
        async with await Lager.aapne(adresse) as lager, lager.lesing() as tx:
            return await tx.run_sync(_skjema)

    migrert = await skjema(filadresse)
    assert migrert.pop("alembic_version")
    assert await skjema(I_MINNET) == migrert


async def test_aapnet_paa_nytt_staar_alt_der(delt_adresse: str) -> None:
    async with await Lager.aapne(delt_adresse) as lager, lager.skriving() as tx:
        await tilfoey(tx, "avtale/a", [nytt("f1")])
    async with await Lager.aapne(delt_adresse) as lager, lager.lesing() as tx:
        assert len(await les_stroem(tx, "avtale/a")) == 1
        assert await tx.scalar(text("SELECT version_num FROM alembic_version")) == _hode()


async def test_en_database_som_er_ajour_migreres_ikke(filadresse: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every command opens it; one at another revision goes the long way."""
    assert nyeste() == _hode()
    async with await Lager.aapne(filadresse):
        pass
    proevd: list[object] = []

    async def migrer(adresse: object) -> None:
        proevd.append(adresse)

    monkeypatch.setattr("modeller.lager.migrering.migrer", migrer)
    async with await Lager.aapne(filadresse) as lager, lager.skriving() as tx:
        assert proevd == []
        await tx.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    async with await Lager.aapne(filadresse):
        assert len(proevd) == 1


async def test_datamappen_lages_om_den_ikke_finnes(tmp_path: Path) -> None:
    async with await Lager.aapne(f"sqlite+aiosqlite:///{tmp_path}/ny/mappe/f.db"):
        assert (tmp_path / "ny" / "mappe" / "f.db").exists()


async def test_sqlite_kjoeres_trygt(filadresse: str) -> None:
    async with await Lager.aapne(filadresse) as lager, lager.lesing() as tx:
        pragma = {navn: await tx.scalar(text(f"PRAGMA {navn}")) for navn in ("journal_mode", "synchronous")}
        assert pragma == {"journal_mode": "wal", "synchronous": 2}
        assert await tx.scalar(text("PRAGMA foreign_keys")) == 1


async def test_en_kopi_lagt_tilbake_kjoeres_like_trygt(filadresse: str, tmp_path: Path) -> None:
    """SQLite's own copies (`VACUUM INTO`, `.dump`) have another journal than the file they were taken of."""
    async with await Lager.aapne(filadresse):
        pass
    fil, kopi = filadresse.removeprefix("sqlite+aiosqlite:///"), str(tmp_path / "kopi.db")
    with closing(sqlite3.connect(fil)) as kobling:
        kobling.execute("VACUUM INTO ?", (kopi,))
    async with await Lager.aapne(f"sqlite+aiosqlite:///{kopi}") as lager, lager.lesing() as tx:
        assert await tx.scalar(text("PRAGMA journal_mode")) == "wal"


async def test_en_fil_som_ikke_kan_skrives_til_gaar_veien_om_migreringen_som_sier_det(
    filadresse: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with await Lager.aapne(filadresse):
        pass
    fil = filadresse.removeprefix("sqlite+aiosqlite:///")
    assert er_nyest(fil)
    monkeypatch.setattr("os.access", lambda _, hvordan: hvordan != os.W_OK)  # whoever runs the tests may be root
    assert not er_nyest(fil)


async def test_fakta_fra_foerste_skjema_staar_etter_oppgraderingen(delt_adresse: str) -> None:
    await migrer(make_url(delt_adresse), til="0001")
    motor = create_async_engine(delt_adresse)
    async with motor.begin() as tx:
        await tx.execute(
            text(
                "INSERT INTO faktum (id, stroem, nr, type, versjon, skjedde, registrert, av, oppdiktet, data) VALUES "
                "('f1', 'avtale/a', 1, 'StegUtfoert', 1, '2024-09-02', '2024-09-02 06:00:00', 'test', false, :data)"
            ),
            {"data": '{"steg": "innsending"}'},
        )
    await motor.dispose()
    async with await Lager.aapne(delt_adresse) as lager:
        async with lager.skriving() as tx:
            await tilfoey(tx, "avtale/a", [replace(nytt("f2"), kilde="003 «Tidsplan for avtalene»")])
        async with lager.lesing() as tx:
            assert [f.kilde for f in await les_stroem(tx, "avtale/a")] == [None, "003 «Tidsplan for avtalene»"]


async def test_en_kalenderadresse_fra_foer_valgene_virker_etter_oppgraderingen(delt_adresse: str) -> None:
    await migrer(make_url(delt_adresse), til="0006")
    motor = create_async_engine(delt_adresse)
    async with motor.begin() as tx:
        await tx.execute(
            text(
                "INSERT INTO abonnement (id, token_hash, slag, maal, opprettet) "
                "VALUES (:id, :sum, :slag, :maal, '2024-09-02 06:00:00')"
            ),
            [
                {"id": slag, "sum": tokensum(slag), "slag": slag, "maal": "aamot"}
                for slag in ("kontakt", "part", "avtale")
            ],
        )
    await motor.dispose()
    async with await Lager.aapne(delt_adresse) as lager, lager.lesing() as tx:
        funnet = {slag: await finn_abonnement(tx, tokensum(slag)) for slag in ("kontakt", "part", "avtale")}
    eiere = {slag: en.eier for slag, en in funnet.items() if en is not None}
    assert eiere == {
        "kontakt": Eier(Maalslag.KONTAKT, "aamot"),
        "part": Eier(Maalslag.PART, "aamot"),
        "avtale": None,
    }
    assert {(en.utgave, en.valg) for en in funnet.values() if en is not None} == {(None, Abonnementsvalg())}


async def test_det_som_er_sendt_fra_foer_er_ingen_proeve(delt_adresse: str) -> None:
    await migrer(make_url(delt_adresse), til="0010")
    motor = create_async_engine(delt_adresse)
    async with motor.begin() as tx:
        await tx.execute(
            text(
                "INSERT INTO sendt (message_id, mottaker, part, sendt_tid, dag, emne, svar) VALUES "
                "('<m>', 'a@a.example', 'a', '2024-09-02 06:00:00', '2024-09-02', 'Emne', '250 OK')"
            )
        )
    await motor.dispose()
    async with await Lager.aapne(delt_adresse) as lager, lager.lesing() as tx:
        [sendt] = await les_sendt(tx)
        assert sendt.proeve_til == ""
        assert await har_faatt(tx, {"a@a.example"}, sendt.dag)


async def test_det_som_var_sendt_foer_grunnene_ble_tatt_vare_paa_staar_med_svaret(delt_adresse: str) -> None:
    await migrer(make_url(delt_adresse), til="0010")
    motor = create_async_engine(delt_adresse)
    tid = datetime(2024, 9, 2, 6, tzinfo=UTC)
    async with motor.begin() as tx:
        await tx.execute(
            text(
                "INSERT INTO sendt (message_id, mottaker, part, sendt_tid, dag, emne, svar) VALUES "
                "(:id, 'en@vaaler.example', 'vaaler', '2024-09-02 06:00:00', '2024-09-02', 'Frist', :svar)"
            ),
            [{"id": "<1@f.example>", "svar": "250 OK"}, {"id": "<2@f.example>", "svar": None}],
        )
        await tx.execute(
            text(
                "INSERT INTO sendt_post (message_id, noekkel, mottaker, avtale, steg, slag, sendt_tid) VALUES "
                "('<1@f.example>', 'n', 'en@vaaler.example', 'a', 's', 'ball', '2024-09-02 06:00:00')"
            )
        )
    await motor.dispose()
    async with await Lager.aapne(delt_adresse) as lager, lager.lesing() as tx:
        foerste, andre = await les_journal(tx, await les_sendt(tx))
    assert [post.grunn for post in foerste.melding.poster] == [None]
    assert [(f.klasse, f.tekst, f.saker) for f in foerste.forsoek] == [(Klasse.SENDT, "250 OK", ())]
    assert foerste.forsoek[0].tid == tid
    assert (andre.forsoek, andre.lenker, andre.retur) == ((), (), ())


def _hode() -> str | None:
    return ScriptDirectory.from_config(oppsett()).get_current_head()


def _skjema(tx: Connection) -> dict[str, object]:
    inspektoer = inspect(tx)
    return {
        tabell: (
            [(k["name"], str(k["type"]), k["nullable"]) for k in inspektoer.get_columns(tabell)],
            inspektoer.get_pk_constraint(tabell)["constrained_columns"],
            sorted((i["name"] or "", tuple(i["column_names"])) for i in inspektoer.get_indexes(tabell)),
            sorted(tuple(u["column_names"]) for u in inspektoer.get_unique_constraints(tabell)),
        )
        for tabell in inspektoer.get_table_names()
    }
