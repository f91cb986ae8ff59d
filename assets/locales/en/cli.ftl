problem-config-syntax = This is not TOML: { $reason }
problem-config-unreadable = The file cannot be read: { $reason }
problem-config-option = There is no option “{ $name }”. Options: { $known }.
problem-config-text = “{ $name }” wants a text in quotation marks.
problem-config-bool = “{ $name }” wants true or false.
problem-config-choice = “{ $name }” wants one of: { $known }.
problem-config-directory = The directory { $path } cannot be created: { $reason }
problem-config-no-home = There is no home directory. Say where to keep the data with --data or WARROOM_DATA, and the options with --config or WARROOM_CONFIG.
