"""Data of persons, places and roles."""

from lms.people.models.person import Identifier, Person
from lms.people.models.pin import PinCredential
from lms.people.models.place import Centre, ClosedDay, Contact, District, Organisation, WomenHours
from lms.people.models.role import ManagedGroup, RoleAssignment
from lms.people.models.slip import StartSlip

__all__ = [
    "Centre",
    "ClosedDay",
    "Contact",
    "District",
    "Identifier",
    "ManagedGroup",
    "Organisation",
    "Person",
    "PinCredential",
    "RoleAssignment",
    "StartSlip",
    "WomenHours",
]
