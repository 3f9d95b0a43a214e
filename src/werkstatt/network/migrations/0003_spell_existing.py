from django.db import migrations

from konzept.organisations import key


def spell(apps, schema_editor):
    """Name and short name of every organisation become spellings; where two share one, the older keeps it."""
    Organisation = apps.get_model("network", "Organisation")
    Spelling = apps.get_model("network", "Spelling")
    rows = {}
    for organisation in Organisation.objects.order_by("pk"):
        for text in filter(None, (organisation.name, organisation.short)):
            place = organisation.authority_id, key(text)[:300]
            rows.setdefault(
                place, Spelling(authority_id=place[0], organisation=organisation, text=text, key=place[1])
            )
    Spelling.objects.bulk_create(rows.values())


class Migration(migrations.Migration):

    dependencies = [
        ('network', '0002_spellings'),
    ]

    operations = [
        migrations.RunPython(spell, migrations.RunPython.noop),
    ]
