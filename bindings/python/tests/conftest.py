import os
import subprocess
from pathlib import Path

import pytest

import imena

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="session")
def extractor():
    return imena.Extractor()


@pytest.fixture(scope="session")
def texts():
    """The examples of the repository, by their names."""
    return {path.name: path.read_text("utf-8") for path in sorted((ROOT / "examples").glob("*.txt"))}


@pytest.fixture(scope="session")
def program():
    """Runs the command line tool, the file named by IMENA, and gives what it writes."""
    path = os.environ.get("IMENA")
    if not path:
        pytest.skip("IMENA names no program to compare with")

    def run(*arguments, **options):
        command = [path, *map(str, arguments)]
        return subprocess.run(command, check=True, stdout=subprocess.PIPE, **options).stdout.decode("utf-8")

    return run
