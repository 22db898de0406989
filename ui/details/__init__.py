"""The side panel: everything that can be said of what is selected, and how it is known.

`pane.DetailsPane` is the widget. A profile of `explorer.model.profile` becomes a `page.Page`
(plain data, made by `pages`), which `sections` and `rows` turn into widgets.
"""
