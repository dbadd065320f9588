"""Settings that cannot be used, and a data folder that cannot, are told in a line of Norwegian."""

from __future__ import annotations

import errno
import re
import socket
import sqlite3
from pathlib import Path

import pytest

from fristvakt.demo import demoinnstillinger
from fristvakt.innstillinger import ANDRES_NAVN, Innstillinger, Innstillingsfeil, Motorvalg, les_innstillinger, lignende
from tests.fristvakt.kommandoproeve import PULJE_2, fristvakt


@pytest.mark.parametrize(
    ("navn", "verdi", "grunn"),
    [
        ("FRISTVAKT_PORT", "abc", "«abc» kan ikke brukes. Verdien skal være et tall fra 0 til 65535."),
        ("FRISTVAKT_SMTP_PORT", "0", "skal være et tall fra 1 til 65535"),
        ("FRISTVAKT_MOTOR", "tull", "skal være lokal eller prefect"),
        ("FRISTVAKT_SMTP_KRYPTERING", "ssl", "skal være starttls, tls eller ingen"),
        ("FRISTVAKT_NETTADRESSE", "fristvakt.example", "er ikke en nettadresse"),
        ("FRISTVAKT_NETTADRESSE", "http://[::1", "er ikke en nettadresse"),
        ("FRISTVAKT_NETTADRESSE", "https://fristvakt.example:99999", "er ikke en nettadresse"),
        ("FRISTVAKT_NETTADRESSE", "https://", "er ikke en nettadresse"),
        ("FRISTVAKT_SVAR_NETTADRESSE", "https://svar fylke.example", "er ikke en nettadresse"),
        ("FRISTVAKT_SVAR_NETTADRESSE", "https://bruker:ord@svar.fylke.example", "er ikke en nettadresse"),
        ("FRISTVAKT_DATABASE", "postgresql://u:hemmelig@db/x", "må begynne med postgresql+asyncpg://"),
        ("FRISTVAKT_DATABASE", "sqlite+aiosqlite:///", "har ingen sti til en fil, så det som lagres"),
        ("FRISTVAKT_DATABASE", "sqlite+aiosqlite:///:memory:", "Skriv stien etter sqlite+aiosqlite:///"),
        ("FRISTVAKT_DATABASE", "sqlite+aiosqlite:///%3Amemory:", "har ingen sti til en fil"),
        ("FRISTVAKT_DATABASE", "sqlite+aiosqlite:///?cache=shared", "har ingen sti til en fil"),
        ("FRISTVAKT_DATABASE", "sqlite+aiosqlite:///file:x?mode=memory&uri=true", "har ingen sti til en fil"),
        ("FRISTVAKT_SENDETID", "16-07", "er ikke en sendetid. Skriv hele klokketimer fra og til"),
        ("FRISTVAKT_STILLE", "juli", "«juli» er ikke en stille periode. Skriv første og siste dag"),
        ("FRISTVAKT_STILLE", "1.1-30.6", "kan være høyst 120 dager til sammen i året"),
        ("FRISTVAKT_SMTP_HOST", "smtp.fylke.example", "finnes ikke. Mente du FRISTVAKT_SMTP_VERT?"),
        ("FRISTVAKT_SVAR_HOST", "127.0.0.1", "finnes ikke. Mente du FRISTVAKT_SVAR_ADRESSE?"),
        ("FRISTVAKT_SMTP_PROT", "25", "finnes ikke. Mente du FRISTVAKT_SMTP_PORT"),
        ("FRISTVAKT_AVSENDER", "blåbær@fylke.example", "har andre bokstaver enn a til z foran @"),
        ("FRISTVAKT_AVSENDER", "a@fylke.example, b@fylke.example", "er ikke en e-postadresse. Skriv én adresse"),
        ("FRISTVAKT_AVSENDER", "Fristvakt <fristvakt@fylke.example>", "er ikke en e-postadresse"),
        ("FRISTVAKT_AVSENDER", '"f v"@fylke.example', "er ikke en e-postadresse"),
        ("FRISTVAKT_AVSENDER", "fristvakt", "er ikke en e-postadresse"),
        ("FRISTVAKT_ARKIVADRESSE", "a@fylke.example, b@fylke.example", "er ikke en e-postadresse. Skriv én adresse"),
        ("FRISTVAKT_ARKIVADRESSE", "arkiv@fylke.example.", "er ikke en e-postadresse"),
        ("FRISTVAKT_ARKIVADRESSE", "arkiv.@fylke.example", "er ikke en e-postadresse"),
        ("FRISTVAKT_ARKIVADRESSE", f"{'a' * 65}@fylke.example", "er ikke en e-postadresse"),
        ("FRISTVAKT_ARKIVADRESSE", "arkiv@x", "er ikke en hel e-postadresse. Skriv for eksempel arkiv@"),
        ("FRISTVAKT_SMTP_PASSORD", "hemmelig\udce5", "Tegnene kan ikke leses. Lagre innstillingene som UTF-8."),
        ("FRISTVAKT_SMTP_VERT", "[smtp.fylke.example]", "er ikke navnet på en server"),
        ("FRISTVAKT_SVAR_NETTADRESSE", "http://svar.fylke.example", "er ikke kryptert"),
        ("FRISTVAKT_SVAR_NETTADRESSE", "https://fylke.example/svar", "har en sti"),
        ("FRISTVAKT_SVAR_ADRESSE", "svar.fylke.example", "er ikke en IP-adresse"),
        ("FRISTVAKT_SVAR_ADRESSE", "0.0.0.0", "må FRISTVAKT_SVAR_NETTADRESSE settes"),  # noqa: S104 - refused
        ("FRISTVAKT_SMTP_TLS", "true", "finnes ikke. Mente du FRISTVAKT_SMTP_KRYPTERING?"),
        ("FRISTVAKT_FROM", "fristvakt@fylke.example", "finnes ikke. Mente du FRISTVAKT_AVSENDER?"),
        ("FRISTVAKT_ARKIV", "arkiv@fylke.example", "finnes ikke. Mente du FRISTVAKT_ARKIVADRESSE?"),
        ("FRISTVAKT_RETUR", "/var/mail", "finnes ikke. Mente du FRISTVAKT_RETURPOST?"),
        ("FRISTVAKT_FARGE", "blå", "finnes ikke. Rett navnet, eller fjern den. Etter FRISTVAKT_ kan det stå ADRESSE,"),
        ("FRISTVAKT_", "x", "finnes ikke. Rett navnet, eller fjern den."),
        ("FRISTVAKT_ADRESE", "127.0.0.1", "finnes ikke. Mente du FRISTVAKT_ADRESSE"),
    ],
)
def test_en_innstilling_som_ikke_gaar_an_sies_paa_norsk(
    monkeypatch: pytest.MonkeyPatch, navn: str, verdi: str, grunn: str
) -> None:
    monkeypatch.setenv(navn, verdi)
    with pytest.raises(Innstillingsfeil) as feil:
        les_innstillinger()
    (linje,) = str(feil.value).splitlines()
    assert navn in linje
    assert grunn in linje
    assert "hemmelig" not in linje


