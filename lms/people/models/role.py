"""Who may do what, where and how long, and the groups by which Wagtail learns it."""

import uuid

from django.contrib.auth.models import Group
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from lms.people.models.person import Person


class RoleAssignment(models.Model):
    """Person × role × scope, from a moment, until another or for good."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="role_assignments")
    role = models.CharField(max_length=32)
    scope_type = models.CharField(max_length=32)
    scope_uuid = models.UUIDField()
    starts_at = models.DateTimeField(default=timezone.now)
    ends_at = models.DateTimeField(null=True, blank=True)
    given_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = "role assignment"
        indexes = [
            models.Index(fields=["scope_type", "scope_uuid", "role"], name="hunar_people_role_scope"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "role", "scope_type", "scope_uuid"],
                condition=Q(ends_at__isnull=True),
                name="hunar_people_role_once",
            ),
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gte=F("starts_at")), name="hunar_people_role_dates"
            ),
        ]

    def __str__(self) -> str:
        return f"Role {self.role} {self.uuid}"


class ManagedGroup(models.Model):
    """The Django group that stands for a role at a scope. Its members come from assignments alone."""

    group = models.OneToOneField(Group, on_delete=models.CASCADE, related_name="hunar_managed")
    role = models.CharField(max_length=32)
    scope_type = models.CharField(max_length=32)
    scope_uuid = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["role", "scope_type", "scope_uuid"], name="hunar_people_group_once"),
        ]

    def __str__(self) -> str:
        return f"{self.role} at {self.scope_type} {self.scope_uuid}"
