"""What the person at the keyboard sees while the site runs: the address, the sign-ins, the work going on."""

import sys
import time
from collections import Counter

import django

from lms.project.serve.children import Children

MOST_STARTS = 5


def announce(address: str, *, demo: bool) -> None:
    """Print where the site is and, for the demo, who may come in."""
    print(f"\n  Hunar is at  {address}\n", flush=True)
    if not demo:
        return
    from lms.project.demo.accounts import ACCOUNTS

    for account in ACCOUNTS:
        print(f"  {account.label:<22} {account.username:<10} {account.secret_word} {account.secret}")
    print("\n  These sign-ins work on this machine only. Ctrl-C stops everything.\n", flush=True)


def until_interrupted(children: Children) -> None:
    """Show each job that is at work until Ctrl-C; start again what ended by itself, but not for ever."""
    django.setup()
    shown: dict[str, str] = {}
    ends: Counter[str] = Counter()
    while True:
        if name := children.ended():
            ends[name] += 1
            if ends[name] > MOST_STARTS:
                print(f"The {name} process ends again and again; its words are in var/log/{name}.log", file=sys.stderr)
                raise SystemExit(1)
            print(f"  The {name} process ended by itself and is started again.", flush=True)
            children.start_again(name)
        show_changes(shown)
        time.sleep(2)


def show_changes(shown: dict[str, str]) -> None:
    """Print a line for each job whose state or tens of percent changed since ``shown`` and that says what it does."""
    from lms.foundation.models import Job

    for job in Job.objects.order_by("created_at"):
        if job.state == "running" and not job.note:
            continue
        if job.state == "running":
            line = f"{job.note} ({job.progress // 10 * 10} %)"
        else:
            line = f"{job.note or job.kind}: {job.get_state_display()}"
        key = str(job.uuid)
        if shown.get(key) != line:
            known, shown[key] = shown.get(key), line
            if job.state == "running" or known is not None:
                print(f"  {line}", flush=True)
