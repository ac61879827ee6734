"""What comes again keeps its day of the month; what is planned already keeps the day that it stands on."""

from django.db import migrations, models
from django.db.models.functions import ExtractDay


def take_days(apps, schema_editor):
    Upkeep = apps.get_model("places", "Upkeep")
    Upkeep.objects.filter(every_months__isnull=False).update(month_day=ExtractDay("due_on"))


class Migration(migrations.Migration):
    dependencies = [("places", "0003_networks")]

    operations = [
        migrations.AddField(
            model_name="upkeep",
            name="month_day",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.RunPython(take_days, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="upkeep",
            constraint=models.CheckConstraint(
                condition=models.Q(every_months=None, month_day=None)
                | models.Q(every_months__isnull=False, month_day__isnull=False, month_day__range=(1, 31)),
                name="upkeep_day_when_it_comes_again",
            ),
        ),
    ]
