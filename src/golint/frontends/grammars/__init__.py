"""The languages that tree-sitter reads: one module each, named after the language, that holds its `GRAMMAR`."""
