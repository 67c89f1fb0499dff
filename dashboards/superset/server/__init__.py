"""Superset itself, in an environment of its own, so without our packages: settings, start."""
