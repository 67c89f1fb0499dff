"""Deciding where one looks: the queue as a page, and the one address that is written to; only with --decide."""