def test_en_avsender_kan_ha_et_domene_med_norske_bokstaver(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FRISTVAKT_SMTP_VERT", "smtp.fylke.example")
    monkeypatch.setenv("FRISTVAKT_AVSENDER", "fristvakt@sør-fylke.example")
    monkeypatch.setenv("FRISTVAKT_ARKIVADRESSE", "arkiv@sør-fylke.example")
    satt = les_innstillinger()
    assert (satt.avsender, satt.arkivadresse) == (
        "fristvakt@xn--sr-fylke-54a.example",
        "arkiv@xn--sr-fylke-54a.example",
    ), "as servers write it"


@pytest.mark.parametrize("adresse", [" Fristvakt@sør-fylke.example", "fristvakt@XN--sr-fylke-54a.example "])
def test_arkivet_kan_ikke_vaere_avsenderen_hvordan_den_enn_skrives(
    monkeypatch: pytest.MonkeyPatch, adresse: str
) -> None:
    monkeypatch.setenv("FRISTVAKT_AVSENDER", "fristvakt@sør-fylke.example")
    monkeypatch.setenv("FRISTVAKT_ARKIVADRESSE", adresse)
    with pytest.raises(Innstillingsfeil, match=r"FRISTVAKT_ARKIVADRESSE: .* er den samme som FRISTVAKT_AVSENDER"):
        les_innstillinger()


def test_blanke_rundt_en_innstilling_hoerer_ikke_til_den(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FRISTVAKT_AVSENDER", " fristvakt@fylke.example ")
    monkeypatch.setenv("FRISTVAKT_SMTP_VERT", " smtp.fylke.example ")
    monkeypatch.setenv("FRISTVAKT_SMTP_BRUKER", " fristvakt ")
    monkeypatch.setenv("FRISTVAKT_SMTP_PASSORD", " et ord ")
    satt = les_innstillinger()
    assert (satt.avsender, satt.smtp_vert, satt.smtp_bruker) == (
        "fristvakt@fylke.example",
        "smtp.fylke.example",
        "fristvakt",
    )
    assert satt.smtp_passord is not None
    assert satt.smtp_passord.get_secret_value() == " et ord ", "a password is as it is written"


def test_en_ipv6_adresse_kan_skrives_i_klammer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FRISTVAKT_AVSENDER", "fristvakt@fylke.example")
    monkeypatch.setenv("FRISTVAKT_SMTP_VERT", "[::1]")
    assert les_innstillinger().smtp_vert == "::1"


def test_svarsidene_er_av_til_de_faar_en_adresse(monkeypatch: pytest.MonkeyPatch) -> None:
    assert les_innstillinger().svaradresse is None
    monkeypatch.setenv("FRISTVAKT_SVAR_NETTADRESSE", "https://svar.fylke.example/")
    bak_proxy = les_innstillinger()
    assert (bak_proxy.svaradresse, bak_proxy.svar_vert) == ("https://svar.fylke.example", "127.0.0.1")
    monkeypatch.setenv("FRISTVAKT_SVAR_ADRESSE", "0.0.0.0")  # noqa: S104 - what is tested
    assert les_innstillinger().svar_vert == "0.0.0.0"  # noqa: S104 - as above
    monkeypatch.delenv("FRISTVAKT_SVAR_NETTADRESSE")
    monkeypatch.setenv("FRISTVAKT_SVAR_ADRESSE", "::1")
    assert les_innstillinger().svaradresse == "http://[::1]:8711"


def test_en_nettadresse_med_norske_bokstaver_blir_slik_nettleserne_sender_den(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FRISTVAKT_SVAR_NETTADRESSE", "https://svar.sør-fylke.example:8443/")
    assert les_innstillinger().svaradresse == "https://svar.xn--sr-fylke-54a.example:8443"


def test_tavla_og_svarsidene_kan_ikke_ha_samme_port(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FRISTVAKT_SVAR_PORT", "8710")
    assert les_innstillinger().port == 8710, "there are no answer pages"
    monkeypatch.setenv("FRISTVAKT_SVAR_ADRESSE", "127.0.0.1")
    with pytest.raises(Innstillingsfeil, match=r"kan ikke bruke samme port, 8710\. .* FRISTVAKT_SVAR_PORT"):
        les_innstillinger()
    monkeypatch.setenv("FRISTVAKT_SVAR_PORT", "0")
    assert les_innstillinger(port=0).svaradresse, "each takes a free one"


def test_tavla_og_svarsidene_kan_ikke_ha_samme_vertsnavn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FRISTVAKT_NETTADRESSE", "https://Fristvakt.fylke.example")
    monkeypatch.setenv("FRISTVAKT_SVAR_NETTADRESSE", "https://fristvakt.fylke.example:8443")
    grunn = (
        r"FRISTVAKT_NETTADRESSE og FRISTVAKT_SVAR_NETTADRESSE har samme vertsnavn, fristvakt\.fylke\.example\. "
        r"Svarsidene må ha et vertsnavn for seg selv"
    )
    with pytest.raises(Innstillingsfeil, match=grunn):
        les_innstillinger()
    monkeypatch.setenv("FRISTVAKT_SVAR_NETTADRESSE", "https://svar.fristvakt.fylke.example")
    assert les_innstillinger().svaradresse
    monkeypatch.setenv("FRISTVAKT_NETTADRESSE", "http://localhost:8710")
    monkeypatch.setenv("FRISTVAKT_SVAR_NETTADRESSE", "http://localhost:8711")
    assert les_innstillinger().svaradresse, "on one machine the port tells them apart"


@pytest.mark.parametrize(
    ("tavla", "svar", "naas"),
    [
        (None, None, True),
        (None, "http://127.0.0.1:8711", True),
        (None, "https://svar.fylke.example", False),
        ("http://localhost:8710", "https://svar.fylke.example", False),
        ("https://fristvakt.fylke.example", "https://svar.fylke.example", True),
    ],
)
def test_lenker_til_tavla_staar_i_e_post_bare_naar_de_kan_virke(
    monkeypatch: pytest.MonkeyPatch, tavla: str | None, svar: str | None, naas: bool
) -> None:
    for navn, verdi in (("FRISTVAKT_NETTADRESSE", tavla), ("FRISTVAKT_SVAR_NETTADRESSE", svar)):
        monkeypatch.setenv(navn, verdi or "")
    assert les_innstillinger().tavla_naas is naas


def test_en_innstilling_som_staar_tom_er_ikke_satt(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    uten = les_innstillinger().model_dump()
    valgfrie = sorted(Innstillinger.model_fields.keys() - {"mappe"})
    for navn in valgfrie:
        monkeypatch.setenv(f"FRISTVAKT_{navn.upper()}", "")
    assert les_innstillinger().model_dump() == uten
    for navn in valgfrie:
        monkeypatch.delenv(f"FRISTVAKT_{navn.upper()}")
    (tmp_path / "fristvakt.env").write_text("".join(f"FRISTVAKT_{n.upper()}= \n" for n in valgfrie), "utf-8")
    monkeypatch.chdir(tmp_path)
    assert les_innstillinger().model_dump() == uten


def test_innstillinger_for_andre_programmer_er_ikke_skrivefeil(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FRISTVAKT_TEST_POSTGRES", "et sted")
    assert les_innstillinger().motor is Motorvalg.LOKAL


def test_smaa_bokstaver_i_navnet_er_den_samme_innstillingen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("fristvakt_port", "8000")
    assert les_innstillinger().port == 8000
    monkeypatch.setenv("fristvakt_smtp_vertt", "smtp.fylke.example")
    with pytest.raises(Innstillingsfeil, match=r"FRISTVAKT_SMTP_VERTT finnes ikke\. Mente du FRISTVAKT_SMTP_VERT"):
        les_innstillinger()


def test_filen_i_deploy_kan_brukes_som_den_er(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """With all of it set, too: nothing in it is unknown."""
    monkeypatch.chdir(tmp_path)
    eksempelet = (Path(__file__).parents[2] / "deploy" / "fristvakt.env.eksempel").read_text("utf-8")
    for innhold in (eksempelet, re.sub(r"(?m)^#(?=[A-Z_]+=)", "", eksempelet)):
        (tmp_path / "fristvakt.env").write_text(innhold.replace("_PASSORD=", "_PASSORD=ord"), "utf-8")
        les_innstillinger()


@pytest.mark.parametrize("linje", ["FRISTVAKT_SMPT_VERT=x", "FRISTVAKT_FARGE=blå", "fristvakt_farge = blå"])
def test_det_som_ikke_finnes_i_filen_nevnes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, linje: str) -> None:
    (tmp_path / "fristvakt.env").write_text(f"PREFECT_API_URL=x\n{linje}\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(Innstillingsfeil, match=rf"{linje.partition('=')[0].strip().upper()} finnes ikke"):
        les_innstillinger()


def test_en_fil_med_innstillinger_som_ikke_kan_leses_nevnes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "fristvakt.env").write_bytes("FRISTVAKT_AVSENDER=fristvakt@sør.example".encode("latin-1"))
    monkeypatch.chdir(tmp_path)
    with pytest.raises(Innstillingsfeil, match=r"fristvakt\.env er ikke lagret som UTF-8\. Lagre den slik\."):
        les_innstillinger()


def test_en_skrivefeil_i_filen_med_innstillinger_sies_ogsaa(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "fristvakt.env").write_text("FRISTVAKT_SMPT_VERT=smtp.fylke.example\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(Innstillingsfeil, match=r"FRISTVAKT_SMPT_VERT finnes ikke\. Mente du FRISTVAKT_SMTP_VERT\?"):
        les_innstillinger()


def test_andres_navn_staar_bare_der_likhet_ikke_finner_innstillingen() -> None:
    assert [navn for navn, kjent in ANDRES_NAVN.items() if lignende(navn) == [kjent]] == []


FRA_KUBERNETES = {
    "FRISTVAKT_SERVICE_HOST": "10.0.0.7",
    "FRISTVAKT_SERVICE_PORT": "8710",
    "FRISTVAKT_SERVICE_PORT_HTTP": "8710",
    "FRISTVAKT_PORT": "tcp://10.0.0.7:8710",
    "FRISTVAKT_PORT_8710_TCP": "tcp://10.0.0.7:8710",
    "FRISTVAKT_PORT_8710_TCP_PROTO": "tcp",
    "FRISTVAKT_PORT_8710_TCP_PORT": "8710",
    "FRISTVAKT_PORT_8710_TCP_ADDR": "10.0.0.7",
    "FRISTVAKT_SVAR_SERVICE_HOST": "10.0.0.8",
}


def test_det_kubernetes_setter_nevnes_som_det_det_er(monkeypatch: pytest.MonkeyPatch) -> None:
    for navn, verdi in FRA_KUBERNETES.items():
        monkeypatch.setenv(navn, verdi)
    monkeypatch.setenv("FRISTVAKT_FARGE", "blå")
    with pytest.raises(Innstillingsfeil) as feilen:
        les_innstillinger()
    farge, kubernetes = str(feilen.value).splitlines()
    assert "FRISTVAKT_FARGE finnes ikke" in farge
    ukjente = sorted(FRA_KUBERNETES.keys() - {"FRISTVAKT_PORT"})
    assert all(navn in kubernetes for navn in ukjente)
    assert "Kubernetes" in kubernetes and "«enableServiceLinks: false»" in kubernetes


@pytest.mark.parametrize("navn", ["PORT", "SVAR_PORT"])
def test_en_port_fra_kubernetes_alene_nevnes_ogsaa(monkeypatch: pytest.MonkeyPatch, navn: str) -> None:
    monkeypatch.setenv(f"FRISTVAKT_{navn}", "tcp://10.0.0.7:8710")
    with pytest.raises(
        Innstillingsfeil, match=rf"FRISTVAKT_{navn}: «tcp://10\.0\.0\.7:8710» .*«enableServiceLinks: false»"
    ):
        les_innstillinger()


def test_oppskriften_i_deploy_sier_hva_som_trengs_i_kubernetes() -> None:
    assert "enableServiceLinks: false" in (Path(__file__).parents[2] / "deploy" / "README.md").read_text("utf-8")


def test_alle_innstillinger_staar_i_eksempelet() -> None:
    eksempelet = (Path(__file__).parents[2] / "deploy" / "fristvakt.env.eksempel").read_text("utf-8")
    assert [n for n in Innstillinger.model_fields if f"FRISTVAKT_{n.upper()}=" not in eksempelet] == []


def test_demoen_bruker_ingenting_av_det_en_ekte_installasjon_er_satt_opp_med(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for navn, verdi in {
        "MOTOR": "prefect",
        "DATABASE": "postgresql+asyncpg://db.example/ekte",
        "NETTADRESSE": "https://fristvakt.fylke.example",
        "SVAR_NETTADRESSE": "https://svar.fylke.example",
        "SMTP_VERT": "smtp.fylke.example",
        "AVSENDER": "fristvakt@fylke.example",
    }.items():
        monkeypatch.setenv(f"FRISTVAKT_{navn}", verdi)
    demo = demoinnstillinger(les_innstillinger(), tmp_path, None)
    assert (demo.smtp_vert, demo.database, demo.motor) == (None, None, Motorvalg.LOKAL)
    assert demo.svaradresse == "http://127.0.0.1:0", "answered here, at a port that is free"
    assert demo.tavleadresse == "http://127.0.0.1:8710"


VERT, AVSENDER = {"SMTP_VERT": "smtp.fylke.example"}, {"AVSENDER": "fristvakt@fylke.example"}
MANGLER = (
    "FRISTVAKT_AVSENDER mangler. Den må settes når FRISTVAKT_SMTP_VERT er satt. Skriv adressen e-posten sendes fra, "
    "for eksempel FRISTVAKT_AVSENDER=fristvakt@kommunen.example."
)
MED_PORT = (
    "FRISTVAKT_SMTP_VERT: «smtp.fylke.example:25» er ikke navnet på en server. Skriv bare navnet, for eksempel "
    "smtp.kommunen.example. Porten skrives i FRISTVAKT_SMTP_PORT."
)


@pytest.mark.parametrize(
    ("satt", "sier"),
    [
        (VERT, MANGLER),
        (VERT | {"AVSENDER": "fristvakt@fylke"}, "FRISTVAKT_AVSENDER: «fristvakt@fylke» kan ikke få svar fra andre"),
        (AVSENDER | {"SMTP_VERT": "smtp.fylke.example:25"}, MED_PORT),
        ({"SMTP_VERT": "smtp..fylke.example"}, "FRISTVAKT_SMTP_VERT: «smtp..fylke.example» er ikke navnet på en"),
        ({"SMTP_VERT": "smtps://fylke.example"}, "FRISTVAKT_SMTP_VERT: «smtps://fylke.example» er ikke navnet på en"),
        ({"SMTP_BRUKER": "fristvakt"}, "FRISTVAKT_SMTP_PASSORD mangler. Sett både den og FRISTVAKT_SMTP_BRUKER,"),
        ({"SMTP_PASSORD": "hemmelig"}, "FRISTVAKT_SMTP_BRUKER mangler. Sett både den og FRISTVAKT_SMTP_PASSORD,"),
    ],
)
def test_gale_innstillinger_for_e_post_avvises_foer_noen_spoerres(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, satt: dict[str, str], sier: str
) -> None:
    for navn, verdi in satt.items():
        monkeypatch.setenv(f"FRISTVAKT_{navn}", verdi)
    svar = fristvakt("start", "--mappe", tmp_path / "data")
    assert (svar.kode, svar.ut, len(svar.linjer)) == (2, "", 1)
    assert svar.linjer[0].startswith(sier)
    assert "hemmelig" not in svar.feil
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize(
    "vert", ["smtp.fylke.example", "smtp.fylke.example.", "127.0.0.1", "::1", "post", "blåbær.example"]
)
def test_en_server_kan_hete_et_navn_eller_en_adresse(monkeypatch: pytest.MonkeyPatch, vert: str) -> None:
    monkeypatch.setenv("FRISTVAKT_AVSENDER", "fristvakt@fylke.example")
    monkeypatch.setenv("FRISTVAKT_SMTP_VERT", vert)
    assert les_innstillinger().smtp_vert == vert
    monkeypatch.setenv("FRISTVAKT_SMTP_VERT", " ")
    assert les_innstillinger().smtp_vert is None, "no name at all is no server"


def test_en_demo_bryr_seg_ikke_om_e_posten_ut_av_huset(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """It sends nothing: settings that are half done are no reason not to be shown it."""
    kjoert = []

    async def kjoer(innstillinger: Innstillinger, *_: object, **__: object) -> None:
        kjoert.append((innstillinger.smtp_vert, innstillinger.avsender))

    monkeypatch.setattr("fristvakt.tjeneste.kjoer", kjoer)
    monkeypatch.setenv("FRISTVAKT_SMTP_VERT", "smtp.fylke.example")
    monkeypatch.setenv("FRISTVAKT_SMTP_BRUKER", "fristvakt")
    monkeypatch.setenv("FRISTVAKT_ARKIVADRESSE", "fristvakt@localhost")
    svar = fristvakt("start", "--demo", "--mappe", tmp_path / "demo")
    assert (svar.kode, svar.feil) == (0, "")
    assert kjoert == [(None, "fristvakt@demo.example")]


def test_en_klokke_som_er_stilt_sender_aldri_ekte_post(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """On real data with a mail server, people would be told dates that are not."""
    monkeypatch.setenv("FRISTVAKT_SMTP_VERT", "smtp.fylke.example")
    monkeypatch.setenv("FRISTVAKT_AVSENDER", "fristvakt@fylke.example")
    svar = fristvakt("start", "--mappe", tmp_path, "--naa", "2024-09-02")
    assert (svar.kode, svar.ut, len(svar.linjer)) == (2, "", 1)
    assert "--naa kan ikke brukes når e-post går ut av huset" in svar.feil
    assert not list(tmp_path.iterdir())


def test_en_datamappe_som_ikke_er_en_mappe(tmp_path: Path) -> None:
    fil = tmp_path / "fil"
    fil.write_text("noe annet")
    for ord_ in (("hvem", "--mappe", fil), ("start", "--mappe", fil), ("bygg-om", "--mappe", fil / "under")):
        svar = fristvakt(*ord_)
        assert (svar.kode, svar.ut, len(svar.linjer)) == (1, "", 1)
        assert f"Får ikke brukt {fil}" in svar.feil


def test_en_database_som_er_skadet_eller_fra_en_nyere_versjon(tmp_path: Path) -> None:
    database = tmp_path / "fristvakt.db"
    database.write_bytes(b"\x00tull" * 5000)
    svar = fristvakt("hvem", "--mappe", tmp_path)
    assert (svar.kode, svar.ut, len(svar.linjer)) == (1, "", 1)
    assert f"Får ikke åpnet databasen {database}: filen er ikke en database." in svar.feil
    assert database.read_bytes() == b"\x00tull" * 5000, "den skal kunne reddes"

    database.unlink()
    assert fristvakt("les", PULJE_2, "--mappe", tmp_path).kode == 0
    with sqlite3.connect(database) as tx:
        tx.execute("UPDATE alembic_version SET version_num = '9999'")
    tx.close()
    svar = fristvakt("hvem", "--mappe", tmp_path)
    assert (svar.kode, len(svar.linjer)) == (1, 1)
    assert "laget av en nyere versjon av Fristvakt" in svar.feil


def test_en_databasetjener_som_ikke_svarer(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("FRISTVAKT_DATABASE", "postgresql+asyncpg://fristvakt:hemmelig@127.0.0.1:1/fristvakt")
    svar = fristvakt("hvem", "--mappe", tmp_path)
    assert (svar.kode, svar.ut, len(svar.linjer)) == (1, "", 1)
    assert "127.0.0.1:1" in svar.feil
    assert "hemmelig" not in svar.feil


@pytest.mark.parametrize(
    ("nummer", "kode", "grunn"),
    [
        (errno.EADDRINUSE, 3, "Noe annet bruker allerede port 8710 på 127.0.0.1"),
        (errno.EACCES, 2, "ikke lov til å bruke port 8710"),
        (errno.EADDRNOTAVAIL, 2, "kan ikke svare på 127.0.0.1"),
    ],
)
def test_det_sies_hvorfor_tjenesten_ikke_faar_lytte(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, nummer: int, kode: int, grunn: str
) -> None:
    class Opptatt(socket.socket):
        def bind(self, adresse: object) -> None:
            raise OSError(nummer, "refused")

    monkeypatch.setattr("fristvakt.tjeneste.socket.socket", Opptatt)
    svar = fristvakt("start", "--mappe", tmp_path)
    assert (svar.kode, svar.ut, len(svar.linjer)) == (kode, "", 1)
    assert grunn in svar.feil
