"""The environment of every Prefect process of ours, to be set before Prefect is imported, which reads it then.

A worker's processes get the same from `prefect.yaml`.
"""

import os

#: Nothing leaves the machine; a run says every 30 s that it lives (`deploy/automations.yaml` waits for that); our own
#: records stand in the run's log, and what is logged outside of a run stands on stderr only.
ENVIRONMENT = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_FLOWS_HEARTBEAT_FREQUENCY": "30",
    "PREFECT_LOGGING_EXTRA_LOGGERS": "gongkai",
    "PREFECT_LOGGING_TO_API_WHEN_MISSING_FLOW": "ignore",
}


def set_environment() -> None:
    """Set what the operator has not set."""
    for name, value in ENVIRONMENT.items():
        os.environ.setdefault(name, value)
