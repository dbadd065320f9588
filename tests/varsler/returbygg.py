"""Mail that comes back, written by hand after the standards: reports as three servers write them, and answers."""

from __future__ import annotations

import re

FRA_OSS = "fristvakt@fristvakt.example"


def epost(tekst: str = "", **hoder: str) -> bytes:
    """A plain mail; `X_Autoreply="yes"` gives a header X-Autoreply, and "" leaves one out."""
    alle = {
        "From": "Prosjektleder <vaaler@kontakt.example>",
        "To": FRA_OSS,
        "Subject": "Sv: Innsending av forslaget",
        "Date": "Mon, 02 Sep 2024 10:00:00 +0200",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
    } | {navn.replace("_", "-"): verdi for navn, verdi in hoder.items()}
    linjer = [f"{navn}: {verdi}" for navn, verdi in alle.items() if verdi]
    return "\r\n".join([*linjer, "", *tekst.splitlines()]).encode()


def rapport(
    message_id: str,
    til: str,
    *,
    handling: str = "failed",
    status: str = "5.1.1",
    diagnose: str = "smtp; 550 5.1.1 user unknown",
    stadium: str = "RCPT TO",
    opprinnelig: str | None = "",
) -> bytes:
    """A report as Postfix writes it. `opprinnelig` is another Original-Recipient, None leaves it out."""
    original = "" if opprinnelig is None else f"Original-Recipient: rfc822;{opprinnelig or til}\n"
    return _linjer(
        f"""\
        Return-Path: <>
        Received: by relay.example (Postfix)
        \tid 0123456789; Mon,  2 Sep 2024 10:00:00 +0200 (CEST)
        Date: Mon,  2 Sep 2024 10:00:00 +0200 (CEST)
        From: MAILER-DAEMON@relay.example (Mail Delivery System)
        Subject: Undelivered Mail Returned to Sender
        To: {FRA_OSS}
        Auto-Submitted: auto-replied
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=delivery-status;
        \tboundary="0123456789.1/relay.example"

        This is a MIME-encapsulated message.

        --0123456789.1/relay.example
        Content-Description: Notification
        Content-Type: text/plain; charset=us-ascii

        <{til}>: host mx.example[192.0.2.1] said: {diagnose.partition("; ")[2]} (in
            reply to {stadium} command)

        --0123456789.1/relay.example
        Content-Description: Delivery report
        Content-Type: message/delivery-status

        Reporting-MTA: dns; relay.example
        Arrival-Date: Mon,  2 Sep 2024 09:59:00 +0200 (CEST)

        Final-Recipient: rfc822; {til}
        {original}Action: {handling}
        Status: {status}
        Remote-MTA: dns; mx.example
        Diagnostic-Code: {diagnose}

        --0123456789.1/relay.example
        Content-Description: Undelivered Message
        Content-Type: message/rfc822

        From: Fristvakt <{FRA_OSS}>
        To: {til}
        Subject: =?utf-8?q?Fristen_n=C3=A6rmer_seg?=
        Message-ID: {message_id}
        Auto-Submitted: auto-generated

        Hei

        --0123456789.1/relay.example--
        """
    )


def som_exchange(message_id: str, til: str) -> bytes:
    """As Exchange Online: HTML for people, a code of its own, and the original's headers alone."""
    return _linjer(
        f"""\
        From: postmaster@kontakt.example
        To: {FRA_OSS}
        Date: Mon, 2 Sep 2024 08:00:01 +0000
        Content-Type: multipart/report; report-type=delivery-status;
        \tboundary="b1b2"
        X-MS-Exchange-Message-Is-Ndr:
        Content-Language: nb-NO
        Message-ID: <d5a1@kontakt.example>
        In-Reply-To: {message_id}
        References: {message_id}
        Subject: =?utf-8?B?S2FuIGlra2UgbGV2ZXJlcw==?=: Innsending av forslaget
        Auto-Submitted: auto-replied
        MIME-Version: 1.0

        --b1b2
        Content-Type: multipart/alternative; differences=Content-Type;
        \tboundary="c1c2"

        --c1c2
        Content-Type: text/plain; charset="utf-8"
        Content-Transfer-Encoding: quoted-printable

        Meldingen kunne ikke leveres til {til}.

        --c1c2
        Content-Type: text/html; charset="utf-8"
        Content-Transfer-Encoding: quoted-printable

        <html><body><p>Meldingen kunne ikke leveres.</p></body></html>

        --c1c2--

        --b1b2
        Content-Type: message/delivery-status

        Reporting-MTA: dns;mail.kontakt.example
        Received-From-MTA: dns;relay.example
        Arrival-Date: Mon, 2 Sep 2024 08:00:00 +0000

        Original-Recipient: rfc822;{til}
        Final-Recipient: rfc822;{til}
        Action: failed
        Status: 5.1.10
        Diagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient {til} not found
         by SMTP address lookup

        --b1b2
        Content-Type: text/rfc822-headers

        Received: from relay.example (192.0.2.2) by mail.kontakt.example
        From: Fristvakt <{FRA_OSS}>
        To: {til}
        Message-ID:
         {message_id}

        --b1b2--
        """
    )


