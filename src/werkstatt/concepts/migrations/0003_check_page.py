"""The check page keeps steps and blocks as rows, what was read beside what was made of it, and where everything stands."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import werkstatt.lib.clock


def take_along(apps, schema_editor):
    """Steps and blocks become rows; what was read is taken to be what is proposed now, and the document is one sheet."""
    model, step, block = (apps.get_model("concepts", name) for name in ("Import", "Step", "Block"))
    for each in model.objects.all():
        step.objects.bulk_create(
            step(of=each, ordinal=ordinal, said="Eine Änderung", back=back) for ordinal, back in enumerate(each.steps, 1)
        )
        block.objects.bulk_create(block(of=each, index=index, body=body) for index, body in enumerate(each.blocks))
        each.reading, each.turn, each.sheets = each.proposal, len(each.steps), [{"blocks": list(range(len(each.blocks)))}]
        each.save(update_fields=["reading", "turn", "sheets"])


class Migration(migrations.Migration):

    dependencies = [
        ("concepts", "0002_naming"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField("import", "hints", models.JSONField(default=list, verbose_name="Hinweise")),
        migrations.AddField(
            "import", "places", models.JSONField(default=dict, verbose_name="Blatt und Anker je Fundstelle")
        ),
        migrations.AddField("import", "reading", models.TextField(blank=True, verbose_name="gelesen als")),
        migrations.AddField("import", "sheets", models.JSONField(default=list, verbose_name="Blätter")),
        migrations.AddField("import", "turn", models.PositiveIntegerField(default=0, verbose_name="Stand der Prüfung")),
        migrations.CreateModel(
            name="Step",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ordinal", models.PositiveIntegerField(verbose_name="Nummer")),
                ("said", models.CharField(max_length=300, verbose_name="in Worten")),
                ("back", models.JSONField(verbose_name="Weg zurück")),
                ("made_at", models.DateTimeField(default=werkstatt.lib.clock.now, editable=False, verbose_name="am")),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="von",
                    ),
                ),
                (
                    "of",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="concepts.import",
                        verbose_name="Einlesen",
                    ),
                ),
            ],
            options={
                "verbose_name": "Schritt",
                "verbose_name_plural": "Schritte",
                "ordering": ["ordinal"],
                "constraints": [models.UniqueConstraint(fields=("of", "ordinal"), name="one_step_of_a_number")],
            },
        ),
        migrations.CreateModel(
            name="Block",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("index", models.PositiveIntegerField(verbose_name="Stelle")),
                ("body", models.JSONField(verbose_name="Inhalt")),
                (
                    "of",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="concepts.import",
                        verbose_name="Einlesen",
                    ),
                ),
            ],
            options={
                "verbose_name": "Block",
                "verbose_name_plural": "Blöcke",
                "ordering": ["index"],
                "constraints": [models.UniqueConstraint(fields=("of", "index"), name="one_block_of_an_index")],
            },
        ),
        migrations.RunPython(take_along, migrations.RunPython.noop),
    ]
