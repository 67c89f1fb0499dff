"""Object stores (S3): who asks, from the environment alone and never shown, and what is asked.

| variable | is |
|---|---|
| `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, `AWS_SESSION_TOKEN` | who asks; the last one where there is one |
| `AWS_REGION` | where the buckets are; `us-east-1` by default |
| `AWS_ENDPOINT_URL` | the address of a store that is not Amazon's: `https://host:port` |
"""

import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from extract.errors import StoreError, UnusableArgumentsError, need

if TYPE_CHECKING:
    from obstore.store import RetryConfig, S3Config, S3Store

SCHEME = "s3://"
_KEY, _SECRET, _TOKEN = "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"
_REGION, _ENDPOINT = "AWS_REGION", "AWS_ENDPOINT_URL"
#: A store that fails now and then is asked again so often, some seconds in all.
_RETRIES: "RetryConfig" = {"max_retries": 8, "retry_timeout": timedelta(seconds=60)}
#: Objects removed by one request.
_REMOVED = 1000
#: Bytes of a large object that are in memory at once.
_PIECE = 1024 * 1024
#: Of a store's complaint, which may be a page of XML.
_TOLD = 300
_CODE = re.compile(r"<Code>(\w+)</Code>")
_NO_BUCKET = "NoSuchBucket"


@dataclass(frozen=True)
class Access:
    """Who asks which store.

    Attributes:
        key_id, secret, token: who asks; `token` is None for those who have none.
        region: where the buckets are.
        endpoint: `http://host:port` of a store that is not Amazon's; None for Amazon's.
    """

    key_id: str = field(repr=False)
    secret: str = field(repr=False)
    token: str | None = field(repr=False)
    region: str
    endpoint: str | None

    @property
    def is_plain(self) -> bool:
        """Whether the store is asked without encryption, as the endpoint says."""
        return bool(self.endpoint and urlsplit(self.endpoint).scheme == "http")

    def hidden(self, text: str) -> str:
        """A text, such as a store's complaint, without who asks, on one line."""
        for said in filter(None, (self.secret, self.token, self.key_id)):
            text = text.replace(said, "***")
        return " ".join(text.split())


def access() -> Access:
    """Who asks, from the environment.

    Raises:
        UnusableArgumentsError: nobody is named there, or the endpoint is no address.
    """
    absent = [name for name in (_KEY, _SECRET) if not os.environ.get(name)]
    if absent:
        raise UnusableArgumentsError(f"an object store needs {' and '.join(absent)} in the environment")
    endpoint = os.environ.get(_ENDPOINT) or None
    if endpoint and not (urlsplit(endpoint).scheme in {"http", "https"} and urlsplit(endpoint).netloc):
        raise UnusableArgumentsError(f"{_ENDPOINT} is no address such as https://host:port")
    token = os.environ.get(_TOKEN) or None
    return Access(os.environ[_KEY], os.environ[_SECRET], token, os.environ.get(_REGION) or "us-east-1", endpoint)


