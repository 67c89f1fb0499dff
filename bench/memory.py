"""How much memory a run holds, for the benches that watch one."""

import psutil


def memory_of(pid: int) -> float:
    """MB that a process and its children hold now, shared pages counted once each; 0 once it is gone."""
    try:
        root = psutil.Process(pid)
        return sum(one.memory_full_info().pss for one in [root, *root.children(recursive=True)]) / 1e6
    except psutil.Error:
        return 0.0
