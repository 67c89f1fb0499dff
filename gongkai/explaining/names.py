"""The form's own names of its rows: group, number and label, as the notice prints them."""

from functools import cache

from transform.forms import load_forms

#: form, row_code.
RowKey = tuple[str, str]


@cache
def row_names(edition: str) -> dict[RowKey, str]:
    """Each row's name in an edition, such as `(三)不予公开 1.属于国家秘密`."""
    forms = load_forms()
    groups = {
        (form, code): label
        for of, form, kind, code, label in forms.labels.select("edition", "form", "kind", "code", "label").rows()[::-1]
        if (of, kind) == (edition, "group")
    }
    rows = forms.rows.select("edition", "form", "row_code", "parent", "number", "label").rows()
    return {
        (form, row_code): " ".join(filter(None, (groups.get((form, parent)), f"{number or ''}{label}")))
        for of, form, row_code, parent, number, label in rows
        if of == edition
    }


@cache
def label_names(edition: str) -> dict[str, str]:
    """Each label of an edition by form, kind and code (`application.column.total`): the form's own words for it."""
    rows = load_forms().labels.filter(edition=edition).select("form", "kind", "code", "label").rows()
    return {f"{form}.{kind}.{code}": label for form, kind, code, label in rows[::-1]}
