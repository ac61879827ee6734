from django.apps import AppConfig


class AssessmentConfig(AppConfig):
    name = "paripurna.rooms.assessment"
    label = "assessment"
