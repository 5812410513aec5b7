"""Addresses of staff screens, under Wagtail's own prefix."""

from django.urls import path

from courses.running.staff import cohorts, exports, moves, notices, programmes, rolls, trainees, webinars

app_name = "hunar_running_staff"
BATCH = "batches/<uuid:cohort>/"
TRAINEE = f"{BATCH}trainees/<uuid:enrolment>/"
urlpatterns = [
    path("programmes/", programmes.ProgrammeList.as_view(), name="programmes"),
    path("programmes/add/", programmes.ProgrammeEdit.as_view(), name="add_programme"),
    path("programmes/<uuid:programme>/", programmes.ProgrammeEdit.as_view(), name="programme"),
    path("programmes/<uuid:programme>/course/", programmes.CourseBegin.as_view(), name="begin_course"),
    path("notices/<uuid:notice>/read/", notices.ReadNotice.as_view(), name="read_notice"),
    path("batches/", cohorts.CohortList.as_view(), name="cohorts"),
    path("batches/add/", cohorts.CohortAdd.as_view(), name="add_cohort"),
    path(BATCH, cohorts.CohortPage.as_view(), name="cohort"),
    path(f"{BATCH}export.<str:form>", exports.CohortExport.as_view(), name="export"),
    path(f"{BATCH}open/", cohorts.CohortOpen.as_view(), name="open"),
    path(f"{BATCH}edition/", moves.MovePage.as_view(), name="move"),
    path(f"{BATCH}edition/undo/<uuid:move>/", moves.UndoMove.as_view(), name="undo_move"),
    path(f"{BATCH}classes/add/", rolls.RollPage.as_view(), name="add_session"),
    path(f"{BATCH}classes/<uuid:session>/", rolls.RollPage.as_view(), name="roll"),
    path(f"{BATCH}webinars/<uuid:key>/", webinars.WebinarSet.as_view(), name="webinar"),
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
]
