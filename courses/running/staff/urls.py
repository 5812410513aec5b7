"""Addresses of staff screens, under Wagtail's own prefix."""

from django.urls import path

from courses.running.staff import cohorts, moves, programmes, rolls, trainees
from courses.running.staff.attendance import cards, centres, classes, events, files, numbers, policies, waiting

app_name = "hunar_running_staff"
BATCH = "batches/<uuid:cohort>/"
TRAINEE = f"{BATCH}trainees/<uuid:enrolment>/"
CLASS = f"{BATCH}classes/<uuid:session>/"
CENTRE = "attendance/<uuid:centre>/"
urlpatterns = [
    path("programmes/", programmes.ProgrammeList.as_view(), name="programmes"),
    path("programmes/add/", programmes.ProgrammeEdit.as_view(), name="add_programme"),
    path("programmes/<uuid:programme>/", programmes.ProgrammeEdit.as_view(), name="programme"),
    path("programmes/<uuid:programme>/course/", programmes.CourseBegin.as_view(), name="begin_course"),
    path("batches/", cohorts.CohortList.as_view(), name="cohorts"),
    path("batches/add/", cohorts.CohortAdd.as_view(), name="add_cohort"),
    path(BATCH, cohorts.CohortPage.as_view(), name="cohort"),
    path(f"{BATCH}open/", cohorts.CohortOpen.as_view(), name="open"),
    path(f"{BATCH}edition/", moves.MovePage.as_view(), name="move"),
    path(f"{BATCH}edition/undo/<uuid:move>/", moves.UndoMove.as_view(), name="undo_move"),
    path(f"{BATCH}classes/add/", rolls.RollPage.as_view(), name="add_session"),
    path(f"{BATCH}classes/<uuid:session>/", rolls.RollPage.as_view(), name="roll"),
    path(f"{BATCH}trainees/add/", trainees.TraineeAdd.as_view(), name="add_trainee"),
    path(TRAINEE, trainees.TraineePage.as_view(), name="trainee"),
    path(f"{TRAINEE}extend/", trainees.ExtendVerb.as_view(), name="extend"),
    path(f"{TRAINEE}freeze/", trainees.FreezeVerb.as_view(), name="freeze"),
    path(f"{TRAINEE}resume/", trainees.ResumeVerb.as_view(), name="resume"),
    path(f"{TRAINEE}reopen/", trainees.ReopenVerb.as_view(), name="reopen"),
    path(f"{TRAINEE}close/", trainees.CloseVerb.as_view(), name="close"),
    path(f"{TRAINEE}undo/<uuid:entry>/", trainees.UndoVerb.as_view(), name="undo"),
    path(f"{TRAINEE}withdraw/", trainees.WithdrawVerb.as_view(), name="withdraw"),
    path(f"{TRAINEE}slip/", trainees.SlipVerb.as_view(), name="slip"),
    path("programmes/<uuid:programme>/attendance/", policies.AttendancePolicyPage.as_view(), name="attendance_policy"),
    path(f"{BATCH}classes/plan/", classes.ClassPlan.as_view(), name="plan_session"),
    path(f"{CLASS}unlock/", classes.UnlockVerb.as_view(), name="unlock"),
    path(f"{CLASS}power/", classes.PowerCutVerb.as_view(), name="power_cut"),
    path(f"{CLASS}power/<uuid:cut>/undo/", classes.UndoCutVerb.as_view(), name="undo_cut"),
    path(f"{CLASS}cards/", cards.CardPage.as_view(), name="cards"),
    path(f"{TRAINEE}number/", numbers.NumberVerb.as_view(), name="trainee_number"),
    path(f"{BATCH}cards/", cards.PrintCards.as_view(), name="print_cards"),
    path("attendance/", centres.CentreList.as_view(), name="attendance"),
    path(CENTRE, centres.CentrePage.as_view(), name="centre"),
    path(f"{CENTRE}files/<uuid:file>/", files.FilePage.as_view(), name="device_file"),
    path(f"{CENTRE}waiting/", waiting.WaitingPage.as_view(), name="waiting"),
    path(f"{CENTRE}waiting/number/", waiting.GiveNumberVerb.as_view(), name="give_number"),
    path(f"{CENTRE}waiting/<uuid:punch>/", waiting.CompleteStayVerb.as_view(), name="complete_stay"),
    path(f"{CENTRE}numbers/", numbers.NumbersPage.as_view(), name="numbers"),
    path(f"{CENTRE}hours/", centres.WomenHoursVerb.as_view(), name="add_hours"),
    path(f"{CENTRE}hours/<uuid:hours>/", centres.WomenHoursVerb.as_view(), name="drop_hours"),
    path(f"{CENTRE}events/add/", events.EventAdd.as_view(), name="add_event"),
    path(f"{CENTRE}labs/add/", events.LabAdd.as_view(), name="add_lab"),
    path(f"{CENTRE}events/<uuid:session>/unlock/", events.EventUnlock.as_view(), name="unlock_event"),
    path(f"{CENTRE}events/<uuid:session>/", events.EventRoll.as_view(), name="event"),
]
