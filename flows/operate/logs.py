"""What a run logs: stdlib records of the logger `gongkai`, on stderr as text or as one JSON object a line.

Stdout stays free for results. Records carry their facts as fields (`extra`), never inside the sentence only.
"""

import logging
import os
import sys
import warnings
from typing import TextIO

from gongkai.visible import visible_json, visible_line

LOGGER = logging.getLogger("gongkai")
_TEXT = "%(asctime)s %(levelname)s %(message)s"
_RENAMED = {"levelname": "level", "name": "logger", "message": "event"}


class _Stderr(logging.StreamHandler[TextIO]):
    """Ours; whatever else takes the records, such as Prefect's log of a run, stays."""


class _Visible(logging.Formatter):
    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 (logging's name)
        return visible_line(super().formatMessage(record))


def set_up_logs(log_format: str, log_level: str | None) -> None:
    """Send the records to stderr, as `flows.settings.Settings` has it, warnings of libraries with them.

    Who else takes the records gets them from info on, whatever stderr shows.
    """
    as_json = log_format == "json"
    handler = _Stderr(sys.stderr)
    handler.setFormatter(_json_formatter() if as_json else _Visible(_TEXT))
    level = (log_level or ("info" if as_json else "warning")).upper()
    handler.setLevel(level)
    LOGGER.handlers = [handler, *(other for other in LOGGER.handlers if not isinstance(other, _Stderr))]
    LOGGER.setLevel(min(handler.level, logging.INFO))
    LOGGER.propagate = False
    if as_json:
        logging.getLogger("py.warnings").handlers = [handler]
        logging.captureWarnings(capture=True)
        warnings.simplefilter("default")


def complain(message: str) -> None:
    """One line on stderr: for people, or as JSON where the log is."""
    line = visible_line(" ".join(message.split()))
    if os.environ.get("GONGKAI_LOG_FORMAT") == "json":
        LOGGER.error(line)
    else:
        print(f"gongkai: {line}", file=sys.stderr)


def _json_formatter() -> logging.Formatter:
    """UTC instants under `time`, the facts of `extra` beside them, Chinese as it is."""
    from pythonjsonlogger.json import JsonFormatter  # noqa: PLC0415 (few commands log as JSON)

    class Visible(JsonFormatter):
        def format(self, record: logging.LogRecord) -> str:
            return visible_json(super().format(record))

    return Visible(
        ["levelname", "name", "message"],
        rename_fields=_RENAMED,
        timestamp="time",
        json_ensure_ascii=False,
    )
