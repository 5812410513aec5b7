"""A phone in a browser test: whose session it holds, whether it has a link, and what it keeps of anybody."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from lms.people.models import Person
from tests.media.weak_link import WeakLink
from tests.running_site import cookies_of

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

# All that scripts and the browser keep for us, as one text.
EVERYTHING = """async () => {
  const found = [document.cookie, JSON.stringify({...localStorage}), JSON.stringify({...sessionStorage})];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    found.push(name);
    for (const request of await cache.keys()) found.push(request.url, await (await cache.match(request)).text());
  }
  for (const {name} of await indexedDB.databases()) {
    found.push(name);
    const box = await new Promise((yes, no) => {
      const asked = indexedDB.open(name); asked.onsuccess = () => yes(asked.result); asked.onerror = no;
    });
    for (const store of box.objectStoreNames) {
      const rows = await new Promise((yes) => {
        const asked = box.transaction(store).objectStore(store).getAll(); asked.onsuccess = () => yes(asked.result);
      });
      found.push(JSON.stringify(rows));
    }
    box.close();
  }
  return found.join("\\n");
}"""


class Phone:
    """One phone of the family, at the far end of a link that can be cut."""

    def __init__(self, context: "BrowserContext", link: WeakLink) -> None:
        self.context, self.link, self.address = context, link, link.url

    def signed_in(self, person: Person, language: str = "en") -> "Phone":
        """Put this person's session on the phone, in place of any other."""
        values = cookies_of(person.user, language)
        self.context.add_cookies(
            [{"name": name, "value": value, "url": self.address} for name, value in values.items()]
        )
        return self

    def open(self, path: str) -> "Page":
        """A new tab at this address."""
        page = self.context.new_page()
        page.goto(self.address + path)
        return page

    def dark(self) -> None:
        """No link any more, for pages and for the worker."""
        self.link.cut()
        self.context.set_offline(True)

    def light(self) -> None:
        """The link is back."""
        self.link.mend()
        self.context.set_offline(False)

    def keeps(self, page: "Page", path: str) -> None:
        """Wait until the worker keeps this page and looks after it."""
        until(
            page,
            "async (path) => { const worker = await navigator.serviceWorker.getRegistration(path);"
            " return !!(worker && worker.active && await caches.match(path)); }",
            path,
        )

    def holds(self, page: "Page") -> str:
        """Everything that is kept on the phone, read from a page of this site."""
        return str(page.evaluate(EVERYTHING))


@contextmanager
def phone_at(site: str, context: "BrowserContext") -> Iterator[Phone]:
    """A phone that reaches ``site`` through a link of its own."""
    with WeakLink(site) as link:
        yield Phone(context, link)
        for page in context.pages:
            page.close()


def waiting(page: "Page") -> int:
    """How many events wait on the phone, as its outbox counts them."""
    return int(page.evaluate("hunarOutbox.tell()"))


def sent(page: "Page") -> None:
    """Wait until nothing waits any more."""
    until(page, "async () => (await hunarOutbox.flush()) === 0")


def until(page: "Page", script: str, told: Any = None) -> None:
    """Ask an asynchronous question until its answer is yes; fail after a minute."""
    for _ in range(1200):
        if page.evaluate(script, told):
            return
        page.wait_for_timeout(50)
    raise AssertionError(script)


def events_of(page: "Page") -> list[dict[str, Any]]:
    """The rows that the outbox of this page's person holds."""
    script = """() => new Promise((yes) => {
      document.addEventListener("hunar-outbox", (event) => yes(event.detail.rows), {once: true}); hunarOutbox.tell();
    })"""
    found: list[dict[str, Any]] = page.evaluate(script)
    return found
