"""The form a question is written with. It works without script: six option rows, the empty ones are left out."""

from collections.abc import Iterator
from string import ascii_lowercase
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from wagtail.admin.forms import WagtailAdminModelForm

from assessments.actions.questions import add_version, create_question, describe
from assessments.body import MOST_OPTIONS
from assessments.models import Question
from assessments.models.question import KINDS
from assessments.models.quiz_page import read_tags
from assessments.permissions import courses_for
from assessments.types import BodyError, read_body
from lms.people.api import person_of_user

ROWS = 6
SCORING = [("all_or_nothing", "All or nothing"), ("partial", "Partial credit (multiple choice)")]


class QuestionForm(WagtailAdminModelForm):
    """Prompt, options, key and feedback in every language of the site; saving makes a version."""

    course_key = forms.TypedChoiceField(label="Course or library", coerce=UUID)
    tags = forms.CharField(required=False, help_text="Words with commas between them, for example: colour, basics.")
    kind = forms.ChoiceField(label="Type", choices=KINDS)
    scoring = forms.ChoiceField(choices=SCORING, help_text="How a half-right answer counts.")
    weight = forms.IntegerField(min_value=1, max_value=100, initial=1, help_text="Points for a right answer.")

    class Meta:
        model = Question
        fields = ["course_key", "slug", "archived"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person_of_user(self.for_user)
        self.fields["course_key"].choices = list(courses_for(self.person, "change_questions").items())
        self.version = version = self.instance.current if self.instance.pk else None
        body = version.body if version else {"options": []}
        if version:
            self.fields["course_key"].disabled = True
            self.initial |= {"tags": ", ".join(self.instance.tags), "kind": version.kind}
            self.initial |= {"scoring": body["scoring"], "weight": body["weight"]}
        self.languages = languages_of(body)
        self.letters = letters_for([option["id"] for option in body["options"]])
        self._add_texts(body)

    def _add_texts(self, body: dict[str, Any]) -> None:
        """One field for each text in each language, filled with what the question says now."""
        options = {option["id"]: option for option in body["options"]}
        for code, name in self.languages.items():
            attributes = {"rows": 3, "lang": code, "dir": "auto"}
            for part in ("prompt", "feedback"):
                label = f"{part.capitalize()} ({name})"
                area = forms.Textarea(attrs=attributes)
                initial = body.get(part, {}).get(code, "")
                self.fields[f"{part}_{code}"] = forms.CharField(
                    label=label, required=False, widget=area, initial=initial, max_length=4000
                )
        for letter in self.letters:
            known = options.get(letter, {})
            for code, name in self.languages.items():
                self.fields[f"option_{letter}_{code}"] = forms.CharField(
                    label=f"Option {letter} ({name})",
                    required=False,
                    max_length=4000,
                    initial=known.get("text", {}).get(code, ""),
                    widget=forms.TextInput(attrs={"lang": code, "dir": "auto"}),
                )
            self.fields[f"correct_{letter}"] = forms.BooleanField(
                label=f"Option {letter} is right", required=False, initial=known.get("correct", False)
            )

    def rows(self) -> Iterator[dict[str, Any]]:
        """The option rows, for the template."""
        for letter in self.letters:
            texts = [self[f"option_{letter}_{code}"] for code in self.languages]
            yield {"letter": letter, "texts": texts, "correct": self[f"correct_{letter}"]}

    def texts(self, part: str, data: dict[str, Any]) -> dict[str, str]:
        """The filled-in languages of one part."""
        found = {code: (data.get(f"{part}_{code}") or "").strip() for code in self.languages}
        return {code: text for code, text in found.items() if text}

    def clean(self) -> dict[str, Any]:
        """Put the body together and check it as the bank will."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        right = {letter: bool(data.get(f"correct_{letter}")) for letter in self.letters}
        options = [
            {"id": letter, "text": self.texts(f"option_{letter}", data), "correct": right[letter]}
            for letter in self.letters
        ]
        ticked_empty = [option["id"] for option in options if option["correct"] and not option["text"]]
        if ticked_empty:
            self.add_error(None, f"Option {ticked_empty[0]} is ticked as right and has no text.")
        body = {
            "prompt": self.texts("prompt", data),
            "feedback": self.texts("feedback", data),
            "options": [option for option in options if option["text"]],
            "scoring": data.get("scoring", "all_or_nothing"),
            "weight": data.get("weight") or 1,
        }
        self._check(body, data)
        data["body"] = body
        return data

    def _check(self, body: dict[str, Any], data: dict[str, Any]) -> None:
        if not body["prompt"]:
            self.add_error(None, "Write the question in at least one language.")
        elif len(body["options"]) < 2:
            self.add_error(None, "Give at least two options.")
        elif "kind" in data:
            try:
                read_body(data["kind"], body)
            except BodyError as error:
                self.add_error(None, str(error))

    def keep(self) -> Question:
        """Store what was written: a new question, or new words and a new version of this one."""
        data = self.cleaned_data
        kind, body, tags = data["kind"], data["body"], read_tags(data["tags"])
        if not self.instance.pk:
            return create_question(
                course_key=data["course_key"], slug=data["slug"], kind=kind, body=body, tags=tags, by=self.person
            )
        describe(self.instance, slug=data["slug"], tags=tags, archived=data["archived"], by=self.person)
        add_version(self.instance, kind=kind, body=body, by=self.person)
        return self.instance


def languages_of(body: dict[str, Any]) -> dict[str, str]:
    """Codes and names of the site's content languages, and of any other the question already speaks."""
    names = dict(getattr(settings, "WAGTAIL_CONTENT_LANGUAGES", settings.LANGUAGES))
    return {code: str(name) for code, name in names.items()} | {
        code: code for code in body.get("prompt", {}) if code not in names
    }


def letters_for(known: list[str]) -> list[str]:
    """The identifiers of the option rows: those in use, filled up with free letters."""
    free = [letter for letter in ascii_lowercase if letter not in known]
    return [*known, *free[: max(0, ROWS - len(known))]][:MOST_OPTIONS]
