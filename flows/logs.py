"""What a run logs: stdlib records of the logger `gongkai`, on stderr as text or as one JSON object a line.

Stdout stays free for results. Records carry their facts as fields (`extra`), never inside the sentence only.
"""

import logging
import sys
import warnings

from pythonjsonlogger.json import JsonFormatter

from flows.settings import Settings

LOGGER = logging.getLogger("gongkai")
_TEXT = "%(asctime)s %(levelname)s %(message)s"
_RENAMED = {"levelname": "level", "name": "logger", "message": "event"}


def set_up_logs(settings: Settings) -> None:
    """Send the records to stderr in the settings' format, warnings of libraries with them."""
    as_json = settings.log_format == "json"
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_json_formatter() if as_json else logging.Formatter(_TEXT))
    level = (settings.log_level or ("info" if as_json else "warning")).upper()
    LOGGER.handlers = [handler]
    LOGGER.setLevel(level)
    LOGGER.propagate = False
    if as_json:
        logging.getLogger("py.warnings").handlers = [handler]
        logging.captureWarnings(capture=True)
        warnings.simplefilter("default")


def _json_formatter() -> JsonFormatter:
    """UTC instants under `time`, the facts of `extra` beside them, Chinese as it is."""
    return JsonFormatter(
        ["levelname", "name", "message"],
        rename_fields=_RENAMED,
        timestamp="time",
        json_ensure_ascii=False,
    )
