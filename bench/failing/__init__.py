"""Every file operation and growing allocation of a run fails, one after the other; the old or the new state is left."""
