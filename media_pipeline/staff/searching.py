"""Wagtail's searches of recordings, asked in the one spelling in which the index keeps words."""

from typing import Any

from django.utils.functional import cached_property

from lms.foundation.api import fold


class FoldedIndex:
    """For a list: ``search_query`` as the index spells it; the search field keeps what was typed."""

    @cached_property
    def search_query(self) -> str:
        """What is asked of the index."""
        return fold(super().search_query)  # type: ignore[misc]


class FoldedChooser:
    """For a chooser: the same in its form of filters."""

    def get_filter_form_class(self) -> type:
        """Wagtail's form with one more step."""
        form: Any = super().get_filter_form_class()  # type: ignore[misc]

        class FoldedForm(form):  # type: ignore[misc]
            def clean_q(self) -> str:
                return fold(self.cleaned_data["q"])

        return FoldedForm
