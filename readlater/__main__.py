"""``python -m readlater`` is the same program as ``readlater``."""

from readlater.start import main

if __name__ == "__main__":
    main()