def som_gmail(message_id: str, til: str) -> bytes:
    """As Gmail: within multipart/related, an answer to the message, and X-Failed-Recipients."""
    return _linjer(
        f"""\
        Return-Path: <>
        From: Mail Delivery Subsystem <mailer-daemon@googlemail.example>
        To: {FRA_OSS}
        Auto-Submitted: auto-replied
        Subject: Delivery Status Notification (Failure)
        References: {message_id}
        In-Reply-To: {message_id}
        Message-ID: <66d5.050a@mx.googlemail.example>
        Date: Mon, 02 Sep 2024 01:00:00 -0700 (PDT)
        X-Failed-Recipients: {til}
        Content-Type: multipart/report; boundary="0000"; report-type=delivery-status

        --0000
        Content-Type: multipart/related; boundary="1111"

        --1111
        Content-Type: multipart/alternative; boundary="2222"

        --2222
        Content-Type: text/plain; charset="UTF-8"

        ** Address not found **
        --2222--
        --1111
        Content-Type: image/png; name="icon.png"
        Content-Disposition: attachment; filename="icon.png"
        Content-Transfer-Encoding: base64

        iVBORw0KGgo=
        --1111--
        --0000
        Content-Type: message/delivery-status

        Reporting-MTA: dns; googlemail.example
        Arrival-Date: Mon, 02 Sep 2024 01:00:00 -0700 (PDT)

        Final-Recipient: rfc822; {til}
        Action: failed
        Status: 5.1.1
        Remote-MTA: dns; mx.kontakt.example. (192.0.2.3, the server for the domain kontakt.example.)
        Diagnostic-Code: smtp; 550-5.1.1 The email account that you tried to reach does not exist.

        --0000
        Content-Type: message/rfc822

        From: Fristvakt <{FRA_OSS}>
        To: {til}
        Message-ID: {message_id}

        Hei
        --0000--
        """
    )


def internasjonal(message_id: str, *, kodet: bool = False) -> bytes:
    """A report by RFC 6533, of the address `blåbær@kontakt.example`."""
    adresse = r"bl\x{E5}b\x{E6}r@kontakt.example" if kodet else "blåbær@kontakt.example"
    return _linjer(
        f"""\
        From: MAILER-DAEMON@relay.example
        To: {FRA_OSS}
        Subject: Undelivered Mail Returned to Sender
        Date: Mon, 02 Sep 2024 10:00:00 +0200
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=global-delivery-status; boundary="gg"

        --gg
        Content-Type: text/plain; charset=utf-8

        Ikke levert.

        --gg
        Content-Type: message/global-delivery-status
        Content-Transfer-Encoding: 8bit

        Reporting-MTA: dns; relay.example

        Final-Recipient: utf-8; {adresse}
        Action: failed
        Status: 5.1.1
        Diagnostic-Code: smtp; 550 5.1.1 unknown

        --gg
        Content-Type: message/global-headers

        From: Fristvakt <{FRA_OSS}>
        Message-ID: {message_id}

        --gg--
        """
    )


def _linjer(tekst: str) -> bytes:
    return re.sub("(?m)^ {8}", "", tekst).replace("\n", "\r\n").encode()
