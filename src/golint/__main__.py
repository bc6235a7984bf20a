"""`python -m golint`."""

from __future__ import annotations

from golint.cli import main

if __name__ == "__main__":
    main()
