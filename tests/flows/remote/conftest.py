"""What the tests of clusters and object stores share: a store and a cluster, once for all of them."""

import subprocess
import sys
import time
from collections.abc import Iterator
from importlib.util import find_spec

import pytest

from tests.flows.remote.cluster import Cluster
from tests.flows.remote.servers import free_port, until_listening

KEY_ID, SECRET = "AKIATESTOFGONGKAI", "n0t/for+anybody's=eyes"


@pytest.fixture(scope="session")
def store_address() -> Iterator[str]:
    """The address of an object store."""
    if not (find_spec("moto") and find_spec("flask")):
        pytest.skip("without moto and flask, which stand in for an object store")
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
    for name, value in who_asks(store_address).items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("AWS_SESSION_TOKEN", raising=False)
    return "s3://" + _new_bucket(store_address)


@pytest.fixture(scope="session")
def cluster(tmp_path_factory: pytest.TempPathFactory, store_address: str) -> Iterator[Cluster]:
    """A scheduler and two workers, which may ask the store."""
    if not find_spec("distributed"):
        pytest.skip("without the extra cluster")
    one = Cluster(tmp_path_factory.mktemp("cluster"))
    try:
        for number in range(2):
            one.worker(f"worker{number}", **who_asks(store_address))
        one.wait_for(2)
        yield one
    finally:
        one.end()


def who_asks(address: str) -> dict[str, str]:
    """The environment of somebody who may ask the store."""
    return {
        "AWS_ACCESS_KEY_ID": KEY_ID,
        "AWS_SECRET_ACCESS_KEY": SECRET,
        "AWS_REGION": "us-east-1",
        "AWS_ENDPOINT_URL": address,
    }


def _new_bucket(address: str) -> str:
    """The name of a new bucket."""
    import boto3  # noqa: PLC0415 (comes with moto)

    name = f"lake-{free_port()}-{time.monotonic_ns()}"
    who = {"aws_access_key_id": KEY_ID, "aws_secret_access_key": SECRET, "region_name": "us-east-1"}
    boto3.client("s3", endpoint_url=address, **who).create_bucket(Bucket=name)
    return name
