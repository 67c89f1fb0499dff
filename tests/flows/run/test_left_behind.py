"""A thread that is left behind in a C++ library does not change how the command ends: Python would abort there."""

import subprocess
import sys

import pytest

THREAD = """
import sys, threading, time
import duckdb, flows.__main__ as entry

entered = threading.Event()

def wait(value: int) -> int:
    entered.set()
    while True:
        time.sleep(0.001)

def query() -> None:
    duckdb.connect().create_function("wait", wait).execute("SELECT wait(1)")

def main() -> None:
    threading.Thread(target=query, daemon=True).start()
    entered.wait()
    print("told")
    sys.exit({code})

entry.main = main
entry.command()
"""


@pytest.mark.parametrize("code", [0, 1, 130])
def test_the_exit_code_is_the_commands(code: int) -> None:
    done = subprocess.run([sys.executable, "-c", THREAD.format(code=code)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (code, "told\n", "")
