"""One Prefect server for every test of recorded runs: each that starts costs twenty seconds of processor time.

It ends with the last of them: one that idles takes a twelfth of a core.
"""

from collections.abc import Iterator

import pytest

from tests.flows.recorded.prefect_server import Server, kill, outside_connections


@pytest.fixture(scope="package")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The server, without deployments and automations."""
    started = Server(tmp_path_factory.mktemp("prefect"))
    yield started
    outside = outside_connections(started.process)
    kill(started.process)
    assert not outside, "the server talks to the outside"
