"""Files, folders and globs that a person named to files and their bytes, lazily and bounded."""
