"""What DuckDB says of a query that people write wrongly, as it says it, so that it can be told in their language.

It is no promise of DuckDB's: what it says in other words stays as it is, in English.
"""

from extract.language import N_

OF_DUCKDB = (
    N_('Binder Error: Referenced column "{column}" not found in FROM clause! Candidate bindings: {names}'),
    N_('Binder Error: Referenced column "{column}" was not found because the FROM clause is missing'),
    N_('Binder Error: Referenced table "{table}" not found! Candidate tables: {names}'),
    N_('Binder Error: Values list "{table}" does not have a column named "{column}"'),
    N_('Binder Error: Table "{table}" does not have a column named "{column}" Candidate bindings: {names}'),
    N_('Binder Error: Ambiguous reference to column name "{column}" (use: {names})'),
    N_(
        'Binder Error: column "{column}" must appear in the GROUP BY clause or must be part of an aggregate function. '
        'Either add it to the GROUP BY list, or use "ANY_VALUE({value})" if the exact value of "{name}" is not '
        "important."
    ),
    N_('Catalog Error: Table with name {table} does not exist! Did you mean "{near}"?'),
    N_("Catalog Error: Scalar Function with name {name} does not exist! Did you mean {near}?"),
    N_("Conversion Error: Could not convert string '{value}' to {kind}"),
    N_("Conversion Error: Could not convert string '{value}' to {kind} when casting from source column {column}"),
    N_(
        "Binder Error: No function matches the given name and argument types {call}. You might need to add explicit "
        "type casts. Candidate functions: {names}"
    ),
    N_('Parser Error: syntax error at or near "{token}"'),
    N_("Parser Error: syntax error at end of input"),
)
