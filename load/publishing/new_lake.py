"""Where a target keeps the files of a lake that it is to make: claimed while it is made, given back where it is not."""

from pathlib import Path

from extract.errors import need
from load.lake.address import Lake, named
from load.lake.claim import check_place, claim, clear
from load.lake.data import is_own
from load.publishing.layout import Layout


class NewLake:
    """The place of a lake's files, before there is a catalog that says where they are; of a file nothing is asked.

    Attributes:
        given: where they go, if a person said so.
        data: where they go; None for a file.
    """

    def __init__(self, at: Layout, given: str | None) -> None:
        """Take the warehouse and what a person said of the place."""
        self.given = given if given is None or "://" in given else f"{Path(given).absolute()}/"
        self.data = (self.given or f"{at.data}/") if at.is_lake else None
        self._at = at
        self._claimed = self._is_new = False

    def check(self) -> None:
        """Refuse a place where the files cannot go, or where another lake has its own.

        Raises:
            load.errors.WarehouseError: see the message.
            extract.errors.MissingExtraError: the extra `cluster` is not installed.
            extract.errors.StoreError, extract.errors.UnusableArgumentsError: the store does not answer, or refuses.
        """
        if self.data is None:
            return
        need("cluster", "duckdb_extension_ducklake")
        check_place(self.data, self._name)
        if is_own(self._at):  # which would be taken for its files, whatever was given
            check_place(f"{self._at.data}/", self._name)

    def claim(self) -> None:
        """Begin: what a dead run left there goes."""
        if self.data:
            self._is_new = claim(self.data, self._name)
            self._claimed = True

    def keep(self) -> None:
        """From here on the files may be named by a catalog that is published."""
        self._claimed = False

    def end(self) -> None:
        """Remove what was made, unless it may be published."""
        if self._claimed and self.data and not self._at.file.exists():
            clear(self.data, whole=self._is_new)
        self._claimed = False

    @property
    def _name(self) -> str:
        return named(Lake(self._at.file))
