"""`python -m analysis` is `workbench`: the way on machines where scripts are not on the path."""

from analysis.cli import main

if __name__ == "__main__":
    main()