class Objects:
    """The objects under `s3://bucket/prefix`, named by what follows the prefix."""

    def __init__(self, address: str) -> None:
        """Take an address; nothing is asked yet.

        Raises:
            UnusableArgumentsError: it names no bucket, or the environment nobody who may ask.
            MissingExtraError: the extra `cluster` is not installed.
        """
        self.address = address.rstrip("/")
        bucket, _, prefix = self.address.removeprefix(SCHEME).partition("/")
        if not bucket or not address.startswith(SCHEME):
            raise UnusableArgumentsError(f"{address} names no bucket: {SCHEME}BUCKET/PREFIX")
        self._who = access()
        self._under = f"{prefix}/" if prefix else ""
        self._store = _opened(bucket, self._who)

    def sizes(self, under: str = "") -> Iterator[tuple[str, int]]:
        """The names that begin with some text, in the store's order, with the bytes of each.

        Raises:
            StoreError: the store does not answer.
            UnusableArgumentsError: it refuses, or has no such bucket.
        """
        import obstore  # noqa: PLC0415 (an extra)

        with self._told():
            for several in obstore.list(self._store, prefix=self._under or None, chunk_size=_REMOVED):
                for one in several:
                    name = one["path"].removeprefix(self._under)
                    if name.startswith(under):
                        yield name, one["size"]

    def changes(self) -> Iterator[tuple[str, datetime]]:
        """All names, each with when its object was written.

        Raises:
            StoreError, UnusableArgumentsError: as `sizes`.
        """
        import obstore  # noqa: PLC0415

        with self._told():
            for several in obstore.list(self._store, prefix=self._under or None, chunk_size=_REMOVED):
                for one in several:
                    yield one["path"].removeprefix(self._under), one["last_modified"]

    def size(self, name: str) -> int | None:
        """The bytes of an object; None where it is not there.

        Raises:
            StoreError, UnusableArgumentsError: as `sizes`.
        """
        import obstore  # noqa: PLC0415

        with self._told():
            try:
                return obstore.head(self._store, self._under + name)["size"]
            except FileNotFoundError:
                return None

    def fetch(self, name: str, most: int, aside: Path) -> bytes | Path | None:
        """An object of at most so many bytes, a larger one as a file; None where it is not there.

        Raises:
            StoreError, UnusableArgumentsError: as `sizes`.
        """
        import obstore  # noqa: PLC0415

        with self._told():
            try:
                found = obstore.get(self._store, self._under + name)
            except FileNotFoundError:
                return None
            if found.meta["size"] <= most:
                return bytes(found.bytes())
            with aside.open("wb") as file:
                for piece in found.stream(min_chunk_size=_PIECE):
                    file.write(piece)
        return aside

    def get(self, name: str) -> bytes | None:
        """An object; None where it is not there.

        Raises:
            StoreError, UnusableArgumentsError: as `sizes`.
        """
        import obstore  # noqa: PLC0415

        with self._told():
            try:
                return bytes(obstore.get(self._store, self._under + name).bytes())
            except FileNotFoundError:
                return None

    def put(self, name: str, data: bytes) -> None:
        """Write an object, whole or not at all.

        Raises:
            StoreError, UnusableArgumentsError: as `sizes`.
        """
        import obstore  # noqa: PLC0415

        with self._told():
            obstore.put(self._store, self._under + name, data)

    def remove(self, names: Sequence[str]) -> None:
        """Remove objects; one that is not there is none the less gone.

        Raises:
            StoreError, UnusableArgumentsError: as `sizes`.
        """
        import obstore  # noqa: PLC0415

        with self._told():
            for at in range(0, len(names), _REMOVED):
                obstore.delete(self._store, [self._under + name for name in names[at : at + _REMOVED]])

    @contextmanager
    def _told(self) -> Iterator[None]:
        """What the store says is wrong, in one line without who asks."""
        from obstore.exceptions import BaseError, PermissionDeniedError, UnauthenticatedError  # noqa: PLC0415

        try:
            yield
        except (PermissionDeniedError, UnauthenticatedError, FileNotFoundError) as error:
            raise UnusableArgumentsError(f"{self.address} refuses: {self._words(error)}") from None
        except (BaseError, OSError, ValueError) as error:
            said = self._words(error)
            if said == _NO_BUCKET:
                raise UnusableArgumentsError(f"{self.address} refuses: {said}") from None
            raise StoreError(f"{self.address} does not answer: {said}") from None

    def _words(self, error: BaseException) -> str:
        """The code that the store gives, else what was asked and what happened."""
        said = self._who.hidden(str(error).split("Debug source:", maxsplit=1)[0])
        code = _CODE.search(said)
        return code[1] if code else f"{said[:_TOLD]} ..." if len(said) > _TOLD else said


@lru_cache(maxsize=16)
def _opened(bucket: str, who: Access) -> "S3Store":
    """A bucket, asked as somebody."""
    need("cluster", "obstore")
    from obstore.store import S3Store  # noqa: PLC0415

    config: S3Config = {"access_key_id": who.key_id, "secret_access_key": who.secret, "region": who.region}
    if who.token:
        config["session_token"] = who.token
    if who.endpoint:
        config |= {"endpoint": who.endpoint, "virtual_hosted_style_request": False}
    return S3Store(bucket, config=config, client_options={"allow_http": who.is_plain}, retry_config=_RETRIES)
