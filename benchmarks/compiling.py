"""What it costs to compile a large course, and to compile it again after one change.

``python -m benchmarks.compiling`` makes a site of its own with 200 lessons of about a thousand words in 20 modules and
two languages, each with a lecture, pictures and every block that an author has, and prints JSON. The first compile runs
in a process of its own, so that its peak of memory is its own. A compile after one change runs in the process that
compiled before, as in a worker, and in a new one.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.cost import measured

MODULES = 20
REPEATED = 5


def make(lessons: int) -> None:
    """A new site with the course."""
    from django.core.management import call_command
    from django.db import transaction

    from tests.factories.large_course import make_large_course

    call_command("migrate", verbosity=0)
    with transaction.atomic():
        make_large_course(lessons, MODULES)


def compile_once() -> dict[str, Any]:
    """Compile the course as it is now."""
    from courses.authoring.api import compile_course
    from courses.authoring.models import CoursePage

    course = CoursePage.objects.order_by("path").first()
    with measured() as cost:
        compiled = compile_course(course)
    sizes = {"manifest_bytes": len(compiled.manifest), "fragments": len(compiled.fragments)}
    return {"cpu_seconds": round(cost.seconds, 3), "hash": compiled.hash} | sizes


def forget() -> None:
    """Let the next compile be the first."""
    from courses.authoring.models import CompiledActivity

    CompiledActivity.objects.all().delete()


def change_one(number: int) -> None:
    """Publish another word in one lesson."""
    from courses.authoring.models import LessonPage

    lesson = LessonPage.objects.filter(locale__language_code="en").order_by("path")[number]
    lesson.title += " again"
    lesson.save_revision().publish()


def first() -> dict[str, Any]:
    """One first compile, and the peak of this process."""
    forget()
    peak_before = peak()
    return compile_once() | {"peak_mib": peak(), "peak_mib_before": peak_before}


def both() -> dict[str, Any]:
    """First compiles and compiles after one change in turn; of each the cheapest, since other work disturbs."""
    firsts, agains = [], []
    for number in range(REPEATED):
        forget()
        firsts.append(compile_once()["cpu_seconds"])
        change_one(number)
        agains.append(compile_once()["cpu_seconds"])
    share = round(100 * min(agains) / min(firsts), 1)
    return {"first_cpu_seconds": min(firsts), "again_cpu_seconds": min(agains), "again_percent": share}


def again() -> dict[str, Any]:
    """A compile after one change, by a process that compiled nothing before."""
    change_one(REPEATED)
    return compile_once()


def peak() -> float:
    """The most memory that this process ever held, in MiB."""
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)


STEPS = {"first": first, "both": both, "again": again}


def step(name: str, folder: str, lessons: int) -> None:
    """One step, in a process that ends with it; prints what it measured."""
    os.environ |= {"HUNAR_DATA": folder, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    import django

    django.setup()
    if name == "make":
        make(lessons)
    print(json.dumps(STEPS[name]() if name in STEPS else {}))


def main(arguments: list[str]) -> None:
    """Measure once."""
    parser = argparse.ArgumentParser(description="Compiling a large course, and again after one change.")
    parser.add_argument("--lessons", type=int, default=200)
    parser.add_argument("--step", nargs=2, metavar=("NAME", "FOLDER"), help="used by the script itself")
    given = parser.parse_args(arguments)
    if given.step:
        step(*given.step, given.lessons)
        return
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).mkdir(exist_ok=True)
        found = {name: run(name, folder, given.lessons) for name in ("make", *STEPS)}
    print(json.dumps({"benchmark": "compiling", "lessons": given.lessons} | found, indent=2))


def run(name: str, folder: str, lessons: int) -> dict[str, Any]:
    """The figures of one step."""
    command = [sys.executable, "-m", "benchmarks.compiling", "--lessons", str(lessons), "--step", name, folder]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True)
    figures: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return figures


if __name__ == "__main__":
    main(sys.argv[1:])
