"""What a person named (files, folders, globs) to files and their bytes, lazily and bounded."""
