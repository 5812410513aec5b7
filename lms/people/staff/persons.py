"""People: find one, add one, correct a name, print a slip."""

from typing import Any

from django.contrib.auth import get_user_model
from django.forms import CharField, CheckboxSelectMultiple, ModelForm
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button, HeaderButton
from wagtail.log_actions import log

from lms.people.actions.persons import add_person
from lms.people.models import Person
from lms.people.requests import is_superuser, person_of

NAMES = ["display_name", "legal_name", "urdu_name"]
FIELDS = [*NAMES, "gender", "language", "district", "network", "organisations", "shared_phone", "data_saver"]


class PersonForm(ModelForm):  # type: ignore[type-arg]
    """What staff may correct."""

    class Meta:
        model = Person
        fields = FIELDS
        widgets = {"organisations": CheckboxSelectMultiple}
        labels = {"organisations": "Studies or works at"}
        help_texts = {"organisations": "Some batches are for one institute's people only."}


class NewPersonForm(PersonForm):
    """A new person with an account."""

    username = CharField(max_length=150, help_text="What she types to sign in, for example gul-4182. It is no name.")
    field_order = ["username", *FIELDS]

    def clean_username(self) -> str:
        """Small letters, and nobody else's."""
        username: str = self.cleaned_data["username"].strip().lower()
        model = get_user_model()
        field: Any = model._meta.get_field(model.USERNAME_FIELD)  # noqa: SLF001
        field.run_validators(username)
        if model.objects.filter(**{f"{model.USERNAME_FIELD}__iexact": username}).exists():
            self.add_error("username", "Somebody has this username already.")
        return username


def username_of(person: Person) -> str:
    """The username of a person, or a dash."""
    return person.user.get_username() if person.user else "-"


def way_in_of(person: Person) -> str:
    """How she signs in."""
    if hasattr(person, "pin"):
        return "PIN"
    if person.user is None:
        return "no account"
    return "password" if person.user.has_usable_password() else "no PIN yet"


class PersonIndex(generic.IndexView):  # type: ignore[misc]
    """The list, searched by what staff know: username or a name."""

    columns = [
        TitleColumn(
            "display_name", label="Display name", url_name="hunar_people_persons:edit", sort_key="display_name"
        ),
        Column("legal_name", label="Legal name", sort_key="legal_name"),
        Column("username", label="Username", accessor=username_of),
        Column("way_in", label="Signs in by", accessor=way_in_of),
    ]

    def get_base_queryset(self) -> Any:
        """Persons with all the columns need: no query for each row."""
        return super().get_base_queryset().select_related("user", "pin")

    def get_list_more_buttons(self, instance: Person) -> list[Any]:
        """Wagtail's buttons and ours."""
        buttons = super().get_list_more_buttons(instance)
        if instance.user and not instance.user.has_usable_password():
            url = f"{reverse('hunar_people_staff:slips')}?person={instance.uuid}"
            buttons.append(Button("Print start slip", url=url, icon_name="doc-full", priority=20))
        return list(buttons)

    @cached_property
    def header_buttons(self) -> list[Any]:
        """Add a person, and slips for everybody who has not started."""
        slips = HeaderButton("Print start slips", url=reverse("hunar_people_staff:slips"), icon_name="doc-full")
        return [*super().header_buttons, slips]


class PersonCreate(generic.CreateView):  # type: ignore[misc]
    """A new person."""

    success_message = "The person was added. Print her start slip next."

    def save_instance(self) -> Person:
        """Make person and account together."""
        person = self.form.save(commit=False)
        add_person(person, username=self.form.cleaned_data["username"])
        self.form.save_m2m()
        log(person, "wagtail.create", user=self.request.user, data={"person": str(person.uuid)})
        return person  # type: ignore[no-any-return]


class PersonEdit(generic.EditView):  # type: ignore[misc]
    """One person. Her name is on the screen; the log keeps only her key."""

    success_message = "The changes were saved."

    def get_form(self, *args: Any, **kwargs: Any) -> Any:
        """Her own gender somebody else records, for it opens batches for women."""
        form = super().get_form(*args, **kwargs)
        if self.object == person_of(self.request) and not is_superuser(self.object):
            form.fields["gender"].disabled = True
            form.fields["gender"].help_text = "A colleague records this for you. Women see into batches for women."
        return form

    def get_page_subtitle(self) -> str:
        """Whose page it is."""
        return str(self.object.display_name)

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        """Print her slip from here too."""
        url = f"{reverse('hunar_people_staff:slips')}?person={self.object.uuid}"
        return [*super().header_more_buttons, Button("Print start slip", url=url, icon_name="doc-full", priority=20)]


class PersonViewSet(ModelViewSet):  # type: ignore[misc]
    """People in Wagtail."""

    model = Person
    name = "hunar_people_persons"
    url_prefix = "people/persons"
    icon = "user"
    menu_label = "People"
    menu_name = "hunar-people"
    index_view_class = PersonIndex
    add_view_class = PersonCreate
    edit_view_class = PersonEdit
    copy_view_enabled = False
    add_to_reference_index = False
    search_backend_name = None
    ordering = ["display_name"]
    list_per_page = 50

    @cached_property
    def search_fields(self) -> list[str]:
        """Username on any user model, and the names staff read on paper."""
        return [f"user__{get_user_model().USERNAME_FIELD}", "display_name", "legal_name", "urdu_name"]

    def get_form_class(self, for_update: bool = False) -> type[ModelForm]:  # type: ignore[type-arg]  # noqa: FBT001, FBT002
        """A username is given once."""
        return PersonForm if for_update else NewPersonForm

    def get_permissions_to_register(self) -> Any:
        """None: rights on people come from roles, never from a tick in a group."""
        return super().get_permissions_to_register().none()
