"""Signing with the installation's key: links in mails, personal pages and forms, each use apart by its salt."""

from __future__ import annotations

import hashlib
from datetime import datetime
from functools import lru_cache
from typing import Any

from itsdangerous import TimestampSigner, URLSafeTimedSerializer


class PaaVaarKlokke(TimestampSigner):
    """Signs by the installation's clock, which a demonstration may have set. `naa` is in seconds since 1970."""

    def __init__(self, *noekler: Any, naa: int, **valg: Any) -> None:  # noqa: ANN401 - as the library has them
        super().__init__(*noekler, **valg)
        self._naa = naa
        self._utledet: dict[Any, bytes] = {}

    def derive_key(self, secret_key: str | bytes | None = None) -> bytes:
        """The key of this use; worked out once, as a message has many links."""
        if secret_key not in self._utledet:
            self._utledet[secret_key] = super().derive_key(secret_key)
        return self._utledet[secret_key]

    def get_timestamp(self) -> int:
        """Seconds since 1970."""
        return self._naa


@lru_cache(maxsize=8)  # all links of a message are signed by one
def signerer(noekkel: bytes, naa: datetime, salt: str) -> TimestampSigner:
    """Signs and checks bytes by the installation's key at `naa` (aware); `salt` keeps one use of it from another."""
    return PaaVaarKlokke(noekkel, salt=salt, **_valg(naa))


def skriver(noekkel: bytes, naa: datetime, salt: str) -> URLSafeTimedSerializer:
    """The same for anything that can be written as JSON."""
    return URLSafeTimedSerializer(noekkel, salt=salt, signer=PaaVaarKlokke, signer_kwargs=_valg(naa))


def _valg(naa: datetime) -> dict[str, Any]:
    return {"digest_method": hashlib.sha256, "key_derivation": "hmac", "naa": int(naa.timestamp())}
