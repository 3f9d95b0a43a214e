"""How every page looks: base page, components, template tags, css. No tables."""
