"""Events that automations can wait for: `gongkai.warehouse.published`, `.unchanged`, `.failed` and the others below."""

from typing import Any

from prefect.events import emit_event

from flows.request import Request
from load.lake.address import server_of, title_of

PUBLISHED, UNCHANGED, FAILED, TOO_FEW, HELD, COPY_FAILED = (
    f"gongkai.warehouse.{name}" for name in ("published", "unchanged", "failed", "too_few", "held", "copy_failed")
)


def emit(event: str, request: Request, payload: dict[str, Any]) -> None:
    """Emit an event about a run's warehouse; the flow run is related to it by Prefect.

    Args:
        event: one of the names above.
        request: the run, whose name goes into the payload; its warehouse is the resource:
            `gongkai.warehouse./path/of/it`, of a lake of a server by how it is named.
        payload: counts of the run, or the error.
    """
    warehouse = request.warehouse
    title = title_of(warehouse)
    which = title if server_of(warehouse) else warehouse
    resource = {"prefect.resource.id": f"gongkai.warehouse.{which}", "prefect.resource.name": title}
    emit_event(event, resource=resource, payload={"run": request.run, **payload})
