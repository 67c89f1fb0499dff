"""Every name of a document, manifest row and decision that tells of it: those of this run and those that are kept.

What is read of a document hangs on its bytes, on all its names, on all manifest rows and on what people decided,
whatever the order and the night in which they came. They stand in a DuckDB file of the run's own, so that memory stays
flat; the load takes them from there.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import duckdb
import polars as pl

from extract.decisions.shape import Decisions
from extract.documents import DIGEST_BYTES, DOCUMENT, MET, OpenContent, name_key, with_names
from extract.lists.manifest import MANIFEST_ROW
from load.building.decisions import give_decisions
from load.hints.opened import opened
from load.hints.told import DECIDED_OF, MATCHED, SAID, TARGETS, TOLD, give_roster
from load.scripts import step


@dataclass(frozen=True)
class Known:
    """Digests of content that stays as it is when met again, and what of it a further name may change."""

    digests: frozenset[bytes]
    opened: OpenContent


class Hints:
    """The names and manifest rows of one run, over those of the warehouse that it starts from."""

    def __init__(  # noqa: PLR0913, PLR0917
        self,
        folder: Path,
        base: Path | None,
        given: pl.DataFrame,
        decisions: Decisions | None = None,
        roster: pl.DataFrame | None = None,
        mark: str = "",
    ) -> None:
        """Begin.

        Args:
            folder: the run's own; an earlier run's hints in it go.
            base: the warehouse that the run starts from; none yet on the first run.
            given: the rows of this run's manifest, as `extract.lists.manifest.MANIFEST_ROW`.
            decisions: what the folder of decisions holds; those of the warehouse where there is no folder.
            roster: as `transform.agencies.roster.ROSTER_AGENCY`; that of the warehouse where none is given.
            mark: what tells the files of decisions from other ones.
        """
        self.path = folder / "hints.duckdb"
        for path in (self.path, folder / "hints.duckdb.wal"):
            path.unlink(missing_ok=True)
        self._late = folder / "late"
        self._late.mkdir(exist_ok=True)
        for path in self._late.iterdir():
            path.unlink()
        self._db = opened(self.path, base)
        self._db.register("rows_given", given)
        columns = ", ".join(MANIFEST_ROW)
        self._db.execute(
            f"CREATE TABLE given AS SELECT {columns} FROM rows_given EXCEPT SELECT {columns} FROM manifest_row"
        )
        self._db.execute("CREATE TABLE given_key AS SELECT DISTINCT key FROM rows_given")
        self._db.unregister("rows_given")
        self._db.execute(TARGETS.format(columns=columns))
        self._db.execute("CREATE TABLE met (sha256 VARCHAR, source_uri VARCHAR, url VARCHAR)")
        self._db.execute("CREATE TABLE read_now (sha256 VARCHAR)")
        self._says_anything = bool(self._db.execute("SELECT 1 FROM said LIMIT 1").fetchall())
        give_roster(self._db, roster)
        give_decisions(self._db, decisions)
        self._db.execute("CREATE TABLE given_from AS SELECT $mark::VARCHAR AS digest", {"mark": mark})
        self._db.execute(f"CREATE TABLE decided_reading AS {step('decided_reading')}")
        self._decides_anything = bool(self._db.execute("SELECT 1 FROM decided_reading LIMIT 1").fetchall())

    def known(self, version: str, *, force: bool) -> Known:
        """What need not be read when it is met again.

        Args:
            version: of the reader; what another one read is not known.
            force: nothing is known.
        """
        self._db.execute(f"CREATE OR REPLACE TEMP TABLE told AS {self._told()} UNION ({step('decided_anew')})")
        head = f"unhex(left(sha256, {2 * DIGEST_BYTES})) AS digest"
        digests = self._db.execute(
            f"SELECT {head} FROM ({step('known_content')}) ANTI JOIN told USING (sha256)",
            {"version": version, "force": force},
        ).pl()
        self._db.execute(
            "CREATE OR REPLACE TEMP TABLE opened AS SELECT sha256 FROM report WHERE uses_names "
            "UNION SELECT sha256 FROM rejected_document WHERE sha256 IS NOT NULL"
        )
        opened = self._db.execute(f"SELECT {head} FROM opened").pl()
        reader = self._db.execute("SELECT sha256, source_uri, url FROM document_name SEMI JOIN opened USING (sha256)")
        names = set[bytes]()
        while rows := reader.fetchmany(10_000):
            names |= {name_key(bytes.fromhex(digest)[:DIGEST_BYTES], uri, url) for digest, uri, url in rows}
        content, open_content = (frozenset(frame["digest"].to_list()) for frame in (digests, opened))
        return Known(content, OpenContent(open_content, names))

    def stale_reports(self, version: str) -> int:
        """How many reports of the warehouse another version of the reader has read."""
        found = self._db.execute("SELECT count(*) FROM report WHERE parser_version <> ?", [version])
        return int(found.fetchall()[0][0])

    def meet(self, met: pl.DataFrame) -> None:
        """Note names that content was met by, as `extract.documents.MET`."""
        self._insert("met", met.select(MET.names()))

    def keep(self, late: pl.DataFrame) -> None:
        """Keep documents that came late, as `DOCUMENT`: their names may change what was read of their content."""
        if late.height:
            late.write_parquet(self._late / f"{len(list(self._late.iterdir())):06}.parquet", compression="lz4")

    def complete(self, documents: pl.DataFrame) -> pl.DataFrame:
        """Documents under all their names, with all that manifests and people say of them; they count as read now.

        Returns:
            The documents with the columns `told`, of type `TOLD`, and `decided`, of type `DECIDED_OF`; null where
            nothing is said.
        """
        self._db.register("asked", documents.select("sha256").drop_nulls().unique())
        names = (
            "SELECT sha256, source_uri, url FROM met SEMI JOIN asked USING (sha256) "
            "UNION SELECT sha256, source_uri, url FROM document_name SEMI JOIN asked USING (sha256)"
        )
        named = with_names(documents, self._db.execute(names).pl().cast(MET))
        told = pl.DataFrame(schema={"sha256": pl.String, "told": TOLD})
        if self._says_anything:
            told = self._what_is_said(names)
        decided = pl.DataFrame(schema={"sha256": pl.String, "decided": DECIDED_OF})
        if self._decides_anything:
            decided = self._db.execute(step("decided_of")).pl().cast(decided.schema)
        self._db.execute("INSERT INTO read_now FROM asked")
        self._db.unregister("asked")
        named = named.join(told, on="sha256", how="left", maintain_order="left")
        return named.join(decided, on="sha256", how="left", maintain_order="left")

    def read_again(self, batches: list[Path], version: str, rows: int) -> Iterator[pl.DataFrame]:
        """Documents that are read again without their file, once all files of the run are read.

        Args:
            batches: folders of what was read of this run's documents.
            version: of the reader; what another one read is read again.
            rows: documents in a frame.

        Yields:
            Documents, as `complete` gives them: those that came late where a name decides, or a manifest tells of it,
            then the stored texts of reports and held documents that an older reader has read, or that are told of anew.
        """
        for late in self._late_documents(batches):
            yield from (self.complete(part) for part in late.iter_slices(rows))
        self._db.execute(
            f"CREATE OR REPLACE TABLE again AS SELECT sha256, part FROM ({step('kept_content')}) "
            "ANTI JOIN read_now USING (sha256) WHERE is_stale OR sha256 IN (FROM told) "
            f"OR sha256 IN ({self._told_by_new_names()})",
            {"version": version},
        )
        if not self._db.execute("SELECT 1 FROM again LIMIT 1").fetchall():
            return
        # A cursor of its own: what is read again is noted while its rows are still coming.
        with self._db.cursor() as cursor:
            cursor.execute("SET search_path = 'hints.main,warehouse.main'")
            for batch in cursor.execute(step("kept_text")).to_arrow_reader(rows):
                texts = pl.DataFrame(batch).cast(DOCUMENT)
                yield from (self.complete(part) for part in texts.iter_slices(rows))

    def unmet(self) -> list[str]:
        """Keys of this run's manifest that name no document, of this run or of the warehouse."""
        names = "SELECT * FROM met UNION SELECT * FROM document_name"
        matched = MATCHED.format(names=names, said="SELECT * FROM said SEMI JOIN given_key USING (key)")
        found = self._db.execute(f"SELECT key FROM given_key WHERE key NOT IN (SELECT key FROM ({matched})) ORDER BY 1")
        return [key for (key,) in found.fetchall()]

    @property
    def gone(self) -> list[str]:
        """Decisions of the warehouse that no file has any more."""
        found = self._db.execute(
            "SELECT decision_id FROM decision ANTI JOIN given_decision USING (decision_id) "
            "WHERE kind <> 'undo' ORDER BY 1"
        )
        return [decision_id for (decision_id,) in found.fetchall()]

    def close(self) -> None:
        """Bring what was noted to the disk, and let go of the files."""
        with suppress(duckdb.Error):
            self._db.execute("CHECKPOINT hints")
        self._db.close()

    def _insert(self, table: str, rows: pl.DataFrame) -> None:
        self._db.register("rows_here", rows)
        self._db.execute(f"INSERT INTO {table} FROM rows_here")
        self._db.unregister("rows_here")

    def _what_is_said(self, names: str) -> pl.DataFrame:
        """Content with what manifests say of it: sha256, told."""
        matched = self._db.execute(MATCHED.format(names=names, said="FROM said")).pl()
        renamed = matched.rename({"agency": SAID[0], "report_year": SAID[1], "published_date": SAID[2], "url": SAID[3]})
        distinct = renamed.select("sha256", *SAID).unique().sort(pl.all(), nulls_last=True)
        told = distinct.group_by("sha256", maintain_order=True).agg(told=pl.struct(SAID))
        return told.cast({"sha256": pl.String, "told": TOLD})

    def _told(self) -> str:
        """The query for known content that a manifest tells of anew: a row of this run, or one since it was refused."""
        new = MATCHED.format(
            names="SELECT * FROM document_name", said="SELECT * FROM said SEMI JOIN given USING (key, root)"
        )
        since = MATCHED.format(
            names="SELECT * FROM document_name SEMI JOIN rejected_document USING (sha256)",
            said="SELECT said.*, told_at FROM said JOIN manifest_row ON manifest_row.key = said.key "
            "AND manifest_row.root = said.root",
        )
        return (
            f"SELECT sha256 FROM ({new}) UNION SELECT sha256 FROM ({since}) JOIN rejected_document USING (sha256) "
            "WHERE told_at > seen_at"
        )

    def _told_by_new_names(self) -> str:
        """The query for content that is told of by a name that is new in this run."""
        new = "SELECT * FROM met EXCEPT SELECT sha256, source_uri, url FROM document_name"
        return f"SELECT sha256 FROM ({MATCHED.format(names=new, said='FROM said')})"

    def _late_documents(self, batches: list[Path]) -> Iterator[pl.DataFrame]:
        """The documents that came late and are read again."""
        kept = sorted(self._late.iterdir())
        if not kept:
            return
        asking = [pl.scan_parquet(folder / "rejected.parquet").select("sha256") for folder in batches]
        asking += [
            pl.scan_parquet(folder / "report.parquet").filter("uses_names").select("sha256") for folder in batches
        ]
        said = MATCHED.format(names="SELECT * FROM met SEMI JOIN late USING (sha256)", said="FROM said")
        self._db.register("late", pl.concat([pl.read_parquet(path, columns=["sha256"]) for path in kept]))
        told = self._db.execute(f"SELECT DISTINCT sha256 FROM ({said})").pl().cast({"sha256": pl.String})
        self._db.unregister("late")
        wanted = pl.concat([told, pl.concat(asking).drop_nulls().collect()]).unique()
        for path in kept:
            yield pl.read_parquet(path).join(wanted, on="sha256", how="semi", maintain_order="left")
