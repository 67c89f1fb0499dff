"""The journal is written beside the warehouse and nowhere else, with the rights that an operator gave it."""

from pathlib import Path

import pytest

from flows.operate import journal
from flows.operate.journal import journal_path, new_entry, read_entries, write_entry


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.write_text("somebody else's\n", encoding="utf8")
    journal_path(tmp_path / "w.duckdb").symlink_to(other)
    with pytest.raises(OSError, match="symbolic links"):
        write_entry(tmp_path / "w.duckdb", new_entry("a", "started", {}))
    assert other.read_text(encoding="utf8") == "somebody else's\n"


def test_a_journal_that_is_shortened_keeps_its_rights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    warehouse = tmp_path / "w.duckdb"
    monkeypatch.setattr(journal, "LONGEST", 300)
    write_entry(warehouse, new_entry("first", "started", {}))
    journal_path(warehouse).chmod(0o600)
    for number in range(9):
        write_entry(warehouse, new_entry(str(number), "started", {}))
    assert journal_path(warehouse).stat().st_mode & 0o777 == 0o600
    assert "first" not in {entry.run for entry in read_entries(warehouse)}
