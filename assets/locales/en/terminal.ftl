# The terminal itself: themes, keys, the editor that is started.

problem-theme-file = Line { $line } of the theme file cannot be read: { $reason }
problem-theme-base = Line { $line } of the theme file: there is no theme “{ $name }” to start from. Use default, dark, light, mono or high-contrast.
problem-theme-role = Line { $line } of the theme file: there is no role “{ $name }”. The file assets/themes/default.toml lists all of them.
problem-theme-style = Line { $line } of the theme file: “{ $word }” is not a colour or a style. Write for example: bold cyan on #102030

problem-keymap-syntax = This line cannot be read: { $reason }
problem-keymap-outside = “{ $key }” stands outside a table. Put it below a heading such as [global].
problem-keymap-context = There is no place called “{ $name }”. There are: { $known }
problem-keymap-key = “{ $key }” is not a key. Write for example: g, G, ctrl+x, shift+tab, space, f1
problem-keymap-terminal = A terminal cannot tell { $key } from { $twin }. Choose another key.
problem-keymap-twice = { $key } is bound twice here; the first line counts.
problem-keymap-value = { $key } needs a command in quotes, a list of commands, or false to unbind it.
problem-keymap-clash = { $key } and { $other } begin alike, so one of them could never be pressed. Unbind { $other } first: "{ $other }" = false
problem-keymap-command = There is no command called “{ $command }”. The palette lists all of them.
problem-keymap-argument-missing = The command { $command } needs to be told what: “{ $command } …”.
problem-keymap-argument-needless = The command { $command } takes nothing after its name, but “{ $arg }” follows.

problem-terminal-none = This needs a terminal to draw on. In a pipe or a script, use the subcommands instead: warroom --help
problem-terminal-failed = The terminal did not do as it was told: { fault }
problem-editor-failed = The editor “{ $editor }” could not be used: { $reason }. Choose another one with the variable EDITOR; the text is as it was.
problem-copy-too-long = This is too long for a terminal’s clipboard. Export it to a file instead.
