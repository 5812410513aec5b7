"""Rules of a policy that have no field of their own: one field of JSON, told in ``docs/reference/pass-rules.md``."""

import json
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from pydantic import ValidationError as PolicyError

from courses.running.policy import Policy

OF_PASSING = ("clauses", "late", "override")
OF_POLICY = ("stages", "admission", "unenforced")


class RulesField(forms.JSONField):
    """An object of further rules; empty for none."""

    widget = forms.Textarea(attrs={"rows": 12, "dir": "ltr", "spellcheck": "false"})

    def __init__(self, **more: Any) -> None:
        words = (
            "As JSON: clauses of the pass rule, stages of modules, whom a batch takes, and rules not enforced yet. "
            "What each says stands above, in sentences, once it is saved."
        )
        super().__init__(required=False, label="Further rules", help_text=words, **more)

    def clean(self, value: Any) -> dict[str, Any]:
        """Return the object; refuse another shape, or words it does not know, with a sentence."""
        found = super().clean(value) or {}
        if not isinstance(found, dict):
            raise ValidationError("Further rules are an object in curly brackets.")
        unknown = sorted(set(found) - {*OF_PASSING, *OF_POLICY})
        if unknown:
            raise ValidationError(
                f"Further rules know no “{unknown[0]}”. They know {', '.join((*OF_PASSING, *OF_POLICY))}."
            )
        return found

    def prepare_value(self, value: Any) -> Any:
        """Return the text of the field, one thing to a line; what was typed stays as it was typed."""
        if isinstance(value, str) or not value:
            return value or ""
        return json.dumps(value, indent=2, ensure_ascii=False)


def more_rules(policy: Policy) -> dict[str, Any]:
    """Return what stands in the field: only the rules the policy has."""
    return {name: part for name, part in further(policy).items() if part != further(Policy())[name]}


def further(policy: Policy) -> dict[str, Any]:
    """Return every part of a policy that the field holds."""
    whole = policy.as_json()
    return {name: whole["pass"][name] for name in OF_PASSING} | {name: whole[name] for name in OF_POLICY}


def with_more_rules(policy: dict[str, Any], more: dict[str, Any]) -> dict[str, Any]:
    """Return the policy with these further rules and no others."""
    rest = {name: part for name, part in policy.items() if name not in OF_POLICY}
    passing = {name: part for name, part in policy["pass"].items() if name not in OF_PASSING}
    passing |= {name: more[name] for name in OF_PASSING if name in more}
    return rest | {name: more[name] for name in OF_POLICY if name in more} | {"pass": passing}


def policy_sentences(error: PolicyError) -> list[str]:
    """Return what is wrong with a policy, each with its place where it lies deep in the JSON."""
    found = []
    for item in error.errors():
        sentence = "A clause names its kind." if item["type"] == "union_tag_not_found" else item["msg"]
        sentence = sentence.removeprefix("Value error, ")
        place = " → ".join(str(step) for step in item["loc"])
        found.append(f"{place}: {sentence}" if len(item["loc"]) > 1 else sentence)
    return found
