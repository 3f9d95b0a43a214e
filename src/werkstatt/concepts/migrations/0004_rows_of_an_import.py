"""The old lists of steps and blocks go; a migration of its own, because PostgreSQL alters no table whose rows are being filled."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("concepts", "0003_check_page")]

    operations = [
        migrations.RemoveField("import", "steps"),
        migrations.RemoveField("import", "blocks"),
        migrations.AlterField(
            "block",
            "of",
            models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="blocks",
                to="concepts.import",
                verbose_name="Einlesen",
            ),
        ),
        migrations.AlterField(
            "step",
            "of",
            models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="steps",
                to="concepts.import",
                verbose_name="Einlesen",
            ),
        ),
    ]
