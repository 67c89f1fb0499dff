"""The marimo app of the dashboard: the address and the filters decide what is drawn, a new publish draws it again."""

import marimo

app = marimo.App(width="full", app_title="gongkai")


@app.cell
def _():
    import marimo as mo

    from dashboards import address as addresses
    from dashboards import site
    from dashboards.source import current
    from dashboards.warming import warm_up

    return addresses, current, mo, site, warm_up


@app.cell
def _(mo):
    # page.js puts the browser's address here; the other looks every five seconds whether something new was published.
    place, pulse = mo.ui.text(value="?"), mo.ui.refresh(options=["5s"], default_interval="5s")
    published, publish = mo.state(None)
    mo.Html(f'<div id="gongkai-address" hidden>{place}</div><div hidden>{pulse}</div>')
    return place, publish, published, pulse


@app.cell
def _(current, publish, published_before, pulse, warm_up):
    pulse.value  # noqa: B018 (the cell runs at each pulse)
    if published_before[-1:] != [current().version()]:
        published_before[:] = [current().version()]
        publish(current().version())
        warm_up()


@app.cell
def _():
    published_before = []
    return (published_before,)


@app.cell
def _(addresses, mo, place, published, site):
    published()
    mo.stop(place.value == "?")
    address = addresses.read(place.value)
    chosen = site.controls(address)
    return address, chosen


@app.cell
def _(address, chosen, site):
    site.top(address, chosen)


@app.cell
def _(address, chosen, site):
    site.body(address, chosen.value)


if __name__ == "__main__":
    app.run()
