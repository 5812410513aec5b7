"""The access rule written a second time, from ``docs/reference/access.md`` alone. Shares no code with the first."""

from calendar import monthrange
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from courses.running.access.facts import AccessFacts, Entry

NEVER = datetime.max.replace(tzinfo=UTC)


def first_instant(day: date, zone: str) -> datetime:
    """Scan the clock minute by minute for the first one that shows this day or a later one."""
    place = ZoneInfo(zone)
    moment = datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(hours=15)
    step = timedelta(minutes=15)
    while moment.astimezone(place).date() < day:
        moment += step
    return moment


def months_on(day: date, months: int) -> date:
    """Count months on the fingers; a day that is not there becomes the first of the next month."""
    year, month = day.year, day.month
    for _month in range(months):
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    if day.day <= monthrange(year, month)[1]:
        return date(year, month, day.day)
    return date(year, month, monthrange(year, month)[1]) + timedelta(days=1)


def spans(standing: list[Entry], begins: str, ends: str) -> list[tuple[datetime, datetime]]:
    """From each entry of the one kind to the first of the other that came after it."""
    found = []
    for number, entry in enumerate(standing):
        if entry.kind == begins:
            ending = [later.effective_at for later in standing[number:] if later.kind == ends]
            found.append((entry.at or entry.effective_at, ending[0] if ending else NEVER))
    return found


def within(spans: list[tuple[datetime, datetime]], at: datetime) -> bool:
    return any(start <= at < end for start, end in spans)


def runs_out(start: datetime, until: datetime, stops: list[tuple[datetime, datetime]]) -> datetime:
    """Walk from start with what is in the purse; where the clock stands still, nothing is paid."""
    purse, now = until - start, start
    while True:
        while within(stops, now):
            now = max(end for begin, end in stops if begin <= now < end)
            if now == NEVER:
                return NEVER
        ahead = min((begin for begin, end in stops if begin > now and end > begin), default=NEVER)
        if ahead == NEVER or now + purse <= ahead:
            return now + purse
        purse, now = purse - (ahead - now), ahead


def after_the_last_class(facts: AccessFacts) -> date:
    """Go on from the day of the last class, a day at a time; the beginning of time where no class holds it open."""
    if facts.window.after_last_session_days is None or facts.last_session_ends_at is None:
        return date.min
    day = facts.last_session_ends_at.astimezone(ZoneInfo(facts.time_zone)).date() + timedelta(days=1)
    for _free in range(facts.window.after_last_session_days):
        day += timedelta(days=1)
    return day


def may_enter(facts: AccessFacts, at: datetime) -> bool:
    """The prose of the reference, told again: walk through the entries as they happened and keep a list of spells."""
    if not facts.cohort_open or facts.withdrawn or facts.no_show:
        return False
    taken_back = {entry.supersedes for entry in facts.entries if entry.supersedes}
    standing = [entry for entry in facts.entries if entry.key not in taken_back]
    standing.sort(key=lambda entry: entry.effective_at)
    frozen, shut = spans(standing, "freeze", "resume"), spans(standing, "close", "reopen")
    if within(frozen, at) or within(shut, at):
        return False
    stops = frozen + [(entry.at, entry.until) for entry in standing if entry.kind == "outage"]
    zone = ZoneInfo(facts.time_zone)
    start, counted = first_instant(facts.starts_on, facts.time_zone), facts.starts_on
    if facts.window.basis in ("minutes_reached", "first_session"):
        need = facts.window.minutes if facts.window.basis == "minutes_reached" else 1
        days = sorted({item.at for item in facts.roll})
        reached = [d for d in days if sum(i.minutes for i in facts.roll if i.at <= d) >= need]
        if not reached:
            return False
        start, counted = reached[0], reached[0].astimezone(zone).date() + timedelta(days=1)
    elif facts.window.basis == "enrolment" and facts.enrolled_at > start:
        start, counted = facts.enrolled_at, facts.enrolled_at.astimezone(zone).date() + timedelta(days=1)
    length = facts.window
    shut_day = months_on(counted, length.months) if length.months else counted + timedelta(days=length.days)
    shut_day = max(shut_day, after_the_last_class(facts))

    def ends(spell: tuple[datetime, date]) -> datetime:
        return runs_out(spell[0], first_instant(spell[1], facts.time_zone), stops)

    spells = [(start, shut_day)]
    for entry in [entry for entry in standing if entry.kind == "extend"]:
        begun, day = spells[-1]
        if entry.effective_at < ends(spells[-1]):
            spells[-1] = (begun, day + timedelta(days=entry.days))
        else:
            given_on = entry.effective_at.astimezone(zone).date()
            spells.append((entry.effective_at, given_on + timedelta(days=1 + entry.days)))
    return any(spell[0] <= at < ends(spell) for spell in spells)
