"""The shops hold test suites of their own, which are part of what is checked."""

collect_ignore_glob = ["*/shop/*"]
