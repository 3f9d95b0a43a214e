"""Sealed rows: the database itself refuses to change or delete them, on SQLite and on PostgreSQL.

A model says `sealed = True`, or the SQL condition under which a row is sealed (`"OLD.version_id IS NOT NULL"`).
`seal_tables` runs after every migrate, because SQLite loses the triggers of a table that a migration rebuilds.
"""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig, apps
from django.db import connections, models
from django.db.models.signals import post_migrate

SQLITE = """
DROP TRIGGER IF EXISTS sealed_{table}_{verb};
CREATE TRIGGER sealed_{table}_{verb} BEFORE {verb} ON "{table}" FOR EACH ROW {when}
BEGIN SELECT RAISE(ABORT, 'sealed: {table}'); END;
"""

POSTGRES_FUNCTION = """
CREATE OR REPLACE FUNCTION refuse_sealed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'sealed: %', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation'; END $$;
"""

POSTGRES = """
CREATE OR REPLACE TRIGGER sealed_{table}_{verb} BEFORE {verb} ON "{table}" FOR EACH ROW {when}
EXECUTE FUNCTION refuse_sealed();
"""


def sealed_models() -> list[type[models.Model]]:
    """Every model whose rows are sealed, always or under a condition."""
    return [model for model in apps.get_models() if getattr(model, "sealed", False)]


def trigger_sql(model: type[models.Model], vendor: str) -> list[str]:
    """The statements that seal a model's table."""
    condition = getattr(model, "sealed", False)
    when = f"WHEN ({condition})" if isinstance(condition, str) else ""
    template = SQLITE if vendor == "sqlite" else POSTGRES
    statements: list[str] = []
    for verb in ("UPDATE", "DELETE"):
        filled = template.format(table=model._meta.db_table, verb=verb, when=when)
        statements += filled.strip().split(";\n", 1) if vendor == "sqlite" else [filled]
    return statements


def seal_tables(app_config: AppConfig, using: str = "default", **_: Any) -> None:
    """Create the triggers of an app's sealed tables, as far as the tables exist."""
    connection = connections[using]
    with connection.cursor() as cursor:
        present = set(connection.introspection.table_names(cursor))
        for model in sealed_models():
            if model._meta.app_label == app_config.label and model._meta.db_table in present:
                if connection.vendor == "postgresql":
                    cursor.execute(POSTGRES_FUNCTION)
                for statement in trigger_sql(model, connection.vendor):
                    cursor.execute(statement)


def connect() -> None:
    """Seal each app's tables after every migrate."""
    post_migrate.connect(seal_tables, dispatch_uid="seal_tables")
