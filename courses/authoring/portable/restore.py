"""Pages from a portable source. The caller holds the transaction: either everything stands, or nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.apps import apps
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.models import Locale

from courses.authoring.models import ActivityPage, CataloguePage, CoursePage, ModulePage, Page
from courses.authoring.portable.archive import BadArchive
from courses.authoring.portable.checked import PageSource, Source
from courses.authoring.portable.home import Home
from courses.authoring.portable.references import settled
from courses.authoring.portable.rooms import put_parts
from courses.authoring.rights import collection_of
from lms.foundation.models import StoredFile


def restore_course(
    source: Source, stored: Mapping[str, StoredFile], shapes: Mapping[str, dict[str, Any]], user: Any
) -> CoursePage:
    """Make the course, its modules and activities in all their languages, published; give back the course page.

    ``stored`` holds the archive's files by hash, ``shapes`` what the manifest says of each (width, height).
    """
    return _Restoring(source, stored, shapes, user).course()


@dataclass
class _Restoring:
    source: Source
    stored: Mapping[str, StoredFile]
    shapes: Mapping[str, dict[str, Any]]
    user: Any
    pages: dict[UUID, dict[str, Page]] = field(default_factory=dict)

    def course(self) -> CoursePage:
        """Empty pages first, so that links find their targets; then the words."""
        key = self.source.course.key
        made = {page.language: self.course_page(page) for page in self.source.course.pages}
        self.pages[key] = dict(made)
        self.home = Home(self.pages, self.stored, self.shapes, collection_of(key), self.user)
        for module in self.source.modules:
            self.make(ModulePage, module.key, module.pages, key)
            for page in self.pages[module.key].values():
                page.requires = [str(each) for each in module.requires]
            for activity in module.activities:
                self.make(_model(activity.model), activity.key, activity.pages, module.key)
        put_parts(key, self.source.rooms)
        for number, told in self.source.recordings.items():
            self.home.bring(number, told)
        self.write()
        return made[self.source.course.language]

    def course_page(self, page: PageSource) -> CoursePage:
        """The course page under the catalogue of its language."""
        locale = _locale(page.language)
        catalogue = CataloguePage.objects.filter(locale=locale).order_by("path").first()
        if catalogue is None:
            raise BadArchive(
                _("There is no catalogue page in “%s” here yet. Make one, then bring it in.") % page.language
            )
        known = self.pages.get(self.source.course.key, {})
        instance = CoursePage(
            key=self.source.course.key,
            title=page.title or str(self.source.course.key),
            locale=locale,
            source_language=self.source.course.language,
            owner=self.user,
        )
        self.follow(instance, known, mirrors=page.mirrors)
        catalogue.add_child(instance=instance)
        self.pages.setdefault(self.source.course.key, {})[page.language] = instance
        return instance

    def make(self, model: type[Page], key: UUID, pages: list[PageSource], parent: UUID) -> None:
        """One page in each language, below its parent in that language."""
        for page in pages:
            above = self.pages[parent].get(page.language)
            if above is None:
                raise BadArchive(_("A page in “%s” has nothing to stand under.") % page.language)
            instance = model(key=key, title=page.title or str(key), locale=above.locale, owner=self.user)
            known = self.pages.setdefault(key, {})
            self.follow(instance, known, mirrors=page.mirrors)
            above.add_child(instance=instance)
            known[page.language] = instance

    def follow(self, instance: Page, known: dict[str, Page], *, mirrors: bool = False) -> None:
        """Make it a translation of the page that came first, or its mirror."""
        first = next(iter(known.values()), None)
        if first is not None:
            instance.translation_key = first.translation_key
            if mirrors:
                instance.alias_of = first.page_ptr
                instance.title = first.title

    def write(self) -> None:
        """Give every page its words and publish it."""
        everything = [(self.source.course.key, self.source.course.pages)]
        for module in self.source.modules:
            everything.append((module.key, module.pages))
            everything += [(activity.key, activity.pages) for activity in module.activities]
        for key, pages in everything:
            for page in pages:
                if not page.mirrors:
                    self.fill(self.pages[key][page.language], page)

    def fill(self, instance: Page, page: PageSource) -> None:
        """Set the portable fields, and nothing else; refuse what the model refuses."""
        instance.title = page.title
        for name, value in page.fields.items():
            if name not in instance.portable_fields:
                raise BadArchive(_("A page carries a field that is not known here: “%s”.") % name)
            self.set(instance, name, settled(value, self.home))
        try:
            instance.full_clean()
        except ValidationError as reason:
            raise BadArchive(f"“{page.title}”: {' '.join(reason.messages)}") from reason
        instance.save_revision(user=self.user).publish()

    def set(self, instance: Page, name: str, value: Any) -> None:
        """One field from its stored form."""
        model_field = instance._meta.get_field(name)  # noqa: SLF001  (Django's documented name)
        if model_field.is_relation:
            setattr(instance, model_field.attname, value.get(name) if isinstance(value, dict) else None)
        elif hasattr(model_field, "stream_block"):
            setattr(instance, name, model_field.stream_block.to_python(value))
        else:
            setattr(instance, name, value)


def _locale(language: str) -> Locale:
    locale = Locale.objects.filter(language_code=language).first()
    if locale is None:
        raise BadArchive(
            _("This site does not speak “%s”. Add the language under Settings, then bring it in.") % language
        )
    return locale


def _model(label: str) -> type[ActivityPage]:
    """The activity type of this label; only types that are activities, whatever the archive says."""
    try:
        model = apps.get_model(label)
    except (LookupError, ValueError) as reason:
        raise BadArchive(_("This course needs “%s”, which is not installed here.") % label[:80]) from reason
    if not issubclass(model, ActivityPage):
        raise BadArchive(_("“%s” is no kind of activity.") % label[:80])
    return model
