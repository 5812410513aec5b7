"""Addresses of staff screens, under Wagtail's own prefix."""

from django.urls import path

from courses.running.staff import cohorts, imports, moves, programmes, rolls, seats, trainees

app_name = "hunar_running_staff"
BATCH = "batches/<uuid:cohort>/"
TRAINEE = f"{BATCH}trainees/<uuid:enrolment>/"
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
    path(f"{BATCH}seats/", seats.SeatsPage.as_view(), name="seats"),
    path(f"{BATCH}seats/change/", seats.ChangeSeats.as_view(), name="change_seats"),
    path(f"{BATCH}seats/code/", seats.MakeCode.as_view(), name="make_code"),
    path(f"{BATCH}seats/code/stop/", seats.StopCode.as_view(), name="stop_code"),
    path(f"{BATCH}seats/first-class/", seats.FirstClassPage.as_view(), name="first_class"),
    path(f"{BATCH}seats/<uuid:application>/off/", seats.TakeOffList.as_view(), name="take_off_list"),
    path(f"{BATCH}import/", imports.ImportPage.as_view(), name="import"),
    path(f"{BATCH}import/template/<slug:kind>/", imports.TemplateFile.as_view(), name="import_template"),
    path(f"{BATCH}import/<uuid:trainee_import>/", imports.ImportedPage.as_view(), name="imported"),
    path(f"{BATCH}import/<uuid:trainee_import>/bad-rows/", imports.BadRowsFile.as_view(), name="bad_rows"),
    path(f"{BATCH}import/<uuid:trainee_import>/slips/", imports.SlipsFile.as_view(), name="import_slips"),
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
