"""The paper of an award, as PDF."""

from certificates.pdf.paper import paper_of
from certificates.pdf.typesetting import PaperError, UnprintableError, render

__all__ = ["PaperError", "UnprintableError", "paper_of", "render"]
