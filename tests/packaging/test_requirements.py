"""What is locked: hashes, no address, no Qt that aborts; and a reason for each dependency."""

import json
import os
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCKS = sorted((ROOT / "packaging" / "requirements").glob("*.txt"))
NPM_LOCKS = sorted((ROOT / "packaging" / "requirements").glob("*/package-lock.json"))


def test_there_are_locks() -> None:
    clients = {f"sdk-langfuse-{generation}.txt" for generation in (2, 3, 4, 5)}
    assert {lock.name for lock in LOCKS} >= {"app.txt", "dev.txt", "uv.txt", "sdk-opentelemetry.txt"} | clients
    assert {lock.parent.name for lock in NPM_LOCKS} == {"javascript-3", "javascript-5", "javascript-ai"}
    assert not (ROOT / "uv.lock").exists()


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_lock_holds_hashes_and_no_address(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    assert not re.search(r"https?:|file:|--(extra-)?index-url|--find-links| @ ", text)
    packages = re.split(r"\n(?=[a-zA-Z0-9])", text.strip())
    assert all("==" in package and "--hash=sha256:" in package for package in packages)


@pytest.mark.parametrize("lock", NPM_LOCKS, ids=lambda lock: lock.parent.name)
def test_a_lock_of_npm_holds_hashes_and_no_address_to_load_from(lock: Path) -> None:
    packages = json.loads(lock.read_text(encoding="utf-8"))["packages"]
    locked = {name: package for name, package in packages.items() if name}
    assert len(locked) > 10
    assert [name for name, package in locked.items() if not package["integrity"].startswith("sha512-")] == []
    assert [name for name, package in locked.items() if "resolved" in package] == []


@pytest.mark.parametrize("name", ["app.txt", "dev.txt"])
def test_qt_is_locked_to_a_version_that_lives(name: str) -> None:
    text = (ROOT / "packaging" / "requirements" / name).read_text(encoding="utf-8")
    [version] = re.findall(r"^pyside6-essentials==(\S+)", text, re.MULTILINE)
    assert version != "6.12.0"


def test_the_locks_name_every_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = {
        "app.txt": project["project"]["dependencies"],
        "dev.txt": project["project"]["dependencies"] + project["dependency-groups"]["dev"],
    }
    for name, dependencies in wanted.items():
        locked = set(re.findall(r"^([a-z0-9-]+)==", (ROOT / "packaging/requirements" / name).read_text(), re.MULTILINE))
        assert {re.split(r"[^A-Za-z0-9-]", dependency)[0].lower() for dependency in dependencies} <= locked


def test_each_dependency_of_the_program_has_its_reason() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    listed = text[text.index("dependencies = [") : text.index("[dependency-groups]")]
    lines = [line for line in listed.splitlines() if line.strip().startswith('"')]
    assert len(lines) > 10
    assert [line for line in lines if not re.search(r"# \w+", line)] == []


@pytest.mark.parametrize("name", ["packaging/run", "packaging/test", "packaging/lock", ".ci/run"])
def test_the_commands_can_be_run(name: str) -> None:
    assert os.access(ROOT / name, os.X_OK)
