"""Imports of a round are kept as those of the other rooms: done once they have an instant, and gone once they are dropped."""

import django.db.models.deletion
from django.db import migrations, models


def forget_dropped(apps, schema_editor):
    apps.get_model("assessment", "RoundImport").objects.filter(state="DROPPED").delete()


class Migration(migrations.Migration):
    dependencies = [("assessment", "0001_squashed_0009_forecasts")]

    operations = [
        migrations.RunPython(forget_dropped, migrations.RunPython.noop, elidable=True),
        migrations.RemoveConstraint("RoundImport", "round_import_done_with_instant"),
        migrations.RemoveField("RoundImport", "state"),
        migrations.RenameField("RoundImport", "started_by", "begun_by"),
        migrations.RenameField("RoundImport", "started_at", "begun_at"),
        migrations.AlterField(
            "RoundImport",
            "city",
            models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="regions.city"),
        ),
    ]
