"""A district of the demo where thirty-eight people learn: one line in the calendar of outages moves them all."""

from datetime import date

from courses.authoring.models import Edition
from courses.running.api import create_cohort, enrol, open_cohort
from courses.running.models import Cohort, Programme
from lms.people.api import new_trainee
from lms.people.models import Centre, District, Organisation, PinCredential
from lms.people.pins import verifier_of
from lms.project.demo.accounts import TRAINEE_PIN
from lms.project.demo.people import mark_as_demo

# wana01, the first of them, has the demo's PIN; the others have slips.
NAMES = (
    ("Palwasha", "پلوشہ"),
    ("Spogmai", "سپوږمۍ"),
    ("Gulalai", "گلالئی"),
    ("Zarghuna", "زرغونہ"),
    ("Shaista", "شائستہ"),
    ("Laila", "لیلیٰ"),
    ("Mahnoor", "ماہ نور"),
    ("Samina", "ثمینہ"),
    ("Farzana", "فرزانہ"),
    ("Nazia", "نازیہ"),
    ("Hina", "حنا"),
    ("Sadia", "سعدیہ"),
    ("Rabia", "رابعہ"),
    ("Bushra", "بشریٰ"),
    ("Kulsoom", "کلثوم"),
    ("Yasmin", "یاسمین"),
    ("Parveen", "پروین"),
    ("Naheed", "ناہید"),
    ("Zainab", "زینب"),
    ("Ambreen", "عنبرین"),
    ("Tahira", "طاہرہ"),
    ("Asma", "اسماء"),
    ("Sumaira", "سمیرا"),
    ("Rehana", "ریحانہ"),
    ("Shazia", "شازیہ"),
    ("Noreen", "نورین"),
    ("Fouzia", "فوزیہ"),
    ("Saba", "صبا"),
    ("Iram", "ارم"),
    ("Uzma", "عظمیٰ"),
    ("Humaira", "حمیرا"),
    ("Lubna", "لبنیٰ"),
    ("Maryam", "مریم"),
    ("Sidra", "سدرہ"),
    ("Anila", "انیلا"),
    ("Robina", "روبینہ"),
    ("Mehreen", "مہرین"),
    ("Gulnaz", "گل ناز"),
)


def make_batch(programme: Programme, edition: Edition, starts_on: date, zone: str) -> Cohort:
    """An open batch in Wana with everybody in it, living in its district."""
    district = District.objects.get(code="kp-lower-south-waziristan")
    board = Organisation.objects.get(name="Skills Board (demo)")
    centre = Centre.objects.create(organisation=board, district=district, name="Wana centre", name_ur="وانا سنٹر")
    cohort = create_cohort(
        programme=programme,
        course_key=edition.course_key,
        name="Batch 4, Wana",
        name_ur="بیچ 4، وانا",
        starts_on=starts_on,
        centre=centre,
        women_only=True,
        time_zone=zone,
        by=None,
    )
    open_cohort(cohort, edition, by=None)
    for number, (name, name_ur) in enumerate(NAMES, 1):
        enrol_one(cohort, district, f"wana{number:02}", name, name_ur)
    return cohort


def enrol_one(cohort: Cohort, district: District, username: str, name: str, name_ur: str) -> None:
    """One trainee who lives there."""
    person = new_trainee(
        username=username,
        display_name=name,
        legal_name=f"{name} Wazir",
        urdu_name=f"{name_ur} وزیر",
        gender="f",
        language="ur",
        by=None,
    )
    mark_as_demo(person)
    person.district = district
    person.save(update_fields=["district"])
    if username == "wana01":
        PinCredential.objects.create(person=person, verifier=verifier_of(TRAINEE_PIN))
    enrol(person, cohort, by=None)
