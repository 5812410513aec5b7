"""What the papers point to exists: links, commands, make targets, scripts."""

import re
from pathlib import Path

import pytest
from django.core.management import get_commands

ROOT = Path(__file__).resolve().parents[2]
PAPERS = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r'(?:\]\(|src=")(?!https?:|mailto:|#)([^)"#\s]+)')
MANAGE = re.compile(r"manage\.py ([a-z_]+)")
MAKE = re.compile(r"(?:^ {4}|`|[A-Z]=\S+ )make ([a-z-]+)", re.MULTILINE)
SCRIPT = re.compile(r"\bsh (\S+)")


def named(pattern: re.Pattern[str], paper: Path) -> list[str]:
    """Every match of the pattern's group in one paper."""
    return pattern.findall(paper.read_text(encoding="utf-8"))


def paper_name(paper: Path) -> str:
    """A paper as a test's name."""
    return str(paper.relative_to(ROOT))


@pytest.mark.parametrize("paper", PAPERS, ids=paper_name)
def test_links_lead_to_files(paper: Path) -> None:
    lost = [link for link in named(LINK, paper) if not (paper.parent / link).exists()]
    assert not lost


@pytest.mark.parametrize("paper", PAPERS, ids=paper_name)
def test_commands_exist(paper: Path) -> None:
    lost = [name for name in named(MANAGE, paper) if name not in get_commands()]
    assert not lost


@pytest.mark.parametrize("paper", PAPERS, ids=paper_name)
def test_make_targets_exist(paper: Path) -> None:
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert not [name for name in named(MAKE, paper) if name not in targets]


@pytest.mark.parametrize("paper", PAPERS, ids=paper_name)
def test_scripts_exist(paper: Path) -> None:
    assert not [name for name in named(SCRIPT, paper) if not (ROOT / name).exists()]


def test_the_patterns_find_something() -> None:
    """A pattern that matches nothing would let every other test here pass."""
    words = "".join(paper.read_text(encoding="utf-8") for paper in PAPERS)
    assert {"start", "transcode", "migrate"} <= set(MANAGE.findall(words))
    assert {"run", "test"} <= set(MAKE.findall(words))
    assert ".ci/environment" in SCRIPT.findall(words)
    assert "docs/pictures/lesson-360.png" in LINK.findall(words)
