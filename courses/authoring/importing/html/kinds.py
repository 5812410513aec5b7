"""What the words of many generators mean: one table for containers, admonitions and classes."""

from courses.authoring.importing.texts import names

CALLOUTS = {
    "tip": "callout note info information tip hint-box testimonial important-note seealso see-also admonition box "
    "success check done todo quote cite prereq prerequisite prerequisites primary secondary remember-box didyouknow",
    "careful": "warning warn caution danger attention error bug important failure fail missing careful pitfall",
    "example": "example examples demo worked-example",
    "aim": "objectives objective questions question-list learning-objectives learningobjectives goals aims overview "
    "outcomes abstract",
    "recall": "keypoints key-points keypoint summary takeaways takeaway tldr checklist recap remember conclusion",
}
TRAINERS = names(
    "instructor instructors instructor-note instructor-notes instructornote teacher teachers teacher-note "
    "trainer trainers trainer-note facilitator lecturer speaker-notes notes-to-instructor"
)
TASKS = names("challenge exercise exercises activity task tasks try try-it tryit discussion homework practice")
ANSWERS = names(
    "solution solutions answer answers hint hints spoiler details dropdown solution-start accordion collapse"
)
TABS = names("tab tabs group-tab tab-item tab-set tabitem tab-content panel-tabset")
# Boxes that only arrange what stands in them.
PLAIN = names("column columns row grid grid-item card div margin aside center figure layout group card-body")
# Titles under which authors of simple notes set tasks.
TASK_TITLES = names(
    "exercise exercises challenge task tasks activity try it yourself practice úkol úkoly cvičení aufgabe "
    "übung ejercicio exercice مشق سرگرمی تمرین"
) | {"try it", "try it yourself", "your turn", "do it yourself"}
# Names that say more than the block's own kind does, when the author gave no title.
NAMES = {
    "prereq": "Prerequisites",
    "prerequisite": "Prerequisites",
    "prerequisites": "Prerequisites",
    "questions": "Questions",
    "testimonial": "Testimonial",
    "checklist": "Checklist",
    "seealso": "See also",
    "hint": "Hint",
    "hints": "Hint",
}
KIND_OF = {word: kind for kind, words in CALLOUTS.items() for word in words.split()}


def kind_of(word: str, title: str = "") -> str:
    """``tip`` … ``recall``, ``trainer``, ``task``, ``answer``, ``tab`` or ``plain``; empty for a word nobody knows."""
    word = word.lower().strip().removeprefix("callout-").removeprefix("alert-").replace("_", "-")
    if word in TRAINERS or any(part in word for part in ("instructor", "teacher", "trainer")):
        return "trainer"
    if word in ANSWERS or "solution" in word or "answer" in word:
        return "answer"
    if word in TASKS:
        return "task"
    if word in TABS or word in PLAIN:
        return "tab" if word in TABS else "plain"
    found = KIND_OF.get(word, "")
    return "task" if found == "tip" and title.lower().strip(" :.!") in TASK_TITLES else found
