"""Each event of a finding says how bad it was then. Of earlier ones only today's is known, and it counted for them until now."""

from django.db import migrations, models


def take_todays(apps, schema_editor):
    Finding, Event = apps.get_model("places", "Finding"), apps.get_model("places", "FindingEvent")
    today = Finding.objects.filter(pk=models.OuterRef("finding")).values("severity")
    Event.objects.update(severity=models.Subquery(today))


class Migration(migrations.Migration):
    dependencies = [("places", "0001_squashed_0007_merges")]

    operations = [
        migrations.AddField(
            model_name="findingevent",
            name="severity",
            field=models.CharField(
                choices=[("CLOSES", "closes the place"), ("LIMITS", "limits its use"), ("NOTE", "note")],
                default="NOTE",
                max_length=6,
            ),
            preserve_default=False,
        ),
        migrations.RunPython(take_todays, migrations.RunPython.noop),
    ]
