"""Signing with the installation's key: links in mails, personal pages and forms, each use apart by its salt."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any

from itsdangerous import TimestampSigner, URLSafeTimedSerializer


def skriver(noekkel: bytes, naa: datetime, salt: str) -> URLSafeTimedSerializer:
    """Signs and reads by the installation's key at `naa` (aware); `salt` keeps one use of it from another."""

    class PaaVaarKlokke(TimestampSigner):
        """Signs by the installation's clock, which a demonstration may have set."""

        def get_timestamp(self) -> int:
            """Seconds since 1970."""
            return int(naa.timestamp())

    valg: dict[str, Any] = {"digest_method": hashlib.sha256, "key_derivation": "hmac"}
    return URLSafeTimedSerializer(noekkel, salt=salt, signer=PaaVaarKlokke, signer_kwargs=valg)
