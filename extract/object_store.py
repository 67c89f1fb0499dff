"""Who may ask an object store (S3): from the environment alone, and never shown.

| variable | is |
|---|---|
| `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, `AWS_SESSION_TOKEN` | who asks; the last one where there is one |
| `AWS_REGION` | where the buckets are; `us-east-1` by default |
| `AWS_ENDPOINT_URL` | the address of a store that is not Amazon's: `https://host:port` |
"""

import os
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from extract.errors import UnusableArgumentsError

SCHEME = "s3://"
_KEY, _SECRET, _TOKEN = "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"
_REGION, _ENDPOINT = "AWS_REGION", "AWS_ENDPOINT_URL"


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
