"""What the tests of clusters and object stores share: a store, once for all of them."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib.util import find_spec

import pytest

KEY_ID, SECRET = "AKIATESTOFGONGKAI", "n0t/for+anybody's=eyes"


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def until_listening(port: int, seconds: float = 120) -> None:
    """Wait for a server of this machine."""
    for _ in range(int(seconds * 20)):
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError(f"nobody listens on {port}")


@pytest.fixture(scope="session")
def store_address() -> Iterator[str]:
    """The address of an object store."""
    if not (find_spec("moto") and find_spec("flask")):
        pytest.skip("without moto[s3,server], which stands in for an object store")
    port = free_port()
    server = subprocess.Popen(
        [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        until_listening(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()


@pytest.fixture
def store(store_address: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """An empty bucket's address, as whom the environment may ask for it."""
    environment = {
        "AWS_ACCESS_KEY_ID": KEY_ID,
        "AWS_SECRET_ACCESS_KEY": SECRET,
        "AWS_REGION": "us-east-1",
        "AWS_ENDPOINT_URL": store_address,
    }
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("AWS_SESSION_TOKEN", raising=False)
    return "s3://" + _new_bucket(store_address)


def _new_bucket(address: str) -> str:
    """The name of a new bucket."""
    import boto3  # noqa: PLC0415 (comes with moto)

    name = f"lake-{free_port()}-{time.monotonic_ns()}"
    who = {"aws_access_key_id": KEY_ID, "aws_secret_access_key": SECRET, "region_name": "us-east-1"}
    boto3.client("s3", endpoint_url=address, **who).create_bucket(Bucket=name)
    return name
