"""The pass rule: its facts, its clauses one by one, and the judgement over all of them."""

from courses.running.passing.facts import Assessment, ClauseResult, Done, Override, PassFacts, PassResult, Step
from courses.running.passing.judging import judge, percent_asked

__all__ = [
    "Assessment",
    "ClauseResult",
    "Done",
    "Override",
    "PassFacts",
    "PassResult",
    "Step",
    "judge",
    "percent_asked",
]
