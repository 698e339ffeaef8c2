"""What is installed is whole: every package, and every file beside its modules that it reads."""

import subprocess
import tomllib
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
SETUPTOOLS: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]
PACKAGES: list[str] = SETUPTOOLS["packages"]
TOP = {package.partition(".")[0] for package in PACKAGES}


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", *TOP], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("no checkout: nothing says which files belong to it")
    return [Path(line) for line in listed.stdout.splitlines()]


def test_every_package_is_installed() -> None:
    found = {".".join(path.parent.parts) for path in tracked() if path.name == "__init__.py"}
    assert found == set(PACKAGES)


def test_every_file_beside_the_modules_is_installed() -> None:
    patterns: dict[str, list[str]] = SETUPTOOLS["package-data"]
    data = [path for path in tracked() if path.suffix != ".py"]
    assert data
    left_out = [
        path
        for path in data
        if not any(fnmatch("/".join(path.parts[1:]), one) for one in patterns[path.parts[0]])
    ]
    assert left_out == []


def test_the_sample_company_is_installed_with_the_demo() -> None:
    assert "config.yaml" in SETUPTOOLS["data-files"]["share/tousu"]
