"""Settings: defaults, overridden by environment variables `GONGKAI_...`."""

from typing import TYPE_CHECKING, Literal, Self

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from extract.errors import UnusableArgumentsError
from extract.raw import Columns

if TYPE_CHECKING:
    from load.run import Limits


class Settings(BaseSettings):
    """What an operator may turn; each field is also an environment variable (`GONGKAI_WORKERS=4`)."""

    model_config = SettingsConfigDict(env_prefix="GONGKAI_")

    batch_documents: int = Field(1000, ge=1, description="documents in a batch, the unit of work")
    batch_bytes: int = Field(16 * 1024 * 1024, ge=1, description="bytes of documents in a batch")
    batch_seconds: float = Field(300, gt=0, description="a batch that takes longer is read again in halves")
    scan_seconds: float = Field(600, gt=0, description="a batch may take longer by this for each scan in it")
    workers: int = Field(2, ge=1, description="batches read at the same time")
    load_threads: int = Field(
        2, ge=1, description="of the database while it loads; one costs less where nights are small"
    )
    load_memory: str = Field(
        "600MB", pattern=r"^\d+ ?[KMG]B$", description="of the database while it loads; what does not fit goes to disk"
    )
    max_document_bytes: int = Field(20 * 1024 * 1024, ge=1, description="a larger document is rejected")
    text_column: str | None = Field(None, description="the column of tables that holds the text, where none is known")
    url_column: str | None = Field(None, description="the column of tables that holds the address, where none is known")
    keep_versions: int = Field(2, ge=0, description="earlier published versions kept beside the current one")
    lock_seconds: float = Field(30, ge=0, description="how long to wait for another run on the same warehouse")
    retries: int = Field(3, ge=0, description="how often a recorded run tries again after a fault that may pass")
    retry_seconds: float = Field(60, ge=0, description="before the first retry; doubled before each further one")
    on: str | None = Field(None, description="the Dask scheduler whose workers read, such as tcp://host:8786")
    work: str | None = Field(None, description="where batches wait that a cluster reads: a folder, s3://bucket/prefix")
    cluster_seconds: float = Field(60, gt=0, description="how long to wait for a scheduler, and for a worker of it")
    log_format: Literal["text", "json"] = Field(
        "text", description="lines on stderr: for people, or a JSON object each"
    )
    log_level: Literal["debug", "info", "warning", "error"] | None = Field(
        None, description="the least level that is logged; unset: info as JSON, warning as text"
    )

    @property
    def columns(self) -> Columns:
        """The columns of tables that a person named."""
        return Columns(self.text_column or None, self.url_column or None)

    @property
    def load_limits(self) -> "Limits":
        """What a load may use."""
        from load.run import Limits  # noqa: PLC0415 (polars, which not every command needs)

        return Limits(self.load_memory, self.load_threads, wait=self.lock_seconds, keep=self.keep_versions)

    def with_cluster(self, on: str | None, work: str | None) -> Self:
        """The same, read by another cluster or at another place where one is named.

        Raises:
            UnusableArgumentsError: a place without a cluster.
        """
        if work and not (on or self.on):
            raise UnusableArgumentsError("--work is where batches wait that a cluster reads: name one with --on")
        return self.model_copy(update={name: it for name, it in (("on", on), ("work", work)) if it})

    def with_columns(self, columns: Columns) -> Self:
        """The same, with the columns that `columns` names."""
        named = {"text_column": columns.text, "url_column": columns.url}
        return self.model_copy(update={name: column for name, column in named.items() if column})
