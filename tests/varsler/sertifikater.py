"""Certificates for mail servers on loopback, made anew for each test: one authority, and one name it vouches for."""

from __future__ import annotations

import ipaddress
import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


def sertifikater(mappe: Path, *, utloept: bool = False) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """What a server on 127.0.0.1 and a client that trusts its authority use."""
    noekkel = ec.generate_private_key(ec.SECP256R1())
    navn = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "postkontor.example")])
    # The machine's own clock, since it is what OpenSSL goes by.
    fra = datetime.now(UTC) - timedelta(days=2)  # noqa: TID251 - as said
    sertifikat = (
        x509.CertificateBuilder()
        .subject_name(navn)
        .issuer_name(navn)
        .public_key(noekkel.public_key())
        .serial_number(1)
        .not_valid_before(fra)
        .not_valid_after(fra + timedelta(days=1 if utloept else 365))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(noekkel, hashes.SHA256())
    )
    fil = mappe / "postkontor.pem"
    fil.write_bytes(
        noekkel.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        + sertifikat.public_bytes(serialization.Encoding.PEM)
    )
    serverens = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    serverens.load_cert_chain(fil)
    return serverens, ssl.create_default_context(cadata=sertifikat.public_bytes(serialization.Encoding.PEM).decode())
