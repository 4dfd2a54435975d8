"""Charts, drawn by the server as SVG that needs neither a style nor a script in the page; they read nothing."""
