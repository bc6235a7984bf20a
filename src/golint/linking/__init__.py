"""How the files of a project hang together: which file an import means, a family of languages each, and what reaches a client."""
