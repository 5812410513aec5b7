"""Compiling a course: gather, refuse what is not ready, write the bytes."""

from courses.authoring.compiling.compile import compile_facts
from courses.authoring.compiling.facts import Compiled
from courses.authoring.compiling.findings import NotReleasable
from courses.authoring.compiling.gather import Gathered, gather
from courses.authoring.models import CoursePage


def compile_course(course: CoursePage) -> Compiled:
    """The bytes of the edition this course would be released as now. ``NotReleasable`` says what stands against it.

    Free of time, names, primary keys and the language of the process: two runs give one hash.
    """
    return compile_gathered(gather(course))


def compile_gathered(gathered: Gathered) -> Compiled:
    """The bytes of what was gathered. ``NotReleasable`` when it has problems."""
    if gathered.findings.problems:
        raise NotReleasable(gathered.findings)
    return compile_facts(gathered.facts)
