"""What a release found: problems stop it, warnings do not."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Finding:
    """A sentence about one page; ``page`` is the page's number for the link to its editor, never for an edition."""

    page: int
    title: str
    sentence: str

    def __str__(self) -> str:
        """The page and what is wrong with it, on one line."""
        return f"{self.title}: {self.sentence}"


@dataclass
class Findings:
    """The two lists, in the order of the course."""

    problems: list[Finding] = field(default_factory=list)
    warnings: list[Finding] = field(default_factory=list)


class NotReleasable(Exception):
    """The course cannot become an edition; ``findings`` says why, page by page."""

    def __init__(self, findings: Findings) -> None:
        """Keep ``findings``; the text of the exception is their sentences."""
        super().__init__("\n".join(map(str, findings.problems)))
        self.findings = findings
