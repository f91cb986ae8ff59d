# The terminal itself: themes, keys, the editor that is started.

problem-theme-file = Line { $line } of the theme file cannot be read: { $reason }
problem-theme-base = Line { $line } of the theme file: there is no theme “{ $name }” to start from. Use default, dark, light, mono or high-contrast.
problem-theme-role = Line { $line } of the theme file: there is no role “{ $name }”. The file assets/themes/default.toml lists all of them.
problem-theme-style = Line { $line } of the theme file: “{ $word }” is not a colour or a style. Write for example: bold cyan on #102030
