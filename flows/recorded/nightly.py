"""The nightly schedule: a deployment served by this process, and the automations that pick up what crashed."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import httpx
import yaml
from prefect import get_client
from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy
from prefect.events.schemas.automations import AutomationCore
from prefect.schedules import Cron
from prefect.settings import PREFECT_API_URL
from prefect.types.entrypoint import EntrypointType

from extract.shipped import shipped
from flows.recorded.flow import TIME_ZONE, ingest_flow, parameters
from flows.request import Request

#: What a server has to do about runs whose process died; `prefect automation create --from-file` takes it too.
AUTOMATIONS = shipped("deploy", "automations.yaml")


def serve_nightly(request: Request, cron: str, name: str, copies: Sequence[str] = ()) -> None:
    """Register the deployment and the automations at the configured server, and run what is scheduled, for ever.

    Runs that were due while nobody served are late and run at the next start; one at a time, the rest waits.

    Args:
        request: what each night's run is asked to do.
        cron: when, in Asia/Shanghai.
        name: of the deployment; another schedule of the same server needs another one.
        copies: where each run copies the tables to afterwards: `gongkai.exports.copies.targets.check_copies`.

    Raises:
        ConnectionError: the server does not answer; one that has just been started takes a minute.
    """
    try:
        install_automations()
    except httpx.TransportError as error:
        api = PREFECT_API_URL.value()
        raise ConnectionError(f"{api} does not answer: {str(error) or type(error).__name__}") from error
    ingest_flow.serve(
        name=name,
        schedule=Cron(cron, timezone=TIME_ZONE),
        parameters=parameters(request) | {"copies": list(copies)},
        limit=1,
        global_limit=ConcurrencyLimitConfig(limit=1, collision_strategy=ConcurrencyLimitStrategy.ENQUEUE),
        pause_on_shutdown=False,
        entrypoint_type=EntrypointType.MODULE_PATH,
    )


def install_automations(path: Path = AUTOMATIONS) -> None:
    """Create the automations of a file at the server; one of the same name is replaced."""
    with get_client(sync_client=True) as client:
        for automation in read_automations(path):
            for old in client.read_automations_by_name(automation.name):
                client.delete_automation(old.id)
            client.create_automation(automation)


def read_automations(path: Path) -> Iterator[AutomationCore]:
    """The automations of a file, validated."""
    stored: dict[str, list[dict[str, Any]]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return map(AutomationCore.model_validate, stored["automations"])
