"""Commands of `gongkai`, one module each; `flows.cli` puts them together."""
