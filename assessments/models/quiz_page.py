"""A quiz as its author sees it: a page that draws from the course's question bank."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Prefetch
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField

from assessments.models.question import Question, QuestionVersion
from assessments.paper import Settings, Source, open_half, sealed_half
from courses.authoring.api import CompileContext, body_fragment
from courses.authoring.models import ActivityPage, CoursePage

PLAIN = ["bold", "italic", "ol", "ul"]


class QuizPage(ActivityPage):
    """A quiz of a module. Its words are translated as pages are; its questions carry their languages themselves."""

    kind = "quiz"
    portable_fields = (
        *ActivityPage.portable_fields,
        *("introduction", "tags", "draw", "pass_percent", "attempts", "shuffle"),
    )

    introduction = RichTextField(blank=True, features=PLAIN, help_text="Read before the first question.")
    tags = models.CharField(
        "only questions tagged",
        max_length=200,
        blank=True,
        help_text="Words with commas between them; a question with any of them may be drawn. Empty: the whole bank.",
    )
    draw = models.PositiveSmallIntegerField(
        "questions in a paper",
        default=10,
        validators=[MinValueValidator(1), MaxValueValidator(200)],
        help_text="How many are drawn for each attempt.",
    )
    pass_percent = models.PositiveSmallIntegerField("percent to pass", default=60, validators=[MaxValueValidator(100)])
    attempts = models.PositiveSmallIntegerField(
        "attempts allowed",
        null=True,
        blank=True,
        default=3,
        validators=[MinValueValidator(1)],
        help_text="Empty: as many as she likes. The best mark counts.",
    )
    shuffle = models.BooleanField("mix questions and options", default=True)

    content_panels = [
        *ActivityPage.content_panels,
        FieldPanel("introduction"),
        MultiFieldPanel([FieldPanel("draw"), FieldPanel("tags"), FieldPanel("shuffle")], heading="Questions"),
        MultiFieldPanel([FieldPanel("pass_percent"), FieldPanel("attempts")], heading="Passing"),
    ]

    class Meta:
        verbose_name = "quiz"
        verbose_name_plural = "quizzes"
        constraints = [
            models.CheckConstraint(condition=models.Q(draw__gte=1), name="hunar_assessments_draws_something"),
            models.CheckConstraint(
                condition=models.Q(pass_percent__lte=100), name="hunar_assessments_percent_of_hundred"
            ),
        ]

    def clean(self) -> None:
        """Refuse a filter no question answers to."""
        super().clean()
        if self.course_key and self.wanted_tags and not self.sources():
            raise ValidationError({"tags": "No question of this course has any of these tags."})

    @property
    def wanted_tags(self) -> frozenset[str]:
        """The words of the filter; empty for the whole bank."""
        return frozenset(read_tags(self.tags))

    def questions(self) -> list[Question]:
        """The questions that may be drawn, by reference: an order no database decides."""
        versions = Prefetch("versions", QuestionVersion.objects.select_related("created_by"))
        questions = Question.objects.filter(course_key=self.course_key, archived=False).prefetch_related(versions)
        wanted = self.wanted_tags
        chosen = [question for question in questions if not wanted or wanted & set(question.tags)]
        return sorted(chosen, key=lambda question: question.slug)

    def sources(self) -> list[Source]:
        """The newest version of each of them."""
        return [version.source for question in self.questions() if (version := question.current)]

    def compile_fragment(self, context: CompileContext) -> str:
        """The introduction."""
        words = [{"type": "paragraph", "value": self.introduction}] if self.introduction else []
        return body_fragment(words, context)

    def compile_extra(self, context: CompileContext) -> dict[str, Any]:
        """The open half of the quiz."""
        return open_half(self.settings, self.sources())

    def compile_sealed(self, context: CompileContext) -> dict[str, Any]:
        """The sealed half of the quiz."""
        return sealed_half(self.sources())

    @property
    def settings(self) -> Settings:
        """How a paper is made and when it is passed."""
        return Settings(draw=self.draw, pass_percent=self.pass_percent, attempts=self.attempts, shuffle=self.shuffle)

    def hands_beside(self, released: Mapping[str, Any]) -> list[tuple[str, int]]:
        """The versions of questions that it would ask and its newest edition does not."""
        held = {(each["key"], each["version"]) for each in released.get("questions", ())}
        versions = (question.current for question in self.questions())
        return [
            (f"question {version.question.slug}", version.created_by.user_id)
            for version in versions
            if version and (str(version.question.uuid), version.number) not in held
            if version.created_by and version.created_by.user_id
        ]

    def release_problems(self) -> list[str]:
        """Too few questions, or questions that do not speak the page's language."""
        sources = self.sources()
        language = self.locale.language_code
        problems = []
        # A translation only fills in words: how many are drawn is asked of the page in the course's own language.
        if len(sources) < self.draw and self._decides(language):
            problems.append(f"It draws {self.draw} questions, and the bank holds {len(sources)} for it.")
        mute = [source for source in sources if language not in source.body.languages]
        if mute:
            problems.append(f"{len(mute)} of its questions have no text in the language “{language}”.")
        return problems

    def _decides(self, language: str) -> bool:
        course = CoursePage.objects.ancestor_of(self).first()
        return course is None or course.source_language == language


def read_tags(text: str) -> list[str]:
    """The words between commas, in small letters, each once, in order."""
    words = (" ".join(word.split()).casefold() for word in text.replace("،", ",").split(","))
    return sorted({word for word in words if word})
