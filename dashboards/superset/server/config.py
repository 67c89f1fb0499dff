"""Settings of Superset (SUPERSET_CONFIG_PATH): one sealed warehouse, one machine, nobody outside is asked anything.

Source of the names: superset/config.py of version 6.1.0.
"""

import os
from pathlib import Path
from typing import Any

from sqlalchemy.engine import URL

HOME = Path(os.environ["SUPERSET_HOME"])
SECRET_KEY = os.environ["SUPERSET_SECRET_KEY"]
SQLALCHEMY_DATABASE_URI = f"sqlite:///{HOME / 'metadata.db'}?check_same_thread=false"

APP_NAME = "公开 gongkai"
LANGUAGES = {"en": {"flag": "us", "name": "English"}, "zh": {"flag": "cn", "name": "中文"}}
FONTS = "Inter, 'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', Helvetica, Arial, sans-serif"
_LOGO = {
    "brandLogoUrl": "/static/assets/images/superset-logo-horiz.png",
    "brandLogoHref": "/",
    "brandLogoAlt": "Apache Superset",
    "brandLogoHeight": "24px",
    "brandLogoMargin": "18px 0",
}
THEME_DEFAULT = {"token": {**_LOGO, "brandAppName": APP_NAME, "fontFamily": FONTS}, "algorithm": "default"}
THEME_DARK = None
ENABLE_UI_THEME_ADMINISTRATION = False

# A publish is seen by the next query: no answer is kept.
CACHE_CONFIG = DATA_CACHE_CONFIG = {"CACHE_TYPE": "NullCache"}
ROW_LIMIT = 10_000
SUPERSET_WEBSERVER_TIMEOUT = SQLLAB_TIMEOUT = 120

_SELF = ["'self'"]
TALISMAN_CONFIG = {
    "content_security_policy": {
        "default-src": _SELF,
        "base-uri": _SELF,
        "form-action": _SELF,
        "frame-ancestors": _SELF,
        "connect-src": _SELF,
        "font-src": _SELF,
        "img-src": ["'self'", "blob:", "data:"],
        "object-src": "'none'",
        "script-src": ["'self'", "'strict-dynamic'"],
        "style-src": ["'self'", "'unsafe-inline'"],
        "worker-src": ["'self'", "blob:"],
    },
    "content_security_policy_nonce_in": ["script-src"],
    "force_https": False,
    "session_cookie_secure": False,
}


def DB_CONNECTION_MUTATOR(  # noqa: N802 (Superset's name)
    uri: URL, params: dict[str, Any], _user: object, _security: object, _source: object
) -> tuple[URL, dict[str, Any]]:
    """Whatever an administrator writes into the form of a database, what is opened is the warehouse, sealed.

    Raises:
        ValueError: it is no DuckDB database.
    """
    if not uri.drivername.startswith("duckdb"):
        raise ValueError("this Superset shows one warehouse; another database needs a Superset of its own")
    sealed = {
        "enable_external_access": False,
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
        "temp_directory": str(HOME / "spill"),
        "memory_limit": os.environ.get("GONGKAI_SUPERSET_MEMORY", "1GB"),
        "lock_configuration": True,
    }
    params["connect_args"] = {"read_only": True, "config": sealed}
    return uri.set(database=os.environ["GONGKAI_WAREHOUSE"], query={}), params
