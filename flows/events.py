"""Events that automations can wait for: `gongkai.warehouse.published`, `.unchanged` and `.failed`."""

from pathlib import Path
from typing import Any

from prefect.events import emit_event

PUBLISHED, UNCHANGED, FAILED = (f"gongkai.warehouse.{name}" for name in ("published", "unchanged", "failed"))


def tell(event: str, warehouse: Path, payload: dict[str, Any]) -> None:
    """Emit an event about a warehouse; the flow run is related to it by Prefect.

    Args:
        event: one of the names above.
        warehouse: the resource: `gongkai.warehouse./path/of/it`.
        payload: counts of the run, or the error.
    """
    resource = {"prefect.resource.id": f"gongkai.warehouse.{warehouse}", "prefect.resource.name": warehouse.name}
    emit_event(event, resource=resource, payload=payload)
