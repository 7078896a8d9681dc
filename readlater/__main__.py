"""``python -m readlater`` is the same program as ``readlater``."""

from readlater.cli import main

if __name__ == "__main__":
    main()
