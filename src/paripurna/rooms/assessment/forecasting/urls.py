"""Addresses of the forecast, under `/daerah/<city>/`."""

from django.urls import path

from paripurna.rooms.assessment.forecasting import views

HERE = "prakiraan/"

urlpatterns = [
    path(HERE, views.show_forecast, name="forecast"),
    path(f"{HERE}hitung-ulang/", views.make_forecast, name="forecast_make"),
    path(f"{HERE}pertanyaan/", views.list_questions, name="forecast_questions"),
    path(f"{HERE}pertanyaan.<str:form>", views.export_questions, name="forecast_export"),
    path(f"{HERE}bagaimana-jika/", views.try_changes, name="forecast_what_if"),
    path(f"{HERE}ketepatan/", views.show_calibration, name="forecast_calibration"),
]
